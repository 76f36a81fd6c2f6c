import EventLog

// The last pass: records what is not refused, in transactions of bounded size.
extension Importer {
  /// Events and bytes of one transaction.
  static let transactionEvents = 100_000
  static let transactionBytes = 64 << 20
  /// Events that are written together: enough that the entries of the indexes lie close.
  static let chunkEvents = 16_384
  static let chunkBytes = 4 << 20

  func record(
    _ found: Declarations, refused: Set<Complaint.Place>, continues: Bool
  ) throws -> Summary {
    var chunks = readyChunks(found, without: refused)
    defer { chunks.cancel() }
    let log = try log.open()
    var summary = Summary(refused: refused)
    let progress = Progress(surroundings)
    while let first = try chunks.next() {
      try record(first, and: { try chunks.next() }, in: log, &summary, continues: continues)
      progress.show(summary.recorded + summary.duplicates)
    }
    progress.clear()
    return summary
  }

  /// One transaction: a chunk, and those after it as far as they fit.
  private func record(
    _ first: ReadyChunk, and next: () throws -> ReadyChunk?, in log: EventLog, _ summary: inout Summary,
    continues: Bool
  ) throws {
    // Those of each chunk.
    var places: [[Complaint.Place]] = []
    var count = 0
    // Only a transaction that may have to be tried again without one of its events is kept.
    var kept = ReadyLines()
    var bytes = 0
    var after = summary
    do {
      _ = try log.append(
        offered: {
          guard count < Importer.transactionEvents, bytes < Importer.transactionBytes,
            let chunk = try places.isEmpty ? first : next()
          else { return nil }
          places.append(chunk.lines.places)
          count += chunk.lines.places.count
          bytes += chunk.lines.bytes
          if continues { kept += chunk.lines }
          return chunk.offered
        }, receipt: { after.count($0) })
    } catch let error as EventLogError {
      guard let index = error.index else { throw error }
      var complaint = Complaint(error).at(Array(places.joined())[index])
      guard continues else {
        if summary.recorded > 0 {
          complaint.sentence += "; \(summary.recorded) events before it are recorded"
        }
        throw complaint
      }
      report(complaint, &summary, continues: true)
      kept.remove(at: index)
      return try append(kept, to: log, &summary)
    }
    summary = after
  }

  /// Records events that are here already, but for those that are refused.
  private func append(_ ready: ReadyLines, to log: EventLog, _ summary: inout Summary) throws {
    var rest = ready
    while !rest.events.isEmpty {
      do {
        return summary.count(try log.append(rest.events))
      } catch let error as EventLogError {
        guard let index = error.index else { throw error }
        report(Complaint(error).at(rest.places[index]), &summary, continues: true)
        rest.remove(at: index)
      }
    }
  }
}

extension Importer.Summary {
  /// Counts what an append did.
  fileprivate mutating func count(_ receipt: AppendReceipt) {
    for entry in receipt.entries {
      if entry.isDuplicate {
        duplicates += 1
        known.append(entry.position)
      } else {
        recorded += 1
        first = first ?? entry.position
        last = entry.position
      }
    }
  }
}
