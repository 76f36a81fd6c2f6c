/// Which events: any item matches, and an item needs all its tags and any of its types.
///
/// The meaning of a query in Dynamic Consistency Boundary (dcb.events). A query without items matches every
/// event; an item without types matches any type, an item without tags any tags.
public struct EventQuery: Hashable, Sendable {
  /// One alternative of a query.
  public struct Item: Hashable, Sendable {
    /// The types of which the event must have one; none means any.
    public var types: [EventType]
    /// The tags of which the event must have every one.
    public var tags: [Tag]

    /// An alternative.
    public init(types: [EventType] = [], tags: [Tag] = []) {
      self.types = types
      self.tags = tags
    }

    /// Whether an event is of this kind.
    public func matches(_ event: Event) -> Bool {
      matches(type: event.type, tags: event.tags)
    }

    func matches(type: EventType, tags own: [Tag]) -> Bool {
      (types.isEmpty || types.contains(type)) && tags.allSatisfy { own.contains($0) }
    }
  }

  /// The alternatives; none means every event.
  public var items: [Item]

  /// A query of these alternatives.
  public init(_ items: [Item]) {
    self.items = items
  }

  /// A query of one alternative.
  public init(types: [EventType] = [], tags: [Tag] = []) {
    self.items = [Item(types: types, tags: tags)]
  }

  /// Every event.
  public static let all = EventQuery([])

  /// Whether an event is asked for.
  public func matches(_ event: Event) -> Bool {
    matches(type: event.type, tags: event.tags)
  }

  /// Whether an event of this type with these tags is asked for.
  public func matches(type: EventType, tags: [Tag]) -> Bool {
    items.isEmpty || items.contains { $0.matches(type: type, tags: tags) }
  }
}
