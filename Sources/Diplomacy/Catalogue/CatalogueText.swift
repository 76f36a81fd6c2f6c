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

  /// The record with this alpha-3 code, `nil` if there is none.
  static func record(_ code: String) -> CatalogueRecord? {
    guard let key = CodeKey(code, length: 3) else { return nil }
    for section in sections {
      if let record = find(key, in: section) { return record }
    }
    return nil
  }

  /// Every record of a section, in the order of the codes.
  static func records(of section: Section) -> [CatalogueRecord] {
    let text = section.bytes
    var records: [CatalogueRecord] = []
    var start = 0
    while start < text.count {
      let end = recordEnd(after: start, in: text)
      records.append(CatalogueRecord(bytes: text[start..<end], section: section))
      start = end
    }
    return records
  }

  private static func find(_ key: CodeKey, in section: Section) -> CatalogueRecord? {
    let text = section.bytes
    let last = recordStart(at: text.count - 1, in: text)
    guard key.value >= CodeKey(text[0..<3]).value, key.value <= CodeKey(text[last..<last + 3]).value else {
      return nil
    }
    var low = 0
    var high = text.count
    while low < high {
      let start = recordStart(at: low + (high - low) / 2, in: text)
      let end = recordEnd(after: start, in: text)
      let head = CodeKey(text[start..<start + 3])
      if head == key { return CatalogueRecord(bytes: text[start..<end], section: section) }
      if head.value < key.value {
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
}

extension CatalogueText.Section {
  /// The literal's bytes; they live as long as the program.
  var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }
}

/// A code of capital letters as a number that sorts as the code does.
struct CodeKey: Hashable {
  let value: Int

  /// The key of a code; `nil` unless `text` is exactly `length` capital letters of ASCII.
  init?(_ text: String, length: Int) {
    guard text.utf8.count == length, text.utf8.allSatisfy({ $0 >= 0x41 && $0 <= 0x5A }) else { return nil }
    value = text.utf8.reduce(0) { $0 * 26 + Int($1) - 0x41 }
  }

  /// The key of a code of the catalogue's text, which is known to be one.
  init(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    value = bytes.reduce(0) { $0 * 26 + Int($1) - 0x41 }
  }
}

let newline = UInt8(ascii: "\n")
let space = UInt8(ascii: " ")
