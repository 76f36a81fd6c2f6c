import EventLog

/// Events one after the other as bytes, for a temporary file that the same process reads again.
struct EventBytes {
  private(set) var bytes: [UInt8] = []

  /// Nothing yet, with room for some events of the usual size.
  init(roomFor events: Int = 0) {
    bytes.reserveCapacity(events * 512)
  }

  /// Adds a line that has to be read again.
  mutating func appendNothing() { bytes.append(Mark.nothing) }

  /// Adds an event.
  mutating func append(_ event: Event) {
    let mark =
      Mark.event | (event.id == nil ? 0 : Mark.id) | (event.valid == nil ? 0 : Mark.valid)
      | (event.origin == nil ? 0 : Mark.origin)
    bytes.append(mark)
    bytes.append(event.precision)
    append(event.type.name)
    append(event.tags.count)
    for index in event.tags.indices {
      append(event.tags[index].key)
      append(event.tags[index].value)
    }
    append(event.facts)
    append(event.payload)
    if let id = event.id { append(id.text) }
    if let valid = event.valid {
      append(Int(valid.earliest.number))
      append(Int(valid.latest.number))
    }
    if let origin = event.origin {
      append(Int(origin.position.number))
      append(Int(origin.recordedAt.microseconds))
    }
  }

  private mutating func append(_ number: Int) {
    withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
  }

  private mutating func append(_ run: [UInt8]) {
    append(run.count)
    bytes.append(contentsOf: run)
  }

  private mutating func append(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      append(utf8.count)
      bytes.append(contentsOf: utf8)
    }
  }

  /// What the first byte says is there.
  fileprivate enum Mark {
    static let nothing: UInt8 = 0
    static let event: UInt8 = 1
    static let id: UInt8 = 2
    static let valid: UInt8 = 4
    static let origin: UInt8 = 8
  }
}

/// Reads what `EventBytes` wrote.
///
/// A programmer error (traps) for other bytes.
struct EventBytesReader {
  private let bytes: UnsafeRawBufferPointer
  private var place = 0

  /// Reads bytes from the first on; valid as long as they are.
  init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  /// The next event, `nil` for a line that has to be read again.
  mutating func next() -> Event? {
    typealias Mark = EventBytes.Mark
    let mark = byte()
    guard mark != Mark.nothing else { return nil }
    let precision = byte()
    let type = EventType(text())
    var tags: [Tag] = []
    let count = number()
    tags.reserveCapacity(count)
    for _ in 0..<count {
      let key = text()
      tags.append(Tag(key, text()))
    }
    let facts = Array(run())
    let payload = Array(run())
    let id = mark & Mark.id != 0 ? EventID(text()) : nil
    let valid = mark & Mark.valid != 0 ? bounds() : nil
    let origin = mark & Mark.origin != 0 ? self.origin() : nil
    return Event(
      id: id, type: type, tags: tags, valid: valid, precision: precision, facts: facts, payload: payload,
      origin: origin)
  }

  private mutating func bounds() -> DayBounds {
    let earliest = Day(number: Int32(number()))
    return DayBounds(earliest, Day(number: Int32(number())))
  }

  private mutating func origin() -> Event.Origin {
    let position = GlobalPosition(UInt64(number()))
    return Event.Origin(position: position, recordedAt: Instant(microseconds: Int64(number())))
  }

  private mutating func byte() -> UInt8 {
    defer { place += 1 }
    return bytes[place]
  }

  private mutating func number() -> Int {
    defer { place += 8 }
    return bytes.loadUnaligned(fromByteOffset: place, as: Int.self)
  }

  private mutating func run() -> UnsafeRawBufferPointer {
    let count = number()
    defer { place += count }
    return UnsafeRawBufferPointer(rebasing: bytes[place..<place + count])
  }

  private mutating func text() -> String { String(decoding: run(), as: UTF8.self) }
}
