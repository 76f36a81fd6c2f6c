/// Why the log could not do what it was asked; data only, the words are made where it is shown.
public enum EventLogError: Error, Hashable, Sendable {
  /// There is no log at this path.
  case missingLog(path: String)
  /// The file at this path is not a log of this program; it was not changed.
  case notALog(path: String)
  /// The log was written in a format this program does not read.
  case incompatibleFormat(found: Int, supported: Int)
  /// The log has no tree over its events: a build from before the first release made it.
  case withoutTree(path: String)
  /// The tree was asked for as it is with more events than the log has.
  case beyondTree(size: UInt64, head: GlobalPosition)
  /// The file has more than one hard link; LMDB cannot lock it safely.
  case hardLinked(path: String, links: Int)
  /// The file system of this path does not keep LMDB's promises (network, pseudo).
  case unsuitableFileSystem(path: String, name: String)
  /// The path now names another file than the one that is open, or none.
  case logReplaced(path: String)
  /// The lock file beside the log was taken away or replaced while the log was open.
  case lockReplaced(path: String)
  /// There is something at the path where a new log was to be made; nothing is ever replaced.
  case pathTaken(path: String)
  /// A log was to be copied onto itself.
  case copyOntoItself(path: String)
  /// A copy does not hold what the log holds; it was removed.
  case copyDiffers(path: String, reason: String)
  /// What was to be restored has another root than was asked for.
  case otherRoot(found: TreeHead, expected: TreeHash)
  /// What was to be restored is not the whole history of a log.
  case notAHistory(index: Int, NotAHistory)
  /// The operating system refused: `ENOENT`, `EACCES`, `EROFS`, `ENOSPC` …
  case system(code: Int32, path: String)
  /// The event is already recorded with other content.
  case idReused(index: Int, id: EventID, position: GlobalPosition)
  /// An offered event breaks a limit of the log.
  case invalidEvent(index: Int, InvalidEvent)
  /// The newest record time lies more than a day ahead of the clock.
  case clockBehind(head: Instant, now: Instant)
  /// An earlier commit failed: reopen the log and compare the head before writing again.
  case poisoned(path: String)
  /// What the file holds breaks a rule of the format at this position.
  case damaged(path: String, position: GlobalPosition?, reason: String)
  /// The payload at this position is of a version of its type that this program does not read.
  case newerPayload(path: String, position: GlobalPosition, type: EventType, found: Int, supported: Int)
  /// LMDB failed with this code of its own.
  case storage(code: Int32, path: String)

  /// Why an event cannot follow those before it in a log that is restored.
  public enum NotAHistory: Hashable, Sendable {
    /// It has another position than the one that follows.
    case position(GlobalPosition, expected: GlobalPosition)
    /// It was recorded before the event that it follows.
    case recordedBefore(Instant)
    /// Its id is not that of the event.
    case id(EventID)
  }

  /// The limit that an offered event breaks.
  public enum InvalidEvent: Hashable, Sendable {
    /// The id is empty or longer than 200 bytes.
    case id(bytes: Int)
    /// The type is empty or longer than 200 bytes.
    case type(bytes: Int)
    /// A tag is longer than 500 bytes.
    case tag(Tag)
    /// More tags than a record can hold.
    case tags(count: Int)
    /// The payload is no object (its first byte is not `{`), has no member, has a newline, or is longer than
    /// 64 KiB.
    case payload(bytes: Int)
    /// The facts are longer than 65,535 bytes.
    case facts(bytes: Int)
    /// The record time of the origin lies outside of the years 0000 to 9999.
    case origin(Instant)
  }
}
