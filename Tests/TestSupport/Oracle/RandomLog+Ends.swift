import Diplomacy
import EventLog

extension RandomLog {
  /// What lasts or runs, with an end that is only known to a range, or a notice to one longer than any period.
  mutating func widened(_ event: DiplomaticEvent) -> DiplomaticEvent {
    guard budget >= 24, wide.oneIn(2), let on = event.on?.bounds, on.earliest.isCivil, on.latest.isCivil
    else {
      return event
    }
    var event = event
    switch event.act {
    case .admission, .suspension, .office, .operationSuspended: event.until = range(from: on)
    case .participation(let act) where act.action != .resumed: event.until = range(from: on)
    case .provisionalApplication(let act) where act.action != .end: event.until = range(from: on)
    case .withdrawal where event.effective != nil: event.effective = range(from: on)
    case .withdrawal:
      budget /= 6
      event.on = try? EDTF("[\(on.earliest)..\(on.earliest.adding(days: 12 + wide.below(20)))]")
    default: break
    }
    return event
  }

  /// An end that may be told to lie within the days of what it ends, and lies after the first of them.
  private mutating func range(from begin: DayBounds) -> EDTF? {
    let first = begin.earliest.adding(days: 1 + wide.below(10))
    if wide.oneIn(3) { return EDTF(first.adding(days: 1 + wide.below(20))) }
    let width = 1 + wide.below(5)
    budget /= width + 1
    return try? EDTF("[\(first)..\(first.adding(days: width))]")
  }
}
