import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// What the oracle answered otherwise, case by case.
@Suite("What the oracle found") struct OracleFindings {
  private static let names = [
    #"{"type":"entity","entity":"O","kind":"organisation","name":"O"}"#,
    #"{"type":"entity","entity":"A","kind":"state","name":"A"}"#,
    #"{"type":"entity","entity":"B","kind":"state","name":"B"}"#,
  ]

  private func log(_ lines: String...) throws -> RecordedLog {
    try RecordedLog(lines: Self.names + lines)
  }

  @Test("What replaced an event is gone when the event is retracted, whatever it speaks of")
  func retractedAfterReplacement() throws {
    let log = try log(
      #"{"type":"instrument","instrument":"T","title":"T","on":"2001-01-01"}"#,
      #"{"type":"instrument","instrument":"U","title":"U","on":"2001-01-01"}"#,
      #"{"id":"w","type":"signature","on":"2001-02-01","party":"A","instrument":"T"}"#,
      #"{"type":"correction","action":"replace","target":"w","with":{"type":"signature","on":"2001-02-01","party":"B","instrument":"U"}}"#,
      #"{"type":"correction","action":"retract","target":"w"}"#)
    #expect(try log.timeline.parties(from: Perspective("2001-03-01")).isEmpty)
  }

  @Test("A membership that rests on a disputed record of the charter is disputed")
  func disputedCharter() throws {
    let log = try log(
      #"{"type":"instrument","instrument":"C","title":"C","on":"2001-01-01","clause":"when all signatories","constitutes":"O"}"#,
      #"{"type":"signature","on":"2001-01-05","party":"A","instrument":"C"}"#,
      #"{"id":"r","type":"ratification","on":"2001-02-01","party":"A","instrument":"C"}"#,
      #"{"type":"correction","action":"dispute","target":"r"}"#)
    let members = try log.timeline.members(of: "O", from: Perspective("2001-03-01"))
    #expect(members.map(\.party) == ["A"] && members.allSatisfy(\.disputed))
  }

  @Test("Who may have joined the charter after it entered into force is only possibly an original member")
  func lateToTheCharter() throws {
    let log = try log(
      #"{"type":"instrument","instrument":"C","title":"C","on":"2001-01-01","clause":"when deposits >= 1","constitutes":"O"}"#,
      #"{"type":"accession","on":"2001-02-10","party":"A","instrument":"C"}"#,
      #"{"type":"accession","on":"[2001-02-05..2001-02-15]","party":"B","instrument":"C"}"#)
    let members = try log.timeline.members(of: "O", from: Perspective("2001-03-01"))
    #expect(members.map { "\($0.party) \($0.certainty)" } == ["A possible", "B possible"])
  }

  @Test("Two records of one termination end an instrument once, on the day of the better one")
  func terminatedOnce() throws {
    let log = try log(
      #"{"type":"instrument","instrument":"T","title":"T","on":"2001-01-01","clause":"when deposits >= 1"}"#,
      #"{"type":"termination","on":"2001-02-01","instrument":"T","source":{"publisher":"P","grade":6}}"#,
      #"{"type":"termination","on":"2001-04-01","instrument":"T","source":{"publisher":"D","grade":1}}"#,
      #"{"type":"accession","on":"2001-03-01","party":"A","instrument":"T"}"#)
    #expect(try log.timeline.parties(from: Perspective("2001-03-15")).map(\.state) == ["party"])
    #expect(try log.timeline.parties(from: Perspective("2001-04-01")).map(\.state) == ["former"])
  }

  @Test("An instrument that may have been terminated before it was in force has no certain state")
  func perhapsTerminated() throws {
    let log = try log(
      #"{"type":"instrument","instrument":"T","title":"T","on":"2001-01-01"}"#,
      #"{"type":"termination","on":"2001-02","instrument":"T"}"#)
    func state(_ day: String) throws -> [String] {
      try log.timeline.instruments(from: Perspective(day)).map { "\($0.state) \($0.certainty)" }
    }
    #expect(try state("2001-01-31") == ["adopted certain"])
    #expect(try state("2001-02-15") == ["adopted possible"])
    #expect(try state("2001-02-28") == ["terminated certain"])
  }

  @Test(
    "A signature is awaited as long as nobody has surely signed, though all who may have signed consented")
  func awaitsSignature() throws {
    let log = try log(
      #"{"type":"instrument","instrument":"T","title":"T","on":"2001-01-01","clause":"when all signatories"}"#,
      #"{"type":"accession","on":"2001-01-10","party":"A","instrument":"T"}"#,
      #"{"type":"signature","on":"[2001-02-01..2001-02-05]","party":"A","instrument":"T"}"#)
    func awaited(_ day: String) throws -> [String] {
      try log.timeline.pending(from: Perspective(day)).map { "\($0.waiting) \($0.certainty)" }
    }
    #expect(try awaited("2001-01-31") == ["signature certain"])
    #expect(try awaited("2001-02-03") == ["signature possible"])
    #expect(try awaited("2001-02-05").isEmpty)
  }

  @Test("That a treaty enters into force says nothing of whether a State still existed then")
  func perhapsExtinct() throws {
    let log = try log(
      #"{"type":"instrument","instrument":"T","title":"T","on":"2001-01-01","clause":"when deposits >= 1 not-before 2001-03-01"}"#,
      #"{"type":"ratification","on":"2001-02-01","party":"A","instrument":"T"}"#,
      #"{"type":"state-change","kind":"dissolution","on":"[2001-02-20..2001-03-10]","predecessors":["A"]}"#)
    func state(_ day: String) throws -> [String] {
      try log.timeline.parties(from: Perspective(day)).map {
        ([$0.state] + $0.alternatives).joined(separator: " ")
      }
    }
    #expect(try state("2001-02-19") == ["contracting"])
    #expect(try state("2001-02-25") == ["contracting former"])
    #expect(try state("2001-03-05") == ["party former"])
    #expect(try state("2001-03-10") == ["former"])
  }

  @Test("A member that comes back may freeze its participation again")
  func frozenAgain() throws {
    let log = try log(
      #"{"type":"admission","on":"2001-01-01","party":"A","org":"O"}"#,
      #"{"type":"participation","on":"2001-02-01","party":"A","org":"O"}"#,
      #"{"type":"cessation","on":"2001-03-01","party":"A","org":"O"}"#,
      #"{"type":"admission","on":"2001-04-01","party":"A","org":"O"}"#,
      #"{"type":"participation","on":"2001-05-01","party":"A","org":"O"}"#)
    func participation(_ day: String) throws -> [String] {
      try log.timeline.members(of: "O", from: Perspective(day)).map(\.participation)
    }
    #expect(try participation("2001-02-15") == ["frozen"])
    #expect(try participation("2001-04-15") == ["normal"])
    #expect(try participation("2001-05-01") == ["frozen"])
    #expect(try log.timeline.conflicts(from: Perspective("2001-05-01")).isEmpty)
  }

  @Test("A signature that a ratification followed was made by then")
  func signedByThen() throws {
    let log = try log(
      #"{"type":"instrument","instrument":"T","title":"T","on":"2001-01-01","clause":"when deposits >= 2"}"#,
      #"{"type":"signature","on":"2001-01","party":"A","instrument":"T"}"#,
      #"{"type":"ratification","on":"2001-01-10","party":"A","instrument":"T"}"#)
    func signatories(_ day: String) throws -> [Int] {
      try log.timeline.instruments(from: Perspective(day)).map(\.signatories)
    }
    #expect(try signatories("2001-01-09") == [0])
    #expect(try signatories("2001-01-10") == [1])
  }

  @Test("Two records of one notice take a consent back once, on the day of the better one")
  func noticedOnce() throws {
    let log = try log(
      #"{"type":"instrument","instrument":"T","title":"T","on":"2001-01-01","clause":"when deposits >= 2"}"#,
      #"{"type":"accession","on":"2001-01-10","party":"A","instrument":"T"}"#,
      #"{"type":"withdrawal","on":"2001-02-01","party":"A","instrument":"T","source":{"publisher":"P","grade":6}}"#,
      #"{"type":"withdrawal","on":"2001-03-01","party":"A","instrument":"T","source":{"publisher":"D","grade":1}}"#
    )
    func consents(_ day: String) throws -> [Int] {
      try log.timeline.instruments(from: Perspective(day)).map(\.consents)
    }
    #expect(try consents("2001-02-15") == [1])
    #expect(try consents("2001-03-01") == [0])
  }

  @Test("A consent of an exact day is none before it, though the general date is only known to a range")
  func notBeforeItsDay() throws {
    let log = try log(
      #"{"type":"instrument","instrument":"T","title":"T","on":"2001-01-01","clause":"when deposits >= 1"}"#,
      #"{"type":"accession","on":"2001-02-20","party":"A","instrument":"T"}"#,
      #"{"type":"accession","on":"2001-02","party":"B","instrument":"T"}"#)
    func parties(_ day: String) throws -> [String] {
      try log.timeline.parties(from: Perspective(day)).map { "\($0.party) \($0.state) \($0.certainty)" }
    }
    #expect(try parties("2001-02-10") == ["B party possible"])
    #expect(try parties("2001-02-20") == ["A party certain", "B party possible"])
  }
}
