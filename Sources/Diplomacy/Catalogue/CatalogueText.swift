/// The catalogue as text, and how a record is found in it without reading the rest.
///
/// A record is a line `CODE ALPHA2 Name` (`-` where there is no alpha-2 code) and indented lines after it:
///
///     from DAY      the first day of existence
///     until DAY     the first day no longer
///     full NAME     the official name
///     was DAY NAME  a name the State bore until DAY, the first day of the next name; oldest first
///     also A; B     other names
///
/// The records of a section stand in the order of their codes, so that a search by halves finds one. Nothing is
/// built when the process starts; a command that needs one State reads one record.
enum CatalogueText {
  /// One literal and what its records are.
  struct Section: Sendable {
    enum Kind: Sendable {
      case state, area, renamed
    }

    let text: StaticString
    let kind: Kind
    /// Whether the records are of States and areas that are no more.
    var isFormer = false
  }

  static let sections = [
    Section(text: statesAtoF, kind: .state),
    Section(text: statesGtoM, kind: .state),
    Section(text: statesNtoZ, kind: .state),
    Section(text: otherAreas, kind: .area),
    Section(text: formerStates, kind: .state, isFormer: true),
    Section(text: assignedStates, kind: .state, isFormer: true),
    Section(text: formerAreas, kind: .area, isFormer: true),
    Section(text: renamedCodes, kind: .renamed),
  ]

  /// The record with this alpha-3 code and the kind of its section; `nil` if there is none.
  static func record(_ code: String) -> (lines: [Substring], kind: Section.Kind)? {
    guard isCode(code, length: 3) else { return nil }
    let key = Array(code.utf8)
    for section in sections {
      let record = section.text.withUTF8Buffer { text -> String? in
        find(key, in: text).map { String(decoding: text[$0], as: UTF8.self) }
      }
      if let record { return (record.split(separator: "\n"), section.kind) }
    }
    return nil
  }

  /// Every record of a section, in the order of the codes.
  static func records(of section: Section) -> [[Substring]] {
    var records: [[Substring]] = []
    for line in section.text.description.split(separator: "\n") {
      if line.hasPrefix(" ") {
        records[records.count - 1].append(line)
      } else {
        records.append([line])
      }
    }
    return records
  }

  /// Whether `text` is exactly `length` capital letters of ASCII.
  static func isCode(_ text: String, length: Int) -> Bool {
    text.utf8.count == length && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
  }

  /// The bytes of the record whose line begins with `key`, by halves.
  private static func find(_ key: [UInt8], in text: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
    var low = 0
    var high = text.count
    while low < high {
      let start = recordStart(at: low + (high - low) / 2, in: text)
      let end = recordEnd(after: start, in: text)
      let head = text[start..<start + key.count]
      if head.elementsEqual(key) { return start..<end }
      if head.lexicographicallyPrecedes(key) {
        low = end
      } else {
        high = start
      }
    }
    return nil
  }

  /// The start of the record that the byte at `place` belongs to.
  private static func recordStart(at place: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    var start = place
    while start > 0, text[start - 1] != newline || text[start] == space { start -= 1 }
    return start
  }

  /// The start of the record after the one that starts at `start`, or the end of the text.
  private static func recordEnd(after start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
    var end = start + 1
    while end < text.count, text[end - 1] != newline || text[end] == space { end += 1 }
    return end
  }

  private static let newline = UInt8(ascii: "\n")
  private static let space = UInt8(ascii: " ")
}
