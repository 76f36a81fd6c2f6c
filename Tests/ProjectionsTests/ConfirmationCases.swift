import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// What settles a contradiction: a record that is confirmed, a claim that is disputed.
@Suite("What settles a contradiction") struct ConfirmationCases {
  private static let organisation = #"{"type":"entity","entity":"O","kind":"organisation","name":"O"}"#
  private static let admission =
    #"{"type":"admission","id":"a","on":"2007-06-01","party":"NOR","org":"O","source":{"publisher":"P","grade":6}}"#
  private static let claim =
    #"{"type":"claim","id":"c","on":"2007-01-01","asserted_by":"NOR","says":{"type":"admission","on":"2006-12-01","party":"NOR","org":"O"}}"#

  private static func correct(_ action: String, _ target: String) -> String {
    #"{"type":"correction","action":"\#(action)","target":"\#(target)","reason":"r"}"#
  }

  private static func inquire(_ lines: [String], at day: String = "2008-01-01") throws -> Inquiry {
    try SeedLog(lines: lines).timeline.inquire(from: Perspective(day))
  }

  @Test("A claim that a record contradicts is told once, with all the days on which the log denies it")
  func once() throws {
    let ended = #"{"type":"cessation","on":"2008-01-01","party":"NOR","org":"O"}"#
    let late = Self.claim.replacing("2007-01-01", by: "2009-01-01")
    let found = try Self.inquire([Self.organisation, Self.admission, Self.claim]).conflicts()
    #expect(found.map(\.days) == ["2006-12-01/2007-05-31"])
    #expect(found.map(\.events) == [[2, 3].map { GlobalPosition($0) }])
    #expect(
      found.map(\.fix) == [
        "find the document, then correct the record, or confirm #2 or dispute the claim #3 with a correction"
      ])
    let both = try Self.inquire([Self.organisation, Self.admission, late, ended]).conflicts()
    #expect(both.map(\.days) == ["2006-12-01/2007-05-31 2008-01-01/2009-01-01"])
    #expect(
      both.map { $0.message.hasSuffix("; by the log it was not so on 2008-01-01/2009-01-01 either") } == [
        true
      ])
    let confirmed = [Self.organisation, Self.admission, late, ended, Self.correct("confirm", "a")]
    #expect(try Self.inquire(confirmed).conflicts().map(\.days) == ["2008-01-01/2009-01-01"])
  }

  @Test(
    "What the advice says settles: the record confirmed, or the claim disputed, and nothing less",
    arguments: [
      (["confirm a"], true), (["dispute c"], true), (["confirm c"], false),
      (["confirm a", "dispute a"], false),
      (["confirm c", "confirm a"], true), (["dispute c", "confirm c"], false), (["dispute a"], false),
    ])
  func settled(corrections: [String], isSettled: Bool) throws {
    let lines = corrections.map { words in
      let parts = words.split(separator: " ").map(String.init)
      return Self.correct(parts[0], parts[1])
    }
    let inquiry = try Self.inquire([Self.organisation, Self.admission, Self.claim] + lines)
    #expect(try inquiry.check().filter { $0.code == "W-CONFLICT" }.isEmpty == isSettled)
    #expect(try inquiry.conflicts().filter { $0.code == "W-CONFLICT" }.isEmpty == isSettled)
  }

  @Test("A claim that is made after the record was confirmed contradicts it again")
  func later() throws {
    let lines = [Self.organisation, Self.admission, Self.correct("confirm", "a"), Self.claim]
    #expect(try Self.inquire(lines).conflicts().count == 1)
  }

  @Test(
    "A claim of which the log has no record is settled by its act, or by a dispute", arguments: [false, true])
  func unrecorded(isDisputed: Bool) throws {
    let found = try Self.inquire([Self.organisation, Self.claim]).conflicts()
    #expect(
      found.map(\.fix) == [
        "find the document, then record the act; if the claim is wrong, dispute #2 with a correction"
      ])
    let act = Self.admission.replacing("2007-06-01", by: "2006-12-01")
    let next = isDisputed ? Self.correct("dispute", "c") : act
    #expect(try Self.inquire([Self.organisation, Self.claim, next]).conflicts().isEmpty)
  }

  @Test("Of two records of one act the confirmed one is believed, whatever its grade, and both stay versions")
  func believed() throws {
    let better = Self.admission.replacing("2007-06-01", by: "2008-06-01").replacing(
      #""id":"a""#, by: #""id":"b""#
    )
    .replacing(#""grade":6"#, by: #""grade":1"#)
    let records = [Self.organisation, Self.admission, better]
    func member(_ lines: [String]) throws -> [Bool] {
      try Self.inquire(lines, at: "2008-03-01").members().map(\.disputed)
    }
    #expect(try member(records) == [])
    let confirmed = records + [Self.correct("confirm", "a")]
    #expect(try member(confirmed) == [false])
    #expect(try Self.inquire(confirmed).check().isEmpty)
    let why = try Self.inquire(confirmed, at: "2008-03-01").why(.member(party: "NOR", org: "O"))
    #expect(
      why.ignored.filter { $0.reason == .outweighed }.map(\.text) == [
        "admission on 2008-06-01, grade 1: #2 on 2007-06-01, grade 6, confirmed by #4, decides"
      ])
    // Both confirmed leave the question open, and so does a dispute of the confirmed one.
    #expect(try Self.inquire(confirmed + [Self.correct("confirm", "b")]).conflicts().count == 1)
    #expect(try member(confirmed + [Self.correct("dispute", "a")]) == [])
  }

  @Test("Of two holders from one day the confirmed one holds the office, undisputed")
  func office() throws {
    let takings = ["FRA", "NOR"].map {
      #"{"type":"office","id":"\#($0)","on":"2007-01-01","office":"O:chair","holder":"\#($0)"}"#
    }
    for holder in ["FRA", "NOR"] {
      let inquiry = try Self.inquire([Self.organisation] + takings + [Self.correct("confirm", holder)])
      #expect(try inquiry.offices().map(\.holder) == [holder])
      #expect(try inquiry.offices().map(\.disputed) == [false])
      #expect(try inquiry.check().isEmpty)
    }
  }
}

extension String {
  fileprivate func replacing(_ part: String, by other: String) -> String {
    guard let range = firstRange(of: part) else { return self }
    return self[..<range.lowerBound] + other + self[range.upperBound...]
  }
}
