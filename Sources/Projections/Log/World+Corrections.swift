import Diplomacy
import EventLog

extension World {
  /// Every correction that is seen.
  ///
  /// Its cost grows with the log: it is for questions about the whole of it.
  func corrections() throws -> Corrections {
    if let allCorrections { return allCorrections }
    var records: [SeenEvent] = []
    try forEachSeen(EventQuery(types: ["correction"])) { records.append($0) }
    let corrections = try corrections(among: records)
    allCorrections = corrections
    return corrections
  }

  /// The corrections among some records, and nothing of others.
  func corrections(among records: [SeenEvent]) throws -> Corrections {
    let found = records.compactMap { record -> (position: GlobalPosition, correction: Correction)? in
      if case .correction(let correction) = record.event.act { return (record.position, correction) }
      return nil
    }
    return try found.isEmpty ? .none : Corrections(found) { try self.position(of: $0) }
  }

  /// The corrections that decide what becomes of some records.
  ///
  /// Where they were found by a tag, what corrects them was found with them: a correction has the tags of its target.
  /// But a replacement may speak of something else than what it replaces, and the next correction of the same event
  /// does not have its tags; that one is looked for.
  ///
  /// - Parameter areFoundByTag: whether the records are all that have some tag.
  func corrections(
    deciding records: [SeenEvent], areFoundByTag: Bool = true
  ) throws -> Corrections {
    if let allCorrections { return allCorrections }
    var open = areFoundByTag ? [] : records.map(\.position)
    for record in records {
      guard case .correction(let correction) = record.event.act, correction.with != nil else { continue }
      if let target = try position(of: correction.target) { open.append(target) }
    }
    guard !open.isEmpty else { return try corrections(among: records) }
    var known = Set(records.map(\.position))
    var found = records
    var asked: Set<GlobalPosition> = []
    while let next = open.popLast() {
      guard asked.insert(next).inserted else { continue }
      for namer in try namers(of: next) where known.insert(namer.position).inserted {
        found.append(namer)
        open.append(namer.position)
      }
    }
    return try corrections(among: found)
  }

  /// The corrections that have to do with a record: those of it, those of them, and what it corrects itself.
  func corrections(around position: GlobalPosition) throws -> Corrections {
    if let known = allCorrections ?? correctionGroups[position] { return known }
    var group: Set<GlobalPosition> = [position]
    var open = [position]
    var found: [SeenEvent] = []
    while let next = open.popLast() {
      if let record = try record(at: next), try sees(record) {
        let seen = try read(record)
        if case .correction(let correction) = seen.event.act {
          found.append(seen)
          if let target = try self.position(of: correction.target), group.insert(target).inserted {
            open.append(target)
          }
        }
      }
      for namer in try namers(of: next) where group.insert(namer.position).inserted {
        open.append(namer.position)
      }
    }
    let corrections = try corrections(among: found)
    for position in group { correctionGroups[position] = corrections }
    return corrections
  }

  /// The corrections that name what is recorded at a position.
  private func namers(of position: GlobalPosition) throws -> [SeenEvent] {
    guard let record = try record(at: position) else { return [] }
    // By its id or by its place; another event can have the place of this one as its id.
    let names = [record.id.text, position.description].map { EventQuery.Item(tags: [Tag("target", $0)]) }
    var found: [SeenEvent] = []
    try forEachSeen(EventQuery(names)) { namer in
      guard case .correction(let correction) = namer.event.act,
        try self.position(of: correction.target) == position
      else { return }
      found.append(namer)
    }
    return found
  }

  /// Where the target of a correction is recorded; `nil` where it is not seen.
  func position(of target: Correction.Target) throws -> GlobalPosition? {
    switch target {
    case .id(let id): try position(of: EventID(id))
    case .position(let position): position
    }
  }

  /// Whether an event is seen; what takes back what a name, a clause, a table or a list means is seen as that is.
  func sees(_ event: DiplomaticEvent, position: GlobalPosition, recordedAt: Instant) throws -> Bool {
    if sight.sees(event, position: position, recordedAt: recordedAt) { return true }
    guard sight.mayBeSeen(position), case .correction(var correction) = event.act else { return false }
    var passed: Set<GlobalPosition> = [position]
    while correction.with == nil, let target = try self.position(of: correction.target),
      passed.insert(target).inserted, let record = try record(at: target)
    {
      let named = try decode(record)
      if named.isDefinition { return true }
      guard case .correction(let next) = named.act else { return false }
      correction = next
    }
    return false
  }

  private func position(of id: EventID) throws -> GlobalPosition? {
    try assumed.first { $0.id == id }?.position ?? log.position(of: id).flatMap { $0 <= head ? $0 : nil }
  }
}

extension EventQuery {
  /// The same query, and of what it asks by type the corrections too.
  var withCorrections: EventQuery {
    var widened = self
    for index in widened.items.indices where !widened.items[index].types.isEmpty {
      widened.items[index].types.append("correction")
    }
    return widened
  }
}
