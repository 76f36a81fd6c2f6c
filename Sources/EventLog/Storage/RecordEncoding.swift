import LMDB

/// Writes the bytes that ``RecordView`` reads; drawn in `docs/FORMAT.md`.
enum RecordEncoding {
  /// The exact size of the record of an event.
  ///
  /// - Parameters:
  ///   - tags: how many tags it has, each counted once.
  ///   - idLength: 16 for a binary id, else the bytes of its UTF-8.
  static func size(of event: borrowing Event, tags: Int, idLength: Int) -> Int {
    RecordView.headerSize + 4 * tags + idLength + (event.origin == nil ? 0 : 16) + event.facts.count
      + event.payload.count
  }

  /// Writes the record, exactly `size(of:tags:idLength:)` bytes.
  ///
  /// - Parameters:
  ///   - terms: the type, then the tags in the order of their bytes, none twice.
  ///   - id: 16 bytes when `isBinary`, else its UTF-8.
  static func write(
    _ event: borrowing Event, recordedAt: Instant, terms: ArraySlice<TermID>, id: RawSpan, isBinary: Bool,
    to output: inout OutputRawSpan
  ) {
    var flags: RecordView.Flags = []
    if event.valid != nil { flags.insert(.valid) }
    if event.origin != nil { flags.insert(.origin) }
    if event.id == nil { flags.insert(.contentID) }
    if isBinary { flags.insert(.binaryID) }
    output.append(RecordView.version)
    output.append(flags.rawValue)
    output.append(event.precision)
    output.append(UInt8(id.byteCount))
    output.append(bigEndian: recordedAt.microseconds)
    output.append(bigEndian: event.valid?.earliest.number ?? 0)
    output.append(bigEndian: event.valid?.latest.number ?? 0)
    output.append(bigEndian: terms[terms.startIndex].number)
    output.append(bigEndian: UInt16(terms.count - 1))
    output.append(bigEndian: UInt16(event.facts.count))
    output.append(bigEndian: UInt32(event.payload.count))
    for tag in terms.dropFirst() { output.append(bigEndian: tag.number) }
    output.append(copying: id)
    if let origin = event.origin {
      output.append(bigEndian: origin.position.number)
      output.append(bigEndian: origin.recordedAt.microseconds)
    }
    output.append(copying: event.facts.span.bytes)
    output.append(copying: event.payload.span.bytes)
  }
}
