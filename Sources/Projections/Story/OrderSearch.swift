import EventLog

/// The orders of some acts that their bounds allow, one after the other.
struct OrderSearch<Effect> {
  private let acts: [StoryAct<Effect>]
  private let members: [Int]
  private var order: [Int] = []
  private var earliest: [Day] = []
  /// For each place of the order, the next of the members to try there.
  private var trials: [Int] = [0]
  private var used: Set<Int> = []

  init(acts: [StoryAct<Effect>], remaining members: [Int]) {
    self.acts = acts
    self.members = members
  }

  /// The next order, with the earliest day that each act can have in it; `nil` after the last.
  mutating func next() -> (order: [Int], earliest: [Day])? {
    while let trial = trials.last {
      if order.count == members.count || trial == members.count {
        trials.removeLast()
        takeBack()
        continue
      }
      trials[trials.count - 1] += 1
      let act = members[trial]
      guard !used.contains(act), let day = day(of: act) else { continue }
      order.append(act)
      earliest.append(day)
      used.insert(act)
      trials.append(0)
      if order.count == members.count { return (order, earliest) }
    }
    return nil
  }

  private mutating func takeBack() {
    guard let act = order.popLast() else { return }
    earliest.removeLast()
    used.remove(act)
  }

  /// The earliest day of an act after those in the order; `nil` if it cannot come next.
  private func day(of act: Int) -> Day? {
    guard
      members.allSatisfy({ other in
        other == act || used.contains(other)
          || acts[act].canPrecede(acts[other]) && acts[act].follows != acts[other].ordinal
      })
    else { return nil }
    return Self.day(of: act, after: order.last, on: earliest.last, acts)
  }

  private static func day(of act: Int, after last: Int?, on previous: Day?, _ acts: [StoryAct<Effect>])
    -> Day?
  {
    var day = acts[act].bounds.earliest
    if let last, let previous {
      day = max(day, acts[last].precedesWithinDay(acts[act]) ? previous : previous.next)
    }
    return day <= acts[act].bounds.latest ? day : nil
  }

  /// The earliest days of one given order, `nil` if the bounds do not allow it.
  static func earliestDays(of order: [Int], _ acts: [StoryAct<Effect>]) -> [Day]? {
    var days: [Day] = []
    for (place, act) in order.enumerated() {
      let last = place == 0 ? nil : order[place - 1]
      guard let day = day(of: act, after: last, on: days.last, acts) else { return nil }
      days.append(day)
    }
    return days
  }
}
