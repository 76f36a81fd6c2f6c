// Where names stand in the acts that have more of them than a party and an object.

extension EntityDeclaration {
  func mapNames(_ visitor: NameVisitor) throws(EventError) -> EntityDeclaration {
    var mapped = self
    mapped.partOf = try visitor.name(kind == .office ? .owner : .organisation, "part_of", partOf)
    mapped.succeeds = try visitor.name(.organisation, "succeeds", succeeds)
    return mapped
  }
}

extension InstrumentDeclaration {
  func mapNames(_ visitor: NameVisitor) throws(EventError) -> InstrumentDeclaration {
    var mapped = self
    if let clause {
      let resolved = try visitor.clause(clause)
      if resolved != clause { mapped.clause = resolved }
    }
    if let org = exit?.leaving?.org { _ = try visitor.name(.organisation, "exit", org) as String }
    mapped.depositary = try visitor.names(.speaker, "depositary", depositary)
    mapped.amends = try visitor.names(.instrument, "amends", amends)
    mapped.extends = try visitor.names(.instrument, "extends", extends)
    mapped.replaces = try visitor.names(.instrument, "replaces", replaces)
    mapped.parent = try visitor.name(.instrument, "parent", parent)
    mapped.constitutes = try visitor.name(.organisation, "constitutes", constitutes)
    for index in (enables ?? []).indices {
      let org = enables?[index].org ?? ""
      mapped.enables?[index].org = try visitor.name(.organisation, "enables[\(index)].org", org)
    }
    for (index, opening) in (opens ?? []).enumerated() {
      let path = "opens[\(index)]"
      mapped.opens?[index] = Opening(
        instrument: try visitor.name(.instrument, "\(path).instrument", opening.instrument),
        party: try visitor.names(.party, "\(path).party", opening.party))
    }
    return mapped
  }
}

extension NameVisitor {
  /// A clause with the States of its lists by their codes; the other ids it speaks of stand for themselves.
  fileprivate func clause(_ clause: Clause) throws(EventError) -> Clause {
    let references = clause.references
    let resolved = try clause.mapParties { (name) throws(EventError) in
      try self.name(.party, "clause", name) as String
    }
    for list in resolved.condition.lists {
      if let place = list.firstRepetition {
        throw EventError(path: "clause", reason: .duplicate(list[place]))
      }
    }
    for id in references.organisations { _ = try name(.organisation, "clause", id) as String }
    for id in references.instruments { _ = try name(.instrument, "clause", id) as String }
    for id in references.tables { _ = try name(.table, "clause", id) as String }
    for id in references.categories { _ = try name(.category, "clause", id) as String }
    return resolved
  }
}

extension WeightTable {
  func mapNames(_ visitor: NameVisitor) throws(EventError) -> WeightTable {
    var mapped = self
    mapped.values = [:]
    for (name, weight) in values.sorted(by: { $0.key < $1.key }) {
      let party: String = try visitor.name(.party, "values.\(name)", name)
      guard mapped.values.updateValue(weight, forKey: party) == nil else {
        throw EventError(path: "values.\(name)", reason: .duplicate(party))
      }
    }
    return mapped
  }
}

extension Withdrawal {
  func mapNames(_ visitor: NameVisitor) throws(EventError) -> Withdrawal {
    var mapped = self
    mapped.party = try visitor.names(.party, "party", party)
    mapped.instrument = try visitor.name(.instrument, "instrument", instrument)
    mapped.org = try visitor.name(.organisation, "org", org)
    return mapped
  }
}

extension Operation {
  func mapNames(_ visitor: NameVisitor) throws(EventError) -> Operation {
    var mapped = self
    mapped.party = try visitor.names(.party, "party", party)
    mapped.instrument = try visitor.name(.instrument, "instrument", instrument)
    return mapped
  }
}

extension Suspension {
  func mapNames(_ visitor: NameVisitor) throws(EventError) -> Suspension {
    var mapped = self
    mapped.party = try visitor.names(.party, "party", party)
    mapped.org = try visitor.name(.organisation, "org", org)
    mapped.organ = try visitor.name(.organisation, "organ", organ)
    mapped.scope = try visitor.name(.scope, "scope", scope)
    mapped.by = try visitor.name(.speaker, "by", by)
    return mapped
  }
}

extension Meeting {
  func mapNames(_ visitor: NameVisitor) throws(EventError) -> Meeting {
    var mapped = self
    mapped.org = try visitor.name(.organisation, "org", org)
    mapped.organ = try visitor.names(.organisation, "organ", organ)
    for (index, attendee) in (attendance ?? []).enumerated() {
      let path = "attendance[\(index)]"
      mapped.attendance?[index].party = try visitor.name(.party, "\(path).party", attendee.party)
      mapped.attendance?[index].invitedBy = try visitor.name(
        .speaker, "\(path).invited_by", attendee.invitedBy)
    }
    return mapped
  }
}

extension Claim {
  func mapNames(_ visitor: NameVisitor) throws(EventError) -> Claim {
    var mapped = self
    mapped.says = try says?.map { (event) throws(EventError) in
      var event = event
      try event.mapNames(visitor.inside("says"))
      return event
    }
    return mapped
  }
}

extension Assertion {
  func mapNames(_ visitor: NameVisitor) throws(EventError) -> Assertion {
    var mapped = self
    mapped.org = try visitor.name(.organisation, "org", org)
    mapped.instrument = try visitor.name(.instrument, "instrument", instrument)
    mapped.party = try visitor.name(.party, "party", party)
    mapped.filter = try filter.map { (row) throws(EventError) in try visitor.row(row, "where") }
    mapped.rows = []
    for (index, row) in rows.enumerated() { mapped.rows.append(try visitor.row(row, "rows[\(index)]")) }
    return mapped
  }
}

extension CustomAct {
  func mapNames(_ visitor: NameVisitor) throws(EventError) -> CustomAct {
    var mapped = self
    mapped.fields = try visitor.row(fields, "")
    return mapped
  }
}

extension NameVisitor {
  /// In free fields a `party` (or `waiting`, `holder`) is resolved where it names a State, and else left alone.
  func row(_ row: [String: JSONValue], _ path: String) throws(EventError) -> [String: JSONValue] {
    var mapped = row
    for field in ["party", "waiting", "holder"] {
      switch row[field] {
      case .string(let text)?:
        mapped[field] = .string(try name(.speaker, joined(path, field), text))
      case .array(let values)?:
        var names: [JSONValue] = []
        for value in values {
          guard case .string(let text) = value else {
            names.append(value)
            continue
          }
          names.append(.string(try name(.speaker, joined(path, field), text)))
        }
        mapped[field] = .array(names)
      default: break
      }
    }
    return mapped
  }
}
