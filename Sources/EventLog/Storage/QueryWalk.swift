import LMDB

/// The positions that match a query, one after the other in one direction.
///
/// An item walks the lists of all its tags together, each jumping to where the others stand; its types are
/// one list more, the union of theirs. Items are united.
struct QueryWalk {
  /// Whether every position matches, so that no list is needed.
  let isEverything: Bool
  private var items: [ItemWalk]
  private let direction: Direction
  private var place: UInt64?

  /// A walk that begins at `start`.
  ///
  /// - Parameter number: the number of a term, `nil` for one that no event has.
  init(
    _ query: EventQuery, _ direction: Direction, from start: UInt64, _ number: (Term) throws -> TermID?
  ) rethrows {
    self.direction = direction
    self.place = start
    self.isEverything = query.items.isEmpty || query.items.contains { $0.types.isEmpty && $0.tags.isEmpty }
    self.items = isEverything ? [] : try query.items.compactMap { try ItemWalk($0, direction, number) }
  }

  /// Notes a record that table `tags` does not name yet; before the walk begins, in order.
  mutating func note(_ record: RecordView) {
    for index in items.indices { items[index].note(record) }
  }

  /// The next position, `nil` after the last; `cursor` walks the table `tags`.
  @_lifetime(cursor: copy cursor)
  mutating func next(in cursor: inout Cursor) throws -> UInt64? {
    guard let start = place else { return nil }
    var nearest: UInt64?
    for index in items.indices {
      guard let position = try items[index].next(from: start, in: &cursor) else { continue }
      if nearest.map({ direction.reaches(position, before: $0) }) ?? true { nearest = position }
    }
    place = nearest.flatMap { direction.step(from: $0) }
    return nearest
  }
}

/// The positions that match one item of a query.
private struct ItemWalk {
  private var tags: [PostingList]
  private var types: [PostingList]
  private let needsType: Bool
  private let direction: Direction
  private var found: UInt64?
  private var isDone = false

  /// `nil` when no event can match: a tag, or every type, is in no event.
  init?(_ item: EventQuery.Item, _ direction: Direction, _ number: (Term) throws -> TermID?) rethrows {
    self.direction = direction
    self.needsType = !item.types.isEmpty
    self.tags = []
    for tag in Set(item.tags) {
      guard let id = try number(.tag(tag)) else { return nil }
      tags.append(PostingList(of: id, direction))
    }
    self.types = try Set(item.types).compactMap { type in
      try number(.type(type)).map { PostingList(of: $0, direction) }
    }
    if needsType && types.isEmpty { return nil }
  }

  mutating func note(_ record: RecordView) {
    for index in tags.indices { tags[index].note(record) }
    for index in types.indices { types[index].note(record) }
  }

  /// The first match that is not passed when the walk stands at `start`, which never goes back.
  @_lifetime(cursor: copy cursor)
  mutating func next(from start: UInt64, in cursor: inout Cursor) throws -> UInt64? {
    if isDone { return nil }
    if let found, !direction.reaches(found, before: start) { return found }
    found = try search(from: start, in: &cursor)
    isDone = found == nil
    return found
  }

  @_lifetime(cursor: copy cursor)
  private mutating func search(from start: UInt64, in cursor: inout Cursor) throws -> UInt64? {
    var candidate = start
    while true {
      let before = candidate
      for index in tags.indices {
        guard let position = try tags[index].next(from: candidate, in: &cursor) else { return nil }
        candidate = position
      }
      if needsType {
        guard let position = try nextType(from: candidate, in: &cursor) else { return nil }
        candidate = position
      }
      // Nobody moved on: all stand at this position. The first round moves from `start` to a real one.
      if candidate == before { return candidate }
    }
  }

  @_lifetime(cursor: copy cursor)
  private mutating func nextType(from start: UInt64, in cursor: inout Cursor) throws -> UInt64? {
    var nearest: UInt64?
    for index in types.indices {
      guard let position = try types[index].next(from: start, in: &cursor) else { continue }
      if nearest.map({ direction.reaches(position, before: $0) }) ?? true { nearest = position }
    }
    return nearest
  }
}
