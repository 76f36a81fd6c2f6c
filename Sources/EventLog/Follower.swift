import LMDB

/// A place in a log that moves on with it: each event that matches is shown once, in the order of recording,
/// whichever process recorded it.
///
/// The synchronous form of ``EventLog/follow(_:from:limit:interval:)``, for programs that wait in their own way:
///
/// ```swift
/// var follower = log.follower(of: query, from: checkpoint)
/// while !isDone {
///   let events = try follower.next()
///   if events.isEmpty { usleep(25_000) }
/// }
/// ```
///
/// Nothing is held open between two calls, and asking when there is nothing new costs a few microseconds:
/// neither a transaction nor a slot of a reader is taken.
public struct Follower: Sendable {
  /// The log that is followed.
  public let log: EventLog
  /// Which of its events.
  public let query: EventQuery
  /// The most events of one call.
  public let limit: Int
  /// Everything that matches, up to here, has been shown: where to go on another time.
  public private(set) var position: GlobalPosition
  /// The commit up to which there is nothing left to show; `nil` while there is.
  private var seenCommit: Int?

  init(_ log: EventLog, _ query: EventQuery, from position: GlobalPosition, limit: Int) {
    precondition(limit > 0, "a follower shows at least one event at a time")
    self.log = log
    self.query = query
    self.position = position
    self.limit = limit
  }

  /// The next events, oldest first, at most ``limit``; none when there are no more at the moment.
  ///
  /// - Throws: `EventLogError.logReplaced` when the path by which the log was opened leads to another file now or to
  ///   none, `.lockReplaced` when its lock file is another one: it would stay silent for ever; `.damaged`; `.system`.
  ///   Nothing is lost by a throw: the next call goes on at the same place.
  public mutating func next() throws -> [RecordedEvent] {
    guard try hasNewCommit() else { return [] }
    let (position, query, limit) = (position, query, limit)
    let (events, head, commit) = try log.reading { view in
      let head = try log.tables.head(in: view)
      var events: [RecordedEvent] = []
      if position < head {
        try log.visit(query, .forwards, from: position.next, through: head, in: view) { record in
          events.append(try log.recordedEvent(record, in: view))
          return events.count < limit
        }
      }
      return (events, head, view.lastCommit)
    }
    if events.count == limit, let last = events.last {
      self.position = last.position
      seenCommit = nil
    } else {
      self.position = max(position, head)
      // The number of the view, not the one asked for before: a commit in between is then never passed over.
      seenCommit = commit
    }
    return events
  }

  private func hasNewCommit() throws -> Bool {
    try EventLogError.translating(at: log.path) {
      try log.checkPlace()
      guard let seenCommit else { return true }
      return try log.environment.lastCommit() != seenCommit
    }
  }
}

extension EventLog {
  /// A place in the log that moves on with it; see ``Follower``.
  ///
  /// - Parameters:
  ///   - query: which events.
  ///   - position: the position before the first that is shown.
  ///   - limit: the most events of one call, at least 1.
  public func follower(
    of query: EventQuery = .all, from position: GlobalPosition = .start, limit: Int = 512
  ) -> Follower {
    Follower(self, query, from: position, limit: limit)
  }
}
