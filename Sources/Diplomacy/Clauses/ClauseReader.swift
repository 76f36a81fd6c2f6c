import EventLog

/// Reads the words of a clause one after the other; what all notations of this folder have in common.
struct ClauseReader {
  let text: String
  let bytes: [UInt8]
  private var at = 0
  /// How many brackets are open around the word that comes next.
  var depth = 0

  /// A word with its place.
  struct Word: Hashable {
    let text: String
    let range: Range<Int>
  }

  init(_ text: String) throws(ClauseError) {
    self.text = text
    self.bytes = Array(text.utf8.prefix(Clause.longest + 1))
    guard bytes.count <= Clause.longest else {
      throw ClauseError(
        text: text, offset: 0, length: 0, reason: .tooLong, expected: [], found: nil, suggestion: nil)
    }
  }

  /// The word that comes next, `nil` at the end of the text.
  func peek() -> Word? {
    var start = at
    while start < bytes.count, ClauseReader.isSpace(bytes[start]) { start += 1 }
    guard start < bytes.count else { return nil }
    var end = start
    while end < bytes.count, ClauseReader.isPartOfWord(bytes[end]) { end += 1 }
    if end == start { end = start + ClauseReader.signLength(bytes[start...]) }
    return Word(text: String(decoding: bytes[start..<end], as: UTF8.self), range: start..<end)
  }

  /// Takes the word that comes next.
  mutating func next() -> Word? {
    let word = peek()
    if let word { at = word.range.upperBound }
    return word
  }

  /// Takes the word that comes next if it is this one.
  mutating func skip(_ text: String) -> Bool {
    guard let word = peek(), word.text == text else { return false }
    at = word.range.upperBound
    return true
  }

  /// Takes this word, or refuses what stands there.
  mutating func expect(_ text: String) throws(ClauseError) {
    guard skip(text) else { throw unexpected([text]) }
  }

  /// Refuses whatever is left.
  func expectEnd(or others: [String] = []) throws(ClauseError) {
    guard peek() == nil else { throw unexpected(others + ["the end"]) }
  }
}

extension ClauseReader {
  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  /// What an id is written with where it stands by itself: everything but spaces, brackets and signs.
  static func isPartOfID(_ byte: UInt8) -> Bool {
    byte > 0x20 && byte != 0x7F && !"(){},\"<=>%".utf8.contains(byte)
  }

  /// Letters, digits and what names, days and delays are written with; every byte of a character beyond
  /// ASCII.
  private static func isPartOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...0xFF: true
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"): true
    default: false
    }
  }

  /// `>=` and its misspellings are one word, every other sign stands for itself.
  private static func signLength(_ bytes: ArraySlice<UInt8>) -> Int {
    let comparison = bytes.prefix(2).prefix {
      [UInt8(ascii: "<"), UInt8(ascii: "="), UInt8(ascii: ">")].contains($0)
    }
    return max(1, comparison.count)
  }
}

extension ClauseReader {
  /// Something else stands at the next word than what could.
  func unexpected(_ expected: [String], suggestion: String? = nil) -> ClauseError {
    let word = peek()
    let guess = suggestion ?? word.flatMap { ClauseSuggestion.nearest(to: $0.text, among: expected) }
    return failure(word, .unexpected, expected: expected, suggestion: guess)
  }

  /// A refusal of a word, or of the end of the text.
  func failure(
    _ word: Word?, _ reason: ClauseError.Reason, expected: [String] = [], suggestion: String? = nil
  ) -> ClauseError {
    failure(word?.range ?? bytes.count..<bytes.count, reason, expected: expected, suggestion: suggestion)
  }

  /// A refusal of some bytes.
  func failure(
    _ range: Range<Int>, _ reason: ClauseError.Reason, expected: [String] = [], suggestion: String? = nil
  ) -> ClauseError {
    let found = range.isEmpty ? nil : String(decoding: bytes[range], as: UTF8.self)
    return ClauseError(
      text: text, offset: range.lowerBound, length: range.count, reason: reason, expected: expected,
      found: found,
      suggestion: suggestion)
  }
}

