import Threads

/// Events that are offered to the log together, and what recording them asks of them alone: whether they keep the
/// limits, their keys, their terms.
///
/// It is about a quarter of the work of recording many events, and can be done on any thread while others are written.
public struct OfferedEvents: Sendable {
  /// The events, in the order offered.
  public let events: [Event]
  /// The first that breaks a limit.
  let flaw: (index: Int, flaw: EventLogError.InvalidEvent)?
  let keys: IdentityKeys
  /// The events in the order of their keys.
  let order: [Int]
  let terms: OfferedTerms

  /// How many events are worth another thread: it takes as long to start as some dozens do to be hashed.
  static let many = 1000

  /// Makes events ready, on this thread alone.
  ///
  /// What the log would refuse is refused when they are appended.
  public init(_ events: [Event]) {
    self.init(events, Named(events), OfferedTerms(of: events))
  }

  /// Makes events ready: many of them on two threads.
  init(sharing events: [Event]) throws {
    guard events.count >= OfferedEvents.many else {
      self.init(events)
      return
    }
    let (named, terms) = try TwoThreads.run({ Named(events) }, { OfferedTerms(of: events) })
    self.init(events, named, terms)
  }

  private init(_ events: [Event], _ named: Named, _ terms: OfferedTerms) {
    self.events = events
    self.flaw = named.flaw
    self.keys = named.keys
    self.order = named.order
    self.terms = terms
  }

  /// What is not about terms.
  private struct Named {
    let flaw: (index: Int, flaw: EventLogError.InvalidEvent)?
    let keys: IdentityKeys
    let order: [Int]

    init(_ events: [Event]) {
      flaw = EventLimits.firstFlaw(in: events)
      keys = IdentityKeys(of: events)
      order = keys.sorted()
    }
  }
}
