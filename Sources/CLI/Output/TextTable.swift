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

  private static let gap = 2
  private static let narrowest = 10

  /// The lines of the table; columns without a single word are left out, and so is the head of no rows.
  func lines(columns width: Int) -> [Words] {
    let shown = columns.indices.filter { column in rows.contains { !$0[column].isEmpty } }
    guard !shown.isEmpty else { return [] }
    let widths = fitted(shown, to: width)
    var lines = row(shown.map { Words(columns[$0].header.uppercased(), .faint) }, shown, widths)
    for cells in rows { lines += row(shown.map { cells[$0] }, shown, widths) }
    return lines
  }

  private func fitted(_ shown: [Int], to width: Int) -> [Int] {
    var widths = shown.map { column in
      rows.reduce(Printable.width(of: columns[column].header)) { max($0, $1[column].width) }
    }
    var excess = widths.reduce(0, +) + TextTable.gap * (shown.count - 1) - width
    while excess > 0 {
      let wide = shown.indices.filter { columns[shown[$0]].canWrap && widths[$0] > TextTable.narrowest }
      guard let widest = wide.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private func row(_ cells: [Words], _ shown: [Int], _ widths: [Int]) -> [Words] {
    let wrapped = zip(cells, widths).map { $0.wrapped(to: $1) }
    let height = wrapped.map(\.count).max() ?? 0
    return (0..<height).map { line in
      var words = Words()
      for (place, parts) in wrapped.enumerated() {
        let part = line < parts.count ? parts[line] : Words()
        let padding = Words.spaces(widths[place] - part.width)
        words += columns[shown[place]].isNumber ? padding + part : part + padding
        if place < wrapped.count - 1 { words += .spaces(TextTable.gap) }
      }
      return words
    }
  }
}
