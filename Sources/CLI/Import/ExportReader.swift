import Diplomacy
import EventLog
import Projections

/// Reads the export of a log and makes the log again, in memory that does not grow with the file.
struct ExportReader {
  let file: InputFile

  /// Events and bytes of one transaction.
  private static let chunkEvents = 50_000
  private static let chunkBytes = 32 << 20

  /// Makes the log; what is wrong with a line is thrown with its place.
  func restore(
    to path: String, expecting expected: TreeHash?, clock: @escaping @Sendable () -> Instant
  ) throws -> EventLog.Copy {
    var restoration = Restoration()
    var lines = 0
    try forEachLine { (line, number) throws(Complaint) in
      lines += 1
      guard number == lines else {
        throw Complaint.blankLine.at(Complaint.Place(file: file.name, line: lines))
      }
      restoration.look(line)
    }
    if lines == 0 { throw Complaint.emptyExport(file.name) }
    if restoration.awaitsTargets { try forEachLine { line, _ in restoration.lookForTargets(line) } }
    let records = records(restoration)
    defer { records.cancel() }
    do {
      var options = EventLog.Options()
      options.histories = .standard
      return try EventLog.restore(at: path, options: options, clock: clock, expecting: expected) {
        try chunk(of: records)
      }
    } catch EventLogError.pathTaken(let taken) {
      var complaint = Complaint(EventLogError.pathTaken(path: taken))
      complaint.hint = "name a new log with --log PATH; `timeline import` adds events to one that is there"
      throw complaint
    } catch let error as EventLogError {
      // A line holds the position that is its number.
      guard let index = error.index else { throw error }
      throw Complaint(error).at(Complaint.Place(file: file.name, line: index + 1))
    }
  }

  private func chunk(of records: Records) throws -> [RecordedEvent]? {
    var chunk: [RecordedEvent] = []
    var bytes = 0
    while chunk.count < ExportReader.chunkEvents, bytes < ExportReader.chunkBytes,
      let batch = try records.next()
    {
      chunk += batch
      bytes += batch.reduce(0) { $0 + $1.event.payload.count }
    }
    return chunk.isEmpty ? nil : chunk
  }

  private typealias Records = OrderedWork<LineBatch, [RecordedEvent]>

  /// The records of the lines, made on all cores.
  private func records(_ restoration: Restoration) -> Records {
    var reader: LineReader?
    let file = file
    return Records {
      try ExportReader.reading(file) { () throws(StreamError) in
        if reader == nil { reader = try LineReader(file.descriptor) }
        return try reader?.next()
      }
    } make: { batch, _ in
      try batch.records(of: file.name, restoration)
    }
  }

  /// Shows each line that is not blank, with its number; what is wrong with one that is too long is said later.
  private func forEachLine(_ body: ([UInt8], Int) throws(Complaint) -> Void) throws(Complaint) {
    var reader = try ExportReader.reading(file) { () throws(StreamError) in try LineReader(file.descriptor) }
    while let batch = try ExportReader.reading(file, { () throws(StreamError) in try reader.next() }) {
      for line in batch.lines { try body(line.range.map { Array(batch.bytes[$0]) } ?? [], line.number) }
    }
  }

  private static func reading<Value>(
    _ file: InputFile, _ body: () throws(StreamError) -> Value
  ) throws(Complaint) -> Value {
    do throws(StreamError) {
      return try body()
    } catch {
      throw Complaint(
        .environment, "cannot read \(file.name): \(error.reason)", hint: "nothing was restored")
    }
  }
}

extension LineBatch {
  /// The record on each line; the first line that holds none is thrown with its place.
  fileprivate func records(of file: String, _ restoration: Restoration) throws(Complaint) -> [RecordedEvent] {
    var records: [RecordedEvent] = []
    records.reserveCapacity(lines.count)
    for line in lines {
      let place = Complaint.Place(file: file, line: line.number)
      guard let range = line.range else { throw Complaint.lineTooLong.at(place) }
      let text = Array(bytes[range])
      let record: RecordedEvent
      do throws(Restoration.Refusal) {
        record = try restoration.record(text)
      } catch {
        throw Complaint(error, inLine: text).at(place)
      }
      guard record.position.number == UInt64(line.number) else {
        throw Complaint.outOfPlace(record.position, number: line.number).at(place)
      }
      records.append(record)
    }
    return records
  }
}

extension Complaint {
  /// What is wrong with a line that is to be restored.
  fileprivate init(_ refusal: Restoration.Refusal, inLine line: [UInt8]) {
    let importing = "`timeline import` records events as new ones"
    switch refusal {
    case .line(.noPlace):
      self.init(
        .refused, "the line has no position and record time, so it is none of `timeline export`",
        hint: importing)
    case .line(.notAsExported(let offset)):
      self.init(
        .refused, "the line is not written as `timeline export` writes it, from byte \(offset + 1) on",
        hint: "restore the export as it was printed; \(importing)")
    case .notCanonical:
      self.init(
        .refused, "the event is not in canonical form, in which a log keeps it",
        hint: "restore the export as it was printed; \(importing)")
    case .event(let error): self.init(error, inLine: line)
    case .target(let target):
      self.init(
        .refused, "the correction names \(target.words), which is not in the export",
        hint: "restore the whole export of the log")
    }
  }

  /// A file without a line.
  fileprivate static func emptyExport(_ file: String) -> Complaint {
    Complaint(
      .refused, "\(file): the export is empty, there is nothing to restore",
      hint:
        "look how the export was made; a new log needs none: `timeline append` and `timeline import` make it")
  }

  /// A line without anything on it, with others behind it.
  fileprivate static let blankLine = Complaint(
    .refused, "the line is blank, and an export has an event on every line",
    hint: "take the line out; a root that is known from elsewhere (--root) tells whether an event is missing")

  /// A line with another position than its number.
  fileprivate static func outOfPlace(_ position: GlobalPosition, number: Int) -> Complaint {
    if number == 1 {
      return Complaint(
        .refused, "the export begins at \(position), and only a whole one can be restored",
        hint: "export the log without --from; `timeline import` records a part of it as new events")
    }
    return Complaint(
      .refused, "the line holds \(position), and #\(number) belongs there",
      hint: "restore the export as it was printed, with every line")
  }
}

extension Correction.Target {
  /// `#12`, or the id in quotation marks.
  fileprivate var words: String {
    switch self {
    case .position(let position): "\(position)"
    case .id(let id): "“\(id)”"
    }
  }
}
