import LMDB

extension EventLog {
  /// Shows the line that `export` prints for each event of a range, oldest first.
  ///
  /// A line is JSON without the newline, the same bytes as `RecordedEvent.exportLine`. `body` runs outside of
  /// every transaction, so it may write to a pipe or wait; what it throws ends the walk.
  ///
  /// - Parameters:
  ///   - from: the first position; `start` is the beginning too.
  ///   - through: the last position.
  ///   - body: gets each line; the bytes are gone when it returns.
  public func forEachExportLine(
    from: GlobalPosition = .start, through: GlobalPosition = .end, _ body: (RawSpan) throws -> Void
  ) throws {
    var page = ExportPage()
    var next: GlobalPosition? = max(from, .start.next)
    while let start = next, start <= through {
      page.clear()
      try reading { view in
        try visit(.all, .forwards, from: start, through: through, in: view) { record in
          page.append(record)
          return !page.isFull
        }
      }
      for range in page.lines { try body(page.bytes.span.bytes.extracting(range)) }
      next = page.last.flatMap { $0 < through ? $0.next : nil }
    }
  }
}

/// Lines of `export`, as many as are read in one transaction.
private struct ExportPage {
  private(set) var bytes: [UInt8] = []
  private(set) var lines: [Range<Int>] = []
  private(set) var last: GlobalPosition?
  private var line = ExportLine()

  private static let size = 1 << 20

  var isFull: Bool { bytes.count >= ExportPage.size }

  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    last = nil
  }

  mutating func append(_ record: RecordView) {
    let begin = bytes.count
    record.appendLine(&line, to: &bytes)
    lines.append(begin..<bytes.count)
    last = record.position
  }
}
