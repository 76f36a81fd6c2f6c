import EventLog

// The last pass: records what is not refused, in transactions of bounded size.
extension Importer {
  func record(
    _ found: Declarations, refused: Set<Complaint.Place>, continues: Bool
  ) throws -> Summary {
    let log = try log.open()
    var chunks = readyChunks(found, for: log, without: refused)
    defer { chunks.cancel() }
    var summary = Summary(refused: refused)
    let progress = Progress(surroundings)
    while try chunks.hasNext() {
      try record(&chunks, in: log, &summary, continues: continues)
      progress.show(summary.recorded + summary.duplicates)
    }
    progress.clear()
    return summary
  }

  /// One transaction: the next chunk, and those after it as far as they fit.
  private func record(
    _ chunks: inout ReadyChunks, in log: EventLog, _ summary: inout Summary, continues: Bool
  ) throws {
    // Those of each chunk.
    var places: [[Complaint.Place]] = []
    // Only a transaction that may have to be tried again without one of its events is kept.
    var kept = ReadyLines()
    var room = Amount.unlimited
    var after = summary
    do {
      _ = try log.append(
        offered: {
          guard let chunk = try chunks.next(within: room) else { return nil }
          room = (places.isEmpty ? limits.transaction : room) - chunk.lines.amount
          places.append(chunk.lines.places)
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
