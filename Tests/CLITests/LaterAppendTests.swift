import EventLog
import TestSupport
import Testing

@testable import CLI

/// What was answered once is answered again, to the byte, however much is appended afterwards.
@Suite("A later append changes no earlier answer") struct LaterAppendTests {
  /// Days on which the history of the CSTO answers differently.
  private static let days = [
    "1993-10-01", "1999-04-21", "1999-06-01", "2003-09-18", "2006-07-15", "2012-07-15", "2015-04-02",
    "2018-11-09",
    "2020-06-01", "2024-03-01", "2026-11-22",
  ]

  /// Every question that `--as-of` can be asked with; those of a program that does not know them are left out.
  private static func questions(at day: String) -> [[String]] {
    let at = ["--at", day, "--format", "json"]
    let between = ["--format", "json"]
    return ["members", "parties", "instruments", "offices", "meetings"].map { ["project", $0] + at }
      + [
        ["project"] + at, ["pending"] + at, ["upcoming"] + at, ["conflicts"] + between, ["check"] + between,
        ["why", "member", "UZB", "CSTO"] + at, ["why", "in-force", "CSTO-P3"] + at,
        ["history", "UZB", "--org", "CSTO"] + between,
        ["diff", "members", "--at", "1999-01-01", "--at", day] + between,
      ]
  }

  /// A log that other events are appended to, each a minute after the one before.
  private struct Growing {
    let shell = Shell()
    let clock = TestClock()
    let log: EventLog

    init() throws {
      log = try EventLog.open(at: shell.log, clock: clock.read)
    }

    func append(_ event: Event) throws {
      clock.move(by: 60_000_000)
      _ = try log.append([event])
    }
  }

  /// The events of the seed as `import` makes them.
  private static func seed() throws -> [Event] {
    let shell = Shell()
    let outcome = shell.run("import", Files.package + "/seeds/csto.jsonl")
    try #require(outcome.status == .done, "\(outcome.errors)")
    return try EventLog.open(at: shell.log).read(limit: 1_000).map(\.event)
  }

  /// Each position is asked one of the questions in turn; with `TIMELINE_LOGS`, as at night, all of them.
  private static let step = environmentVariable("TIMELINE_LOGS") == nil ? 14 : 1

  @Test("A question asked as of a position is answered as when the log ended there", arguments: 0..<3)
  func bytes(part: Int) throws {
    let events = try Self.seed()
    let (whole, growing) = (try Growing(), try Growing())
    for event in events { try whole.append(event) }
    let known = Self.questions(at: Self.days[0]).indices.filter { place in
      let words = Self.questions(at: Self.days[0])[place]
      return growing.shell.run(Array(words.prefix(1)) + ["--help"]).status == .done
    }
    var compared = 0
    for (index, event) in events.enumerated() {
      try growing.append(event)
      guard index % 3 == part else { continue }
      let questions = Self.questions(at: Self.days[(index / 3) % Self.days.count])
      for place in known where (index + place).isMultiple(of: Self.step) {
        let now = growing.shell.run(questions[place])
        let then = whole.shell.run(questions[place] + ["--as-of", "#\(index + 1)"])
        try #require(now == then, "\(questions[place]) as of #\(index + 1)")
        if now.status == .done { compared += 1 }
      }
    }
    #expect(compared > 20)
  }
}
