extension Words {
  /// The words on lines of at most `width` columns, broken at spaces; later lines begin with `indent` spaces.
  ///
  /// A single word that is longer than a line is cut, at a no-break space if it has one there. There is always at
  /// least one line.
  func wrapped(to width: Int, indent: Int = 0) -> [Words] {
    var lines: [Words] = []
    var line = Words()
    var used = 0
    for piece in pieces {
      if piece.canBreak, used > indent, used + piece.gap + piece.word.width > width {
        lines.append(line)
        line = .spaces(indent)
        used = indent
      } else {
        line += .spaces(piece.gap)
        used += piece.gap
      }
      var word = piece.word
      while used + word.width > width {
        let (head, tail) = word.split(at: max(1, width - used))
        guard !tail.isEmpty else { break }
        lines.append(line + head)
        line = .spaces(indent)
        used = indent
        word = tail
      }
      line += word
      used += word.width
    }
    lines.append(line)
    return lines
  }

  /// The widest part that is not broken where there is room for it.
  var widestPart: Int { pieces.reduce(0) { max($0, $1.word.width) } }

  /// The widest word, where names may be broken at their spaces too.
  var widestWord: Int {
    if spans.allSatisfy(\.text.isPlain) {
      var widest = 0
      var length = 0
      for span in spans {
        for byte in span.text.utf8 {
          length = byte == UInt8(ascii: " ") ? 0 : length + 1
          widest = max(widest, length)
        }
      }
      return widest
    }
    return spans.map(\.text).joined().split { $0 == " " || $0 == Words.hardSpace || $0 == Words.softBreak }
      .reduce(0) {
        max($0, Printable.width(of: String($1)))
      }
  }

  /// A word with the spaces before it.
  private struct Piece {
    var gap: Int
    var canBreak: Bool
    var word: Words
  }

  private var pieces: [Piece] {
    var pieces: [Piece] = []
    var current = Piece(gap: 0, canBreak: false, word: Words())
    func take(_ text: some StringProtocol, _ ink: Ink, before gap: Int) {
      current.word += Words(String(text), ink)
      if !current.word.isEmpty {
        pieces.append(current)
        current = Piece(gap: 0, canBreak: true, word: Words())
      }
      current.gap += gap
      current.canBreak = true
    }
    for span in spans {
      if span.text.isPlain {
        var rest = span.text[...]
        while let space = rest.utf8.firstIndex(of: UInt8(ascii: " ")) {
          take(rest[..<space], span.ink, before: 1)
          rest = rest[rest.utf8.index(after: space)...]
        }
        current.word += Words(String(rest), span.ink)
        continue
      }
      var text = ""
      for character in span.text {
        guard character == " " || character == Words.softBreak else {
          text.append(character)
          continue
        }
        take(text, span.ink, before: character == " " ? 1 : 0)
        text = ""
      }
      current.word += Words(text, span.ink)
    }
    if !current.word.isEmpty { pieces.append(current) }
    return pieces
  }

  /// The part that fits in `width` columns, at least one character, and the rest; if it can be, up to a no-break
  /// space, which is left out.
  private func split(at width: Int) -> (Words, Words) {
    let cut = cut(at: width)
    if cut.1.spans.first?.text.first == Words.hardSpace { return (cut.0, cut.1.cut(at: 1).1) }
    guard !cut.1.isEmpty, let before = cut.0.columnsBeforeLastHardSpace else { return cut }
    let (head, rest) = cut.0.cut(at: before)
    return (head, rest.cut(at: 1).1 + cut.1)
  }

  /// The columns before the last no-break space that has something before it.
  private var columnsBeforeLastHardSpace: Int? {
    var used = 0
    var last: Int?
    for character in spans.flatMap(\.text) {
      if character == Words.hardSpace, used > 0 { last = used }
      used += Printable.width(of: String(character))
    }
    return last
  }

  /// The part that fits in `width` columns, at least one character, and the rest.
  private func cut(at width: Int) -> (Words, Words) {
    var head = Words()
    var tail = Words()
    var used = 0
    for span in spans {
      for character in span.text {
        let text = String(character)
        let columns = Printable.width(of: text)
        if tail.isEmpty, used + columns <= width || head.isEmpty {
          head += Words(text, span.ink)
          used += columns
        } else {
          tail += Words(text, span.ink)
        }
      }
    }
    return (head, tail)
  }
}
