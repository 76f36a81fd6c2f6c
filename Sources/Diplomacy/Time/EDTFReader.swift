import EventLog

/// Reads the bytes of one date: interval, set or point, from the outside in.
///
/// Works on ranges of one array and never recurses, so no text is deep; refuses everything that the notation
/// does not have.
struct EDTFReader {
  let text: String
  let bytes: [UInt8]

  init(_ text: String) {
    self.text = text
    self.bytes =
      text.utf8.count <= EDTF.longest ? Array(text.utf8) : Array(text.utf8.prefix(EDTF.longest + 1))
  }

  func read() throws(EDTFError) -> EDTF {
    guard !bytes.isEmpty else { throw failure(0, .empty) }
    guard bytes.count <= EDTF.longest else { throw failure(0, .tooLong(text.utf8.count)) }
    let whole = 0..<bytes.count
    if isOpen(whole) {
      return EDTF(text: text, first: .init(.unknown), precision: EDTF.Grain.unknown.rawValue)
    }
    if let slash = slashOutsideBrackets { return try interval(at: slash) }
    let span = try one(whole)
    return EDTF(text: text, first: span.reach, precision: span.precision)
  }

  // MARK: Interval

  private func interval(at slash: Int) throws(EDTFError) -> EDTF {
    let (left, right) = (0..<slash, slash + 1..<bytes.count)
    let begin = left.isEmpty || isOpen(left) ? nil : try one(left)
    let end = right.isEmpty || isOpen(right) ? nil : try one(right)
    var precision = EDTF.Precision.interval.rawValue
    precision |= ((begin?.precision ?? 0) | (end?.precision ?? 0)) & 0xF8
    precision |= max((begin?.precision ?? 0) & 0x07, (end?.precision ?? 0) & 0x07)
    switch (begin, end) {
    case (nil, nil):
      throw failure(0, .saysNothing)
    case (let begin?, nil):
      let never = DayBounds(.distantFuture)
      let last =
        right.isEmpty ? begin.reach.map { DayBounds($0.earliest, .distantFuture) } : EDTF.Reach(never)
      return EDTF(text: text, first: begin.reach, last: last, precision: precision)
    case (nil, let end?):
      let always = DayBounds(.distantPast)
      let first = left.isEmpty ? end.reach.map { DayBounds(.distantPast, $0.latest) } : EDTF.Reach(always)
      return EDTF(text: text, first: first, last: end.reach, precision: precision)
    case (let begin?, let end?):
      try check(begin, notAfter: end, from: left, to: right)
      let first = begin.reach.ending(by: end.reach)
      let last = end.reach.beginning(from: begin.reach)
      return EDTF(text: text, first: first, last: last, precision: precision)
    }
  }

