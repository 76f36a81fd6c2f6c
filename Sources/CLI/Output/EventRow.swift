import Diplomacy
import EventLog
import Projections

/// A recorded event as a row for machines.
enum EventRow {
  /// The names of the fields in csv; in json and jsonl an event is the line that `export` prints, and the marks after
  /// it where they say anything.
  static let fieldNames = eventNames + marks
  private static let eventNames = [
    "position", "recorded_at", "id", "type", "on", "party", "instrument", "org", "organ", "office", "status",
    "event",
  ]
  private static let marks = ["corrected_by", "disputed_by", "in_force"]

  /// The values of the fields.
  static func values(of recorded: RecordedEvent, _ standing: RecordStanding) throws -> [FieldValue] {
    [.integer(Int(recorded.position.number)), .text(recorded.recordedAt.description)]
      + told(by: try recorded.members(), recorded.event, recorded.id) + marks(of: standing)
  }

  /// The line of the event; a correction that is not in force, and what is corrected or disputed, says so at its end.
  static func line(_ recorded: RecordedEvent, _ standing: RecordStanding) -> [UInt8] {
    let said = zip(marks, marks(of: standing)).filter { name, value in
      switch value {
      case .none: false
      case .list(let positions): !positions.isEmpty
      case .flag(let isInForce): !isInForce
      default: true
      }
    }
    guard !said.isEmpty else { return recorded.exportLine }
    let members = JSONText.object(said.map { FieldValue.Field($0, $1) })
    return recorded.exportLine.dropLast() + [UInt8(ascii: ",")] + members.utf8.dropFirst()
  }

  private static func marks(of standing: RecordStanding) -> [FieldValue] {
    [
      standing.correctedBy.map { .integer(Int($0.number)) } ?? .none,
      .list(standing.disputedBy.map { .integer(Int($0.number)) }),
      standing.isInForce.map { .flag($0) } ?? .none,
    ]
  }

  /// The fields of an event that is not recorded.
  static func fields(of event: Event, id: EventID) throws -> [FieldValue.Field] {
    let members = try JSONValue(json: event.payload)
    return zip(eventNames.dropFirst(2), told(by: members, event, id)).map { .init($0, $1) }
  }

  private static func told(by members: JSONValue, _ event: Event, _ id: EventID) -> [FieldValue] {
    [.text(id.text), .text(event.type.name)] + eventNames.dropFirst(4).dropLast().map { value(members[$0]) }
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
