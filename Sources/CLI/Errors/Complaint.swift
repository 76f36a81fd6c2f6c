/// What went wrong, as a person reads it: one sentence, the place, and the remedy.
struct Complaint: Error, Hashable {
  /// How the process ends because of it.
  var status: ExitStatus
  /// Where in the input it is, if it is in the input.
  var place: Place?
  /// One sentence without a full stop.
  var sentence: String
  /// The words of the input it is about, to be shown with a mark below them.
  var excerpt: Excerpt?
  /// What to do.
  var hint: String?
  /// The name that is not known, where that is what is wrong.
  var unknownName: String?

  /// A complaint.
  init(
    _ status: ExitStatus, _ sentence: String, at place: Place? = nil, excerpt: Excerpt? = nil,
    hint: String? = nil
  ) {
    self.status = status
    self.sentence = sentence
    self.place = place
    self.excerpt = excerpt
    self.hint = hint
  }

  /// A place in an input file: both are counted from 1.
  struct Place: Hashable {
    /// The file as it was named, `-` for standard input.
    var file: String
    /// The line.
    var line: Int
    /// The character in the line, where it is known.
    var column: Int?

    /// The line, wherever in it.
    var ofLine: Place { Place(file: file, line: line) }
  }

  /// A text in which a part is wrong.
  struct Excerpt: Hashable {
    /// The text.
    var text: String
    /// Characters before the wrong part.
    var offset: Int
    /// Characters of the wrong part; at least one is marked.
    var length: Int
  }
}

extension Complaint {
  /// The lines for standard error.
  ///
  /// ```
  /// timeline: events.jsonl:3: «sentence»
  ///   hint: «remedy»
  /// ```
  var lines: [String] {
    var lines = ["timeline: \(place.map { "\($0): " } ?? "")\(Printable.escaped(sentence))"]
    if let excerpt { lines += excerpt.lines }
    if let hint { lines.append("  hint: \(Printable.escaped(hint))") }
    return lines
  }

  /// The same complaint about a line of the input.
  func at(_ place: Place) -> Complaint {
    var placed = self
    placed.place = Place(file: place.file, line: place.line, column: place.column ?? self.place?.column)
    return placed
  }
}

extension Complaint.Place: CustomStringConvertible {
  /// `events.jsonl:3` or `events.jsonl:3:17`, as editors and compilers write it.
  var description: String {
    "\(Printable.escaped(file)):\(line)" + (column.map { ":\($0)" } ?? "")
  }
}

extension Complaint.Excerpt {
  /// The text and the mark below its wrong part.
  var lines: [String] {
    let shown = Printable.escaped(text)
    let before = Printable.escaped(String(text.unicodeScalars.prefix(offset).map(Character.init)))
    let part = Printable.escaped(
      String(text.unicodeScalars.dropFirst(offset).prefix(length).map(Character.init)))
    let mark = String(repeating: "^", count: max(1, Printable.width(of: part)))
    return ["    \(shown)", "    \(String(repeating: " ", count: Printable.width(of: before)))\(mark)"]
  }
}
