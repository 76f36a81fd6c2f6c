import ArgumentParser
import EventLog
import Projections

/// The command `timeline rebuild`.
struct RebuildCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: TimelineCommandName.rebuild.rawValue,
    abstract: "Make the stored histories anew from the events.",
    discussion: """
      Beside the events the log keeps what became of each State, and what is claimed of States, so that a question about \
      one organisation need not search all that its members ever did. Every append adds to these histories; a log that \
      an older program made has none, and one that it added to has them only in part. Then the same questions take \
      longer, and their answers are the same.

      Others can read and write meanwhile; the new histories take the place of the old ones at once. `timeline verify` \
      compares them with the events.

        timeline rebuild
        timeline rebuild --log old.mdb --format json
      """)

  @OptionGroup var format: FormatOptions
  @OptionGroup var log: LogOptions

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    let clock = try surroundings.now()
    let opened = try log.openForWriting(in: surroundings)
    let progress = Progress(surroundings)
    let began = clock()
    let rebuilt = try opened.rebuildHistories { position, head in progress.show("\(position) of \(head)") }
    progress.clear()
    let row = RebuildRow(
      path: opened.path, rebuilt: rebuilt, microseconds: clock().microseconds - began.microseconds)
    let seen = Answer.Seen(Perspective(at: try surroundings.today()), asOf: GlobalPosition(rebuilt.events))
    try format.write(Answer([row], seen: seen) { row.lines(on: $0) }, in: surroundings)
    return .done
  }
}

/// What a rebuilding did, as one row.
struct RebuildRow: ViewRow {
  /// The file.
  let path: String
  /// What was found and made.
  let rebuilt: EventLog.Rebuilt
  /// How long it took.
  let microseconds: Int64

  static let fieldNames = ["path", "events", "entries", "covered_before", "entries_before", "milliseconds"]

  var fieldValues: [FieldValue] {
    [
      .text(path), .integer(Int(clamping: rebuilt.events)), .integer(rebuilt.entries),
      rebuilt.before.map { .integer(Int(clamping: $0.number)) } ?? .none, .integer(rebuilt.entriesBefore),
      .integer(Int(microseconds / 1000)),
    ]
  }

  /// The same for people.
  func lines(on page: Page) -> [Words] {
    var labels = Labels(width: page.width)
    labels.add("events", Words(String(rebuilt.events)))
    labels.add(
      "histories",
      Words("made anew: \(rebuilt.entries.counted("entry", "entries")), and a mark how far they go"))
    let before = rebuilt.before.map {
      "\(rebuilt.entriesBefore.counted("entry", "entries")), of the events up to \($0)"
    }
    labels.add("before", Words(before ?? "no histories that this program reads"))
    return labels.lines
  }
}
