import EventLog

/// A query as it is written on the command line: `type=ratification,accession party=TJK`.
///
/// A space is "and", a comma is "or". The keys are `type` and those of the tags.
enum QueryArgument {
  /// What events can be asked for by.
  static let tagKeys = [
    "party", "instrument", "org", "organ", "office", "entity", "meeting", "table", "category", "related",
  ]

  /// The query that is meant; `resolve` finds the id of a party by a name or code of it.
  static func query(
    _ text: String, option: String, resolve: (String) throws -> String
  ) throws -> EventQuery {
    var types: [EventType] = []
    var alternatives: [[Tag]] = []
    for word in text.split(separator: " ") {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw Complaint(
          .usage, "\(option): “\(word)” is not of the form key=value",
          hint: "write a query as 'type=ratification,accession party=TJK'")
      }
      let values = parts[1].split(separator: ",").map(String.init)
      if parts[0] == "type" {
        types += try TypeArgument.types(parts[1], option: option)
      } else if tagKeys.contains(parts[0]) {
        alternatives.append(try values.map { Tag(parts[0], parts[0] == "party" ? try resolve($0) : $0) })
      } else {
        throw Complaint(
          .usage, "\(option): events cannot be asked for by “\(parts[0])”",
          hint: "the keys are type, \(tagKeys.joined(separator: ", "))")
      }
    }
    guard !types.isEmpty || !alternatives.isEmpty else {
      throw Complaint(
        .usage, "\(option): the query is empty",
        hint: "write a query as 'type=ratification,accession party=TJK'")
    }
    return EventQuery(combinations(of: alternatives).map { EventQuery.Item(types: types, tags: $0) })
  }

  /// The ids or names that an option gives: the whole text where that is one, for there may be a comma in it, else what
  /// stands between the commas.
  static func list(_ text: String, option: String, isKnown: (String) throws -> Bool) throws -> [String] {
    if try isKnown(text) { return [text] }
    let parts = text.split(separator: ",").map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
    guard parts.isEmpty else { return parts }
    throw Complaint(
      .usage, "\(option) names nothing: “\(text)”",
      hint: "write ids with commas between them, or leave \(option) out for everything")
  }

  /// Every way to choose one tag of each list.
  static func combinations(of alternatives: [[Tag]]) -> [[Tag]] {
    alternatives.reduce([[]]) { chosen, next in chosen.flatMap { tags in next.map { tags + [$0] } } }
  }
}
