import ArgumentParser

extension Complaint {
  /// What the argument parser has against the command line.
  ///
  /// Its full message ends with a line `See 'timeline append --help' for more information.`: the remedy is taken
  /// from there, because nothing else says which command was meant.
  init(usage error: any Error) {
    let sentence = TimelineCommand.message(for: error)
    let lines = TimelineCommand.fullMessage(for: error, columns: 100).split(separator: "\n")
    let quoted = lines.last { $0.contains("--help") }?.split(separator: "'")
    let help = (quoted?.count ?? 0) > 1 ? String(quoted![1]) : "timeline --help"
    self.init(
      .usage, Complaint.asPartOfLine(sentence),
      hint: Complaint.remedy(for: sentence) ?? "`\(help)` lists what it takes")
  }

  /// The sentence on one line, beginning in lower case and without a full stop.
  private static func asPartOfLine(_ sentence: String) -> String {
    var line = sentence.split(separator: "\n").joined(separator: " ")
    if line.hasSuffix(".") { line.removeLast() }
    guard let first = line.first, line.dropFirst().first?.isLowercase == true else { return line }
    return first.lowercased() + line.dropFirst()
  }

  /// A remedy for what is easily mistyped.
  private static func remedy(for sentence: String) -> String? {
    guard sentence.hasPrefix("Missing value for '--as-of") else { return nil }
    return "a shell takes # for the beginning of a remark: write --as-of '#86'"
  }
}
