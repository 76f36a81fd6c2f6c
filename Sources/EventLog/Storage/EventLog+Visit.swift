import LMDB

extension EventLog {
  /// Shows every record that matches, in order, until `body` answers `false`.
  ///
  /// - Parameters:
  ///   - start: the first position that may be shown; the highest when walking backwards.
  ///   - end: the last position that may be shown; the lowest when walking backwards.
  func visit(
    _ query: EventQuery, _ direction: Direction, from start: GlobalPosition, through end: GlobalPosition,
    in view: ReadTransaction, _ body: (RecordView) throws -> Bool
  ) throws {
    guard !direction.reaches(end.number, before: start.number) else { return }
    var walk = try QueryWalk(query, direction, from: start.number) { try number(of: $0, in: view) }
    if walk.isEverything {
      try tables.visit(direction, from: start, through: end, in: view, body)
    } else {
      let bounds = min(start, end).number...max(start, end).number
      try tables.forEachInTail(in: view, within: bounds) { walk.note($0) }
      try visit(walk, direction, through: end, in: view, body)
    }
  }

  private func visit(
    _ walk: QueryWalk, _ direction: Direction, through end: GlobalPosition, in view: ReadTransaction,
    _ body: (RecordView) throws -> Bool
  ) throws {
    var walk = walk
    var postings = try view.cursor(in: tables.tags)
    var records = try view.cursor(in: tables.log)
    while let number = try walk.next(in: &postings) {
      if direction.reaches(end.number, before: number) { return }
      let key = CollectionOfOne(number.bigEndian)
      let position = GlobalPosition(number)
      guard let entry = try records.seek(exactly: key.span.bytes) else {
        throw RecordDamage(position: position, reason: "an index refers to an event that is not there")
      }
      guard try body(try RecordView(entry.value, at: position)) else { return }
    }
  }

  /// The number of a term, `nil` when no event in the view has it.
  func number(of term: Term, in view: ReadTransaction) throws -> TermID? {
    if let id = dictionary.known(term) { return id }
    return try TermDictionary.number(of: term, in: view, tables.names)
  }

  private func term(
    of id: TermID, for record: RecordView, in view: ReadTransaction, _ dictionary: TermDictionary
  ) throws -> Term {
    guard let term = try dictionary.term(of: id, in: view, tables.names) else {
      throw RecordDamage(
        position: record.position, reason: "a record refers to a term that the dictionary does not hold")
    }
    return term
  }

  private func terms(
    of record: RecordView, in view: ReadTransaction, _ dictionary: TermDictionary
  ) throws -> (type: EventType, tags: [Tag]) {
    guard case .type(let type) = try term(of: record.type, for: record, in: view, dictionary) else {
      throw RecordDamage(position: record.position, reason: "the type of a record is none")
    }
    var tags: [Tag] = []
    tags.reserveCapacity(record.tagCount)
    for index in 0..<record.tagCount {
      guard case .tag(let tag) = try term(of: record.tag(at: index), for: record, in: view, dictionary) else {
        throw RecordDamage(position: record.position, reason: "a tag of a record is none")
      }
      tags.append(tag)
    }
    return (type, tags)
  }

  /// Copies a record out of the view.
  func recordedEvent(_ record: RecordView, in view: ReadTransaction) throws -> RecordedEvent {
    try recordedEvent(record, in: view, dictionary)
  }

  /// Copies a record out of the view, with terms that another dictionary than the log's has read.
  func recordedEvent(
    _ record: RecordView, in view: ReadTransaction, _ dictionary: TermDictionary
  ) throws -> RecordedEvent {
    let (type, tags) = try dictionary.known(record) ?? terms(of: record, in: view, dictionary)
    let id = try record.id()
    let event = Event(
      id: record.hasContentID ? nil : id, type: type, tags: tags, valid: record.valid,
      precision: record.precision, facts: record.facts.copied, payload: record.payload.copied,
      origin: record.origin)
    return RecordedEvent(position: record.position, recordedAt: record.recordedAt, id: id, event: event)
  }
}
