/// A run of text with its ink, laid out by display width.
///
/// Text from outside is escaped when it comes in. A no-break space keeps a name on one line and is printed as a
/// space. Meaning is never carried by ink alone.
struct Words: Hashable {
  /// How a part is drawn where colours are allowed.
  enum Ink: Hashable {
    case plain
    /// Headings.
    case strong
    /// What can be skipped at a first reading: positions, remarks.
    case faint
    /// What is so.
    case sure
    /// What may be so.
    case unsure
    /// What contradicts or is missing.
    case alarm
  }

  /// A part of one ink.
  struct Span: Hashable {
    var text: String
    var ink: Ink
  }

  /// The parts, in order.
  private(set) var spans: [Span]

  /// Words of one ink.
  init(_ text: String, _ ink: Ink = .plain) {
    self.spans = text.isEmpty ? [] : [Span(text: Printable.escaped(text), ink: ink)]
  }

  /// Nothing.
  init() {
    self.spans = []
  }

  /// A name or a date that stays on one line.
  static func unbroken(_ text: String, _ ink: Ink = .plain) -> Words {
    Words(String(text.map { $0 == " " ? Words.hardSpace : $0 }), ink)
  }

  /// `count` spaces.
  static func spaces(_ count: Int) -> Words {
    Words(String(repeating: " ", count: max(0, count)))
  }

  /// The columns they take.
  var width: Int { spans.reduce(0) { $0 + Printable.width(of: $1.text) } }

  /// Whether there is nothing to see.
  var isEmpty: Bool { spans.isEmpty }

  /// Both, one after the other.
  static func + (left: Words, right: Words) -> Words {
    var sum = left
    sum += right
    return sum
  }

  /// Adds words at the end.
  static func += (left: inout Words, right: Words) {
    for span in right.spans {
      if let last = left.spans.last, last.ink == span.ink {
        left.spans[left.spans.count - 1].text += span.text
      } else {
        left.spans.append(span)
      }
    }
  }

  static let hardSpace: Character = "\u{A0}"
  /// Where a word may be broken; not printed.
  static let softBreak: Character = "\u{200B}"
}

extension Words: ExpressibleByStringLiteral {
  /// Plain words.
  init(stringLiteral text: String) {
    self.init(text)
  }
}

extension Sequence<Words> {
  /// Those that are not empty, with `separator` between.
  func joined(by separator: Words) -> Words {
    var sum = Words()
    for words in self where !words.isEmpty {
      if !sum.isEmpty { sum += separator }
      sum += words
    }
    return sum
  }
}

extension Words {
  /// The line as it is printed; colours only where they are allowed.
  func rendered(colour: Bool) -> String {
    var line = ""
    for span in spans {
      let text = span.printed
      if colour, let code = span.ink.code {
        line += "\u{1B}[\(code)m\(text)\u{1B}[0m"
      } else {
        line += text
      }
    }
    return line.withoutTrailingSpaces
  }
}

extension Words.Span {
  /// The text without soft breaks, no-break spaces as spaces.
  fileprivate var printed: String {
    if text.isPlain { return text }
    return text.reduce(into: "") { text, character in
      if character != Words.softBreak { text.append(character == Words.hardSpace ? " " : character) }
    }
  }
}

extension String {
  /// The text up to its last character that is no space.
  fileprivate var withoutTrailingSpaces: String {
    guard let last = utf8.lastIndex(where: { $0 != 0x20 }) else { return "" }
    if utf8[last] < 0x80 { return String(self[..<utf8.index(after: last)]) }
    // What stands before a space can make one character with it.
    var line = self
    while line.last == " " { line.removeLast() }
    return line
  }
}

extension Words.Ink {
  /// Select Graphic Rendition (ECMA-48, 8.3.117) of the ink.
  fileprivate var code: String? {
    switch self {
    case .plain: nil
    case .strong: "1"
    case .faint: "2"
    case .sure: "32"
    case .unsure: "33"
    case .alarm: "31"
    }
  }
}
