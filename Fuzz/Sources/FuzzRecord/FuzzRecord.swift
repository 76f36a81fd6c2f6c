@testable import EventLog

/// The bytes of the tables of a log: whatever they are, they are read or refused, and nothing is read beside them.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let span = bytes.span.bytes
  readRecord(span)
  _ = TreeFrontier(span)
  _ = TreeTile.nodes(in: span, of: UInt64(count % 5))
  _ = try? IdentityValue.position(in: span)
  if let term = Term(span) {
    precondition(term.bytes == bytes, "a term is written otherwise than it was read")
  }
  return 0
}

/// A record that is accepted can be read in all its parts, and its parts are all of it.
private func readRecord(_ bytes: RawSpan) {
  guard let record = try? RecordView(bytes, at: GlobalPosition(7)) else { return }
  var read = RecordView.headerSize + 4 * record.tagCount + record.facts.byteCount + record.payload.byteCount
  for index in 0..<record.tagCount { _ = record.tag(at: index) }
  if record.origin != nil { read += 16 }
  if let id = try? record.id() {
    read += bytes[3] == 16 && bytes[1] & 8 != 0 ? 16 : id.text.utf8.count
    precondition(read == bytes.byteCount, "\(read) of \(bytes.byteCount) bytes of a record are read")
  }
  _ = (record.recordedAt, record.valid, record.precision, record.type, record.hasContentID)
  var line = ExportLine()
  var text: [UInt8] = []
  record.appendLine(&line, to: &text)
}

extension RawSpan {
  fileprivate subscript(offset: Int) -> UInt8 { unsafeLoad(fromByteOffset: offset, as: UInt8.self) }
}
