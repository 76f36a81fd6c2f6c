extension [UInt8] {
  /// Adds a number as an unsigned LEB128 (DWARF 5, section 7.6), in as few bytes as hold it.
  package mutating func append(leb128 number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }
}
