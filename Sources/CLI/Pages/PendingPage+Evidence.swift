import Diplomacy
import EventLog
import Projections

extension PendingPage {
  /// The records up to the day that the answer rests on, without the declarations and the signatures.
  func evidence(_ parties: [PartyRow], _ row: InstrumentRow) throws -> [Words] {
    let positions = Set(parties.flatMap(\.events) + row.events + pending.flatMap(\.events)).sorted()
    return try positions.compactMap { position in
      guard let event = try inquiry.event(at: position),
        event.event.type != "instrument", event.event.type != "signature",
        event.event.validBounds.map({ $0.earliest <= inquiry.seen.at }) ?? true
      else { return nil }
      let words = EventWords(event, namesOn: inquiry.perspective.at)
      let parties = (words.members["party"]?.texts ?? []).map {
        StateNames.name(of: $0, on: inquiry.perspective.at)
      }
      let subject = ([words.type] + [parties.joined(separator: ", ")]).filter { !$0.isEmpty }.joined(
        separator: " ")
      return Words("\(position) ", .faint) + Words("\(subject): ") + PendingPage.source(words.members)
    }
  }

  /// `Lavrov, 2020-05-26 (grade 5)`: who says so, when, and how good a source that is.
  private static func source(_ members: JSONValue) -> Words {
    let sources: [JSONValue] =
      switch members["source"] {
      case .array(let several)?: several
      case let one?: [one]
      case nil: []
      }
    let speaker = members["asserted_by"]?.texts.joined(separator: ", ")
    let inferred = members["confidence"]?.text == "inferred" ? "inferred; " : ""
    let texts = sources.map { source in
      let told = [speaker ?? source["publisher"]?.text ?? source["title"]?.text, source["date"]?.text]
      let grade = if case .integer(let grade)? = source["grade"] { " (grade \(grade))" } else { "" }
      return told.compactMap { $0 }.joined(separator: ", ") + grade
    }
    return Words(inferred + (texts.isEmpty ? speaker ?? "no source" : texts.joined(separator: "; ")))
  }
}
