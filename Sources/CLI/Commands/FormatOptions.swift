import ArgumentParser
import Projections

/// `--format`, on every query.
struct FormatOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How to write the answer.",
      discussion: """
        table is for people; json is one object with perspective and rows; jsonl is a row a line; csv is the rows \
        below a head, lists joined by spaces.
        """))
  var format = FormatName.table

  /// Writes an answer on standard output.
  func write(_ answer: Answer, in surroundings: Surroundings) throws {
    let output = surroundings.output
    guard var rows = format.rows else {
      if answer.rows.isEmpty, let note = answer.emptyNote {
        let words = Words(note + answer.seen.clause)
        for line in words.wrapped(to: min(surroundings.page.width, Page.comfortable)) {
          surroundings.say(line.rendered(colour: false))
        }
      }
      return try Self.write(answer.page(surroundings.page), in: surroundings)
    }
    if format == .json, let whole = answer.whole {
      let fields: [FieldValue.Field] = [.init("perspective", answer.seen.fields), whole]
      return try output.write(line: JSONText.object(fields))
    }
    try rows.begin(answer.seen, answer.fieldNames, to: output)
    for row in answer.rows { try rows.write(row, to: output) }
    try rows.end(to: output)
  }

  /// Writes lines for people on standard output.
  static func write(_ lines: [Words], in surroundings: Surroundings) throws {
    for line in lines {
      try surroundings.output.write(line: line.rendered(colour: surroundings.terminal.hasColour))
    }
  }
}

extension Surroundings {
  /// The sheet that pages are laid out on.
  var page: Page { Page(width: terminal.columns) }
}
