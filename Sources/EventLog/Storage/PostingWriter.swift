import LMDB

/// Enters events into the table `tags`: those of one term after the other, each in the order of the log.
///
/// The last entry of a term is made longer until it is full, so that what an append changes are a few pages for many terms.
struct PostingWriter {
  private var term: TermID?
  private var first: UInt64 = 0
  private var last: UInt64 = 0
  private var count = 0
  /// Whether the entry at work is stored already, with fewer events, and was sought last.
  private var isStored = false
  /// The value of the entry at work.
  private var value: [UInt8] = []

  /// Enters an event that has a term; terms never go back, nor do the events of one.
  mutating func enter(_ position: UInt64, under term: TermID, in tags: inout TableWriter) throws {
    if term != self.term {
      try finish(in: &tags)
      try takeUp(term, in: &tags)
    }
    guard position > last else {
      throw RecordDamage(
        position: GlobalPosition(last), reason: "the index names an event that it does not reach to")
    }
    if count == 0 {
      first = position
      value.removeAll(keepingCapacity: true)
    } else {
      if value.isEmpty { value.append(PostingRun.version) }
      value.append(leb128: position - last)
    }
    last = position
    count += 1
    if count == PostingRun.limit { try store(in: &tags) }
  }

  /// Stores what was entered last.
  mutating func finish(in tags: inout TableWriter) throws {
    if count > 0 { try store(in: &tags) }
    term = nil
  }

  /// Begins with the last entry that a term has.
  private mutating func takeUp(_ term: TermID, in tags: inout TableWriter) throws {
    self.term = term
    (last, count, isStored) = (0, 0, false)
    let key = CollectionOfOne(PostingKey(term: term, position: .max))
    guard let entry = try tags.seek(atOrBefore: key.span.bytes) else { return }
    guard try PostingRun.term(of: entry) == term else { return }
    let run = try PostingRun(entry)
    first = run.first
    (last, count) = try run.end()
    value.removeAll(keepingCapacity: true)
    value.append(copying: entry.value)
    if count == PostingRun.limit { count = 0 } else { isStored = true }
  }

  /// Stores the entry at work; the next event begins another one.
  private mutating func store(in tags: inout TableWriter) throws {
    guard let term else { return }
    let key = CollectionOfOne(PostingKey(term: term, position: first))
    if isStored {
      try tags.replaceSought(value.span.bytes, forKey: key.span.bytes)
    } else {
      try tags.put(value.span.bytes, forKey: key.span.bytes)
    }
    (count, isStored) = (0, false)
  }
}
