import Diplomacy
import EventLog

extension InstrumentHistory {
  /// The consents that count, each party's first one, with the place it has among all: one number where the days
  /// say which was the n-th, a range for those of one day and for days that are not known.
  ///
  /// A consent that was taken over from a predecessor has the predecessor's place and none of its own.
  func deposits() -> [Deposit] {
    let first = parties.values.compactMap { party -> (party: String, consent: ConsentRecord)? in
      guard recorded.mayCount(party.party), !follows(party.party),
        let consent = standing(party)
      else { return nil }
      return (party.party, consent)
    }
    let earliest = first.map(\.consent.bounds.earliest).sorted()
    let latest = first.map(\.consent.bounds.latest).sorted()
    return first.map { party, consent in
      // Before it for sure is whose last day is earlier; after it for sure, whose first day is later.
      let before = latest.count { $0 < consent.bounds.earliest }
      let notAfter = earliest.count { $0 <= consent.bounds.latest }
      return Deposit(party: party, consent: consent, number: (before + 1)...max(before + 1, notAfter))
    }.sorted {
      ($0.consent.bounds.earliest, $0.consent.bounds.latest, $0.party)
        < ($1.consent.bounds.earliest, $1.consent.bounds.latest, $1.party)
    }
  }
}

extension InstrumentHistory {
  /// The first consent of a party that was not taken back before the condition was met.
  private func standing(_ party: PartyHistory) -> ConsentRecord? {
    let own = party.consents.filter { $0.form != ConsentRecord.inferredForm }
    return zip(own, party.recorded.consents).first { consent, counted in
      guard !consent.isTakenOver, !isGone(party.party, with: consent) else { return false }
      guard let withdrawn = counted.withdrawn else { return true }
      return force.completed.map { withdrawn.earliest > $0.latest } ?? false
    }?.0
  }

  /// Whether a State that had consented came to an end before the condition was met, and has not consented anew since it came back.
  private func isGone(_ party: String, with consent: ConsentRecord) -> Bool {
    guard let end = circumstances.extinct[party] else { return false }
    if circumstances.returned[party] != nil, consent.bounds.earliest >= end.latest { return false }
    return end.latest <= (force.completed?.earliest ?? .distantFuture)
  }

  /// Whether a party keeps the place of another one that has consented.
  private func follows(_ party: String) -> Bool {
    circumstances.successions[party].map { !(parties[$0]?.recorded.consents.isEmpty ?? true) } ?? false
  }
}

/// A consent with its place among all that count.
struct Deposit {
  /// Who consented.
  var party: String
  /// The consent.
  var consent: ConsentRecord
  /// Its place, the first being 1.
  var number: ClosedRange<Int>

  /// `60`, or `57..66`.
  var numberText: String {
    number.count == 1 ? String(number.lowerBound) : "\(number.lowerBound)..\(number.upperBound)"
  }
}

extension World {
  /// The deposits to an instrument by a day, numbered.
  func depositRows(_ id: String, on day: Day) throws -> [DepositRow] {
    let history = try instrument(id)
    let completing = Set(history.completedBy)
    return try history.deposits().filter { $0.consent.bounds.earliest <= day }.map { deposit in
      DepositRow(
        instrument: id, number: deposit.numberText, party: deposit.party,
        name: try name(of: deposit.party, on: day),
        consent: deposit.consent.form, on: deposit.consent.bounds.edtf,
        completes: completing.contains(deposit.party), events: deposit.consent.evidence.positions)
    }
  }
}
