import Diplomacy
import EventLog
import Projections

/// A recorded event in a few words, for tables.
struct EventWords {
  /// The members of the event.
  let members: JSONValue
  /// The type.
  let type: String
  /// The day that names of States are given for.
  let day: Day

  /// The words of a recorded event.
  init(_ event: RecordedEvent, namesOn day: Day) throws(Complaint) {
    self.init(try event.members(), namesOn: day)
  }

  /// The words of an event as corrections leave it.
  init(_ event: SeenEvent, namesOn day: Day) {
    self.init(event.event.json, namesOn: day)
  }

  private init(_ members: JSONValue, namesOn day: Day) {
    self.members = members
    self.type = members["type"]?.text ?? ""
    self.day = day
  }

  /// `on` as it is written.
  var on: String { members["on"]?.text ?? "" }

  /// What happened, to whom: `Uzbekistan · CSTO · by CSTO/CSC`.
  var what: Words {
    var words = [subject, object].joined(by: " · ")
    for remark in remarks { words += Words(words.isEmpty ? remark : ", \(remark)", .faint) }
    return words
  }

  private var subject: Words {
    switch type {
    case "entity", "instrument", "table", "category", "meeting": Words(members[type]?.text ?? "", .strong)
    case "office": Words(members["office"]?.text ?? "", .strong)
    case "claim": names(of: "asserted_by")
    case "correction": Words(correction)
    case "assertion": Words(members["view"]?.text ?? "")
    case "decision", "statement": Words(members["title"]?.text ?? "")
    case "state-change": names(of: "predecessors")
    default: names(of: "party")
    }
  }

  private var object: Words {
    switch type {
    case "entity": Words("\(members["name"]?.text ?? "") (\(members["kind"]?.text ?? ""))")
    case "instrument", "meeting": Words(members["title"]?.text ?? "")
    case "office": names(of: "holder")
    case "claim": claim
    case "correction": Words(members["reason"]?.text ?? "")
    case "state-change": names(of: "successors")
    default:
      ["instrument", "org", "organ", "meeting"].map {
        Words(members[$0]?.texts.joined(separator: ", ") ?? "")
      }
      .joined(by: " · ")
    }
  }

  private var remarks: [String] {
    var remarks: [String] = []
    for name in ["status", "kind", "for", "stage", "scope", "action", "cause", "mode"]
    where !["entity", "correction", "instrument"].contains(type) {
      if let text = members[name]?.text { remarks.append(text) }
    }
    if let by = members["by"]?.text { remarks.append("by \(by)") }
    if let place = members["place"]?.text, type == "meeting" { remarks.append(place) }
    if let modality = members["modality"]?.text, modality != "fact" { remarks.append(modality) }
    if let confidence = members["confidence"]?.text, confidence != "sure" { remarks.append(confidence) }
    return remarks
  }

  private var claim: Words {
    guard let says = members["says"] else { return Words(members["note"]?.text ?? "") }
    let said = EventWords(says, namesOn: day)
    return Words("says \(said.type) \(said.on)".trimmed) + (said.what.isEmpty ? Words() : " · ") + said.what
  }

  private var correction: String {
    let target =
      switch members["target"] {
      case .integer(let number): "#\(number)"
      case let other: other?.text ?? ""
      }
    return "\(members["action"]?.text ?? "") \(target)"
  }

  private func names(of role: String) -> Words {
    (members[role]?.texts ?? []).map { Words.unbroken(StateNames.name(of: $0, on: day)) }.joined(by: ", ")
  }
}

extension JSONValue {
  /// The text of a string.
  var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The texts of a string or of a list of strings.
  var texts: [String] {
    switch self {
    case .string(let text): [text]
    case .array(let values): values.compactMap(\.text)
    default: []
    }
  }
}

extension String {
  /// Without the spaces at its end.
  var trimmed: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}

/// Names of States for people.
enum StateNames {
  /// The name of a State on a day; any other id stays what it is.
  static func name(of id: String, on day: Day) -> String {
    StateCatalogue.standard.name(of: id, on: day) ?? id
  }
}
