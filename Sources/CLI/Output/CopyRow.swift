import EventLog
import Projections

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
