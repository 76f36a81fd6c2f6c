// The fields of the events that make ids usable: each act's reading beside its writing.

extension EntityDeclaration {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(
      entity: try reader.requiredID("entity"),
      kind: try reader.requiredWord("kind", standIn: .other),
      name: try reader.requiredText("name"),
      aliases: try reader.textList("aliases"),
      partOf: try reader.id("part_of"),
      existed: try reader.date("existed", .interval),
      reio: try reader.flag("reio"),
      succeeds: try reader.id("succeeds"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("entity", entity)
    writer.write("kind", kind)
    writer.write("name", name)
    writer.write("aliases", aliases)
    writer.write("part_of", partOf)
    writer.write("existed", existed)
    writer.write("reio", reio)
    writer.write("succeeds", succeeds)
  }
}

extension InstrumentDeclaration {
  init(reading reader: inout FieldReader) throws(EventError) {
    var written = Notations()
    self.init(
      instrument: try reader.requiredID("instrument"),
      title: try reader.requiredText("title"),
      aliases: try reader.textList("aliases"),
      kind: try reader.text("kind"),
      place: try reader.text("place"),
      meeting: try reader.id("meeting"),
      opened: try reader.date("opened"),
      clause: try reader.clause("clause", written: &written.clause),
      exit: try reader.exitClause("exit", written: &written.exit),
      duration: try reader.term("duration", written: &written.duration),
      depositary: try reader.texts("depositary"),
      amends: try reader.ids("amends"),
      extends: try reader.ids("extends"),
      replaces: try reader.ids("replaces"),
      parent: try reader.id("parent"),
      enables: try reader.objectList("enables") { (reader) throws(EventError) in
        try Enabling(reading: &reader)
      },
      opens: try reader.objectList("opens") { (reader) throws(EventError) in
        try Opening(reading: &reader)
      },
      constitutes: try reader.id("constitutes"))
    self.written = written
  }

  func write(to writer: inout FieldWriter) {
    writer.write("instrument", instrument)
    writer.write("title", title)
    writer.write("aliases", aliases)
    writer.write("kind", kind)
    writer.write("place", place)
    writer.write("meeting", meeting)
    writer.write("opened", opened)
    writer.write("clause", written.clause ?? clause?.description)
    writer.write("exit", written.exit ?? exit?.description)
    writer.write("duration", written.duration ?? duration?.description)
    writer.write("depositary", depositary)
    writer.write("amends", amends)
    writer.write("extends", extends)
    writer.write("replaces", replaces)
    writer.write("parent", parent)
    writer.write("enables", enables) { $0.write(to: &$1) }
    writer.write("opens", opens) { $0.write(to: &$1) }
    writer.write("constitutes", constitutes)
  }
}

extension InstrumentDeclaration.Enabling {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(org: try reader.requiredID("org"), status: try reader.requiredIDs("status"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("org", org)
    writer.write("status", status)
  }
}

extension InstrumentDeclaration.Opening {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(instrument: try reader.requiredID("instrument"), party: try reader.requiredIDs("party"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("instrument", instrument)
    writer.write("party", party)
  }
}

extension WeightTable {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(
      table: try reader.requiredID("table"),
      unit: try reader.requiredText("unit"),
      total: try reader.requiredInteger("total", in: 1...Int(JSONValue.largestInteger)),
      values: try reader.weights("values"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("table", table)
    writer.write("unit", unit)
    writer.write("total", total)
    writer.write("values", values)
  }
}

extension PartyCategory {
  init(reading reader: inout FieldReader) throws(EventError) {
    self.init(
      category: try reader.requiredID("category"),
      parties: try reader.requiredIDList("parties"))
  }

  func write(to writer: inout FieldWriter) {
    writer.write("category", category)
    writer.write("parties", parties)
  }
}
