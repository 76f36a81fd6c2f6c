import EventLog
import Testing

@testable import Projections

/// The page of everything, of more entities than one thread reads and more events than one world keeps.
@Suite("A long page")
struct LongPageTests {
  private static func entity(_ id: String) -> String {
    #"{"type":"entity","entity":"\#(id)","kind":"organisation","name":"\#(id)"}"#
  }
  private static func instrument(_ id: String, _ clause: String, _ more: String = "") -> String {
    #"{"type":"instrument","instrument":"\#(id)","title":"\#(id)","on":"1970-01-01","clause":"\#(clause)"\#(more)}"#
  }
  private static func ratification(_ party: String, _ id: String, _ day: String) -> String {
    #"{"type":"ratification","on":"\#(day)","party":"\#(party)","instrument":"\#(id)"}"#
  }
  private static func act(_ type: String, _ party: String, _ org: String, _ day: String, _ more: String = "")
    -> String
  {
    #"{"type":"\#(type)","on":"\#(day)","party":"\#(party)","org":"\#(org)"\#(more)}"#
  }

  /// An organisation whose charter asks for its own members, and a treaty that asks for them.
  private static let circle = [
    entity("ORG"),
    instrument("CH", "when deposits >= 1 or all members of ORG", #","constitutes":"ORG""#),
    ratification("FRA", "CH", "1971-02-03"), ratification("DEU", "CH", "1971-02-03"),
    instrument("T9", "when all members of ORG"),
    ratification("FRA", "T9", "1981-02-03"), ratification("DEU", "T9", "1981-02-04"),
  ]

  /// Treaties with a published day that does not follow: a cause is looked for among all organisations.
  private static let mismatches = (0..<24).flatMap { number in
    [instrument("M\(number)", "when deposits >= 2")]
      + [("FRA", "1981-01-01"), ("ITA", "1981-02-01"), ("DEU", "1981-03-01")].map {
        ratification($0, "M\(number)", $1)
      } + [#"{"type":"entry-into-force","on":"1981-03-01","instrument":"M\#(number)"}"#]
  }

  /// Organisations with some history, an organ, a gate and an office that two took on one day now and then.
  private static let organisations = (0..<40).flatMap { number -> [String] in
    let org = "B-\(number)"
    var lines = [
      entity(org),
      #"{"type":"entity","entity":"\#(org)/BOARD","kind":"organ","name":"Board","part_of":"\#(org)"}"#,
      instrument("G\(number)", "when deposits >= 1", #","enables":[{"org":"\#(org)","status":"observer"}]"#),
      #"{"type":"office","on":"1999-01-01","office":"\#(org):chair","holder":"FRA"}"#,
      act("admission", "ESP", org, "1990-01-01", #","organ":"\#(org)/BOARD""#),
      act("admission", "PRT", org, "1991-01-01", #","status":"observer""#),
    ]
    if number % 4 == 0 {
      lines.append(#"{"type":"office","on":"1999-01-01","office":"\#(org):chair","holder":"DEU"}"#)
    }
    if number % 2 == 0 { lines.append(ratification("FRA", "G\(number)", "1995-05-05")) }
    for (place, state) in ["AUT", "BEL", "DEU", "FRA", "ITA"].enumerated() {
      let year = 1950 + 5 * place + number % 3
      let day = place % 3 == number % 3 ? "\(year)~" : place % 2 == 0 ? "\(year)-06" : "\(year)-06-01"
      lines.append(act("admission", state, org, day))
      lines.append(act("suspension", state, org, "\(year + 5)-01-01", #","scope":"all""#))
      lines.append(act("reinstatement", state, org, "\(year + 6)-01-01", #","scope":"all""#))
    }
    return lines
  }

  /// Treaties of which each waits for an earlier one.
  private static let chain = (0..<40).flatMap { number in
    [
      instrument(
        "T\(number)",
        number < 5 ? "when deposits >= 1" : "when deposits >= 2 and in-force T\(number - 5) effective +1m"),
      ratification("FRA", "T\(number)", "1981-02-03"), ratification("DEU", "T\(number)", "1981-02-03"),
    ]
  }

  private static let days = ["1957-01-01", "1981-04-01", "2000-01-01"]

  @Test(
    "A page says the same in whatever parts it is made, whoever is first, and what the single questions say")
  func parts() throws {
    let log = try SeedLog(lines: Self.circle + Self.mismatches + Self.organisations + Self.chain)
    for day in Self.days {
      let perspective = Perspective(day)
      let whole = OverviewPortions(few: .max)
      let page = try log.timeline.world(perspective).overview(on: perspective.at, in: whole)
      let portions = [
        OverviewPortions(), OverviewPortions(few: 0, share: 1, events: 0, leastShares: 0),
        OverviewPortions(few: 0, share: 2, events: 20, leastShares: 1),
        OverviewPortions(few: 0, share: 3, events: 40, leastShares: 4),
      ]
      for portions in portions {
        for _ in 0..<3 {
          let world = try log.timeline.world(perspective)
          #expect(try world.overview(on: perspective.at, in: portions) == page, "\(day), \(portions)")
        }
      }
      let single = try log.timeline.inquire(from: perspective)
      for organisation in page.organisations {
        #expect(try organisation.members == single.membersOfAll(in: organisation.org), "\(day)")
        #expect(try organisation.offices == single.offices(of: organisation.org), "\(day)")
      }
      #expect(try page.instruments == single.instruments(), "\(day)")
    }
  }

  @Test("Which dates are widened is known of every part of a page")
  func approximate() throws {
    let log = try SeedLog(lines: Self.organisations)
    let perspective = Perspective("1960-01-01")
    let whole = Inquiry(world: try log.timeline.world(perspective), perspective: perspective)
    let parts = Inquiry(world: try log.timeline.world(perspective), perspective: perspective)
    _ = try whole.world.overview(on: perspective.at, in: OverviewPortions(few: .max))
    _ = try parts.world.overview(on: perspective.at, in: OverviewPortions(few: 0, share: 1, events: 0))
    let positions = try (1...log.timeline.log.head().number).map { GlobalPosition($0) }
    let widened = positions.filter { whole.isApproximate(anyOf: [$0]) }
    #expect(widened.count > 20)
    #expect(positions.filter { parts.isApproximate(anyOf: [$0]) } == widened)
  }

  @Test(
    "What a charter brings to an organisation is there, whether members or the charter are asked for first")
  func circleFromAnySide() throws {
    let log = try SeedLog(lines: Self.circle)
    let members = try log.timeline.inquire(from: Perspective("2020-01-01"))
    let first = try members.members(of: "ORG")
    #expect(first.map(\.party) == ["DEU", "FRA"])
    let instruments = try log.timeline.inquire(from: Perspective("2020-01-01"))
    let rows = try instruments.instruments()
    #expect(try instruments.members(of: "ORG") == first)
    #expect(rows.map(\.instrument) == ["CH", "T9"])
    #expect(rows.map(\.inForceFrom) == ["1971-02-03", "1981-02-04"])
  }
}

extension Inquiry {
  /// The members of an organisation and of its organs, as the page has them.
  fileprivate func membersOfAll(in org: String) throws -> [MemberRow] {
    try ([org] + world.organisation(org).organs).flatMap { try members(of: $0) }
  }
}
