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

  /// Writes the record of one of some events, exactly `size(of:tags:idLength:)` bytes.
  ///
  /// It is looked at where it lies: an event is a large value to copy.
  ///
  /// - Parameters:
  ///   - terms: the type, then the tags in the order of their bytes, none twice.
  ///   - id: 16 bytes when `isBinary`, else its UTF-8.
  static func write(
    _ index: Int, of events: borrowing Span<Event>, recordedAt: Instant, terms: ArraySlice<TermID>,
    id: RawSpan, isBinary: Bool, to output: inout OutputRawSpan
  ) {
    var flags: RecordView.Flags = []
    if events[index].valid != nil { flags.insert(.valid) }
    if events[index].origin != nil { flags.insert(.origin) }
    if events[index].id == nil { flags.insert(.contentID) }
    if isBinary { flags.insert(.binaryID) }
    output.append(RecordView.version)
    output.append(flags.rawValue)
    output.append(events[index].precision)
    output.append(UInt8(id.byteCount))
    output.append(bigEndian: recordedAt.microseconds)
    output.append(bigEndian: events[index].valid?.earliest.number ?? 0)
    output.append(bigEndian: events[index].valid?.latest.number ?? 0)
    output.append(bigEndian: terms[terms.startIndex].number)
    output.append(bigEndian: UInt16(terms.count - 1))
    output.append(bigEndian: UInt16(events[index].facts.count))
    output.append(bigEndian: UInt32(events[index].payload.count))
    for tag in terms.dropFirst() { output.append(bigEndian: tag.number) }
    output.append(copying: id)
    if let origin = events[index].origin {
      output.append(bigEndian: origin.position.number)
      output.append(bigEndian: origin.recordedAt.microseconds)
    }
    output.append(copying: events[index].facts.span.bytes)
    output.append(copying: events[index].payload.span.bytes)
  }
}
