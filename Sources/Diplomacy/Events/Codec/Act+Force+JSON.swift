// The fields of force and exit: each act's reading beside its writing.

extension EntryIntoForce {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(
      instrument: try reader.requiredID("instrument"),
      party: try reader.ids("party"),
      number: try reader.integer("number", in: 1...EventLimit.entries))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("instrument", instrument)
    writer.write("party", party)
    writer.write("number", number)
  }
}

extension Withdrawal {
  init(reading reader: inout FieldReader) throws(EventError) {
    try self.init(readingRevoked: &reader)
    conflict = try reader.date("conflict", .interval)
  }

  /// Reads what a `withdrawal` and a `withdrawal-revoked` have in common.
  init(readingRevoked reader: inout FieldReader) throws(EventError) {
    self.init(
      party: try reader.requiredIDs("party"),
      instrument: try reader.id("instrument"),
      org: try reader.id("org"))
    try reader.requireOne(of: "instrument", "org", isThere: instrument != nil || org != nil)
  }

  func write(to writer: inout FieldWriter) {
    writer.write("party", party)
    writer.write("instrument", instrument)
    writer.write("org", org)
    writer.write("conflict", conflict)
  }
}

extension Operation {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(instrument: try reader.requiredID("instrument"), party: try reader.ids("party"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("instrument", instrument)
    writer.write("party", party)
  }
}

extension Termination {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(
      instrument: try reader.requiredID("instrument"),
      party: try reader.ids("party"),
      cause: try reader.text("cause"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("instrument", instrument)
    writer.write("party", party)
    writer.write("cause", cause)
  }
}
