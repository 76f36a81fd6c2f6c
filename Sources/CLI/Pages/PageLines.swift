import EventLog

/// Lines with a label, a count, text, and positions at the right end.
struct PageLines {
  private(set) var lines: [Words] = []
  let page: Page

  /// Where the text begins: after the label and the count.
  static let indent = 15
  private static let labelWidth = 11

  init(page: Page) {
    self.page = page
  }

  private var width: Int { min(page.width, Page.comfortable) }

  /// The first line of a block.
  mutating func addHead(_ left: Words, right: Words = Words()) {
    append(left.wrapped(to: width), right: right)
  }

  /// Text without a label; its later lines are indented.
  mutating func add(_ text: Words, right positions: [GlobalPosition] = []) {
    append(text.wrapped(to: width, indent: 2), right: ViewTables.positions(positions))
  }

  /// A label, a count where there is something to count, and the text.
  mutating func add(
    _ label: String, _ count: Words = Words(), _ text: Words, right positions: [GlobalPosition] = [],
    ink: Words.Ink = .faint
  ) {
    let wrapped = text.wrapped(to: width - PageLines.indent)
    let head = PageLines.padded(Words(label, ink), to: PageLines.labelWidth)
    let first = PageLines.padded(head + count, to: PageLines.indent) + wrapped[0]
    append(
      [first] + wrapped.dropFirst().map { .spaces(PageLines.indent) + $0 },
      right: ViewTables.positions(positions))
  }

  private static func padded(_ words: Words, to width: Int) -> Words {
    words + .spaces(max(words.isEmpty ? 0 : 1, width - words.width))
  }

  /// The positions end the last line that has room for them, or a line of their own.
  private mutating func append(_ new: [Words], right: Words) {
    lines += new
    guard !right.isEmpty, let last = new.last else { return }
    if last.width + 2 + right.width <= width {
      lines[lines.count - 1] = page.line(last, right: right)
    } else {
      lines += right.wrapped(to: width - PageLines.indent).map { page.line(Words(), right: $0) }
    }
  }
}
