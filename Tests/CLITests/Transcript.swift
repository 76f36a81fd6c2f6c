/// Markdown with blocks of commands and of what they print.
///
/// A block begins with a line of three backquotes and `console`. In it a line `$ …` is a command, lines `> …` right after it
/// continue it (a here-document, say), and the lines up to the next command are what it prints; `[exit 1]` at the end is
/// a status that is not 0. Blocks whose first line does not begin with `$ timeline` are left alone unless every block
/// is to be run.
///
/// A line of words that begins with `Log:` and names seeds in backquotes (`Log: \`seeds/csto.jsonl\``) begins anew: the
/// blocks after it ask a log made of these seeds, in a folder of their own.
struct Transcript {
  /// A command and what it prints.
  struct Step: Equatable {
    /// The command, without `$ ` and `> `.
    var command: [String]
    /// What it prints, line by line.
    var printed: [String]
    /// The line of the file where the command stands, from 1.
    var line: Int
  }

  /// A part of the file: words, or a block to run.
  enum Part: Equatable {
    case words([String])
    case block([Step])
  }

  var parts: [Part]

  /// Reads a file; `all` runs blocks that begin with any command.
  init(_ text: String, all: Bool) {
    parts = []
    var words: [String] = []
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    var number = 0
    while let line = lines.popFirst() {
      number += 1
      words.append(line)
      guard line == "```console", let end = lines.firstIndex(of: "```") else { continue }
      let body = lines[..<end]
      lines = lines[end...]
      if let first = body.first, first.hasPrefix(all ? "$ " : "$ timeline") {
        parts += [.words(words), .block(Transcript.steps(of: body, from: number + 1))]
        words = []
      } else {
        words += body
      }
      number += body.count
    }
    parts.append(.words(words))
  }

  /// The seeds that the last line `Log: …` among some words names; `nil` where there is none.
  static func seeds(in words: [String]) -> [String]? {
    words.last { $0.hasPrefix("Log: `") }.map { line in
      line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        .compactMap { $0.offset % 2 == 1 ? String($0.element) : nil }
    }
  }

  /// The steps in order.
  var steps: [Step] {
    parts.flatMap { part -> [Step] in
      if case .block(let steps) = part { steps } else { [] }
    }
  }

  private static func steps(of lines: ArraySlice<String>, from number: Int) -> [Step] {
    var steps: [Step] = []
    for (offset, line) in lines.enumerated() {
      if line.hasPrefix("$ ") {
        steps.append(Step(command: [String(line.dropFirst(2))], printed: [], line: number + offset))
      } else if let last = steps.indices.last {
        if steps[last].printed.isEmpty, line == ">" || line.hasPrefix("> ") {
          steps[last].command.append(String(line.dropFirst(2)))
        } else {
          steps[last].printed.append(line)
        }
      }
    }
    return steps
  }

  /// The file with what was printed now in place of what stood there; `printed` has one element for each step.
  func text(printed: [[String]]) -> String {
    var remaining = printed[...]
    let lines = parts.flatMap { part -> [String] in
      switch part {
      case .words(let words): words
      case .block(let steps):
        steps.flatMap { step in
          ["$ \(step.command[0])"] + step.command.dropFirst().map { $0.isEmpty ? ">" : "> \($0)" }
            + (remaining.popFirst() ?? step.printed)
        }
      }
    }
    return lines.joined(separator: "\n")
  }
}
