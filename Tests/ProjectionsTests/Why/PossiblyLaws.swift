import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// What is only possible beside a status is said.
@Suite("Members: what is only possible beside the status") struct PossiblyLaws {
  @Test(
    "A row lists other values exactly where the states differ on an axis, and then says what would settle them",
    arguments: [2000, 2006, 2008, 2012, 2013, 2024])
  func csto(year: Int) throws {
    let world = try SeedLog.csto().timeline.inquire(from: Perspective(at: .last)).world
    let days = [0, 100, 171, 172, 200, 353].map { Day(year: year, month: 1, day: 1)!.adding(days: $0) }
    for day in days {
      for row in try world.marked(
        world.memberRows(of: "CSTO", party: nil, includingFormer: false, on: day), on: day)
      {
        let states = try world.membership(MembershipKey(org: "CSTO", organ: nil, party: row.party)).story
          .states(on: day).filter { $0.holds(row.status) }
        let differ =
          Set(states.map(\.standing)).count > 1 || Set(states.map(\.notice)).count > 1
          || Set(states.map { $0.frozen == nil }).count > 1
        try #require(row.possibly.isEmpty == !differ, "\(row.party) on \(day)")
        let shown = [row.standing, row.notice ?? "no-notice", row.participation]
        try #require(Set(row.possibly).isDisjoint(with: shown), "\(row.party) on \(day)")
        if differ { try #require(!row.settledBy.isEmpty, "\(row.party) on \(day)") }
      }
    }
  }

  @Test("A request that may not have been made yet is named by the row, the story and the explanation")
  func request() throws {
    let day = try #require(Day("2012-06-21"))
    let inquiry = try SeedLog.csto().timeline.inquire(from: Perspective("2012-06-21"))
    let row = try #require(try inquiry.members(of: "CSTO", party: "UZB", includingFormer: false).first)
    #expect(row.certainty == .certain && row.standingCertainty == .certain && row.notice == nil)
    #expect(row.possibly == ["suspension-requested"])
    #expect(row.events.contains(GlobalPosition(61)))
    #expect(row.settledBy.count == 1 && row.settledBy[0].contains("(#61)"))
    let told = try inquiry.history(of: "UZB", org: "CSTO").filter {
      $0.view == "members" && $0.holds(on: day)
    }
    #expect(told.map(\.value) == ["member, perhaps suspension-requested"])
    let why = try inquiry.why(.member(party: "UZB", org: "CSTO"))
    #expect(why.verdict == .certain && why.answer.hasSuffix("; perhaps suspension requested"))
    #expect(why.settledBy == row.settledBy)
  }
}
