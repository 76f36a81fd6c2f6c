import EventLog

/// One record of the catalogue's text, read in place.
///
/// Its bytes are those of a literal and live as long as the program.
struct CatalogueRecord {
  typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

  let bytes: Bytes
  let section: CatalogueText.Section

  /// What an indented line says.
  enum Field {
    case from(Day)
    case until(Day)
    case full(Bytes)
    case was(Bytes, until: Day)
    case also(Bytes)
  }

  /// The alpha-3 code.
  var code: String { String(decoding: bytes.prefix(3), as: UTF8.self) }

  /// The alpha-2 code, `nil` where there is none.
  var alpha2: Bytes? {
    let second = bytes.dropFirst(4).prefix { $0 != space }
    return second.count == 2 ? second : nil
  }

  /// The rest of the first line: the name, or the code of the same State today.
  var name: Bytes {
    bytes.dropFirst(4).drop { $0 != space }.dropFirst().prefix { $0 != newline }
  }

  /// Calls `body` with each indented line, in the order of the text; `also` comes once a name.
  ///
  /// A programmer error (traps) if the catalogue's text is not well formed.
  func forEachField(_ body: (Field) -> Void) {
    var rest = bytes.drop { $0 != newline }.dropFirst()
    while !rest.isEmpty {
      let line = rest.prefix { $0 != newline }
      rest = rest[line.endIndex...].dropFirst()
      let field = line.drop { $0 == space }
      let value = field.drop { $0 != space }.dropFirst()
      switch field.first {
      case UInt8(ascii: "f") where field.dropFirst().first == UInt8(ascii: "r"): body(.from(day(value)))
      case UInt8(ascii: "f"): body(.full(value))
      case UInt8(ascii: "u"): body(.until(day(value)))
      case UInt8(ascii: "w"): body(.was(value.dropFirst(11), until: day(value.prefix(10))))
      case UInt8(ascii: "a"):
        for name in value.split(separator: UInt8(ascii: ";")) { body(.also(name.drop { $0 == space })) }
      default: preconditionFailure("the catalogue has no field \(String(decoding: field, as: UTF8.self))")
      }
    }
  }

  /// Calls `body` with every name by which the State is understood.
  func forEachName(_ body: (Bytes) -> Void) {
    body(name)
    forEachField { field in
      switch field {
      case .full(let name), .was(let name, until: _), .also(let name): body(name)
      case .from, .until: break
      }
    }
  }

  private func day(_ text: Bytes) -> Day {
    var numbers = [0, 0, 0]
    var place = 0
    for byte in text {
      if byte == UInt8(ascii: "-") {
        place += 1
      } else {
        numbers[place] = numbers[place] * 10 + Int(byte) - 0x30
      }
    }
    return Day(year: numbers[0], month: numbers[1], day: numbers[2])!
  }
}
