import LMDB

/// A line of an export taken apart: the inverse of `RecordedEvent.exportLine`, and just as exact.
///
/// Only what an export prints, byte for byte, is one: no space, no other order of members, no other way to write a
/// number or an instant. The payload is not looked into.
public struct ExportedLine: Hashable, Sendable {
  /// The place of the event in its log.
  public let position: GlobalPosition
  /// When that log learned it.
  public let recordedAt: Instant
  /// Where it stood before, if that log had it from another one.
  public let origin: Event.Origin?
  /// The event, as it was recorded.
  public let payload: [UInt8]

  /// Why a line is none of an export.
  public enum Flaw: Error, Hashable, Sendable {
    /// It does not begin with a position and a record time.
    case noPlace
    /// It is not written as an export writes it; the byte where it differs, counted from 0, where that is known.
    case notAsExported(offset: Int)
  }

  /// Takes a line apart, given without its newline.
  public init(_ line: [UInt8]) throws(Flaw) {
    var reader = Reader(line: line)
    guard reader.take("{\"position\":") else { throw .noPlace }
    position = try reader.position()
    guard reader.take(",\"recorded_at\":\"") else { throw .noPlace }
    recordedAt = try reader.instant()
    guard reader.take(",") else { throw .notAsExported(offset: reader.offset) }
    var origin: Event.Origin?
    if reader.take("\"origin\":{\"position\":") {
      let position = try reader.position()
      guard reader.take(",\"recorded_at\":\"") else { throw .notAsExported(offset: reader.offset) }
      origin = Event.Origin(position: position, recordedAt: try reader.instant())
      guard reader.take("},") else { throw .notAsExported(offset: reader.offset) }
    }
    self.origin = origin
    payload = [UInt8(ascii: "{")] + line[reader.offset...]
    // What was read must be what would be written: no other way to write a number or an instant.
    var written: [UInt8] = []
    var writer = ExportLine()
    writer.append(
      position: position, recordedAt: recordedAt, origin: origin, payload: payload.span.bytes, to: &written)
    guard written == line else {
      throw .notAsExported(offset: zip(line, written).prefix { $0 == $1 }.count)
    }
  }

  private struct Reader {
    let line: [UInt8]
    var offset = 0

    mutating func take(_ text: StaticString) -> Bool {
      let text = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
      guard line[offset...].starts(with: text) else { return false }
      offset += text.count
      return true
    }

    mutating func position() throws(Flaw) -> GlobalPosition {
      let digits = line[offset...].prefix { (0x30...0x39).contains($0) }
      guard let number = UInt64(String(decoding: digits, as: UTF8.self)), number > 0 else {
        throw .notAsExported(offset: offset)
      }
      offset = digits.endIndex
      return GlobalPosition(number)
    }

    mutating func instant() throws(Flaw) -> Instant {
      let text = line[offset...].prefix { $0 != UInt8(ascii: "\"") }
      guard let instant = Instant(String(decoding: text, as: UTF8.self)), text.endIndex < line.count else {
        throw .notAsExported(offset: offset)
      }
      offset = text.endIndex + 1
      return instant
    }
  }
}
