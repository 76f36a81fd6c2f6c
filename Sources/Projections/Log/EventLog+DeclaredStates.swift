import EventLog

extension EventLog {
  /// Where States and territories are declared, or put in place of another event by a correction.
  ///
  /// Every declaration is looked at, where it lies: no tag tells what a State is called beside its id.
  func declaredStates() throws -> [GlobalPosition] {
    let kinds = ["state", "territory"].map { Array("\"kind\":\"\($0)\"".utf8) }
    var found: [GlobalPosition] = []
    try forEachRecord(EventQuery(types: [.entity, .correction])) { record in
      let isOne = record.payload.withUnsafeBytes { payload in kinds.contains { payload.holds($0) } }
      if isOne { found.append(record.position) }
      return true
    }
    return found
  }
}

extension UnsafeRawBufferPointer {
  /// Whether some bytes stand in these, one after the other.
  fileprivate func holds(_ bytes: [UInt8]) -> Bool {
    guard count >= bytes.count else { return false }
    return (0...(count - bytes.count)).contains { start in
      self[start] == bytes[0] && self[start...].starts(with: bytes)
    }
  }
}
