import EmptyCommit
import EventLog

/// Durable appends of one event each, beside durable commits of nothing by C, in turns on one disk.
///
/// usage: DurableAppends FOLDER [ROUNDS] [COMMITS A ROUND]
@main
enum DurableAppends {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 2 else { fatalError("usage: DurableAppends FOLDER [ROUNDS] [COMMITS]") }
    let folder = arguments[1]
    let rounds = arguments.count > 2 ? Int(arguments[2]) ?? 200 : 200
    let commits = arguments.count > 3 ? Int(arguments[3]) ?? 20 : 20
    let log = try EventLog.open(at: "\(folder)/log.mdb")
    guard let empty = empty_commit_open("\(folder)/empty.mdb") else { fatalError("C cannot open its file") }
    defer { empty_commit_close(empty) }
    var number = 0
    var rates: [(c: Double, log: Double)] = []
    // Short turns, so that whatever else the disk does meets both; the first one warms everything up.
    for round in 0...rounds {
      var taken = (c: 0.0, log: 0.0)
      for turn in [round, round + 1] {
        if turn.isMultiple(of: 2) {
          taken.c = seconds { precondition(empty_commit_run(empty, Int32(commits)) == 0, "C cannot commit") }
        } else {
          taken.log = try seconds {
            for _ in 0..<commits {
              number += 1
              _ = try log.append([event(number)])
            }
          }
        }
      }
      if round > 0 { rates.append((Double(commits) / taken.c, Double(commits) / taken.log)) }
    }
    let ratios = rates.map { $0.log / $0.c }.sorted()
    print("\(rounds) rounds of \(commits) commits each")
    print("empty durable commit in C   \(middle(rates.map(\.c))) a second (median of the rounds)")
    print("durable append of one event \(middle(rates.map(\.log))) a second")
    let quartiles = [2, 1, 3].map { percent(ratios[ratios.count * $0 / 4]) }
    print("ratio \(quartiles[0]) (median; half of the rounds from \(quartiles[1]) to \(quartiles[2]))")
  }

  /// An event as they are: three tags, some facts, two hundred bytes of payload.
  private static func event(_ number: Int) -> Event {
    let text =
      #"{"type":"ratification","on":"2018-11-08","party":"P\#(number % 190)","instrument":"I-\#(number % 500)","#
      + #""source":{"publisher":"depositary of the treaty","title":"status of the treaty","date":"2018-11-08","grade":1},"#
      + #""note":"made up \#(number)"}"#
    return Event(
      type: "ratification",
      tags: [
        Tag("party", "P\(number % 190)"), Tag("instrument", "I-\(number % 500)"),
        Tag("org", "O-\(number % 40)"),
      ],
      valid: DayBounds(Day(number: 17_843)), facts: [1, 2, 3, 4, 5, 6, 7, 8], payload: Array(text.utf8))
  }

  private static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    return try clock.measure(body) / .seconds(1)
  }

  private static func middle(_ numbers: [Double]) -> Int { Int(numbers.sorted()[numbers.count / 2]) }
  private static func percent(_ ratio: Double) -> String { "\(Double(Int(ratio * 100 + 0.5)) / 100)" }
}
