/// A table for people: columns side by side, cells wrapped where the page is too narrow.
struct TextTable {
  /// One column.
  struct Column {
    /// The word above it.
    var header: String
    /// Numbers stand at the right.
    var isNumber = false
    /// Whether it may become narrower than its longest cell.
    var canWrap = false
  }

  /// The columns, from the left.
  var columns: [Column]
  /// The rows: one cell for each column.
  var rows: [[Words]]
  /// A line below each row, where there is room for nothing more beside it.
  var notes: [Words] = []

  private static let gap = 2

  /// The lines of the table; columns without a single word are left out, and no rows are no lines.
  func lines(columns width: Int) -> [Words] {
    rows.isEmpty ? [] : lines(widths(columns: width), columns: width, hasHead: true)
  }

  /// The lines of the table with columns of these widths, on a page of `width` columns.
  ///
  /// What a row has in a column without a width is told below it.
  func lines(_ widths: [Int], columns width: Int, hasHead: Bool) -> [Words] {
    let head = hasHead ? row(columns.map { Words($0.header.uppercased(), .faint) }, widths) : []
    return head
      + rows.enumerated().flatMap { index, cells in
        let note = index < notes.count ? notes[index] : Words()
        return row(cells, widths)
          + [note, rest(of: cells, widths)].filter { !$0.isEmpty }.flatMap {
            (.spaces(TextTable.gap) + $0).wrapped(to: width, indent: TextTable.gap)
          }
      }
  }

  /// The width of each column, 0 for one that has no words or no room, so that the table fits the page.
  ///
  /// Cells are wrapped between names first, then inside them, then in columns that are better left whole. Where a word
  /// would have to be broken even so, the last column stands below its row; only a word longer than half the page may
  /// be cut.
  func widths(columns width: Int) -> [Int] {
    func widest(_ part: (Words) -> Int) -> [Int] {
      columns.indices.map { column in rows.reduce(0) { max($0, part($1[column])) } }
    }
    let whole = widest(\.width)
    let heads = columns.map { Printable.width(of: $0.header) }
    let parts = zip(widest(\.widestPart), heads).map { max($0, $1) }
    let words = zip(widest(\.widestWord), heads).map { max(min($0, width / 2), $1) }
    var shown = columns.indices.filter { whole[$0] > 0 }
    while true {
      var widths = columns.indices.map { shown.contains($0) ? max(whole[$0], heads[$0]) : 0 }
      var excess = widths.reduce(0, +) + TextTable.gap * max(0, shown.count - 1) - width
      let wrapping = shown.filter { columns[$0].canWrap }
      excess = narrow(&widths, wrapping, by: excess, notBelow: parts)
      excess = narrow(&widths, wrapping, by: excess, notBelow: words)
      excess = narrow(&widths, shown, by: excess, notBelow: words)
      if excess <= 0 { return widths }
      guard shown.count > 1 else { return widths.map { min($0, width) } }
      shown.removeLast()
    }
  }

  /// Takes columns away from the widest of some cells, and answers how many could not be taken.
  private func narrow(
    _ widths: inout [Int], _ which: [Int], by excess: Int, notBelow limits: [Int]
  ) -> Int {
    var excess = excess
    while excess > 0 {
      let wide = which.filter { widths[$0] > limits[$0] }
      guard let widest = wide.max(by: { widths[$0] < widths[$1] }) else { return excess }
      widths[widest] -= 1
      excess -= 1
    }
    return 0
  }

  /// What a row has in the columns that stand below it, each with its header.
  private func rest(of cells: [Words], _ widths: [Int]) -> Words {
    widths.indices.filter { widths[$0] == 0 && !cells[$0].isEmpty }.map { column in
      let header = columns[column].header
      return Words(header.isEmpty ? "" : "\(header) ", .faint) + cells[column]
    }.joined(by: "  ")
  }

  private func row(_ cells: [Words], _ widths: [Int]) -> [Words] {
    let shown = widths.indices.filter { widths[$0] > 0 }
    let wrapped = shown.map { cells[$0].wrapped(to: widths[$0]) }
    let height = wrapped.map(\.count).max() ?? 0
    return (0..<height).map { line in
      var words = Words()
      for (place, column) in shown.enumerated() {
        let part = line < wrapped[place].count ? wrapped[place][line] : Words()
        let padding = Words.spaces(widths[column] - part.width)
        words += columns[column].isNumber ? padding + part : part + padding
        if place < shown.count - 1 { words += .spaces(TextTable.gap) }
      }
      return words
    }
  }
}
