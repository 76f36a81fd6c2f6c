import LMDB

/// Which way a query walks the log.
enum Direction {
  case forwards
  case backwards

  /// Whether `left` comes before `right` on the way.
  func reaches(_ left: UInt64, before right: UInt64) -> Bool {
    self == .forwards ? left < right : left > right
  }

  /// The position one step on, `nil` at the end of all numbers.
  func step(from position: UInt64) -> UInt64? {
    switch self {
    case .forwards: position == .max ? nil : position + 1
    case .backwards: position == 0 ? nil : position - 1
    }
  }
}

/// The positions of the events that have one term: those that table `tags` names, read a page at a time, and those of the
/// tail of the log.
struct PostingList {
  private let term: TermID
  private let direction: Direction
  /// The positions that the table does not name yet, in the order of the log; they come after all of the table.
  private var tail: [UInt64] = []
  private var page: [UInt64] = []
  private var index = 0
  private var isLastPage = false
  private var pageSize = 8
  /// How many positions of the page were asked for; the others were jumped over.
  private var used = 0

  private static let largestPage = 1024
  private static let smallestPage = 4

  init(of term: TermID, _ direction: Direction) {
    self.term = term
    self.direction = direction
  }

  /// Notes a record of the tail; before the first position is asked for, in the order of the log.
  mutating func note(_ record: RecordView) {
    if record.has(term) { tail.append(record.position.number) }
  }

  /// The first position of the list that is not passed when the walk stands at `start`.
  ///
  /// `start` never goes back from one call to the next. `cursor` walks the table `tags`; many lists share it.
  @_lifetime(cursor: copy cursor)
  mutating func next(from start: UInt64, in cursor: inout Cursor) throws -> UInt64? {
    while true {
      while index < page.count {
        if !direction.reaches(page[index], before: start) {
          used += 1
          return page[index]
        }
        index += 1
      }
      guard !isLastPage else { return nil }
      try fill(from: start, in: &cursor)
    }
  }

  @_lifetime(cursor: copy cursor)
  private mutating func fill(from start: UInt64, in cursor: inout Cursor) throws {
    // A walk that jumps over most of a page reads less at a time, one that uses it reads more.
    if 2 * used >= page.count {
      if !page.isEmpty { pageSize = min(2 * pageSize, PostingList.largestPage) }
    } else {
      pageSize = max(pageSize / 2, PostingList.smallestPage)
    }
    used = 0
    page.removeAll(keepingCapacity: true)
    index = 0
    if direction == .backwards, !tail.isEmpty {
      swap(&page, &tail)
      page.reverse()
      return
    }
    let key = CollectionOfOne(PostingKey(term: term, position: start))
    // The run that the walk stands in begins at `start` or before.
    var entry = try cursor.seek(atOrBefore: key.span.bytes)
    if direction == .forwards {
      if let before = entry {
        if try PostingRun.term(of: before) != term { entry = try cursor.next() }
      } else {
        entry = try cursor.first()
      }
    }
    while let current = entry {
      guard try PostingRun.term(of: current) == term else { break }
      let run = try PostingRun(current)
      let begin = page.count
      try run.forEach { if !direction.reaches($0, before: start) { page.append($0) } }
      if direction == .backwards { page[begin...].reverse() }
      if page.count >= pageSize { return }
      entry = direction == .forwards ? try cursor.next() : try cursor.previous()
    }
    isLastPage = true
    if direction == .forwards { page += tail }
  }
}
