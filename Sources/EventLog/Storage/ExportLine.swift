import LMDB

/// Writes the lines that `export` prints: the one place that knows how they look.
///
/// `{"position":N,"recorded_at":"T",`, with an origin `"origin":{"position":N,"recorded_at":"T"},`, and then the
/// payload without its first brace.
struct ExportLine {
  /// The record time of the last line and its text: the events of a commit have the same.
  private var instant: (value: Instant, text: [UInt8])?

  private static let position = Array("{\"position\":".utf8)
  private static let recordedAt = Array(",\"recorded_at\":\"".utf8)
  private static let origin = Array("\",\"origin\":".utf8)
  private static let endOfOrigin = Array("\"},".utf8)
  private static let end = Array("\",".utf8)

  /// Adds a line, without its newline, at the end of some bytes.
  mutating func append(
    position: GlobalPosition, recordedAt: Instant, origin: Event.Origin?, payload: RawSpan,
    to bytes: inout [UInt8]
  ) {
    bytes += ExportLine.position
    ExportLine.append(position.number, to: &bytes)
    bytes += ExportLine.recordedAt
    appendText(of: recordedAt, to: &bytes)
    if let origin {
      bytes += ExportLine.origin
      bytes += ExportLine.position
      ExportLine.append(origin.position.number, to: &bytes)
      bytes += ExportLine.recordedAt
      bytes += origin.recordedAt.description.utf8
      bytes += ExportLine.endOfOrigin
    } else {
      bytes += ExportLine.end
    }
    bytes.append(copying: payload.extracting(droppingFirst: 1))
  }

  private mutating func appendText(of value: Instant, to bytes: inout [UInt8]) {
    if let instant, instant.value == value {
      bytes += instant.text
      return
    }
    let text = Array(value.description.utf8)
    instant = (value, text)
    bytes += text
  }

  private static func append(_ number: UInt64, to bytes: inout [UInt8]) {
    var unit: UInt64 = 1
    while number / unit >= 10 { unit *= 10 }
    while unit > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / unit % 10))
      unit /= 10
    }
  }
}

extension RecordView {
  /// Adds the line that `export` prints for the record.
  func appendLine(_ line: inout ExportLine, to bytes: inout [UInt8]) {
    line.append(position: position, recordedAt: recordedAt, origin: origin, payload: payload, to: &bytes)
  }
}
