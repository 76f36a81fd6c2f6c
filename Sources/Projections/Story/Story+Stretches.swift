import Diplomacy
import EventLog

extension Story {
  /// Whether the answer on a day leaves orders unfollowed.
  func isApproximate(on day: Day) -> Bool {
    approximations.contains { $0.from <= day && day < $0.until }
  }

  /// The stretches of days in which a condition holds, each with the days on which it can begin and end.
  func stretches(where holds: (State) -> Bool) -> [Stretch] {
    var stretches: [Stretch] = []
    for run in runs(where: holds) {
      let ends = run.sure.map(\.until)
      guard !run.sure.isEmpty else {
        let latest = DayBounds(run.from, run.until)
        stretches.append(Stretch(from: latest, until: run.until == .distantFuture ? nil : latest))
        continue
      }
      for (index, sure) in run.sure.enumerated() {
        // Between two sure stretches it may have held all the time: one may end and the next begin on any day.
        let earliest = index == 0 ? run.from : ends[index - 1]
        let latest = index + 1 < run.sure.count ? run.sure[index + 1].from : run.until
        let until = sure.until == .distantFuture ? nil : DayBounds(sure.until, latest)
        stretches.append(Stretch(from: DayBounds(earliest, sure.from), until: until))
      }
    }
    return stretches
  }

  /// A run of days on which a condition may hold, with the runs inside it on which it surely does.
  private struct Run {
    var from: Day
    var until: Day
    var sure: [(from: Day, until: Day)] = []
  }

  private func runs(where holds: (State) -> Bool) -> [Run] {
    let limits = approximations.flatMap { [$0.from, $0.until] }
    let days = Set(pieces.flatMap { [$0.from, $0.until] } + limits).filter { $0 != .distantFuture }.sorted()
    var runs: [Run] = []
    for (index, day) in days.enumerated() {
      let until = index + 1 < days.count ? days[index + 1] : .distantFuture
      let states = states(on: day)
      guard states.contains(where: holds) else { continue }
      if let last = runs.last, last.until == day {
        runs[runs.count - 1].until = until
      } else {
        runs.append(Run(from: day, until: until))
      }
      guard states.allSatisfy(holds), !isApproximate(on: day) else { continue }
      let place = runs.count - 1
      if let last = runs[place].sure.last, last.until == day {
        runs[place].sure[runs[place].sure.count - 1].until = until
      } else {
        runs[place].sure.append((day, until))
      }
    }
    return runs
  }
}
