import EventLog

/// Why bytes are not a facts section.
public enum EventFactsError: Error, Hashable, Sendable {
  /// The section begins with another version than this program writes.
  case version(UInt8)
  /// The section ends inside a field.
  case truncated
  /// A value that no event has.
  case malformed(field: UInt8)
}

extension EventFacts {
  /// The version of the layout, the first byte.
  static let version: UInt8 = 1

  /// The bytes of the section (docs/FACTS.md).
  public var encoded: [UInt8] {
    var writer = FactsWriter()
    writer.bytes += [
      EventFacts.version, EventFacts.code(modality), EventFacts.code(confidence), UInt8(clamping: grade),
      jointly ? 1 : 0,
    ]
    writer.write(.strictOn, strictOn)
    writer.write(.lastDay, lastDay)
    writer.write(.received, received)
    writer.write(.effective, effective)
    writer.write(.until, until)
    writer.write(.published, published)
    writer.write(.conflict, conflict)
    writer.write(.conflictEnd, conflictEnd)
    writer.write(.instrument, instrument)
    writer.write(.org, org)
    for organ in organs { writer.write(.organ, organ) }
    writer.write(.office, office)
    writer.write(.status, status)
    writer.write(.scope, scope)
    for party in parties { writer.write(.party, party) }
    for other in others { writer.write(.other, other) }
    writeWords(to: &writer)
    return writer.bytes
  }

  /// Reads the section.
  public init(decoding bytes: some Collection<UInt8>) throws(EventFactsError) {
    self.init()
    var reader = FactsReader(bytes: Array(bytes))
    let version = try reader.byte()
    guard version == EventFacts.version else { throw .version(version) }
    modality = try reader.word()
    confidence = try reader.word()
    grade = Int(try reader.byte())
    guard (1...7).contains(grade) else { throw .malformed(field: 0) }
    let flags = try reader.byte()
    guard flags <= 1 else { throw .malformed(field: 0) }
    jointly = flags == 1
    while let (field, value) = try reader.field() { try take(field, value) }
  }

  private mutating func take(_ field: FactsField, _ value: ArraySlice<UInt8>) throws(EventFactsError) {
    switch field {
    case .strictOn: strictOn = try FactsReader.bounds(value, field)
    case .lastDay: lastDay = try FactsReader.date(value, field)
    case .received: received = try FactsReader.date(value, field)
    case .effective: effective = try FactsReader.date(value, field)
    case .until: until = try FactsReader.date(value, field)
    case .published: published = try FactsReader.bounds(value, field)
    case .number: number = Int(clamping: try FactsReader.number(value, field))
    case .conflict: conflict = try FactsReader.date(value, field)
    case .conflictEnd: conflictEnd = try FactsReader.date(value, field)
    case .instrument: instrument = FactsReader.text(value)
    case .org: org = FactsReader.text(value)
    case .organ: organs.append(FactsReader.text(value))
    case .office: office = FactsReader.text(value)
    case .status: status = FactsReader.text(value)
    case .scope: scope = FactsReader.text(value)
    case .party: parties.append(FactsReader.text(value))
    case .other: others.append(FactsReader.text(value))
    default: takeWord(field, FactsReader.text(value))
    }
  }

  private func writeWords(to writer: inout FactsWriter) {
    writer.write(.mode, mode)
    writer.write(.stage, stage)
    writer.write(.action, action)
    writer.write(.purpose, purpose)
    writer.write(.cause, cause)
    writer.write(.kind, kind)
    writer.write(.enabledBy, enabledBy)
    writer.write(.meeting, meeting)
    writer.write(.depositary, depositary)
    if let number { writer.write(.number, UInt64(clamping: number)) }
  }

  private mutating func takeWord(_ field: FactsField, _ word: String) {
    switch field {
    case .mode: mode = word
    case .stage: stage = word
    case .action: action = word
    case .purpose: purpose = word
    case .cause: cause = word
    case .kind: kind = word
    case .enabledBy: enabledBy = word
    case .meeting: meeting = word
    case .depositary: depositary = word
    default: break
    }
  }

  private static func code<Word: CaseIterable & Equatable>(_ word: Word) -> UInt8 {
    var code: UInt8 = 0
    for other in Word.allCases {
      if other == word { return code }
      code += 1
    }
    return code
  }
}

/// The number of a field in the section; the numbers never change their meaning.
enum FactsField: UInt8, CaseIterable {
  case strictOn = 1, lastDay, received, effective, until, published, conflict, conflictEnd
  case instrument = 16, org, organ, office, status, scope, party, other
  case mode = 32, stage, action, purpose, cause, kind, enabledBy, meeting, depositary, number
}
