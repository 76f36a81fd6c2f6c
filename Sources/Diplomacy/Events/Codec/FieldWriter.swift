/// Writes the fields of one object in canonical form (RFC 8785), in whatever order they are given.
struct FieldWriter {
  /// One member: its key as plain text, then key and value as they are printed, in `scratch`.
  private struct Member {
    var key: Int
    var start: Int
    var end: Int
  }

  private var scratch: [UInt8] = []
  private var members: [Member] = []
  private var omitted: [String] = []

  /// An empty object.
  init() {
    scratch.reserveCapacity(512)
    members.reserveCapacity(16)
  }

  /// The object: its members in the order of their keys.
  consuming func finish() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(scratch.count + 2)
    append(to: &bytes)
    return bytes
  }

  private mutating func append(to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "{"))
    scratch.withUnsafeBufferPointer { scratch in
      FieldWriter.sort(&members, by: scratch)
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: scratch[member.start..<member.end]))
      }
    }
    bytes.append(UInt8(ascii: "}"))
  }

  /// Insertion sort: an event has a dozen fields, mostly in order.
  private static func sort(_ members: inout [Member], by scratch: UnsafeBufferPointer<UInt8>) {
    func key(_ member: Member) -> UnsafeBufferPointer<UInt8> {
      UnsafeBufferPointer(rebasing: scratch[member.key..<member.start])
    }
    for place in 1..<max(1, members.count) {
      let member = members[place]
      var hole = place
      while hole > 0, CanonicalJSON.precedes(key(member), key(members[hole - 1])) {
        members[hole] = members[hole - 1]
        hole -= 1
      }
      members[hole] = member
    }
  }

  /// Leaves out the fields named, whatever is written to them.
  mutating func omit(_ names: [String]) {
    omitted = names
  }

  /// Writes one member; `append` writes its value.
  mutating func member(_ name: StaticString, _ append: (inout [UInt8]) -> Void) {
    if !omitted.isEmpty, omitted.contains(name.description) { return }
    let key = scratch.count
    let letters = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    scratch.append(contentsOf: letters)
    let start = scratch.count
    CanonicalJSON.append(utf8: letters, to: &scratch)
    finishMember(key: key, start: start, append)
  }

  /// Writes one member whose name is data.
  mutating func member(named name: String, _ append: (inout [UInt8]) -> Void) {
    let key = scratch.count
    scratch.append(contentsOf: name.utf8)
    let start = scratch.count
    CanonicalJSON.append(name, to: &scratch)
    finishMember(key: key, start: start, append)
  }

  private mutating func finishMember(key: Int, start: Int, _ append: (inout [UInt8]) -> Void) {
    scratch.append(UInt8(ascii: ":"))
    append(&scratch)
    members.append(Member(key: key, start: start, end: scratch.count))
  }
}

extension FieldWriter {
  mutating func write(_ name: StaticString, _ text: String?) {
    if let text { member(name) { CanonicalJSON.append(text, to: &$0) } }
  }

  mutating func write(_ name: StaticString, _ number: Int?) {
    if let number { member(name) { CanonicalJSON.append(Int64(number), to: &$0) } }
  }

  mutating func write(_ name: StaticString, _ flag: Bool?) {
    if let flag { member(name) { CanonicalJSON.append(flag, to: &$0) } }
  }

  mutating func write(_ name: StaticString, _ date: EDTF?) {
    write(name, date?.text)
  }

  mutating func write<Word: RawRepresentable>(_ name: StaticString, _ word: Word?)
  where Word.RawValue == String {
    write(name, word?.rawValue)
  }

  mutating func write(_ name: StaticString, _ texts: [String]?) {
    if let texts { member(name) { CanonicalJSON.append(list: texts, to: &$0, CanonicalJSON.append) } }
  }

  mutating func write(_ name: StaticString, _ texts: OneOrList<String>?) {
    guard let texts else { return }
    if !texts.isList, let text = texts.values.first { write(name, text) } else { write(name, texts.values) }
  }

  mutating func write(_ name: StaticString, _ weights: [String: Int]) {
    member(name) {
      CanonicalJSON.append(object: weights, to: &$0) { CanonicalJSON.append(Int64($0), to: &$1) }
    }
  }

  mutating func write(_ name: StaticString, _ rows: [[String: JSONValue]]) {
    member(name) {
      CanonicalJSON.append(list: rows, to: &$0) { CanonicalJSON.append(.object($0), to: &$1) }
    }
  }

  mutating func write(_ name: StaticString, _ members: [String: JSONValue]?) {
    if let members { member(name) { CanonicalJSON.append(.object(members), to: &$0) } }
  }

  mutating func write(_ members: [String: JSONValue]) {
    for (name, value) in members { member(named: name) { CanonicalJSON.append(value, to: &$0) } }
  }

  /// Writes an object whose fields `write` writes.
  mutating func write<Value>(
    _ name: StaticString, _ value: Value?, as write: (Value, inout FieldWriter) -> Void
  ) {
    if let value { member(name) { FieldWriter.append(value, to: &$0, write) } }
  }

  /// Writes a list of objects.
  mutating func write<Value>(
    _ name: StaticString, _ values: [Value]?, each write: (Value, inout FieldWriter) -> Void
  ) {
    guard let values else { return }
    member(name) { CanonicalJSON.append(list: values, to: &$0) { FieldWriter.append($0, to: &$1, write) } }
  }

  /// Writes an object or a list of objects.
  mutating func write<Value>(
    _ name: StaticString, _ values: OneOrList<Value>?, each write: (Value, inout FieldWriter) -> Void
  ) {
    guard let values else { return }
    if !values.isList, let value = values.values.first {
      self.write(name, value, as: write)
    } else {
      self.write(name, values.values, each: write)
    }
  }

  private static func append<Value>(
    _ value: Value, to bytes: inout [UInt8], _ write: (Value, inout FieldWriter) -> Void
  ) {
    var writer = FieldWriter()
    write(value, &writer)
    writer.append(to: &bytes)
  }
}
