import LMDB

/// An event that is about to be written: what ``RecordView`` reads back.
struct RecordDraft {
  let event: Event
  let recordedAt: Instant
  let type: TermID
  /// In the order of the tags' bytes, none twice.
  let tags: [TermID]

  /// Writes the record; see `docs/FORMAT.md`.
  ///
  /// `id` is 16 bytes when `isBinary`, else its UTF-8.
  func size(idLength: Int) -> Int {
    RecordView.headerSize + 4 * tags.count + idLength + (event.origin == nil ? 0 : 16) + event.facts.count
      + event.payload.count
  }

  /// Writes the record in place, exactly `size(idLength:)` bytes.
  func write(id: RawSpan, isBinary: Bool, to output: inout OutputRawSpan) {
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
    output.append(bigEndian: type.number)
    output.append(bigEndian: UInt16(tags.count))
    output.append(bigEndian: UInt16(event.facts.count))
    output.append(bigEndian: UInt32(event.payload.count))
    for tag in tags { output.append(bigEndian: tag.number) }
    output.append(copying: id)
    if let origin = event.origin {
      output.append(bigEndian: origin.position.number)
      output.append(bigEndian: origin.recordedAt.microseconds)
    }
    output.append(copying: event.facts.span.bytes)
    output.append(copying: event.payload.span.bytes)
  }
}
