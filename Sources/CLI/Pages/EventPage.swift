import Diplomacy
import EventLog
import Projections

/// One event on a page: every field with its name, sources apart, corrections at the end.
struct EventPage {
  let event: RecordedEvent
  /// What corrections have made of it.
  let standing: RecordStanding
  /// The corrections of it and of those, in the order of recording.
  let corrections: [CorrectionLink]
  /// What it corrects, and what that does, the nearest first.
  let targets: [CorrectionLink]
  /// The day that names of States are given for.
  let day: Day

  /// The roles in which States stand.
  private static let parties: Set<String> = [
    "party", "holder", "by", "predecessor", "predecessors", "successors", "to", "not_joining", "depositary",
    "asserted_by",
  ]
  /// The fields that come first, in this order; the others follow by name.
  private static let first = [
    "on", "party", "instrument", "org", "organ", "office", "holder", "status", "entity", "kind", "name",
    "title",
  ]

  /// What a field is called where its name is too long for the column.
  private static let labels = ["asserted_by": "said by"]

  /// The lines of the page.
  func lines(on page: Page) throws -> [Words] {
    let members = try event.members()
    var lines = [Words(event.position.description, .strong) + "  " + Words(event.event.type.name, .strong)]
    var labels = Labels(width: page.width)
    for (name, value) in EventPage.ordered(members) {
      if name == "phrase", let phrase = phrase(value, members) {
        labels.add(name, phrase)
        continue
      }
      labels.add(EventPage.labels[name] ?? name, words(value, in: name))
    }
    labels.add("id", Words(event.id.text, .faint))
    labels.add("recorded", Words(event.recordedAt.description, .faint))
    if let origin = event.event.origin {
      labels.add(
        "imported", Words("from \(origin.position) of another log, recorded \(origin.recordedAt)", .faint))
    }
    try addChain(to: &labels)
    lines += labels.lines
    return lines
  }

  private static func ordered(_ members: JSONValue) -> [(String, JSONValue)] {
    guard case .object(let fields) = members else { return [] }
    let rank = { (name: String) in first.firstIndex(of: name) ?? (name == "source" ? 1000 : 100) }
    return fields.filter { $0.key != "type" && $0.key != "id" }
      .sorted { (rank($0.key), $0.key) < (rank($1.key), $1.key) }
      .map { ($0.key, $0.value) }
  }

  /// `“almost two years ago”, said 2020-05-26~, read as 2018-11-08`: the words a date was read from.
  private func phrase(_ value: JSONValue, _ members: JSONValue) -> Words? {
    guard let text = value["text"]?.text else { return nil }
    // The words of a claim are about what it claims.
    let dated = members["says"].flatMap { $0["on"] == nil ? nil : $0 } ?? members
    let days =
      ["effective", "on"].compactMap { dated[$0]?.text }.prefix(1) + ["until"].compactMap { dated[$0]?.text }
    var words = Words("“\(text)”")
    if let anchor = value["anchor"]?.text { words += Words(", said ", .faint) + .date(anchor) }
    if !days.isEmpty { words += Words(", read as ", .faint) + days.map { .date($0) }.joined(by: " to ") }
    return words
  }

  /// `Rossiyskaya Gazeta, Interview, 2020-05-26, https://…, grade 5`: a source as one would cite it.
  private func source(_ fields: [String: JSONValue]) -> Words {
    let cited = ["publisher", "title", "date", "locator", "url", "grade"]
    let first = cited.compactMap { name in
      fields[name].map { EventPage.cited(name, words($0, in: name), $0) }
    }
    let rest = fields.filter { !cited.contains($0.key) }.sorted { $0.key < $1.key }
      .map { Words("\($0.key) ", .faint) + words($0.value, in: $0.key) }
    return [first.joined(by: ", "), rest.joined(by: "; ")].joined(by: "; ")
  }

  private static func cited(_ name: String, _ words: Words, _ value: JSONValue) -> Words {
    switch name {
    case "grade": Words("grade ") + words
    case "date": .date(value.text)
    default: words
    }
  }

  private func words(_ value: JSONValue, in name: String) -> Words {
    switch value {
    case .string(let text):
      let shown = EventPage.parties.contains(name) ? StateNames.name(of: text, on: day) : text
      return shown == text ? Words(text) : .unbroken(shown) + Words(" (\(text))", .faint)
    case .integer(let number): return Words(String(number))
    case .bool(let flag): return Words(flag ? "yes" : "no")
    case .array(let values): return values.map { words($0, in: name) }.joined(by: ", ")
    case .object(let fields):
      if name == "source" { return source(fields) }
      return fields.sorted { $0.key < $1.key }
        .map { Words("\($0.key) ", .faint) + words($0.value, in: $0.key) }
        .joined(by: "; ")
    }
  }
}

/// Lines with a label at the left, as every page has them.
struct Labels {
  /// The lines so far.
  private(set) var lines: [Words] = []
  private let width: Int

  /// Where the text begins.
  static let indent = 11

  /// Lines for a page of this width.
  init(width: Int) {
    self.width = width
  }

  /// Adds a label and its text, wrapped; later lines of the text begin with `hanging` spaces more.
  mutating func add(_ label: String, _ text: Words, _ ink: Words.Ink = .faint, hanging: Int = 0) {
    guard !text.isEmpty else { return }
    let name = Words(label, ink)
    if name.width >= Labels.indent {
      // It begins where its label ends.
      lines += (name + " " + text).wrapped(to: width, indent: Labels.indent + hanging)
      return
    }
    let wrapped = text.wrapped(to: width - Labels.indent, indent: hanging)
    for (index, line) in wrapped.enumerated() {
      let head = index == 0 ? name : Words()
      lines.append(head + .spaces(max(1, Labels.indent - head.width)) + line)
    }
  }
}
