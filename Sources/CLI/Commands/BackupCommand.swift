import ArgumentParser
import EventLog
import Projections

/// The command `timeline backup`.
struct BackupCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the log to a new file, while others read and write it.",
    discussion: """
      The copy is a log of its own. It is made under another name, put on the disk, and read through: every event is \
      hashed, and the root compared with that of the log. Only then it gets its name, which must be free. A log \
      must never be copied by other programs while somebody writes to it.

        timeline backup backups/2026-11-22.mdb
        timeline project --log backups/2026-11-22.mdb
      """)

  @Argument(
    help: ArgumentHelp("The file to make; nothing of that name may be there.", valueName: "path"),
    completion: .file())
  var target: String
  @OptionGroup var format: FormatOptions
  @OptionGroup var log: LogOptions

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    let opened = try log.openForReading(in: surroundings)
    let copy = try opened.backup(to: try CopyRow.target(target))
    try CopyRow(copy: copy, before: nil).write(format, in: surroundings)
    return .done
  }
}

/// The command `timeline compact`.
struct CompactCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "compact",
    abstract: "Copy the log to a new file without its free pages.",
    discussion: """
      As `timeline backup`, but the copy is as small as it can be. The log itself is not changed: where the copy is to \
      take its place, end every program that has the log open, and rename it.

        timeline compact small.mdb
      """)

  @Argument(
    help: ArgumentHelp("The file to make; nothing of that name may be there.", valueName: "path"),
    completion: .file())
  var target: String
  @OptionGroup var format: FormatOptions
  @OptionGroup var log: LogOptions

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    let opened = try log.openForReading(in: surroundings)
    let copy = try opened.compact(to: try CopyRow.target(target))
    let before = try opened.statistics().fileSize
    try CopyRow(copy: copy, before: before).write(format, in: surroundings)
    return .done
  }
}

/// What a log holds that was just made from another one, as one row.
struct CopyRow: ViewRow {
  /// The log that was made.
  let copy: EventLog.Copy
  /// Bytes of the file it was made from, where that matters.
  let before: Int?

  static let fieldNames = ["path", "events", "root", "file_bytes", "bytes_before"]

  var fieldValues: [FieldValue] {
    [
      .text(copy.path), .integer(Int(copy.root.size)), .text(copy.root.root.description),
      .integer(copy.fileSize), before.map { .integer($0) } ?? .none,
    ]
  }

  /// Prints it; for people as labelled lines.
  func write(_ format: FormatOptions, in surroundings: Surroundings) throws {
    let seen = Answer.Seen(Perspective(at: try surroundings.today()), asOf: copy.head)
    try format.write(Answer([self], seen: seen) { lines(on: $0) }, in: surroundings)
  }

  private func lines(on page: Page) -> [Words] {
    var labels = Labels(width: page.width)
    labels.add("log", Words(copy.path))
    labels.add("events", Words(String(copy.root.size)))
    labels.add("root", .unbroken(copy.root.root.description))
    let size = "\(copy.fileSize) bytes"
    labels.add("file", Words(before.map { "\(size), \($0) before" } ?? size))
    return labels.lines
  }

  /// The path of a log that is to be made; `-` stands for a stream elsewhere, and a log is no stream.
  static func target(_ path: String) throws(Complaint) -> String {
    guard path != "-" else {
      throw Complaint(
        .usage, "a log cannot be written to standard output",
        hint: "name a file; `timeline export` prints the events")
    }
    return path
  }
}
