import EventLog
import Projections

/// What the verbs of the library cost, each alone, as one line of JSON that the comparison reads.
///
/// A line has `what`, `count` (events), `seconds` (for all of it) and `each` (the median of one turn, where turns are
/// counted). Opening the log is not counted, for the peers neither.
@main
enum LibraryCosts {
  static let usage = """
    usage: LibraryCosts bulk LOG NEW BATCH          the events of a log into a new one, so many a transaction
           LibraryCosts durable LOG COUNT           so many synced appends of one event more each
           LibraryCosts scan LOG                    every event in order, its header decoded
           LibraryCosts copies LOG                  every event in order, as the log returns it
           LibraryCosts records LOG REPEATS ORG…    the events of an organisation, as the log returns them
           LibraryCosts history LOG DAY REPEATS ORG…          its members and former members, at the head
           LibraryCosts history-any LOG DAY REPEATS ORG…      the same as of an earlier position, published by a day
           LibraryCosts world LOG DAY REPEATS       everything, at the head
           LibraryCosts world-any LOG DAY REPEATS   everything, as of an earlier position, published by a day
    """

  static func main() throws {
    let words = Array(CommandLine.arguments.dropFirst())
    guard words.count >= 2 else { fatalError(usage) }
    let rest = Array(words.dropFirst(2))
    switch (words[0], rest.count) {
    case ("bulk", 2): try Writing.bulk(from: words[1], to: rest[0], batch: number(rest[1]))
    case ("durable", 1): try Writing.durable(words[1], count: number(rest[0]))
    case ("scan", 0): try Reading.scan(words[1])
    case ("copies", 0): try Reading.copies(words[1])
    case ("records", 2...):
      try Reading.records(words[1], turns: number(rest[0]), organisations: rest.dropFirst())
    case ("history", 3...), ("history-any", 3...):
      let view = try perspective(words[1], rest[0], isAny: words[0] == "history-any")
      try Reading.history(words[1], view, turns: number(rest[1]), organisations: rest.dropFirst(2))
    case ("world", 2), ("world-any", 2):
      let view = try perspective(words[1], rest[0], isAny: words[0] == "world-any")
      try Reading.world(words[1], view, turns: number(rest[1]))
    default: fatalError(usage)
    }
  }

  /// The head on a day; or nine tenths of the log, as far as published a year before that day.
  private static func perspective(_ path: String, _ text: String, isAny: Bool) throws -> Perspective {
    guard let day = Day(text) else { fatalError("\(text) is no day") }
    guard isAny else { return Perspective(at: day) }
    let head = try openForReading(path).head()
    return Perspective(
      at: day, asOf: .position(GlobalPosition(head.number * 9 / 10)), publishedBy: day.adding(days: -365))
  }

  private static func number(_ text: String) -> Int {
    guard let number = Int(text), number > 0 else { fatalError("\(text) is no number") }
    return number
  }

  static func openForReading(_ path: String) throws -> EventLog {
    try EventLog.open(at: path, options: forReading)
  }

  static func openTimeline(_ path: String) throws -> Timeline {
    try Timeline.open(at: path, options: forReading)
  }

  private static var forReading: EventLog.Options {
    var options = EventLog.Options()
    options.createIfMissing = false
    options.readOnly = true
    return options
  }
}

/// Times, gathered turn by turn.
struct Turns {
  private(set) var seconds: [Double] = []
  private var total = 0.0
  /// Whether so much time went by that more turns would tell nothing new.
  var isEnough: Bool { total > 5 }

  mutating func time<Result>(_ body: () throws -> Result) rethrows -> Result {
    let clock = ContinuousClock()
    let began = clock.now
    let result = try body()
    let taken = (clock.now - began) / .seconds(1)
    seconds.append(taken)
    total += taken
    return result
  }

  /// Prints the line of figures; `each` tells whether one turn is of interest.
  func report(_ what: String, count: Int, each: Bool) {
    let middle = each ? seconds.sorted()[seconds.count / 2] : 0
    print(#"{"what":"\#(what)","count":\#(count),"seconds":\#(total),"each":\#(middle)}"#)
  }
}
