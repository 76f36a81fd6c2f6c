import Diplomacy
import EventLog

/// Which recorded events a perspective sees: the one rule of visibility.
struct Sight {
  /// The last position that counts.
  let head: GlobalPosition
  let perspective: Perspective

  init(_ perspective: Perspective, head: GlobalPosition) {
    self.perspective = perspective
    self.head = head
  }

  /// Whether everything up to the head is seen.
  var isOpen: Bool { !perspective.hides }

  /// Whether a recorded event is seen.
  ///
  /// Names, clauses, tables and categories are seen whatever was published: they are what the answer is written in.
  /// An event whose sources have no date was known when it was recorded. A correction without a source is an act of
  /// whoever keeps the log, so that no grade hides it; one that replaces an event has the source of the new one.
  func sees(_ event: DiplomaticEvent, position: GlobalPosition, recordedAt: Instant) -> Bool {
    guard mayBeSeen(position) else { return false }
    guard perspective.publishedBy != nil || perspective.trust != nil, !event.isDefinition else { return true }
    let told = event.told
    if let trust = perspective.trust, told.grade > trust, !told.isClerical { return false }
    return perspective.publishedBy.map { told.isKnown(by: $0, recordedAt: recordedAt) } ?? true
  }

  /// Whether a position is one that the perspective does not leave out.
  func mayBeSeen(_ position: GlobalPosition) -> Bool {
    position <= head && !perspective.without.contains(position)
  }

  /// Why a recorded event up to the head is not seen, in words; `nil` for one that is.
  func concealment(of event: DiplomaticEvent, position: GlobalPosition, recordedAt: Instant) -> String? {
    guard !sees(event, position: position, recordedAt: recordedAt) else { return nil }
    if perspective.without.contains(position) { return "left out" }
    let told = event.told
    if let trust = perspective.trust, told.grade > trust, !told.isClerical {
      return "of grade \(told.grade), which is not trusted"
    }
    let published = told.source?.values.compactMap { $0.date?.bounds }.min { $0.latest < $1.latest }
    return published.map { "published only \($0.phrase)" } ?? "of no date, and recorded only later"
  }
}

extension DiplomaticEvent {
  /// The event whose source speaks: of a correction without a source of its own, the one it puts in place.
  fileprivate var told: DiplomaticEvent {
    guard source == nil, case .correction(let correction) = act, let with = correction.with else {
      return self
    }
    return with
  }

  /// Whether it says what names, clauses, weights and lists mean, or puts such an event in the place of another one.
  var isDefinition: Bool {
    if case .correction(let correction) = act { return correction.with?.act.isDefinition ?? false }
    return act.isDefinition
  }

  /// Whether it is a correction that no source is given for.
  fileprivate var isClerical: Bool {
    guard case .correction = act else { return false }
    return source == nil
  }
}

extension Act {
  /// Whether it says what names, clauses, weights and lists mean.
  fileprivate var isDefinition: Bool {
    switch self {
    case .entity, .instrument, .table, .category: true
    default: false
    }
  }
}
