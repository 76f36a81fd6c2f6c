import EventLog

/// Reads a date that is neither a set nor an interval: digits, an optional time of day, an optional mark.
struct EDTFPoint {
  let reader: EDTFReader
  let range: Range<Int>
  private var at: Int
  private var precision: UInt8 = 0

  /// Reads the bytes of `range`; `meant` lets a sentinel pass, as brackets around it do.
  static func read(_ range: Range<Int>, of reader: EDTFReader, meant: Bool) throws(EDTFError)
    -> EDTFReader.Span
  {
    var point = EDTFPoint(reader: reader, range: range, at: range.lowerBound)
    return try point.read(meant: meant)
  }

  private init(reader: EDTFReader, range: Range<Int>, at: Int) {
    self.reader = reader
    self.range = range
    self.at = at
  }

  /// The parts of a date as written, and what `~` moves it by.
  struct Parts {
    var year: Digits
    var month: Digits?
    var part: Int?
    var day: Digits?

    var grain: EDTF.Grain {
      if part != nil { return .part }
      if let day, !day.isAllUnspecified { return .day }
      if let month, !month.isAllUnspecified { return .month }
      return .year
    }
  }

  private mutating func read(meant: Bool) throws(EDTFError) -> EDTFReader.Span {
    let parts = try parts()
    try time(parts)
    let isApproximate = try mark()
    guard at == range.upperBound else { throw trailing() }
    precision |= parts.grain.rawValue
    let strict = try bounds(of: parts)
    guard meant || !isSentinel(strict, parts) else { throw reader.failure(range.lowerBound, .sentinel) }
    guard isApproximate else { return EDTFReader.Span(reach: .init(strict), precision: precision) }
    let widened = EDTFPoint.widened(strict, by: parts.grain)
    return EDTFReader.Span(reach: .init(strict, widened: widened), precision: precision)
  }

  // MARK: Digits

  private mutating func parts() throws(EDTFError) -> Parts {
    if current == UInt8(ascii: "-") || current == UInt8(ascii: "+") {
      throw reader.failure(at, .yearOutOfRange)
    }
    var parts = Parts(year: try digits(4, "a year of four digits"))
    if parts.year.bytes.first == UInt8(ascii: "X") { throw reader.failure(range.lowerBound, .saysNothing) }
    if isDigit(current) { throw reader.failure(at, .yearOutOfRange) }
    guard skip("-") else { return parts }
    let place = at
    let second = try digits(2, "a month of two digits")
    if let number = second.value {
      switch number {
      case 0: throw reader.failure(place, .placeholder)
      case 1...12: parts.month = second
      case 21...41: parts.part = number
      default: throw reader.failure(place, .noSuchMonth(number))
      }
    } else {
      parts.month = second
    }
    guard parts.month != nil, skip("-") else { return parts }
    parts.day = try digits(2, "a day of two digits")
    if parts.day?.value == 0 { throw reader.failure(at - 2, .placeholder) }
    return parts
  }

  /// A run of digits of fixed width, where X stands for any.
  struct Digits {
    let bytes: ArraySlice<UInt8>

    /// The number, `nil` when a digit is X.
    var value: Int? {
      var sum = 0
      for byte in bytes {
        guard byte != UInt8(ascii: "X") else { return nil }
        sum = sum * 10 + Int(byte - 0x30)
      }
      return sum
    }
    /// Whether every digit is X.
    var isAllUnspecified: Bool { bytes.allSatisfy { $0 == UInt8(ascii: "X") } }

    /// Whether a number can be what is written.
    func fits(_ number: Int) -> Bool {
      var rest = number
      for byte in bytes.reversed() {
        guard byte == UInt8(ascii: "X") || Int(byte - 0x30) == rest % 10 else { return false }
        rest /= 10
      }
      return rest == 0
    }

    /// The number with every X replaced.
    func filled(with digit: UInt8) -> Int {
      decimal(bytes.map { $0 == UInt8(ascii: "X") ? digit : $0 }) ?? 0
    }
  }

  private mutating func digits(_ count: Int, _ expected: String) throws(EDTFError) -> Digits {
    let end = at + count
    var place = at
    while place < min(end, range.upperBound),
      isDigit(reader.bytes[place]) || reader.bytes[place] == UInt8(ascii: "X")
    {
      if reader.bytes[place] == UInt8(ascii: "X") { precision |= EDTF.Precision.unspecified.rawValue }
      place += 1
    }
    guard place == end else { throw stopped(place, expected) }
    defer { at = end }
    return Digits(bytes: reader.bytes[at..<end])
  }

  private func stopped(_ place: Int, _ expected: String) -> EDTFError {
    guard place < range.upperBound else { return unexpectedEnd(expected) }
    if reader.bytes[place] == UInt8(ascii: "*") { return reader.failure(place, .placeholder) }
    if isMark(reader.bytes[place]) { return reader.failure(place, .markInside) }
    return reader.unexpected(place, expected)
  }

  /// The range can end before the text does; what follows is then a separator that belongs to someone else.
  private func unexpectedEnd(_ expected: String) -> EDTFError {
    reader.failure(range.upperBound, .unexpected(found: nil, expected: expected))
  }

  private var current: UInt8? { at < range.upperBound ? reader.bytes[at] : nil }

  private func isDigit(_ byte: UInt8?) -> Bool { byte.map { $0 >= 0x30 && $0 <= 0x39 } ?? false }

  private func isMark(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "~") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "%")
  }

  private mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard current == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

  // MARK: Time of day and mark

  private mutating func time(_ parts: Parts) throws(EDTFError) {
    guard parts.day?.value != nil, parts.year.value != nil, parts.month?.value != nil, skip("T") else {
      return
    }
    precision |= EDTF.Precision.timeOfDay.rawValue
    try clock(below: 24, "an hour of two digits")
    guard skip(":") else { throw reader.unexpected(at, "“:” and minutes") }
    try clock(below: 60, "minutes of two digits")
    if skip(":") {
      try clock(below: 61, "seconds of two digits")
      if skip(".") {
        guard isDigit(current) else { throw reader.unexpected(at, "a digit") }
        while isDigit(current) { at += 1 }
      }
    }
    if skip("Z") { return }
    guard skip("+") || skip("-") else { throw reader.failure(at, .noZone) }
    try clock(below: 24, "the hours of an offset")
    if skip(":") { try clock(below: 60, "the minutes of an offset") }
  }

  private mutating func clock(below limit: Int, _ expected: String) throws(EDTFError) {
    let place = at
    guard let value = try digits(2, expected).value else { throw reader.unexpected(place, expected) }
    guard value < limit else { throw reader.failure(place, .noSuchTime(reader.string(place..<at))) }
  }

  /// Takes the mark and says whether it means "near".
  private mutating func mark() throws(EDTFError) -> Bool {
    guard let byte = current, isMark(byte) else { return false }
    at += 1
    let (near, doubted) = (byte != UInt8(ascii: "?"), byte != UInt8(ascii: "~"))
    if near { precision |= EDTF.Precision.approximate.rawValue }
    if doubted { precision |= EDTF.Precision.uncertain.rawValue }
    return near
  }

  private func trailing() -> EDTFError {
    let byte = reader.bytes[at]
    let previous = reader.bytes[at - 1]
    if isMark(previous), isMark(byte) { return reader.failure(at, .twoMarks) }
    if isMark(previous) { return reader.failure(at - 1, .markInside) }
    return reader.unexpected(at, "the end")
  }
}
