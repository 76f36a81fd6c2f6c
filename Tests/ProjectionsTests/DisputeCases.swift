import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// What a dispute marks is explained wherever the mark is found.
@Suite("Disputes by corrections") struct DisputeCases {
  private static let reason = "The other parties have not agreed on whether the withdrawal took effect."

  @Test("Why names the correction that disputes a record of the answer, and its reason")
  func why() throws {
    let inquiry = try SeedLog(SeedLog.seed("cases/dprk-npt")).timeline.inquire(
      from: Perspective("2005-01-01"))
    let why = try inquiry.why(.party("PRK", instrument: "NPT"))
    #expect(why.disputed)
    #expect(
      why.disputes == [
        Explanation.Dispute(correction: GlobalPosition(11), target: GlobalPosition(9), reason: Self.reason)
      ])
    let before = try SeedLog(SeedLog.seed("cases/dprk-npt")).timeline.inquire(from: Perspective("2000-01-01"))
    #expect(try before.why(.party("PRK", instrument: "NPT")).disputes.isEmpty)
  }

  @Test("Conflicts and check list a dispute, as a note")
  func listed() throws {
    let inquiry = try SeedLog(SeedLog.seed("cases/dprk-npt")).timeline.inquire(
      from: Perspective("2005-01-01"))
    for rows in [try inquiry.conflicts(), try inquiry.check()] {
      #expect(rows.map(\.code) == ["N-DISPUTE"])
      #expect(rows.map(\.message) == ["#11 disputes #9 (withdrawal on 2003-01-10): \(Self.reason)"])
      #expect(
        rows.map(\.fix) == ["confirm #9 with a correction once it is certain, else retract or replace it"])
      #expect(rows.map(\.isNote) == [true])
    }
  }

  @Test(
    "A dispute is listed as long as the record and the dispute stand",
    arguments: [
      ([], 1), (["confirm a"], 0), (["retract a"], 0), (["retract d"], 0), (["confirm a", "dispute a"], 1),
    ])
  func standing(later: [String], count: Int) throws {
    let corrections = (["dispute a"] + later).enumerated().map { place, words in
      let parts = words.split(separator: " ")
      let id = place == 0 ? "d" : "l\(place)"
      return #"{"type":"correction","id":"\#(id)","action":"\#(parts[0])","target":"\#(parts[1])"}"#
    }
    let inquiry = try SeedLog(
      lines: [
        #"{"type":"entity","entity":"O","kind":"organisation","name":"O"}"#,
        #"{"type":"admission","id":"a","on":"2001-01-01","party":"FRA","org":"O"}"#,
      ] + corrections
    ).timeline.inquire(from: Perspective("2010-01-01"))
    #expect(try inquiry.conflicts().filter { $0.code == "N-DISPUTE" }.count == count)
    let members = try inquiry.members()
    #expect(members.contains(where: \.disputed) == (count == 1))
    #expect(try inquiry.why(.member(party: "FRA", org: "O")).disputes.count == count)
  }
}
