import EventLog

/// Two turnstiles count into one log, and the hall never holds more visitors than it may.
@main
enum Turnstile {
  static func main() throws {
    guard CommandLine.arguments.count > 1 else { return print("usage: Turnstile LOG") }
    let log = try EventLog.open(at: CommandLine.arguments[1])
    var north = Hall("mosaics", capacity: 2)
    var south = Hall("mosaics", capacity: 2)

    try report("north", admits: "visitor-1", with: &north, log)
    // The south gate has not seen visitor 1; its first try is refused by the log, its second one knows.
    try report("south", admits: "visitor-2", with: &south, log)
    try report("north", admits: "visitor-3", with: &north, log)
    _ = try log.append([Visit.left(hall: "mosaics").event("visitor-1-leaves")])
    print("somebody leaves")
    try report("north", admits: "visitor-3", with: &north, log)

    var afresh = Hall("mosaics", capacity: 2)
    try afresh.catchUp(with: log)
    print("the log says: \(afresh.visitors) visitors after \(try log.head().number) events")
  }

  private static func report(
    _ gate: String, admits id: String, with hall: inout Hall, _ log: EventLog
  ) throws {
    while true {
      do {
        print("\(gate): \(id) \(try hall.admit(id, to: log) ? "enters" : "waits, the hall is full")")
        return try hall.catchUp(with: log)
      } catch let conflict as AppendConflict {
        print("\(gate): somebody else wrote \(conflict.position) first, reading again")
        try hall.catchUp(with: log)
      }
    }
  }
}
