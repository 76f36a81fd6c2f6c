// The fields of acts towards an instrument: each act's reading beside its writing.

extension Signature {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(
      party: try reader.requiredIDs("party"),
      instrument: try reader.requiredID("instrument"),
      mode: try reader.word("mode"),
      place: try reader.text("place"),
      meeting: try reader.id("meeting"),
      by: try reader.text("by"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("party", party)
    writer.write("instrument", instrument)
    writer.write("mode", mode)
    writer.write("place", place)
    writer.write("meeting", meeting)
    writer.write("by", by)
  }
}

extension DomesticApproval {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(
      party: try reader.requiredIDs("party"),
      instrument: try reader.requiredID("instrument"),
      stage: try reader.word("stage"),
      by: try reader.text("by"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("party", party)
    writer.write("instrument", instrument)
    writer.write("stage", stage)
    writer.write("by", by)
  }
}

extension Consent {
  init(_ form: Form, reading reader: inout FieldReader) throws(EventError) {
    self.init(
      form,
      party: try reader.requiredIDs("party"),
      instrument: try reader.requiredID("instrument"),
      depositary: try reader.text("depositary"),
      by: try reader.text("by"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("party", party)
    writer.write("instrument", instrument)
    writer.write("depositary", depositary)
    writer.write("by", by)
  }
}

extension Succession {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(
      party: try reader.requiredIDs("party"),
      instrument: try reader.requiredID("instrument"),
      predecessor: try reader.requiredID("predecessor"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("party", party)
    writer.write("instrument", instrument)
    writer.write("predecessor", predecessor)
  }
}

extension TreatyAct {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(
      party: try reader.requiredIDs("party"), instrument: try reader.requiredID("instrument"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("party", party)
    writer.write("instrument", instrument)
  }
}

extension ProvisionalApplication {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(
      party: try reader.requiredIDs("party"),
      instrument: try reader.requiredID("instrument"),
      action: try reader.word("action"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("party", party)
    writer.write("instrument", instrument)
    writer.write("action", action)
  }
}

extension Reservation {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(
      party: try reader.requiredIDs("party"),
      instrument: try reader.requiredID("instrument"),
      article: try reader.text("article"),
      text: try reader.text("text"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("party", party)
    writer.write("instrument", instrument)
    writer.write("article", article)
    writer.write("text", text)
  }
}

extension Objection {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(
      party: try reader.requiredIDs("party"),
      instrument: try reader.requiredID("instrument"),
      to: try reader.ids("to"),
      text: try reader.text("text"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("party", party)
    writer.write("instrument", instrument)
    writer.write("to", to)
    writer.write("text", text)
  }
}
