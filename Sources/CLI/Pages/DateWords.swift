/// Days in EDTF as people read them.
extension Words {
  /// `2015-04-02`, `2014-12-22..23`, `2018-11-08..2020-05-26`, `2015-04-02 or earlier`; what is no range stays as it is.
  static func date(_ edtf: String?, _ ink: Words.Ink = .plain) -> Words {
    guard let edtf else { return Words() }
    guard edtf.hasPrefix("["), edtf.hasSuffix("]"), !edtf.contains(","),
      let dots = edtf.dropFirst().dropLast().range(of: "..")
    else { return Words(edtf, ink) }
    let first = edtf[edtf.index(after: edtf.startIndex)..<dots.lowerBound]
    let last = edtf[dots.upperBound..<edtf.index(before: edtf.endIndex)]
    if first.isEmpty { return Words("\(last) or earlier", ink) }
    if last.isEmpty { return Words("\(first) or later", ink) }
    let isOneMonth = first.utf8.count == 10 && last.utf8.count == 10 && first.prefix(8) == last.prefix(8)
    return Words("\(first)..\(Words.softBreak)\(isOneMonth ? last.suffix(2) : last)", ink)
  }
}

extension Substring {
  /// Where a short text stands in it.
  fileprivate func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
      start = index(after: start)
    }
    return nil
  }
}
