/// Which histories an event belongs to: lists of positions that the log keeps beside its indexes.
///
/// A type or a tag leads to every event that has it, and what is asked for may be a few among very many. A history is
/// what a domain would otherwise have to search for. The log stores the lists with the events, checks them when it is
/// verified, and does without them where they are not there or of another version: then the reader looks for itself.
///
/// A rule looks at the event alone, and always says the same of the same event; a change of it takes a new version.
public struct HistoryRule: Sendable {
  /// The version of the rule, stored with the lists.
  public let version: UInt32
  /// The types that an event of a history can have; events of other types are not looked at.
  public let types: Set<EventType>
  /// The names of the histories of an event, 1 to 500 bytes each.
  public let histories: @Sendable (Event) -> [String]

  /// A rule.
  public init(
    version: UInt32, types: Set<EventType>, histories: @escaping @Sendable (Event) -> [String]
  ) {
    self.version = version
    self.types = types
    self.histories = histories
  }

  /// The histories of an event, each once, without those whose names cannot be stored.
  func names(of event: Event) -> Set<String> {
    guard types.contains(event.type) else { return [] }
    return Set(histories(event).filter { (1...HistoryKey.nameLimit).contains($0.utf8.count) })
  }
}

extension HistoryRule: Hashable {
  /// Equal when of the same version: a version means one rule.
  public static func == (left: HistoryRule, right: HistoryRule) -> Bool { left.version == right.version }

  /// Hashes the version.
  public func hash(into hasher: inout Hasher) { hasher.combine(version) }
}
