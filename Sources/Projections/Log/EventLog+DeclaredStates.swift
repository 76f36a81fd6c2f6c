import EventLog

extension EventLog {
  /// Where States and territories are declared, or put in place of another event by a correction.
  ///
  /// Every declaration is looked at, where it lies: no tag tells what a State is called beside its id.
  func declaredStates() throws -> [GlobalPosition] {
    let kinds = ["state", "territory"].map { Array("\"kind\":\"\($0)\"".utf8) }
    var found: [GlobalPosition] = []
    try forEachRecord(EventQuery(types: [.entity, .correction])) { record in
      let isOne = record.payload.withUnsafeBytes { $0.holds(anyOf: kinds) }
      if isOne { found.append(record.position) }
      return true
    }
    return found
  }
}

extension UnsafeRawBufferPointer {
  /// Whether any of some texts stands in these bytes; all of them begin with `"k`.
  fileprivate func holds(anyOf texts: [[UInt8]]) -> Bool {
    var start = 0
    while start + 1 < count {
      if self[start] == UInt8(ascii: "\""), self[start + 1] == UInt8(ascii: "k"),
        texts.contains(where: { self[start...].starts(with: $0) })
      {
        return true
      }
      start += 1
    }
    return false
  }
}
