import ArgumentParser

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
    try format.format.write(answer, to: surroundings.output, on: surroundings.terminal)
  }
}
