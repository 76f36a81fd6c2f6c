import ArgumentParser
import EventLog
import Projections

/// The command `timeline root`.
struct RootCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: TimelineCommandName.root.rawValue,
    abstract: "Print the root: one hash that stands for the whole log.",
    discussion: """
      The root of the tree of RFC 9162 over the lines of `timeline export`. Whoever keeps it can tell later whether \
      anything that was in the log has been changed since (docs/INTEGRITY.md).

        timeline root
        timeline root --size 100 --format json
      """)

  @Option(help: ArgumentHelp("The tree over the first so many events only.", valueName: "events"))
  var size: String?
  @OptionGroup var format: FormatOptions
  @OptionGroup var log: LogOptions

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    let size = try size.map { try UInt64(events: $0, option: "--size") }
    let row = RootRow(head: try log.openForReading(in: surroundings).root(atSize: size))
    let seen = Answer.Seen(Perspective(at: try surroundings.today()), asOf: GlobalPosition(row.head.size))
    try format.write(Answer([row], seen: seen) { row.lines(on: $0) }, in: surroundings)
    return .done
  }
}

/// The root of a log, as one row.
struct RootRow: ViewRow {
  /// The size and the root.
  let head: TreeHead

  static let fieldNames = ["events", "root"]

  var fieldValues: [FieldValue] { [.integer(Int(head.size)), .text(head.root.description)] }

  /// The same for people.
  func lines(on page: Page) -> [Words] {
    var labels = Labels(width: page.width)
    labels.add("events", Words(String(head.size)))
    labels.add("root", .unbroken(head.root.description))
    return labels.lines
  }
}

extension UInt64 {
  /// The number of events that an option gives, with or without the `#` of the last one.
  init(events text: String, option: String) throws(Complaint) {
    self = try GlobalPosition(argument: text, option: option).number
  }
}
