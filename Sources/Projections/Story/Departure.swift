import EventLog

/// A notice of withdrawal and the day it takes effect, placed so that the one follows the other.
struct Departure {
  /// The days of the notice.
  let notice: DayBounds
  /// The first day no longer; `nil` where nothing says it.
  let day: DayBounds?
  /// The place of the effect within its day: at its beginning, or right after a notice of the same day.
  let rank: Int
  /// Whether the notice itself says when it takes effect.
  let isStated: Bool

  /// The effect of a notice: as it states itself, else by a rule, and then not before the notice.
  ///
  /// A notice that states an earlier day is taken to have been given on that day.
  init(_ evidence: Evidence, rule: (DayBounds) -> DayBounds?) {
    let event = evidence.deciding.event
    let given = evidence.bounds
    if event.effective != nil, let stated = event.endBounds {
      notice = given.earlier(of: stated)
      day = stated
      isStated = true
    } else {
      notice = given
      day = rule(given)?.later(of: given)
      isStated = false
    }
    if let day, day.earliest <= notice.latest {
      rank = event.act.rank + 1
    } else {
      rank = -1
    }
  }
}
