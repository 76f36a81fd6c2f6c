import Diplomacy
import EventLog
import Projections
import Threads

// What the last pass records, made ready on all cores.
extension Importer {
  /// Events that can be appended, and the lines they come from.
  struct ReadyLines: Sendable {
    var events: [Event] = []
    var places: [Complaint.Place] = []
    /// The bytes of their payloads.
    private var bytes = 0

    /// How much they are.
    var amount: Amount { Amount(events: events.count, bytes: bytes) }

    /// Whether they are at least half of a chunk.
    func areMany(for chunk: Amount) -> Bool { amount.doubled(upTo: chunk).reaches(chunk) }

    mutating func reserve(_ count: Int) {
      events.reserveCapacity(count)
      places.reserveCapacity(count)
    }

    mutating func append(_ ready: Preparation.Ready) { append(ready.event, at: ready.place) }

    mutating func append(_ event: consuming Event, at place: Complaint.Place) {
      bytes += event.payload.count
      events.append(event)
      places.append(place)
    }

    static func += (left: inout ReadyLines, right: ReadyLines) {
      left.events += right.events
      left.places += right.places
      left.bytes += right.bytes
    }

    mutating func remove(at index: Int) {
      events.remove(at: index)
      places.remove(at: index)
    }

    /// Adds what became of a batch whose names are declared on the fly.
    fileprivate mutating func append(
      _ outcomes: [LineOutcome], of batch: FileBatch, without refused: Set<Complaint.Place>
    ) throws {
      for (line, made) in zip(batch.batch.lines, outcomes) {
        let isRefused = refused.contains(Complaint.Place(file: batch.file, line: line.number))
        switch made.outcome {
        case .ready(let events): (isRefused ? events.dropLast() : events[...]).forEach { append($0) }
        case .refused(let complaint): if !isRefused { throw complaint }
        }
      }
    }

    /// Adds the events of a batch: those that were kept, and the others from their lines.
    fileprivate mutating func append(
      _ batch: FileBatch, kept: [UInt8], without refused: Set<Complaint.Place>, _ names: Preparation
    ) throws {
      try kept.withUnsafeBytes { kept in
        var reader = EventBytesReader(kept)
        for line in batch.batch.lines {
          let place = Complaint.Place(file: batch.file, line: line.number)
          var event = kept.isEmpty ? nil : reader.next()
          if !refused.isEmpty, refused.contains(place) { continue }
          if let event = event.take() {
            append(event, at: place)
          } else {
            append(try names.event(of: batch.event(line)), at: place)
          }
        }
      }
    }
  }

  /// Lines that are written together.
  struct ReadyChunk: Sendable {
    let lines: ReadyLines
    let offered: OfferedEvents
  }

  /// What is made of some lines on another thread.
  enum ReadyPart: Sendable {
    /// Enough to be written together.
    case whole(ReadyChunk)
    /// Less.
    case part(ReadyLines)
  }

  /// The lines of the files as they are written together, one chunk after the other.
  struct ReadyChunks {
    private let parts: OrderedWork<ReadyPiece, ReadyPart>
    private let limits: Limits
    private let log: EventLog?
    /// Chunks that are made and not given yet: a whole one can come after lines that are less than one.
    private var waiting: [ReadyChunk] = []
    /// The one that was given last.
    private var given: ReadyChunk?
    /// Those before it, until the threads that make the next ones free them; the last few are freed with this.
    private let spent: Guarded<[ReadyChunk]>

    fileprivate init(
      _ parts: OrderedWork<ReadyPiece, ReadyPart>, for log: EventLog?, freeing spent: Guarded<[ReadyChunk]>,
      _ limits: Limits
    ) {
      self.log = log
      self.parts = parts
      self.spent = spent
      self.limits = limits
    }

    /// Whether there is another chunk.
    mutating func hasNext() throws -> Bool {
      try fill()
      return !waiting.isEmpty
    }

