// The fields of offices and meetings: each act's reading beside its writing.

extension OfficeHolding {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(office: try reader.requiredID("office"), holder: try reader.requiredID("holder"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("office", office)
    writer.write("holder", holder)
  }
}

extension Meeting {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(
      meeting: try reader.requiredID("meeting"),
      title: try reader.text("title"),
      org: try reader.id("org"),
      organ: try reader.ids("organ"),
      place: try reader.text("place"),
      mode: try reader.word("mode"),
      attendance: try reader.objectList("attendance") { (reader) throws(EventError) in
        try Attendee(reading: &reader)
      },
      agenda: try reader.textList("agenda"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("meeting", meeting)
    writer.write("title", title)
    writer.write("org", org)
    writer.write("organ", organ)
    writer.write("place", place)
    writer.write("mode", mode)
    writer.write("attendance", attendance) { $0.write(to: &$1) }
    writer.write("agenda", agenda)
  }
}

extension Meeting.Attendee {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(
      party: try reader.id("party"),
      name: try reader.text("name"),
      capacity: try reader.text("capacity"),
      invitedBy: try reader.text("invited_by"),
      attended: try reader.flag("attended"),
      modality: try reader.word("modality"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("party", party)
    writer.write("name", name)
    writer.write("capacity", capacity)
    writer.write("invited_by", invitedBy)
    writer.write("attended", attended)
    writer.write("modality", modality)
  }
}

extension Decision {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(
      title: try reader.requiredText("title"),
      org: try reader.id("org"),
      organ: try reader.ids("organ"),
      meeting: try reader.id("meeting"),
      method: try reader.word("method"),
      party: try reader.ids("party"),
      notJoining: try reader.ids("not_joining"),
      text: try reader.text("text"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("title", title)
    writer.write("org", org)
    writer.write("organ", organ)
    writer.write("meeting", meeting)
    writer.write("method", method)
    writer.write("party", party)
    writer.write("not_joining", notJoining)
    writer.write("text", text)
  }
}

extension Statement {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(
      title: try reader.requiredText("title"),
      org: try reader.id("org"),
      organ: try reader.ids("organ"),
      meeting: try reader.id("meeting"),
      party: try reader.ids("party"),
      text: try reader.text("text"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("title", title)
    writer.write("org", org)
    writer.write("organ", organ)
    writer.write("meeting", meeting)
    writer.write("party", party)
    writer.write("text", text)
  }
}
