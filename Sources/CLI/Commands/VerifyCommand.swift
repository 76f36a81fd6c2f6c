import ArgumentParser
import EventLog
import Projections

/// The command `timeline verify`.
///
/// liblmdb can end the process that reads a damaged page, or never come back from it. So the log is walked by a second
/// process, this program with a hidden option (``VerifyWalk``), and this one never opens the file: it listens, and
/// what becomes of the other one is an answer too.
struct VerifyCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: TimelineCommandName.verify.rawValue,
    abstract: "Recompute everything that is stored, and say what is damaged.",
    discussion: """
      Every record against its payload, the tree from its leaves to the root, every table against the events and the \
      events against every table. Says the root; keep it elsewhere and compare (docs/INTEGRITY.md). Others can write \
      meanwhile: the log is verified as it was at the beginning. Only the list of free pages and the last two commits are \
      left out where they write all the time, and the answer says so. Exit status 0 where all is well, 3 where anything \
      is damaged.

        timeline verify
        timeline verify --format json
      """)

  @Option(
    help: ArgumentHelp(
      "Give up, and call the log damaged, after so many seconds without a step forward.", valueName: "seconds"
    ))
  var timeout = 60
  @Option(help: ArgumentHelp("Walk, and report into this descriptor.", visibility: .hidden))
  var walkInto: Int32?
  @OptionGroup var format: FormatOptions
  @OptionGroup var log: LogOptions

  func validate() throws {
    guard (1...86_400).contains(timeout) else {
      throw ValidationError("--timeout: \(timeout) is not a number of seconds from 1 to 86400")
    }
  }

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    if let walkInto {
      return try VerifyWalk(log: log, timeout: timeout, page: walkInto).run(in: surroundings)
    }
    let path = log.path(in: surroundings)
    let clock = try surroundings.now()
    let began = clock()
    var report = try VerifyListener(path: path, timeout: timeout, surroundings: surroundings).listen()
    report.microseconds = clock().microseconds - began.microseconds
    let seen = Answer.Seen(Perspective(at: try surroundings.today()), asOf: GlobalPosition(report.events))
    let row = VerifyRow(path: path, report: report)
    try format.write(Answer([row], seen: seen) { row.lines(on: $0) }, in: surroundings)
    guard report.damages > 0 else { return .done }
    throw Complaint(
      .damaged, "\(path) is damaged: \(report.damages.counted("damage", "damages"))",
      hint: "keep the file as it is, and go on from a backup or an export")
  }
}

/// What came out of a verification.
struct VerifyReport: Hashable {
  /// The events that were verified, or where the reader came to its end.
  var events: UInt64 = 0
  /// The root as the events give it, where all of them could be read.
  var root: TreeHash?
  /// How many damages there are.
  var damages = 0
  /// The first of them.
  var listed: [Damage] = []
  /// How long it took.
  var microseconds: Int64 = 0
  /// Whether the commits and the free pages were looked at; they are left out where others write all the time.
  var isFileChecked = true

  /// How many damages are listed at most.
  static let limit = 100
}

/// A verification, as one row.
struct VerifyRow: ViewRow {
  /// The file.
  let path: String
  /// What came out.
  let report: VerifyReport

  static let fieldNames = [
    "path", "clean", "events", "root", "damage_count", "damages", "milliseconds", "file_checked",
  ]

  var fieldValues: [FieldValue] {
    [
      .text(path), .flag(report.damages == 0), .integer(Int(clamping: report.events)),
      .text(optional: report.root?.description), .integer(report.damages),
      .list(
        report.listed.map { damage in
          .fields([
            .init("table", .text(damage.table.rawValue)),
            .init("position", damage.position.map { .integer(Int(clamping: $0.number)) } ?? .none),
            .init("reason", .text(damage.reason)),
          ])
        }), .integer(Int(report.microseconds / 1000)), .flag(report.isFileChecked),
    ]
  }

  /// The same for people.
  func lines(on page: Page) -> [Words] {
    var labels = Labels(width: page.width)
    for damage in report.listed {
      let place = damage.position.map { "\($0) " } ?? ""
      labels.add("damaged", Words("\(place)\(damage.table.rawValue): \(damage.reason)"), .alarm)
    }
    if report.damages > report.listed.count {
      labels.add("damaged", Words("and \(report.damages - report.listed.count) more"), .alarm)
    }
    labels.add("events", Words(String(report.events)))
    labels.add("root", Words(report.root?.description ?? "not known"))
    let tenths = (report.microseconds + 50_000) / 100_000
    labels.add("time", Words("\(tenths / 10).\(tenths % 10) s"))
    if !report.isFileChecked {
      labels.add(
        "left out",
        "the list of free pages and the last two commits: others wrote all the time; verify a backup")
    }
    if report.damages == 0 { labels.add("verified", "nothing is damaged", .sure) }
    return labels.lines
  }
}
