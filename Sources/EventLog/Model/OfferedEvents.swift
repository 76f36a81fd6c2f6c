import Threads

/// Events that are offered to the log together, and what recording them asks of them alone: whether they keep the
/// limits, their keys, their terms.
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
    self.init(OfferedIdentities(of: events), OfferedTerms(of: events))
  }

  /// Makes events ready: many of them on two threads.
  package init(sharing events: [Event]) throws {
    guard events.count >= OfferedEvents.many else {
      self.init(events)
      return
    }
    let (identities, terms) = try TwoThreads.run(
      { OfferedIdentities(of: events) }, { OfferedTerms(of: events) })
    self.init(identities, terms)
  }

  private init(_ identities: OfferedIdentities, _ terms: OfferedTerms) {
    self.identities = identities
    self.terms = terms
  }
}
