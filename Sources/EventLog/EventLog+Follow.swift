extension EventLog {
  /// The events that match, those that are there and those that will come, from any process.
  ///
  /// ```swift
  /// for try await events in log.follow(query, from: checkpoint) { checkpoint = events.last!.position }
  /// ```
  ///
  /// Each event is shown once, in the order of recording, as soon as its commit is seen: at most `interval` after it,
  /// and what the system takes to wake a task. The sequence has no end: it ends by a throw, `CancellationError` when
  /// its task is cancelled. Every iterator begins at `position`.
  ///
  /// No transaction is open between two batches, so a consumer may take its time, and one that is idle costs a look at
  /// one number in memory and at the status of the file each `interval`.
  ///
  /// - Parameters:
  ///   - query: which events.
  ///   - position: the position before the first that is shown, such as the head of a receipt.
  ///   - limit: the most events of one batch, at least 1.
  ///   - interval: how often to look for new commits.
  public func follow(
    _ query: EventQuery = .all, from position: GlobalPosition = .start, limit: Int = 512,
    interval: Duration = .milliseconds(25)
  ) -> FollowedEvents {
    FollowedEvents(follower: follower(of: query, from: position, limit: limit), interval: interval)
  }
}

/// Batches of events of a log, of which none is empty, without an end; see ``EventLog/follow(_:from:limit:interval:)``.
public struct FollowedEvents: AsyncSequence, Sendable {
  /// Where it begins.
  let follower: Follower
  let interval: Duration

  /// Walks the batches.
  public func makeAsyncIterator() -> Iterator {
    Iterator(follower: follower, interval: interval)
  }

  /// One walk along the log.
  public struct Iterator: AsyncIteratorProtocol {
    private var follower: Follower
    private let interval: Duration

    fileprivate init(follower: Follower, interval: Duration) {
      self.follower = follower
      self.interval = interval
    }

    /// The next batch, as soon as there is one; never `nil`.
    ///
    /// - Throws: `CancellationError`, or as ``Follower/next()``.
    public mutating func next() async throws -> [RecordedEvent]? {
      try await next(isolation: nil)
    }

    /// As ``next()``.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws -> [RecordedEvent]? {
      while true {
        try Task.checkCancellation()
        let events = try follower.next()
        if !events.isEmpty { return events }
        try await Task.sleep(for: interval)
      }
    }
  }
}
