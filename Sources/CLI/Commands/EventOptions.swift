import ArgumentParser
import Diplomacy

/// The fields of one event, as options.
struct EventOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The day it happened, in EDTF: 2018-11-08, 2018-11, '[2018-11-08..2020-05-26]'.", valueName: "edtf"))
  var on: String?
  @Option(
    help: ArgumentHelp(
      "Who it is about: a State by code or name, or a declared id. Several make a list.", valueName: "id"))
  var party: [String] = []
  @Option(help: ArgumentHelp("The treaty, charter, protocol or decision.", valueName: "id"))
  var instrument: String?
  @Option(help: ArgumentHelp("The organisation.", valueName: "id"))
  var org: String?
  @Option(help: ArgumentHelp("The organ of an organisation, such as CSTO/CFM.", valueName: "id"))
  var organ: String?
  @Option(help: ArgumentHelp("The office, such as CSTO:chair.", valueName: "id"))
  var office: String?
  @Option(help: ArgumentHelp("The kind of status, such as member or observer.", valueName: "kind"))
  var status: String?
  @Option(help: ArgumentHelp("When it takes effect, if the act says so.", valueName: "edtf"))
  var effective: String?
  @Option(help: ArgumentHelp("When the depositary received it; clauses count by it.", valueName: "edtf"))
  var received: String?
  @Option(help: ArgumentHelp("The first day no longer.", valueName: "edtf"))
  var until: String?
  @Option(
    help: ArgumentHelp(
      "The id of the event; the same id is recorded once. Made from the content if not given.",
      valueName: "id"))
  var id: String?
  @Option(
    help: ArgumentHelp(
      "Any other field: key=text, or key:=JSON for a number, a list or an object.",
      discussion: """
        For example --set holder=TJK, --set reio:=true, --set 'aliases:=["EU","EC"]'. docs/EVENTS.md lists the fields \
        of every type.
        """,
      valueName: "key=value"))
  var set: [String] = []
  @Option(help: ArgumentHelp("Who published the source.", valueName: "text"))
  var sourcePublisher: String?
  @Option(help: ArgumentHelp("The document or page.", valueName: "text"))
  var sourceTitle: String?
  @Option(help: ArgumentHelp("When the source was published.", valueName: "edtf"))
  var sourceDate: String?
  @Option(help: ArgumentHelp("Where the source can be read.", valueName: "url"))
  var sourceUrl: String?
  @Option(help: ArgumentHelp("The grade of the source: 1 depositary … 7 inference.", valueName: "number"))
  var grade: Int?
  @Option(help: ArgumentHelp("A remark.", valueName: "text"))
  var note: String?

  /// The event of a type, as it would be written in a file.
  func event(of type: String) throws -> JSONValue {
    var members: [String: JSONValue] = ["type": .string(type)]
    for (name, text) in texts { if let text { members[name] = .string(text) } }
    if let first = party.first {
      members["party"] = party.count == 1 ? .string(first) : .array(party.map { .string($0) })
    }
    if let source { members["source"] = source }
    for setting in set {
      let (name, value) = try EventOptions.field(setting)
      guard members.updateValue(value, forKey: name) == nil else {
        throw Complaint(
          .usage, "the field “\(name)” is given twice", hint: "give it by its option or by --set, once")
      }
    }
    return .object(members)
  }

  /// Whether no field is given.
  var isEmpty: Bool {
    texts.allSatisfy { $0.1 == nil } && party.isEmpty && source == nil && set.isEmpty
  }

  private var texts: [(String, String?)] {
    [
      ("on", on), ("instrument", instrument), ("org", org), ("organ", organ), ("office", office),
      ("status", status), ("effective", effective), ("received", received), ("until", until), ("id", id),
      ("note", note),
    ]
  }

  private var source: JSONValue? {
    let texts = [
      ("publisher", sourcePublisher), ("title", sourceTitle), ("date", sourceDate), ("url", sourceUrl),
    ]
    var members: [String: JSONValue] = [:]
    for (name, text) in texts { if let text { members[name] = .string(text) } }
    if let grade { members["grade"] = .integer(Int64(grade)) }
    return members.isEmpty ? nil : .object(members)
  }

  private static func field(_ setting: String) throws -> (String, JSONValue) {
    guard let sign = setting.firstIndex(of: "="), sign > setting.startIndex else {
      throw Complaint(
        .usage, "--set: “\(setting)” is not of the form key=value", hint: "write --set holder=TJK")
    }
    let text = String(setting[setting.index(after: sign)...])
    let before = setting[..<sign]
    guard before.hasSuffix(":") else { return (String(before), .string(text)) }
    let name = String(before.dropLast())
    do throws(JSONError) {
      return (name, try JSONValue(json: Array(text.utf8)))
    } catch {
      let complaint = Complaint(EventError(path: name, reason: .json(error.reason)))
      throw Complaint(
        .usage, "--set: \(complaint.sentence)",
        excerpt: Complaint.Excerpt(text: text, offset: error.offset, length: 1),
        hint: complaint.hint ?? "a text is given as --set \(name)=text, without the colon")
    }
  }
}