    /// The next chunk; `nil` after the last, and instead of one for which there is no room.
    ///
    /// What the caller still holds of the chunk before is not freed by another thread.
    mutating func next(within room: Amount = .unlimited) throws -> ReadyChunk? {
      if let done = given.take() { spent.withLock { $0.append(done) } }
      guard try hasNext(), waiting[0].lines.amount.fits(in: room)
      else { return nil }
      given = waiting.removeFirst()
      return given
    }

    private mutating func fill() throws {
      guard waiting.isEmpty else { return }
      // Much of a part is refused or was declared on the fly, or it is the end.
      var lines = ReadyLines()
      while waiting.isEmpty, !lines.areMany(for: limits.chunk), let part = try parts.next() {
        switch part {
        case .part(let more): lines += more
        case .whole(let chunk): waiting = [chunk]
        }
      }
      if !lines.events.isEmpty { waiting.insert(made(of: lines), at: 0) }
    }

    private func made(of lines: ReadyLines) -> ReadyChunk {
      ReadyChunk(lines: lines, offered: OfferedEvents(sharing: lines.events, for: log))
    }

    /// Waits for the threads to end; what they still make is dropped.
    func cancel() { parts.cancel() }
  }

  /// Lines that are made ready together for the last pass.
  struct ReadyPiece: Sendable {
    /// How much it is to be.
    let size: Amount
    /// The lines, with what the first pass kept of each batch.
    private(set) var batches: [(batch: FileBatch, kept: [UInt8]?)] = []
    /// How much it is.
    private(set) var amount = Amount(events: 0, bytes: 0)

    init(_ size: Amount) { self.size = size }

    var isFull: Bool { amount.reaches(size) }

    mutating func append(_ batch: FileBatch, kept: [UInt8]?) {
      batches.append((batch, kept))
      amount.events += batch.batch.lines.count
      amount.bytes += batch.batch.bytes.count
    }
  }

  /// The events of the files, made ready on all cores; those of refused lines are left out, and what they declared on
  /// the fly stays.
  ///
  /// As many come together as are to be written together, so that whoever writes need not copy them, but fewer at first, so
  /// that writing begins soon; and what is declared on the fly waits for its turn batch by batch.
  ///
  /// A line that is refused only now is thrown: the files or the log changed since they were checked.
  ///
  /// - Parameter log: the one that they will be recorded in, where it is open.
  func readyChunks(
    _ found: Declarations, for log: EventLog? = nil, without refused: Set<Complaint.Place> = []
  ) -> ReadyChunks {
    let names = found.names
    let prepare = preparing(names)
    let declaresMissing = rules.declaresMissing
    var batches = FileBatches(files, leavingOut: found.leftOut)
    var spill = found.spill
    let limits = limits
    var size = declaresMissing ? limits.chunk : limits.firstPiece
    let spent = Guarded<[ReadyChunk]>([])
    let parts = OrderedWork<ReadyPiece, ReadyPart>(ahead: Cores.count + 1) {
      var piece = ReadyPiece(size)
      size = size.doubled(upTo: limits.chunk)
      while piece.batches.isEmpty || !declaresMissing && !piece.isFull, let batch = try batches.next() {
        piece.append(batch, kept: spill.next())
      }
      return piece.batches.isEmpty ? nil : piece
    } make: { piece, turn in
      _ = spent.withLock { $0.popLast() }
      var ready = ReadyLines()
      ready.reserve(piece.amount.events)
      for (batch, kept) in piece.batches {
        if declaresMissing {
          try ready.append(prepare(batch, turn.inOrder), of: batch, without: refused)
        } else {
          try ready.append(batch, kept: kept ?? [], without: refused, names)
        }
      }
      return ready.areMany(for: piece.size)
        ? .whole(ReadyChunk(lines: ready, offered: OfferedEvents(ready.events, for: log))) : .part(ready)
    }
    return ReadyChunks(parts, for: log, freeing: spent, limits)
  }
}
