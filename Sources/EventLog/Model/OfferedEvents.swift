import Threads

/// Events that are offered to the log together, and what recording them asks before the log is written to: whether they keep
/// the limits, their keys, their terms, with the numbers that a log is known to have for these.
///
/// That needs no transaction, so it can be made on any thread while others are written.
public struct OfferedEvents: Sendable {
  /// The events, in the order offered.
  public var events: [Event] { identities.events }
  let identities: OfferedIdentities
  private let madeTerms: Terms

  /// Their types and tags; waits for them where another thread makes them.
  var terms: OfferedTerms {
    switch madeTerms {
    case .ready(let terms): terms
    case .deferred(let terms): terms.value
    }
  }

  private enum Terms {
    case ready(OfferedTerms)
    case deferred(Deferred<OfferedTerms>)
  }

  /// How many events are worth another thread, which takes as long to start as some dozens do to be looked at.
  static let many = 1000

  /// Makes events ready, on this thread alone.
  ///
  /// What the log would refuse is refused when they are appended.
  public init(_ events: [Event]) {
    self.init(events, for: nil)
  }

  /// Makes events ready, on this thread alone, for a log that then takes them faster; any other takes them too.
  ///
  /// What the log would refuse is refused when they are appended.
  package init(_ events: [Event], for log: EventLog?) {
    identities = OfferedIdentities(of: events)
    madeTerms = .ready(OfferedTerms(of: events, for: log?.dictionary))
  }

  /// Makes events ready for a log, on this thread; the terms of many on another one meanwhile, as they are not needed before it
  /// is clear which of the events are new.
  package init(sharing events: [Event], for log: EventLog?) {
    let dictionary = log?.dictionary
    let terms =
      events.count < OfferedEvents.many ? nil : Deferred { OfferedTerms(of: events, for: dictionary) }
    identities = OfferedIdentities(of: events)
    madeTerms = terms.map { .deferred($0) } ?? .ready(OfferedTerms(of: events, for: dictionary))
  }
}
