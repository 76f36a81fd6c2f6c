import Diplomacy
import EventLog

/// What keeps it open whether a clause was met by a day, and which acts of the parties would settle it.
struct DepositDoubt {
  /// One act whose day is not known to lie before or after the day that matters.
  struct Candidate: Hashable {
    /// What kind of act.
    enum Kind: Hashable {
      case signature
      case consent(Int)
      case withdrawal(Int)
    }
    /// Whose.
    var party: String
    var kind: Kind
    var bounds: DayBounds
  }

  /// The instrument.
  let history: InstrumentHistory
  /// The question as it is known.
  let trigger: Trigger
  /// The day on whose sides the acts may lie.
  let day: Day
  /// Whether it is open under a question.
  let isOpen: (Trigger) -> Bool

  private static let pairLimit = 12
  private static let sideLimit = 8
  /// More acts than these are named together, without a search.
  private static let singleLimit = 24
  /// A search reads each party again at every trial; one that would read more than this is left out.
  private static let readingLimit = 8_000

  /// Whether the condition was met by a day; `nil` where that is not open.
  init?(_ history: InstrumentHistory, metBy day: Day) {
    self.init(history, history.recorded, day) { trigger in
      guard let met = trigger.bounds() else { return false }
      return met.straddles(day)
    }
  }

  /// Any question about the acts of the parties at the end of a day; `nil` where it is not open.
  init?(
    _ history: InstrumentHistory, _ trigger: Trigger, _ day: Day, _ isOpen: @escaping (Trigger) -> Bool
  ) {
    guard isOpen(trigger) else { return nil }
    self.history = history
    self.trigger = trigger
    self.day = day
    self.isOpen = isOpen
  }

  /// The acts that may lie on both sides of the day.
  func candidates() -> [Candidate] {
    var found: [Candidate] = []
    func add(_ bounds: DayBounds?, _ party: String, _ kind: Candidate.Kind) {
      guard let bounds, bounds.straddles(day) else { return }
      found.append(Candidate(party: party, kind: kind, bounds: bounds))
    }
    let countsSignatories = trigger.clause.condition.countsSignatories
    for (name, party) in trigger.parties.sorted(by: { $0.key < $1.key }) {
      if countsSignatories { add(party.signed, name, .signature) }
      guard trigger.mayCount(name) else { continue }
      for (index, consent) in party.consents.enumerated() {
        add(consent.given, name, .consent(index))
        add(consent.withdrawn, name, .withdrawal(index))
      }
    }
    return found
  }

  /// The acts whose side of the day settles it, as few as were found: one, two, or all that may lie on both sides.
  ///
  /// Of a plain count it is always all of them: with any one left open, the others may be one short. Above
  /// `singleLimit` all are named without a search.
  func settling() -> [Candidate] {
    let all = candidates()
    guard all.count <= Self.singleLimit, !isPlainCount(of: all), affords(2 * all.count) else { return all }
    if let one = all.first(where: { settles([$0]) }) { return [one] }
    if all.count <= Self.pairLimit, affords(2 * all.count * (all.count - 1)) {
      for first in all.indices {
        for second in all.indices where first < second && settles([all[first], all[second]]) {
          return [all[first], all[second]]
        }
      }
    }
    return all
  }

  private func affords(_ trials: Int) -> Bool { trials * trigger.parties.count <= Self.readingLimit }

  /// Whether the condition is a number of deposits and each of these acts is one more of them: then nothing but how
  /// many of them are early matters.
  func isPlainCount(of acts: [Candidate]) -> Bool {
    guard case .deposits = trigger.clause.condition, trigger.circumstances.successions.isEmpty else {
      return false
    }
    let isKept = trigger.parties.allSatisfy { name, party in
      trigger.circumstances.extinct[name] == nil
        && party.consents.allSatisfy { ($0.withdrawn?.earliest ?? .distantFuture) > day }
    }
    return isKept
      && acts.allSatisfy { $0.kind == .consent(0) && trigger.parties[$0.party]?.consents.count == 1 }
  }

  /// Whether it is settled once it is known on which side of the day each of some acts lies.
  func settles(_ acts: [Candidate]) -> Bool {
    // Beyond so many only the two ways that matter for a count: all before, and all after.
    let ways = acts.count <= Self.sideLimit ? Array(0..<(1 << acts.count)) : [0, -1]
    return ways.allSatisfy { sides in
      !isOpen(cut(acts) { sides == -1 || $0 < Int.bitWidth - 1 && sides & (1 << $0) != 0 })
    }
  }

  /// Whether the condition is met by the day with some acts late and the others not; `nil` while that is open.
  func met(with acts: [Candidate], late: Set<Int>) -> Bool? {
    let trigger = cut(acts, isLate: late.contains)
    return isOpen(trigger) ? nil : trigger.bounds().map { $0.latest <= day } ?? false
  }

  /// The question with each act on one side of the day.
  private func cut(_ acts: [Candidate], isLate: (Int) -> Bool) -> Trigger {
    var parties = trigger.parties
    for (place, act) in acts.enumerated() {
      let cut = act.bounds.cut(at: day, isLate: isLate(place))
      switch act.kind {
      case .signature: parties[act.party]?.signed = cut
      case .consent(let index): parties[act.party]?.consents[index].given = cut
      case .withdrawal(let index): parties[act.party]?.consents[index].withdrawn = cut
      }
    }
    return Trigger(clause: trigger.clause, parties: parties, circumstances: trigger.circumstances)
  }
}

extension World {
  /// What would settle a doubt of an instrument, searched for once for all its rows and its explanation.
  func settling(
    _ doubt: DepositDoubt, _ matter: DepositDoubt.Matter, by day: Day
  ) -> [DepositDoubt.Candidate] {
    let asked = DepositDoubt.Asked(instrument: doubt.history.id, matter: matter, day: day)
    if let known = depositsSettling[asked] { return known }
    let settling = doubt.settling()
    depositsSettling[asked] = settling
    return settling
  }
}

extension DepositDoubt {
  /// What is open: whether the recorded acts brought it into force, or whether anything is still awaited.
  enum Matter: Hashable { case force, pending }

  /// A doubt that was looked at.
  struct Asked: Hashable {
    var instrument: String
    var matter: Matter
    var day: Day
  }
}

extension InstrumentHistory {
  /// The last day on which the condition can be met for the instrument to be in force by another day, if the days
  /// between are counted as its clause says; `nil` where that day is not one.
  func deadline(forForceBy day: Day) -> Day? {
    guard let clause = declaration?.clause, let trigger = force.trigger else { return nil }
    guard trigger.earliest <= day else { return nil }
    let last = DayBounds(trigger.earliest, min(trigger.latest, day)).last { met in
      clause.inForce(trigger: DayBounds(met), opening: circumstances.opening).latest <= day
    }
    // What is not met by the last day on which it ever may be never is.
    return last.map { min($0, force.triggerIfEver?.latest ?? .distantFuture) }
  }
}