extension ClauseReader {
  /// A number from 1 to `most`.
  mutating func number(atMost most: Int) throws(ClauseError) -> Int {
    guard let word = peek(), let value = decimal(word.text.utf8) else { throw unexpected(["N"]) }
    guard (1...most).contains(value) else { throw failure(word, .outOfRange(1, most)) }
    _ = next()
    return value
  }

  /// One exact day, `YYYY-MM-DD`.
  mutating func day() throws(ClauseError) -> Day {
    guard let word = peek() else { throw unexpected(["DAY"]) }
    if let day = EDTF.plainDay(word.text) {
      _ = next()
      return day
    }
    guard word.text.utf8.first.map({ $0 >= 0x30 && $0 <= 0x39 }) == true else { throw unexpected(["DAY"]) }
    do {
      _ = try EDTF(word.text)
    } catch {
      let guess = error.suggestion.flatMap { EDTF.plainDay($0) == nil ? nil : $0 }
      throw failure(word, .noDay(error.reason), expected: ["DAY"], suggestion: guess)
    }
    throw failure(word, .notOneDay, expected: ["DAY"])
  }

  /// An id that stands by itself; `what` says what could stand there.
  ///
  /// One word without brackets, commas and signs, and none of the words of the grammar; in quotation marks it may
  /// hold and be anything.
  mutating func id(_ what: String, or others: [String] = []) throws(ClauseError) -> String {
    while at < bytes.count, ClauseReader.isSpace(bytes[at]) { at += 1 }
    if at < bytes.count, bytes[at] == UInt8(ascii: "\"") {
      let (id, range) = try quotedName()
      guard !id.isEmpty else { throw failure(range, .emptyName, expected: [what]) }
      return id
    }
    let run = bytes[at...].prefix(while: ClauseReader.isPartOfID)
    let id = String(decoding: run, as: UTF8.self)
    guard !id.isEmpty, !ClauseReader.reserved.contains(id) else { throw unexpected(others + [what]) }
    at = run.endIndex
    return id
  }

  /// The names of a list up to its closing bracket; the opening one is taken.
  ///
  /// A name is taken as written, without the spaces around it. In quotation marks it may hold commas and
  /// brackets, and a quotation mark written twice.
  mutating func names(after open: Word) throws(ClauseError) -> [String] {
    var names: [String] = []
    while true {
      let (name, range) = try name(after: open)
      guard !name.isEmpty else { throw failure(range, .emptyName, expected: ["NAME"]) }
      guard !names.contains(name) else { throw failure(range, .repeatedName) }
      names.append(name)
      if skip("}") { return names }
      guard skip(",") else {
        throw peek() == nil ? failure(open, .unclosed, expected: ["}"]) : unexpected([",", "}"])
      }
    }
  }

  private mutating func name(after open: Word) throws(ClauseError) -> (String, Range<Int>) {
    while at < bytes.count, ClauseReader.isSpace(bytes[at]) { at += 1 }
    let start = at
    if at < bytes.count, bytes[at] == UInt8(ascii: "\"") { return try quotedName() }
    while at < bytes.count, bytes[at] != UInt8(ascii: ","), bytes[at] != UInt8(ascii: "}") { at += 1 }
    guard at < bytes.count else { throw failure(open, .unclosed, expected: ["}"]) }
    var end = at
    while end > start, ClauseReader.isSpace(bytes[end - 1]) { end -= 1 }
    let range = start..<end
    return (String(decoding: bytes[range], as: UTF8.self), range.isEmpty ? at..<at + 1 : range)
  }

  private mutating func quotedName() throws(ClauseError) -> (String, Range<Int>) {
    let start = at
    var name: [UInt8] = []
    at += 1
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if byte != UInt8(ascii: "\"") {
        name.append(byte)
      } else if at < bytes.count, bytes[at] == UInt8(ascii: "\"") {
        name.append(byte)
        at += 1
      } else {
        return (String(decoding: name, as: UTF8.self), start..<at)
      }
    }
    throw failure(start..<start + 1, .unclosed, expected: ["\""])
  }
}
