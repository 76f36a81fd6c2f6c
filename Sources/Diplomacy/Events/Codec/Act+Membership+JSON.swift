// The fields of membership: each act's reading beside its writing.

extension Application {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(
      party: try reader.requiredIDs("party"),
      org: try reader.requiredID("org"),
      organ: try reader.id("organ"),
      purpose: try reader.word("for"),
      status: try reader.id("status"),
      stage: try reader.word("stage"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("party", party)
    writer.write("org", org)
    writer.write("organ", organ)
    writer.write("for", purpose)
    writer.write("status", status)
    writer.write("stage", stage)
  }
}

extension Admission {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(
      party: try reader.requiredIDs("party"),
      org: try reader.requiredID("org"),
      organ: try reader.id("organ"),
      status: try reader.id("status"),
      enabledBy: try reader.id("enabled_by"),
      by: try reader.text("by"),
      meeting: try reader.id("meeting"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("party", party)
    writer.write("org", org)
    writer.write("organ", organ)
    writer.write("status", status)
    writer.write("enabled_by", enabledBy)
    writer.write("by", by)
    writer.write("meeting", meeting)
  }
}

extension Cessation {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(
      party: try reader.requiredIDs("party"),
      org: try reader.requiredID("org"),
      organ: try reader.id("organ"),
      status: try reader.id("status"),
      cause: try reader.word("cause"),
      by: try reader.text("by"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("party", party)
    writer.write("org", org)
    writer.write("organ", organ)
    writer.write("status", status)
    writer.write("cause", cause)
    writer.write("by", by)
  }
}

extension Suspension {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(
      party: try reader.requiredIDs("party"),
      org: try reader.requiredID("org"),
      organ: try reader.id("organ"),
      scope: try reader.id("scope"),
      by: try reader.text("by"),
      reason: try reader.text("reason"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("party", party)
    writer.write("org", org)
    writer.write("organ", organ)
    writer.write("scope", scope)
    writer.write("by", by)
    writer.write("reason", reason)
  }
}

extension Participation {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(
      party: try reader.requiredIDs("party"),
      org: try reader.requiredID("org"),
      organ: try reader.id("organ"),
      action: try reader.word("action"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("party", party)
    writer.write("org", org)
    writer.write("organ", organ)
    writer.write("action", action)
  }
}

extension StateChange {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(
      kind: try reader.requiredWord("kind", standIn: .separation),
      predecessors: try reader.requiredIDList("predecessors"),
      successors: try reader.idList("successors"),
      name: try reader.text("name"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("kind", kind)
    writer.write("predecessors", predecessors)
    writer.write("successors", successors)
    writer.write("name", name)
  }
}
