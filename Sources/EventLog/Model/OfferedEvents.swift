import Threads

/// Events that are offered to the log together, and what recording them asks before the log is written to: whether they keep
/// the limits, their keys, their terms, with the numbers that a log is known to have for these.
///
/// That needs no transaction, so it can be made on any thread while others are written.
public struct OfferedEvents: Sendable {
  /// The events, in the order offered.
  public var events: [Event] { identities.events }
  let identities: OfferedIdentities
  let terms: OfferedTerms

  /// How many events are worth another thread, which takes as long to start as some dozens do to be looked at, and worth an
  /// attempt to enter all of them as new.
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
    self.init(OfferedIdentities(of: events), OfferedTerms(of: events, for: log?.dictionary))
  }

  /// Makes events ready for a log: many of them on two threads.
  package init(sharing events: [Event], for log: EventLog?) throws {
    guard events.count >= OfferedEvents.many else {
      self.init(events, for: log)
      return
    }
    let (identities, terms) = try TwoThreads.run(
      { OfferedIdentities(of: events) }, { OfferedTerms(of: events, for: log?.dictionary) })
    self.init(identities, terms)
  }

  private init(_ identities: OfferedIdentities, _ terms: OfferedTerms) {
    self.identities = identities
    self.terms = terms
  }
}
