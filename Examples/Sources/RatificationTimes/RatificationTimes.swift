import Diplomacy
import EventLog
import Projections

/// Records a file of events, and prints how long each State took from signature to ratification.
@main
enum RatificationTimes {
  static func main() throws {
    guard CommandLine.arguments.count > 2 else { return print("usage: RatificationTimes LOG EVENTS") }
    let timeline = try Timeline.open(at: CommandLine.arguments[1])
    try record(eventsOf: CommandLine.arguments[2], in: timeline)
    guard let today = Day("2021-01-19") else { return }
    for instrument in ["CSTO-CHARTER", "CSTO-P3"] {
      print("\(instrument), days from signature to ratification")
      let steps = try timeline.project(
        TimesToConsent(instrument: instrument), from: Perspective(at: today))
      for (party, steps) in steps.sorted(by: { $0.key < $1.key }) {
        print("  \(party)  \(words(for: steps.days))")
      }
    }
  }

  /// Events count together: a name may be declared after it is used.
  private static func record(eventsOf path: String, in timeline: Timeline) throws {
    let events = try lines(of: path).map { try DiplomaticEvent(json: Array($0.utf8)) }
    var recorder = try Recorder(timeline: timeline)
    for event in events { try recorder.look(event) }
    if recorder.awaitsTargets { for event in events { try recorder.lookForTargets(event) } }
    _ = try timeline.log.append(events.map { try recorder.prepare($0) })
  }

  private static func words(for days: ClosedRange<Int>?) -> String {
    guard let days else { return "not ratified" }
    return days.count == 1 ? "\(days.lowerBound)" : "\(days.lowerBound) to \(days.upperBound)"
  }
}
