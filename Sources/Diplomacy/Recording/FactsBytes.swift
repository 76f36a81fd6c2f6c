import EventLog

/// Puts facts one after the other: a field number, a length, a value.
struct FactsWriter {
  var bytes: [UInt8] = []

  init() {
    bytes.reserveCapacity(96)
  }

  mutating func write(_ field: FactsField, _ text: String?) {
    guard let text else { return }
    open(field, length: text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func write(_ field: FactsField, _ number: UInt64) {
    open(field, length: 8)
    append(number)
  }

  mutating func write(_ field: FactsField, _ bounds: DayBounds?) {
    guard let bounds else { return }
    open(field, length: 8)
    append(bounds)
  }

  mutating func write(_ field: FactsField, _ date: DateFacts?) {
    guard let date else { return }
    let isPlain = date.strict == date.bounds
    open(field, length: isPlain ? 9 : 17)
    bytes.append(date.precision)
    append(date.bounds)
    if !isPlain { append(date.strict) }
  }

  /// The number of the field, and the length in groups of seven bits, the lowest first (LEB128).
  private mutating func open(_ field: FactsField, length: Int) {
    bytes.append(field.rawValue)
    bytes.append(leb128: UInt64(length))
  }

  private mutating func append(_ bounds: DayBounds) {
    let ends = [bounds.earliest, bounds.latest].map { UInt64(UInt32(bitPattern: $0.number)) }
    append(ends[0] << 32 | ends[1])
  }

  private mutating func append(_ number: UInt64) {
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
    }
  }
}

/// Takes facts one after the other.
struct FactsReader {
  private let bytes: [UInt8]
  private var position = 0

  init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  mutating func byte() throws(EventFactsError) -> UInt8 {
    guard position < bytes.count else { throw .truncated }
    defer { position += 1 }
    return bytes[position]
  }

  /// A word by its place among the words of its kind.
  mutating func word<Word: CaseIterable>() throws(EventFactsError) -> Word where Word.AllCases == [Word] {
    let code = Int(try byte())
    guard code < Word.allCases.count else { throw .malformed(field: 0) }
    return Word.allCases[code]
  }

  /// The next field, `nil` at the end.
  mutating func field() throws(EventFactsError) -> (FactsField, ArraySlice<UInt8>)? {
    guard position < bytes.count else { return nil }
    let number = try byte()
    guard let field = FactsField(rawValue: number) else { throw .malformed(field: number) }
    var length = 0
    var shift = 0
    while true {
      let group = try byte()
      length |= Int(group & 0x7F) << shift
      shift += 7
      if group < 0x80 { break }
      guard shift < 21 else { throw .malformed(field: number) }
    }
    guard length <= bytes.count - position else { throw .truncated }
    defer { position += length }
    return (field, bytes[position..<position + length])
  }

  static func text(_ value: ArraySlice<UInt8>) -> String {
    String(decoding: value, as: UTF8.self)
  }

  static func number(_ value: ArraySlice<UInt8>, _ field: FactsField) throws(EventFactsError) -> UInt64 {
    guard value.count == 8 else { throw .malformed(field: field.rawValue) }
    return value.reduce(0) { $0 << 8 | UInt64($1) }
  }

  static func bounds(_ value: ArraySlice<UInt8>, _ field: FactsField) throws(EventFactsError) -> DayBounds {
    let ends = try number(value, field)
    let earliest = Day(number: Int32(bitPattern: UInt32(truncatingIfNeeded: ends >> 32)))
    let latest = Day(number: Int32(bitPattern: UInt32(truncatingIfNeeded: ends)))
    guard earliest <= latest else { throw .malformed(field: field.rawValue) }
    return DayBounds(earliest, latest)
  }

  static func date(_ value: ArraySlice<UInt8>, _ field: FactsField) throws(EventFactsError) -> DateFacts {
    guard value.count == 9 || value.count == 17, let precision = value.first else {
      throw .malformed(field: field.rawValue)
    }
    let wide = try bounds(value.dropFirst().prefix(8), field)
    let strict = value.count == 9 ? wide : try bounds(value.suffix(8), field)
    return DateFacts(bounds: wide, strict: strict, precision: precision)
  }
}
