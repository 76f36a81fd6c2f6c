import ArgumentParser
import Diplomacy

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
    if let choice = Complaint.choice(in: sentence) {
      let hint =
        Nearest.match(to: choice.written, in: choice.words).map { "did you mean \($0)?" }
        ?? "write \(Complaint.alternatives(choice.words))"
      self.init(.usage, Complaint.asPartOfLine(choice.sentence), hint: hint)
      return
    }
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

  /// What was written where only some words fit: `The value 'x' is invalid for '<view>'. Please provide one of …`.
  private static func choice(in message: String) -> (sentence: String, written: String, words: [String])? {
    let parts = message.split(separator: "Please provide one of", maxSplits: 1)
    guard parts.count == 2, let written = parts[0].split(separator: "'").dropFirst().first else { return nil }
    // Few words stand in a sentence, in quotes; more of them in a list, one a line.
    let quoted = parts[1].split(separator: "'", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
    let listed = parts[1].split(separator: "\n").dropFirst().map { line in
      String(line.drop { $0 == " " || $0 == "-" })
    }
    let words = quoted.isEmpty ? listed : quoted
    guard !words.isEmpty else { return nil }
    return (String(parts[0].reversed().drop { $0 == " " }.reversed()), String(written), words)
  }

  /// A remedy for what is easily mistyped.
  private static func remedy(for sentence: String) -> String? {
    guard sentence.hasPrefix("Missing value for '--as-of") else { return nil }
    return "a shell takes # for the beginning of a remark: write --as-of '#86'"
  }
}