  private var slashOutsideBrackets: Int? {
    var inside = false
    for (place, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "["): inside = true
      case UInt8(ascii: "]"): inside = false
      case UInt8(ascii: "/") where !inside: return place
      default: continue
      }
    }
    return nil
  }

  // MARK: One day: a point or one of a set

  /// The days of one date and its byte of `precision`.
  struct Span {
    var reach: EDTF.Reach
    var precision: UInt8
  }

  private func one(_ range: Range<Int>) throws(EDTFError) -> Span {
    switch bytes[range.lowerBound] {
    case UInt8(ascii: "["): return try set(range)
    case UInt8(ascii: "{"): throw failure(range.lowerBound, .allOfSet)
    default: break
    }
    if let dots = dots(in: range) { throw failure(dots, .bareRange) }
    return try EDTFPoint.read(range, of: self, meant: false)
  }

  private func set(_ range: Range<Int>) throws(EDTFError) -> Span {
    let last = range.upperBound - 1
    guard let close = index(of: "]", in: range) else {
      throw failure(range.upperBound, .unexpected(found: nil, expected: "“]”"))
    }
    guard close == last else { throw unexpected(close + 1, "the end") }
    let inner = range.lowerBound + 1..<close
    guard !inner.isEmpty, !isOpen(inner) else { throw failure(range.lowerBound, .saysNothing) }
    var members: [Span] = []
    var from = inner.lowerBound
    while true {
      let comma = index(of: ",", in: from..<inner.upperBound)
      let item = from..<(comma ?? inner.upperBound)
      guard !item.isEmpty else { throw unexpected(from, "a date") }
      members.append(try member(item, isFirst: from == inner.lowerBound, isLast: comma == nil))
      guard let comma else { break }
      from = comma + 1
    }
    guard members.count > 1 else { return members[0] }
    let reach = members.dropFirst().reduce(members[0].reach) { $0.union($1.reach) }
    let marks = members.reduce(0) { $0 | $1.precision & 0xF8 }
    return Span(reach: reach, precision: marks | EDTF.Grain.set.rawValue)
  }

  private func member(_ item: Range<Int>, isFirst: Bool, isLast: Bool) throws(EDTFError) -> Span {
    guard let dots = dots(in: item) else { return try EDTFPoint.read(item, of: self, meant: true) }
    let (left, right) = (item.lowerBound..<dots, dots + 2..<item.upperBound)
    guard !left.isEmpty || isFirst, !right.isEmpty || isLast, !left.isEmpty || !right.isEmpty else {
      throw failure(dots, .openInside)
    }
    let begin = left.isEmpty ? nil : try EDTFPoint.read(left, of: self, meant: true)
    let end = right.isEmpty ? nil : try EDTFPoint.read(right, of: self, meant: true)
    if let begin, let end { try check(begin, notAfter: end, from: left, to: right) }
    let marks = ((begin?.precision ?? 0) | (end?.precision ?? 0)) & 0xF8
    let open = DayBounds.unknown
    let (one, other) = (begin?.reach ?? .init(open), end?.reach ?? .init(open))
    let reach = EDTF.Reach(
      DayBounds(one.strict.earliest, other.strict.latest),
      widened: DayBounds(one.widened.earliest, other.widened.latest))
    return Span(reach: reach, precision: marks | EDTF.Grain.range.rawValue)
  }

  private func check(
    _ begin: Span, notAfter end: Span, from left: Range<Int>, to right: Range<Int>
  ) throws(EDTFError) {
    guard begin.reach.strict.earliest > end.reach.strict.latest else { return }
    throw failure(right.lowerBound, .reversed(first: string(left), last: string(right)))
  }
}

extension EDTFReader {
  func failure(_ offset: Int, _ reason: EDTFError.Reason) -> EDTFError {
    EDTFError(text: text, offset: offset, reason: reason)
  }

  /// What stands at `offset` is not what should.
  func unexpected(_ offset: Int, _ expected: String) -> EDTFError {
    let rest = String(decoding: bytes[min(offset, bytes.count)...].prefix(32), as: UTF8.self)
    let found = rest.first.map { EDTFError.shown(String($0)) }
    return failure(offset, .unexpected(found: found, expected: expected))
  }

  func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  func index(of character: Unicode.Scalar, in range: Range<Int>) -> Int? {
    bytes[range].firstIndex(of: UInt8(ascii: character))
  }

  /// Where `..` first stands.
  private func dots(in range: Range<Int>) -> Int? {
    range.dropLast().first { bytes[$0] == UInt8(ascii: ".") && bytes[$0 + 1] == UInt8(ascii: ".") }
  }

  private func isOpen(_ range: Range<Int>) -> Bool {
    range.count == 2 && bytes[range].allSatisfy { $0 == UInt8(ascii: ".") }
  }
}

extension EDTF.Reach {
  func map(_ rule: (DayBounds) -> DayBounds) -> EDTF.Reach {
    EDTF.Reach(rule(strict), widened: rule(widened))
  }

  func union(_ other: EDTF.Reach) -> EDTF.Reach {
    EDTF.Reach(strict.union(other.strict), widened: widened.union(other.widened))
  }

  /// The days that are not after every day of `end`: a state begins no later than it ends.
  func ending(by end: EDTF.Reach) -> EDTF.Reach {
    EDTF.Reach(
      DayBounds(strict.earliest, min(strict.latest, end.strict.latest)),
      widened: DayBounds(widened.earliest, min(widened.latest, end.widened.latest)))
  }

  /// The days that are not before every day of `begin`.
  func beginning(from begin: EDTF.Reach) -> EDTF.Reach {
    EDTF.Reach(
      DayBounds(max(strict.earliest, begin.strict.earliest), strict.latest),
      widened: DayBounds(max(widened.earliest, begin.widened.earliest), widened.latest))
  }
}
