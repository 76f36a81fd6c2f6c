import EventLog

extension DiplomaticEvent {
  /// What the log can be asked for to find this event, sorted, each once.
  ///
  /// Keys: `party` (every State or entity that acts or is acted on, also as holder or participant), `instrument`,
  /// `related` (instruments it is linked to), `org`, `organ`, `office`, `entity`, `meeting`, `table`, `category`,
  /// `target` (of a correction). An organ `CSTO/CFM` and an office `CSTO:chair` give `org:CSTO` besides. Claims and
  /// corrections carry the tags of what they say; those of a correction's target are known to the log only.
  public var tags: [Tag] {
    var tags = TagList()
    act.addTags(to: &tags)
    return tags.sorted
  }
}

/// Tags as they are gathered: without repetition and without the stand-ins of templates.
struct TagList {
  private var tags: [Tag] = []

  /// In the order of their bytes, each once.
  ///
  /// The keys are letters, which stand after the colon: so the order of keys, then values, is that of the bytes.
  var sorted: [Tag] {
    var sorted = tags.sorted {
      $0.key == $1.key ? $0.value.utf8.lexicographicallyPrecedes($1.value.utf8) : $0.key < $1.key
    }
    if sorted.count > 1 {
      for place in (1..<sorted.count).reversed() where sorted[place] == sorted[place - 1] {
        sorted.remove(at: place)
      }
    }
    return sorted
  }

  mutating func add(_ key: String, _ value: String?) {
    if let value, !value.isEmpty { tags.append(Tag(key, value)) }
  }

  mutating func add(_ key: String, _ values: [String]?) {
    for value in values ?? [] { add(key, value) }
  }

  mutating func add(_ key: String, _ values: OneOrList<String>?) {
    add(key, values?.values)
  }

  /// An organisation, and an organ with the organisation before its slash.
  mutating func add(org: String?, organs: [String] = []) {
    add("org", org)
    for organ in organs {
      add("organ", organ)
      if org == nil { add("org", organ.prefix(before: "/")) }
    }
  }

  /// An office, and the organisation or State before its colon.
  mutating func add(office: String?) {
    add("office", office)
    add("org", office?.prefix(before: ":"))
  }
}

extension String {
  /// Whether it can be an id: not empty and not too long.
  fileprivate var isID: Bool { !isEmpty && utf8.count <= EventLimit.idBytes }

  /// What stands before the first `separator`, `nil` if there is none.
  func prefix(before separator: Character) -> String? {
    guard let place = firstIndex(of: separator) else { return nil }
    return String(self[..<place])
  }
}

extension Act {
  func addTags(to tags: inout TagList) {
    switch self {
    case .entity, .instrument, .table, .category: addNameTags(to: &tags)
    case .application, .admission, .cessation, .suspension, .reinstatement, .participation:
      addMembershipTags(to: &tags)
    case .stateChange, .office, .meeting, .decision, .statement: addMeetingTags(to: &tags)
    case .claim(let act):
      if let said = act.says { said.addTags(to: &tags) }
    case .correction(let act):
      switch act.target {
      case .id(let id): tags.add("target", id)
      case .position(let position): tags.add("target", position.description)
      }
      act.with?.act.addTags(to: &tags)
    case .assertion(let act):
      tags.add(org: act.org)
      tags.add("instrument", act.instrument)
      tags.add(office: act.office)
      tags.add("party", act.party)
    case .custom(let act): act.addTags(to: &tags)
    default: addTreatyTags(to: &tags)
    }
  }

  private func addNameTags(to tags: inout TagList) {
    switch self {
    case .entity(let act):
      tags.add("entity", act.entity)
      switch act.kind {
      case .organisation: tags.add("org", act.entity)
      case .organ: tags.add(org: act.partOf, organs: [act.entity])
      case .office:
        tags.add("office", act.entity)
        tags.add("org", act.partOf ?? act.entity.prefix(before: ":"))
      case .state, .person, .territory, .other: tags.add("org", act.partOf)
      }
      tags.add("org", act.succeeds)
    case .instrument(let act):
      tags.add("instrument", act.instrument)
      tags.add("related", act.amends)
      tags.add("related", act.extends)
      tags.add("related", act.replaces)
      tags.add("related", act.parent)
      for opening in act.opens ?? [] {
        tags.add("related", opening.instrument)
        tags.add("party", opening.party)
      }
      tags.add("org", act.constitutes)
      tags.add("meeting", act.meeting)
      for gate in act.enables ?? [] { tags.add("org", gate.org) }
      tags.add("org", act.exit?.leaving?.org)
      guard let references = act.clause?.references else { break }
      tags.add("org", references.organisations)
      tags.add("related", references.instruments)
      tags.add("table", references.tables)
      tags.add("category", references.categories)
    case .table(let act): tags.add("table", act.table)
    case .category(let act): tags.add("category", act.category)
    default: break
    }
  }

  private func addTreatyTags(to tags: inout TagList) {
    tags.add("party", parties)
    tags.add("instrument", instrument)
    switch self {
    case .signature(let act): tags.add("meeting", act.meeting)
    case .succession(let act): tags.add("party", act.predecessor)
    case .objection(let act): tags.add("party", act.to)
    case .withdrawal(let act), .withdrawalRevoked(let act): tags.add("org", act.org)
    default: break
    }
  }

  private func addMembershipTags(to tags: inout TagList) {
    tags.add("party", parties)
    switch self {
    case .application(let act): tags.add(org: act.org, organs: act.organ.map { [$0] } ?? [])
    case .admission(let act):
      tags.add(org: act.org, organs: act.organ.map { [$0] } ?? [])
      tags.add("instrument", act.enabledBy)
      tags.add("meeting", act.meeting)
    case .cessation(let act): tags.add(org: act.org, organs: act.organ.map { [$0] } ?? [])
    case .suspension(let act), .reinstatement(let act):
      tags.add(org: act.org, organs: act.organ.map { [$0] } ?? [])
    case .participation(let act): tags.add(org: act.org, organs: act.organ.map { [$0] } ?? [])
    default: break
    }
  }

  private func addMeetingTags(to tags: inout TagList) {
    tags.add("party", parties)
    switch self {
    case .office(let act): tags.add(office: act.office)
    case .meeting(let act):
      tags.add("meeting", act.meeting)
      tags.add(org: act.org, organs: act.organ?.values ?? [])
    case .decision(let act):
      tags.add("meeting", act.meeting)
      tags.add(org: act.org, organs: act.organ?.values ?? [])
    case .statement(let act):
      tags.add("meeting", act.meeting)
      tags.add(org: act.org, organs: act.organ?.values ?? [])
    default: break
    }
  }
}

extension CustomAct {
  /// A custom event is found by the same words as the built-in ones, where it uses them for texts.
  fileprivate func addTags(to tags: inout TagList) {
    for key in ["party", "instrument", "org", "organ", "office", "meeting"] {
      switch fields[key] {
      case .string(let value)?: tags.add(key, value.isID ? value : nil)
      case .array(let values)?:
        for case .string(let value) in values where value.isID { tags.add(key, value) }
      default: break
      }
    }
  }
}

extension EventTemplate {
  fileprivate func addTags(to tags: inout TagList) {
    draft.act.addTags(to: &tags)
  }
}
