import EventLog
import Testing

@testable import Projections

/// The page of everything, of more entities than one thread reads and more events than one world keeps.
@Suite("A long page")
struct LongPageTests {
  private static let states = [
    "AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST", "FIN", "FRA", "GRC", "HUN", "IRL", "ITA",
    "LTU", "LUX", "LVA", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN", "SWE",
  ]

  /// Organisations with some hundred events each, every second one by a charter, and treaties that wait for others.
  private static func lines() -> [String] {
    var lines: [String] = []
    for number in 0..<60 {
      let org = "ORG-\(number)"
      lines.append(#"{"type":"entity","entity":"\#(org)","kind":"organisation","name":"Body \#(number)"}"#)
      for (place, state) in states.enumerated() {
        let year = 1950 + place
        let day = place % 5 == 0 ? "\(year)~" : place % 3 == 0 ? "\(year)-06" : "\(year)-06-01"
        lines.append(#"{"type":"admission","on":"\#(day)","party":"\#(state)","org":"\#(org)"}"#)
        lines.append(
          #"{"type":"suspension","on":"\#(year + 5)-01-01","party":"\#(state)","org":"\#(org)","scope":"all"}"#
        )
        lines.append(
          #"{"type":"reinstatement","on":"\#(year + 6)-01-01","party":"\#(state)","org":"\#(org)","scope":"all"}"#
        )
      }
      let chair = number % 4 == 0 ? ["FRA", "DEU"] : ["FRA"]
      for holder in chair {
        lines.append(#"{"type":"office","on":"1999-01-01","office":"\#(org):chair","holder":"\#(holder)"}"#)
      }
    }
    for number in 0..<80 {
      let clause =
        number < 5 ? "when deposits >= 1" : "when deposits >= 2 and in-force T\(number - 5) effective +1m"
      lines.append(
        #"{"type":"instrument","instrument":"T\#(number)","title":"T\#(number)","on":"1980-01-01","clause":"\#(clause)"}"#
      )
      for state in ["FRA", "DEU"] {
        lines.append(
          #"{"type":"ratification","on":"1981-02-03","party":"\#(state)","instrument":"T\#(number)"}"#)
      }
    }
    // Published as if the last to consent had not been asked: a cause is looked for among all organisations.
    lines.append(#"{"type":"entry-into-force","on":"1990-01-01","instrument":"T3"}"#)
    return lines
  }

  @Test("A page that is made in parts says what the single questions say")
  func parts() throws {
    let log = try SeedLog(lines: Self.lines())
    #expect(try log.timeline.log.head().number > 4_096)
    for day in ["1957-01-01", "1979-12-31", "1981-04-01", "2020-01-01"] {
      let asked = try log.timeline.inquire(from: Perspective(day))
      let page = try asked.overview()
      let single = try log.timeline.inquire(from: Perspective(day))
      #expect(page.organisations.map(\.org).sorted() == (0..<60).map { "ORG-\($0)" }.sorted())
      for organisation in page.organisations {
        #expect(organisation.members == (try single.members(of: organisation.org)), "\(day)")
        #expect(organisation.offices == (try single.offices(of: organisation.org)), "\(day)")
      }
      #expect(page.instruments == (try single.instruments()), "\(day)")
      let events = page.organisations.flatMap { $0.members.flatMap(\.events) }
      #expect(asked.isApproximate(anyOf: events) == single.isApproximate(anyOf: events), "\(day)")
    }
  }
}
