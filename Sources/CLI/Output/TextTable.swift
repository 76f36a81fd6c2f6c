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
  private static let narrowest = 10

  /// The lines of the table; columns without a single word are left out, and no rows are no lines.
  func lines(columns width: Int) -> [Words] {
    rows.isEmpty ? [] : lines(widths(columns: width), hasHead: true)
  }

  /// The lines of the table with columns of these widths.
  func lines(_ widths: [Int], hasHead: Bool) -> [Words] {
    let head = hasHead ? row(columns.map { Words($0.header.uppercased(), .faint) }, widths) : []
    return head
      + rows.enumerated().flatMap { index, cells in
        row(cells, widths) + (index < notes.count ? [.spaces(TextTable.gap) + notes[index]] : [])
      }
  }

  /// The width of each column, 0 for one that has no words, so that the table fits where its cells can be wrapped.
  func widths(columns width: Int) -> [Int] {
    var widths = columns.indices.map { column in
      let widest = rows.reduce(0) { max($0, $1[column].width) }
      return widest == 0 ? 0 : max(widest, Printable.width(of: columns[column].header))
    }
    let excess = widths.reduce(0, +) + TextTable.gap * max(0, widths.filter { $0 > 0 }.count - 1) - width
    // First to the widest name of each column, then to its widest word; only where that is not enough are words cut.
    func widest(_ part: (Words) -> Int) -> [Int] {
      columns.indices.map { column in
        rows.reduce(Printable.width(of: columns[column].header)) { max($0, part($1[column])) }
      }
    }
    let words = widest(\.widestWord)
    var rest = narrow(&widths, by: excess, notBelow: widest(\.widestPart))
    rest = narrow(&widths, by: rest, notBelow: words)
    _ = narrow(&widths, by: rest, notBelow: words.map { min($0, TextTable.narrowest) })
    return widths
  }

  /// Takes columns away from the widest cells that can be wrapped, and answers how many could not be taken.
  private func narrow(_ widths: inout [Int], by excess: Int, notBelow limits: [Int]) -> Int {
    var excess = excess
    while excess > 0 {
      let wide = widths.indices.filter { columns[$0].canWrap && widths[$0] > limits[$0] }
      guard let widest = wide.max(by: { widths[$0] < widths[$1] }) else { return excess }
      widths[widest] -= 1
      excess -= 1
    }
    return 0
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
