import Diplomacy
import EventLog
import Projections

/// A recorded event as a row for machines.
enum EventRow {
  /// The names of the fields in csv; in json and jsonl an event is the line that `export` prints.
  static let fieldNames = [
    "position", "recorded_at", "id", "type", "on", "party", "instrument", "org", "organ", "office", "status",
    "event",
  ]

  /// The values of the fields.
  static func values(of recorded: RecordedEvent) throws -> [FieldValue] {
    [.integer(Int(recorded.position.number)), .text(recorded.recordedAt.description)]
      + told(by: try recorded.members(), recorded.event, recorded.id)
  }

  /// The fields of an event that is not recorded.
  static func fields(of event: Event, id: EventID) throws -> [FieldValue.Field] {
    let members = try JSONValue(json: event.payload)
    return zip(fieldNames.dropFirst(2), told(by: members, event, id)).map { .init($0, $1) }
  }

  private static func told(by members: JSONValue, _ event: Event, _ id: EventID) -> [FieldValue] {
    [.text(id.text), .text(event.type.name)] + fieldNames.dropFirst(4).dropLast().map { value(members[$0]) }
      + [.text(String(decoding: event.payload, as: UTF8.self))]
  }

  /// A JSON value as the value of a field.
  static func value(_ json: JSONValue?) -> FieldValue {
    switch json {
    case nil: .none
    case .bool(let flag): .flag(flag)
    case .integer(let number): .integer(Int(number))
    case .string(let text): .text(text)
    case .array(let values): .list(values.map { value($0) })
    case .object(let members):
      .fields(members.sorted { $0.key < $1.key }.map { .init($0.key, value($0.value)) })
    }
  }
}
