import Diplomacy
import EventLog

extension Complaint {
  /// What is wrong with an event.
  init(_ error: EventError) {
    let subject = error.path.isEmpty || Complaint.names(error.path, error.reason) ? "" : "\(error.path): "
    let (sentence, hint) = Complaint.words(for: error.reason)
    self.init(.refused, subject + sentence, excerpt: Complaint.excerpt(of: error), hint: hint)
    unknownName = error.reason.unknownName
    if let name = unknownName, name.contains(",") {
      self.hint = "several are a list, [\"A\",\"B\"]; on the command line the option is given once for each"
    }
  }

  /// What is wrong with the event on a line of the input.
  init(_ error: EventError, inLine line: some Collection<UInt8>) {
    self.init(error)
    guard let offset = error.offset else { return }
    let before = String(decoding: line.prefix(offset), as: UTF8.self)
    place = Place(file: "", line: 0, column: before.unicodeScalars.count + 1)
  }

  /// Whether the sentence names the field by itself.
  private static func names(_ path: String, _ reason: EventError.Reason) -> Bool {
    switch reason {
    case .missingField(let name, _), .unknownField(let name, _, _), .fieldNotOfType(let name, _): name == path
    case .unsupportedVersion: path == "version"
    default: false
    }
  }

  private static func words(for reason: EventError.Reason) -> (sentence: String, hint: String) {
    switch reason {
    case .date(let error):
      return (
        "“\(Complaint.shortened(error.text))” is no date: \(error.reason)",
        error.suggestion.map { "write \($0)" }
          ?? "write a date as 2015-04-02, 2015-04, 2015 or [2014-12-22..2014-12-23]"
      )
    case .clause(let error):
      let remedy = error.suggestion.map { "did you mean “\($0)”?" }
      let sentence = error.description
      let withoutRemedy =
        remedy.flatMap { sentence.hasSuffix("; \($0)") ? String(sentence.dropLast($0.count + 2)) : nil }
      return (withoutRemedy ?? sentence, remedy ?? "docs/CLAUSES.md has the forms that are read")
    case .json:
      return (
        reason.sentence, reason.hint ?? "a line holds one JSON object, such as {\"type\":\"signature\",…}"
      )
    default:
      return (
        reason.sentence, reason.hint ?? "docs/EVENTS.md has the fields of every type, with an example of each"
      )
    }
  }

  private static func shortened(_ text: String) -> String {
    text.count > 60 ? text.prefix(60) + "…" : text
  }

  /// The clause with a mark below the word that is wrong.
  private static func excerpt(of error: EventError) -> Excerpt? {
    guard case .clause(let error) = error.reason else { return nil }
    let before = String(decoding: error.text.utf8.prefix(error.offset), as: UTF8.self)
    let part = String(decoding: error.text.utf8.dropFirst(error.offset).prefix(error.length), as: UTF8.self)
    return Excerpt(
      text: error.text, offset: before.unicodeScalars.count, length: part.unicodeScalars.count)
  }
}

extension EventError.Reason {
  /// The name that is neither declared nor a State's.
  fileprivate var unknownName: String? {
    switch self {
    case .unknownParty(let name, _), .unknownOrganisation(let name, _), .unknownInstrument(let name, _),
      .unknownTable(let name, _), .unknownCategory(let name, _):
      name
    default: nil
    }
  }
}
