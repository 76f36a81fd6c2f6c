import EventLog

/// On which days the consent of each party counts, by what a clause says of it.
///
/// A consent counts from its deposit until it is withdrawn or its party comes to an end. A successor keeps the count
/// of its predecessor and adds none: those who follow from one predecessor count once.
struct Consents: Sendable {
  /// The days of each party's own consents while it exists.
  private let own: [String: DayReadings]
  /// The same for parties that came to an end, as if they had not.
  private let beforeEnd: [String: DayReadings]
  private let circumstances: Circumstances
  private let successors: [String: [String]]
  /// Those that are left out of counts: organisations of States, where the clause says so.
  let leftOut: Set<String>

  init(clause: Clause, parties: [String: Trigger.Party], circumstances: Circumstances) {
    let reading = ConsentReading(clause: clause, circumstances: circumstances)
    var own: [String: DayReadings] = [:]
    own.reserveCapacity(parties.count)
    var beforeEnd: [String: DayReadings] = [:]
    for (name, party) in parties where !party.consents.isEmpty {
      guard let end = circumstances.extinct[name] else {
        own[name] = reading.days(of: party.consents, by: name)
        continue
      }
      let days = reading.days(of: party.consents, by: name)
      beforeEnd[name] = days
      own[name] = days.intersection(Stretch(from: DayBounds(.distantPast), until: end).days)
      guard let back = circumstances.returned[name] else { continue }
      // What it consented to before its end does not bind it when it comes back.
      let since = Stretch(from: back).days
      let surely = reading.days(of: party.consents.filter { $0.given.earliest >= end.latest }, by: name)
      let possibly = reading.days(of: party.consents.filter { $0.given.latest >= end.earliest }, by: name)
      own[name] = own[name]?.union(
        DayReadings(
          surely: surely.surely.intersection(since.surely),
          possibly: possibly.possibly.intersection(since.possibly)))
    }
    self.own = own
    self.beforeEnd = beforeEnd
    self.circumstances = circumstances
    self.successors = Dictionary(grouping: circumstances.successions.keys) {
      circumstances.successions[$0] ?? $0
    }
    self.leftOut = clause.reio == .notAdditional ? circumstances.reios : []
  }

  /// The days on which somebody has consented: itself, or one of its successors once it has come to an end.
  func days(of name: String) -> DayReadings {
    var asked: Set<String> = []
    return days(of: name, &asked)
  }

  /// `asked` holds those on the way here, so that a circle of successions ends.
  private func days(of name: String, _ asked: inout Set<String>) -> DayReadings {
    let own = own[name] ?? DayReadings()
    guard let end = circumstances.extinct[name], let successors = successors[name],
      asked.insert(name).inserted
    else { return own }
    let kept = DayReadings.union(of: successors.map { days(of: $0, &asked) })
    let before = beforeEnd[name] ?? DayReadings()
    // While it is not known whether it has come to an end, both it and a successor must have consented for sure.
    let meanwhile = DaySet(from: end.earliest, until: end.latest).intersection(before.surely)
    let after = DaySet(from: end.latest).union(meanwhile)
    return DayReadings(
      surely: own.surely.union(kept.surely.intersection(after)),
      possibly: own.possibly.union(kept.possibly.intersection(DaySet(from: end.earliest))))
  }

  /// The days on which each count holds: one for each party, and one for those who follow from one predecessor.
  ///
  /// Without those in `excluded` and whoever follows from or precedes them, and without those left out.
  func counts(excluding excluded: Set<String> = []) -> [DayReadings] {
    guard !circumstances.successions.isEmpty else {
      return own.compactMap { leftOut.contains($0) || excluded.contains($0) ? nil : $1 }
    }
    let excludedRoots = Set(excluded.map(root))
    var groups: [String: [DayReadings]] = [:]
    for (name, days) in own where !leftOut.contains(name) {
      let root = root(of: name)
      if !excludedRoots.contains(root) { groups[root, default: []].append(days) }
    }
    return groups.values.map { DayReadings.union(of: $0) }
  }

  /// The same for those named, each as `days(of:)` has it.
  func counts(of names: [String]) -> [DayReadings] {
    let groups = Dictionary(grouping: Set(names).subtracting(leftOut), by: root)
    return groups.values.map { DayReadings.union(of: $0.map { days(of: $0) }) }
  }

  /// The first of those whom somebody follows from; itself for who follows from nobody.
  private func root(of name: String) -> String {
    var root = name
    var seen: Set<String> = [name]
    while let predecessor = circumstances.successions[root], seen.insert(predecessor).inserted {
      root = predecessor
    }
    return root
  }
}

/// Which consents a clause counts at all, and from when.
private struct ConsentReading {
  let modes: Set<String>?
  let roster: Roster?

  init(clause: Clause, circumstances: Circumstances) {
    modes = clause.modes.map { Set($0.map(\.rawValue)) }
    roster = clause.eligible.map { circumstances.roster(of: $0) }
  }

  func days(of consents: [Trigger.Consent], by party: String) -> DayReadings {
    .union(of: consents.map { days(of: $0, by: party) })
  }

  private func days(of consent: Trigger.Consent, by party: String) -> DayReadings {
    // A successor keeps a count that was made already.
    guard consent.form != Trigger.Consent.succession else { return consent.days }
    if let modes, isForm(consent.form), !modes.contains(consent.form) { return DayReadings() }
    guard let roster else { return consent.days }
    let stays = DayReadings.union(of: (roster[party] ?? []).map(\.days))
    let given = DaySet(from: consent.given.earliest, until: consent.given.latest.next)
    guard let first = stays.possibly.intersection(given).first else { return DayReadings() }
    let days = consent.days
    return DayReadings(
      surely: stays.surely.contains(consent.given) ? days.surely : DaySet(),
      possibly: days.possibly.intersection(DaySet(from: first)))
  }

  /// Whether it is one of the forms that a clause can name; how an inferred consent was given is not known.
  private func isForm(_ word: String) -> Bool {
    Consent.Form(rawValue: word) != nil
  }
}
