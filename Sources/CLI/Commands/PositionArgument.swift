import EventLog

/// Lists of positions on the command line.
enum PositionArgument {
  /// The positions that an option names: `87`, `#87`, `12..15`, with commas or spaces between.
  ///
  /// A position that the log does not have is refused: leaving out nothing would look like an answer.
  static func positions(_ texts: [String], option: String, head: GlobalPosition) throws(Complaint) -> Set<
    GlobalPosition
  > {
    var positions: Set<GlobalPosition> = []
    for text in texts.flatMap({ $0.split(separator: ",").map(String.init) }) {
      if let stretch = stretch(text) {
        throw Complaint(.usage, "\(option): “\(text)” is not a position", hint: "write it as \(stretch)")
      }
      let ends = ends(of: text)
      let first = try GlobalPosition(argument: ends.first, option: option)
      let last = try GlobalPosition(argument: ends.last, option: option)
      guard first > .start, first <= last, last <= head else {
        let isPart = first > .start && first <= head && head < last
        let missing = head.next == last ? "\(last.number)" : "\(head.next.number)..\(last.number)"
        throw Complaint(
          .usage, "\(option): there is no event \(isPart ? missing : text)",
          hint: head == .start ? "the log is empty" : "the log has the positions 1 to \(head.number)")
      }
      for number in first.number...last.number { positions.insert(GlobalPosition(number)) }
    }
    return positions
  }

  /// `12..15` where it is written with a dash; `nil` for any other text.
  private static func stretch(_ text: String) -> String? {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "–" }
    let ends = parts.compactMap { GlobalPosition(number: $0.hasPrefix("#") ? $0.dropFirst() : $0) }
    return parts.count == 2 && ends.count == 2 ? "\(ends[0].number)..\(ends[1].number)" : nil
  }

  /// The two ends of `12..15`; a single position is both.
  private static func ends(of text: String) -> (first: String, last: String) {
    let bytes = Array(text.utf8)
    guard let dots = bytes.indices.dropLast().first(where: { bytes[$0] == 0x2E && bytes[$0 + 1] == 0x2E })
    else {
      return (text, text)
    }
    return (
      String(decoding: bytes[..<dots], as: UTF8.self), String(decoding: bytes[(dots + 2)...], as: UTF8.self)
    )
  }
}
