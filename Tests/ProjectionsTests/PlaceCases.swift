import Diplomacy
import EventLog
import Projections
import TestSupport
import Testing

/// Organisations and organs whose ids are written alike.
@Suite struct PlaceCases {
  private static func entity(_ id: String, _ kind: String, _ more: String = "") -> String {
    #"{"type":"entity","entity":"\#(id)","kind":"\#(kind)","name":"\#(id)"\#(more)}"#
  }

  /// One place and how somebody came to be a member of it.
  struct Case: Sendable, CustomTestStringConvertible {
    let place: String
    let lines: [String]
    /// Whether it is an organisation, and no organ of another one.
    let isOrganisation: Bool
    var testDescription: String { lines.joined(separator: " ") }
  }

  private static let admission = #"{"type":"admission","on":"2000-01-01","party":"ITA""#
  private static let owner = entity("A", "organisation")

  static let cases = [
    Case(
      place: "A/B", lines: [entity("A/B", "organisation"), admission + #","org":"A/B"}"#],
      isOrganisation: true
    ),
    Case(
      place: "A/B",
      lines: [
        entity("A/B", "organisation"),
        #"{"type":"instrument","instrument":"C","title":"C","on":"1999-01-01","constitutes":"A/B","clause":"when deposits >= 1 effective at once"}"#,
        #"{"type":"ratification","on":"2000-01-01","party":"ITA","instrument":"C"}"#,
      ], isOrganisation: true),
    Case(place: "A/B", lines: [entity("A/B", "other"), admission + #","org":"A/B"}"#], isOrganisation: true),
    Case(
      place: "A/B",
      lines: [owner, entity("A/B", "organ", #","part_of":"A""#), admission + #","org":"A/B"}"#],
      isOrganisation: false),
    Case(
      place: "A/B", lines: [owner, entity("A/B", "organ"), admission + #","org":"A/B"}"#],
      isOrganisation: false),
    Case(
      place: "A/B", lines: [owner, entity("A/B", "other"), admission + #","org":"A","organ":"A/B"}"#],
      isOrganisation: false),
    Case(
      place: "B", lines: [owner, entity("B", "organ", #","part_of":"A""#), admission + #","org":"B"}"#],
      isOrganisation: false),
    Case(
      place: "B", lines: [owner, entity("B", "organisation"), admission + #","org":"A","organ":"B"}"#],
      isOrganisation: true),
  ]

  @Test("Every view finds the members of an organisation or organ by its id, slash or not", arguments: cases)
  func members(of place: Case) throws {
    let asking =
      #"{"type":"instrument","instrument":"P","title":"P","on":"1999-06-01","clause":"when all members of \#(place.place) effective at once"}"#
    let timeline = try SeedLog(lines: place.lines + [asking]).timeline
    let (before, after) = (Perspective("1999-12-31"), Perspective("2001-01-01"))
    let all = try timeline.members(from: after)
    let own = try timeline.members(of: place.place, from: after)
    #expect(all == own)
    #expect(own.map(\.org) == [place.place])
    #expect(own.map(\.party) == ["ITA"])
    #expect(own.map(\.certainty) == [.certain])
    let inquiry = try timeline.inquire(from: after)
    #expect(try inquiry.members(party: "ITA") == own)
    #expect(try inquiry.why(.member(party: "ITA", org: place.place)).verdict == .certain)
    let differing = try timeline.diff(
      .members, where: RowFilter(org: place.place), from: before, to: after)
    #expect(differing.map(\.change) == [.added])
    #expect(!differing.flatMap(\.events).isEmpty)
    let pages = try timeline.overview(from: after).organisations
    #expect(pages.filter { $0.members == own }.map(\.org) == [place.isOrganisation ? place.place : "A"])
    #expect(pages.contains { $0.org == place.place } == place.isOrganisation)
    #expect(try inquiry.pending("P").map(\.waiting) == ["ITA"])
    let spans = try inquiry.history(of: place.place).filter { $0.view == "members" }
    #expect(spans.map(\.party) == ["ITA"])
  }

  @Test("An organ named in the place of the organisation is the same organ")
  func namedTwice() throws {
    let lines = [
      Self.owner, Self.entity("A/B", "organ", #","part_of":"A""#),
      Self.admission + #","org":"A","organ":"A/B","status":"observer"}"#,
      #"{"type":"cessation","on":"2002-01-01","party":"ITA","org":"A/B"}"#,
    ]
    let timeline = try SeedLog(lines: lines).timeline
    #expect(try timeline.members(of: "A/B", from: Perspective("2001-12-31")).map(\.status) == ["observer"])
    for org in [nil, "A/B"] {
      #expect(try timeline.members(of: org, from: Perspective("2002-01-01")).isEmpty)
    }
    #expect(try timeline.conflicts(from: Perspective("2002-01-01")).isEmpty)
  }

  @Test("An organ belongs to the organisation at the end of what it is part of, and so in every view")
  func nested() throws {
    let lines = [
      Self.owner, Self.entity("A/B", "organ", #","part_of":"A""#),
      Self.entity("A/B/C", "organ", #","part_of":"A/B""#),
      Self.admission + #","org":"A/B","organ":"A/B/C"}"#,
      #"{"type":"admission","on":"2000-01-01","party":"FRA","org":"A/B/C"}"#,
    ]
    let timeline = try SeedLog(lines: lines).timeline
    let own = try timeline.members(of: "A/B/C", from: Perspective("2001-01-01"))
    #expect(own.map(\.party) == ["FRA", "ITA"])
    #expect(try timeline.members(from: Perspective("2001-01-01")) == own)
    #expect(try timeline.conflicts(from: Perspective("2001-01-01")).isEmpty)
    let inquiry = try timeline.inquire(from: Perspective("2001-01-01"))
    for row in own {
      #expect(try inquiry.members(party: row.party) == [row])
      #expect(try inquiry.why(.member(party: row.party, org: "A/B/C")).verdict == .certain)
    }
  }

  @Test(
    "An organ of one organisation that a record names as one of another is the same organ, and it is told")
  func otherOwner() throws {
    let lines = [
      Self.owner, Self.entity("Q", "organisation"), Self.entity("PA", "organ", #","part_of":"Q""#),
      Self.admission + #","org":"A","organ":"PA"}"#,
    ]
    let timeline = try SeedLog(lines: lines).timeline
    let own = try timeline.members(of: "PA", from: Perspective("2001-01-01"))
    #expect(own.map(\.party) == ["ITA"])
    let inquiry = try timeline.inquire(from: Perspective("2001-01-01"))
    #expect(try inquiry.members() == own)
    #expect(try inquiry.members(party: "ITA") == own)
    #expect(try inquiry.why(.member(party: "ITA", org: "PA")).verdict == .certain)
    let found = try inquiry.check()
    #expect(found.map(\.code) == ["W-CONFLICT"])
    #expect(found.first?.message == "PA is an organ of Q, and #4 names it as one of A")
    #expect(found.first?.events == [GlobalPosition(4)])
  }

  @Test("Organs that are part of each other are organisations")
  func circle() throws {
    let lines = [
      Self.entity("A", "organ", #","part_of":"B""#), Self.entity("B", "organ", #","part_of":"A""#),
      Self.admission + #","org":"A"}"#,
    ]
    let timeline = try SeedLog(lines: lines).timeline
    #expect(try timeline.members(of: "A", from: Perspective("2001-01-01")).map(\.party) == ["ITA"])
    #expect(try timeline.members(from: Perspective("2001-01-01")).map(\.party) == ["ITA"])
  }

  @Test("Who takes part in a meeting of an organ as a member of that organ is a member")
  func meeting() throws {
    func codes(_ party: String) throws -> [String] {
      let lines = [
        Self.owner, Self.entity("A/PA", "organ", #","part_of":"A""#), Self.admission + #","org":"A/PA"}"#,
        #"{"type":"admission","on":"2000-01-01","party":"FRA","org":"A"}"#,
        #"{"type":"meeting","on":"2001-01-01","meeting":"M","org":"A","organ":"A/PA","attendance":[{"party":"\#(party)","capacity":"member"}]}"#,
      ]
      return try SeedLog(lines: lines).timeline.inquire(from: Perspective("2002-01-01")).check().map(\.code)
    }
    #expect(try codes("ITA") == [])
    #expect(try codes("FRA") == [])
    #expect(try codes("DEU") == ["W-NOT-MEMBER"])
  }
}
