import LMDB

extension IdentityIndex {
  /// A run is merged with those before it as long as the next one has not more than so many times the events of those after it.
  ///
  /// More would mean fewer runs to look through, and more to write: an id is written anew some `merging` times for each time that
  /// the log has grown by as many times.
  static let merging: UInt64 = 2
  /// How many blocks are read at once.
  private static let portion = 64

  /// Adds a run after all others, merged with the last of them.
  ///
  /// - Parameters:
  ///   - entries: one for each event of the run, in the order of their fingerprints; those of one fingerprint in any order.
  ///   - run: begins where the indexes end.
  func enter(_ entries: [IdentityEntry], as run: IdentityRun, to tx: inout WriteTransaction) throws {
    precondition(entries.count == Int(run.count), "a run names each of its events once")
    var old: [IdentityRun] = []
    var count = run.count
    for before in try runsFromLast(in: tx.view) {
      guard before.last == run.first - 1 || !old.isEmpty else {
        throw RecordDamage(
          reason: "the table ids names the events up to \(before.last), not those before \(run.first)")
      }
      guard before.count <= Self.merging * count, before.count + count <= mergedLimit else { break }
      count += before.count
      old.append(before)
    }
    let whole = IdentityRun(first: old.last?.first ?? run.first, last: run.last)
    var sources = [Source(of: IdentityIndex.inOrder(entries))] + old.map { Source(of: $0) }
    var writer = BlockWriter(for: whole)
    while let index = try least(of: &sources, in: tx.view) {
      if let block = writer.add(sources[index].take()) { try put(block, to: &tx) }
    }
    if let block = writer.finish() { try put(block, to: &tx) }
    guard writer.written == whole.count else { throw IdentityBlock.malformed }
    guard let oldest = old.last else { return }
    let from = CollectionOfOne(IdentityBlockKey(IdentityRun(first: 0, last: oldest.last)))
    let to = CollectionOfOne(IdentityBlockKey(IdentityRun(first: 0, last: whole.last)))
    try tx.writing(in: table) { try $0.removeAll(from: from.span.bytes, to: to.span.bytes) }
  }

  /// Keys of one fingerprint are sorted by their bytes, entries by positions.
  private static func inOrder(_ entries: [IdentityEntry]) -> [IdentityEntry] {
    let isInOrder = zip(entries, entries.dropFirst()).allSatisfy { $0 < $1 }
    return isInOrder ? entries : entries.sorted()
  }

  private func put(_ block: (key: IdentityBlockKey, value: [UInt8]), to tx: inout WriteTransaction) throws {
    let key = CollectionOfOne(block.key)
    do {
      try tx.append(block.value.span.bytes, forKey: key.span.bytes, in: table)
    } catch  where error == .keyExists {
      throw RecordDamage(reason: "the table ids names events that are not there")
    }
  }

  /// Which source has the least entry, `nil` when nothing is left.
  private func least(of sources: inout [Source], in view: ReadTransaction) throws -> Int? {
    var least: (index: Int, entry: IdentityEntry)?
    for index in sources.indices {
      if sources[index].isEmpty { try sources[index].fill(from: table, Self.portion, in: view) }
      guard let entry = sources[index].next else { continue }
      if least.map({ entry < $0.entry }) ?? true { least = (index, entry) }
    }
    return least?.index
  }
}

/// Entries in order that are merged with others: those of a run, some blocks at a time, or new ones.
private struct Source {
  private var entries: [IdentityEntry]
  private var index = 0
  /// The run that there is more of, and the fingerprint that it goes on after; `nil` at its end.
  private var rest: (run: IdentityRun, after: UInt64?)?

  init(of entries: [IdentityEntry]) {
    self.entries = entries
  }

  init(of run: IdentityRun) {
    entries = []
    rest = (run, nil)
  }

  /// Whether more has to be read before there is a next entry.
  var isEmpty: Bool { index == entries.count && rest != nil }

  /// The next entry, `nil` at the end.
  var next: IdentityEntry? { index < entries.count ? entries[index] : nil }

  mutating func take() -> IdentityEntry {
    defer { index += 1 }
    return entries[index]
  }

  private static func disorder(in run: IdentityRun) -> RecordDamage {
    RecordDamage(
      position: GlobalPosition(run.first),
      reason: "the entries of the table ids for the events from here to \(run.last) are not in order")
  }

  mutating func fill(from table: Table, _ portion: Int, in view: ReadTransaction) throws {
    guard let (run, after) = rest else { return }
    entries.removeAll(keepingCapacity: true)
    (index, rest) = (0, nil)
    // The keys of blocks rise, whatever is in them.
    let (start, isPast) = after.map { $0.addingReportingOverflow(1) } ?? (0, false)
    guard !isPast else { return }
    var cursor = try view.cursor(in: table)
    let key = CollectionOfOne(IdentityBlockKey(run, start))
    var entry = try cursor.seek(atOrAfter: key.span.bytes)
    var (blocks, last) = (0, start)
    while let current = entry, try IdentityBlock.run(at: current) == run {
      if blocks == portion {
        rest = (run, last)
        return
      }
      let block = try IdentityBlock(current)
      last = block.highest
      for place in 0..<block.count {
        let entry = try block.entry(at: place)
        // What is not in order would come to stand in a new run, where nobody sees where it came from.
        guard entries.last.map({ $0 < entry }) ?? true else { throw Source.disorder(in: run) }
        entries.append(entry)
      }
      guard entries.last?.fingerprint == last else { throw Source.disorder(in: run) }
      blocks += 1
      entry = try cursor.next()
    }
  }
}

/// Makes the blocks of a run.
private struct BlockWriter {
  private let run: IdentityRun
  private var value: [UInt8] = []
  private var count = 0
  private var last: UInt64 = 0
  /// How many entries there were.
  private(set) var written: UInt64 = 0

  init(for run: IdentityRun) {
    self.run = run
    value.reserveCapacity(1 + IdentityBlock.limit * IdentityBlock.entrySize)
  }

  /// Adds the next entry; answers the block before it, where that is full.
  mutating func add(_ entry: IdentityEntry) -> (key: IdentityBlockKey, value: [UInt8])? {
    let full = count >= IdentityBlock.limit && entry.fingerprint != last ? finish() : nil
    if count == 0 { value.append(IdentityBlock.version) }
    value.append(bigEndian: entry.fingerprint)
    value.append(bigEndian: UInt32(entry.position - run.first))
    (last, count, written) = (entry.fingerprint, count + 1, written + 1)
    return full
  }

  /// The last block, `nil` if it is empty.
  mutating func finish() -> (key: IdentityBlockKey, value: [UInt8])? {
    guard count > 0 else { return nil }
    defer {
      value = []
      value.reserveCapacity(1 + IdentityBlock.limit * IdentityBlock.entrySize)
      count = 0
    }
    return (IdentityBlockKey(run, last), value)
  }
}

extension [UInt8] {
  fileprivate mutating func append(bigEndian number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
  }
}
