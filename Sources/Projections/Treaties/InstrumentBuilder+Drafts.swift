import Diplomacy
import EventLog

extension InstrumentBuilder {
  /// Signatures and consents of each party, merged and narrowed by what must come first.
  mutating func drafts(_ records: TreatyRecords) throws -> [String: PartyDraft] {
    var drafts: [String: PartyDraft] = [:]
    for party in records.parties {
      var draft = PartyDraft(party: party)
      let signatures = merged(records.signatures[party] ?? [], endings: [], party: party)
      draft.signature = signatures.first
      let endings =
        (records.notices[party] ?? []).map(\.bounds) + (records.withdrawnConsents[party] ?? []).map(\.bounds)
      let approvals = records.approvals[party] ?? []
      draft.consents = consents(of: party, records, endings: endings).map { consent in
        var consent = consent
        var earliest = consent.bounds.earliest
        if let approval = approvals.map(\.bounds.earliest).min() { earliest = max(earliest, approval) }
        if consent.followsSignature, let signed = draft.signature {
          earliest = max(earliest, signed.bounds.earliest)
        }
        if earliest <= consent.bounds.latest {
          consent.evidence.bounds = DayBounds(earliest, consent.bounds.latest)
        }
        return consent
      }
      draft.isHeir = try mayTakeOver(
        party, records, by: draft.consents.map(\.bounds.latest).min() ?? .distantFuture)
      draft.first = draft.isHeir ? nil : draft.consents.min { $0.bounds.earliest < $1.bounds.earliest }
      let withdrawn = records.withdrawnConsents[party] ?? []
      let taken = merged(withdrawn, endings: draft.again, party: party).map { [draft] in
        draft.followingFirst($0, isNotice: false)
      }
      draft.takenBack = taken
      draft.consents = draft.consents.map { consent in
        var consent = consent
        consent.withdrawal = consent.withdrawal(among: taken)
        return consent
      }
      // A signature that was followed by a deposit came before it.
      if let signed = draft.signature?.bounds,
        let last = draft.consents.filter(\.followsSignature).map(\.bounds.latest).min(),
        signed.straddles(last)
      {
        draft.signature?.bounds = signed.cut(at: last, isLate: false)
      }
      let notices = notices(of: draft, records)
      if !draft.isHeir { draft.consents.narrow(before: notices.given, taken) }
      draft.consents.order(after: notices.given)
      draft.notices = notices.standing
      drafts[party] = draft
    }
    return drafts
  }

  /// The notices of a party, and those that stand: one that was revoked is as if it had not been given.
  func notices(of draft: PartyDraft, _ records: TreatyRecords) -> (given: [Evidence], standing: [Evidence]) {
    let revocations = records.revocations[draft.party] ?? []
    let given = Evidence.merge(
      records.notices[draft.party] ?? [], endings: revocations.map(\.bounds) + draft.again
    ).acts.map { draft.followingFirst($0, isNotice: true) }
    let standing = given.filter { notice in
      !revocations.contains { $0.mayFollow(notice) }
    }
    return (given, standing)
  }

  /// The consents of one party; with several depositaries the earliest deposit counts.
  private mutating func consents(of party: String, _ records: TreatyRecords, endings: [DayBounds])
    -> [ConsentRecord]
  {
    let all = records.consents[party] ?? []
    let depositaries = all.map(\.depositary).uniqued()
    var acts: [Evidence] = []
    for depositary in depositaries {
      let own = all.filter { $0.depositary == depositary }.map(\.evidence)
      acts += merged(own, endings: endings, party: party)
    }
    acts.sort { $0.bounds.earliest < $1.bounds.earliest }
    var kept: [(act: Evidence, forms: [String])] = []
    for act in acts {
      let forms = [act.deciding.event.consentForm ?? "signature"]
      if depositaries.count > 1, let last = kept.last,
        !endings.contains(where: { $0.latest >= last.act.bounds.earliest && $0.earliest <= act.bounds.latest }
        )
      {
        var earliest = last
        earliest.act.bounds = last.act.bounds.earlier(of: act.bounds)
        // The day rests on the records that may have given it.
        if act.bounds.earliest <= last.act.bounds.latest {
          earliest.act.records += act.records
          earliest.forms += forms
        }
        kept[kept.count - 1] = earliest
      } else {
        kept.append((act, forms))
      }
    }
    let hasSignature = !(records.signatures[party] ?? []).isEmpty
    return kept.map { act, forms in
      ConsentRecord(
        form: forms[0], evidence: act, withdrawal: nil,
        isInferred: act.deciding.event.confidence == .inferred,
        followsSignature: hasSignature && forms.contains(where: ConsentRecord.presupposing.contains))
    }
  }
}

extension InstrumentBuilder {
  /// Takes out the consents of parties to which the instrument was not open yet, and returns them; one that was given
  /// before the opening for sure or perhaps counts from the opening on.
  func close(_ drafts: inout [String: PartyDraft]) throws -> [(party: String, consent: ConsentRecord)] {
    var closed: [(party: String, consent: ConsentRecord)] = []
    for (party, opened) in try world.openings(of: id) {
      guard var draft = drafts[party] else { continue }
      if let opened {
        for index in draft.consents.indices where draft.consents[index].bounds.earliest < opened.latest {
          draft.consents[index].evidence.bounds = draft.consents[index].bounds.later(of: opened)
        }
      } else {
        closed += draft.consents.map { (party, $0) }
        draft.consents = []
      }
      drafts[party] = draft
    }
    return closed
  }
}

extension PartyDraft {
  /// The days of its own consents that came after another one.
  var again: [DayBounds] {
    let own = consents.filter { $0.form != ConsentRecord.continuation }.map(\.bounds)
    return isHeir ? own : Array(own.dropFirst())
  }

  /// What takes a consent back, on the days on which there was one to be taken back.
  ///
  /// - Parameter isNotice: whether it comes after every consent of its day.
  func followingFirst(_ act: Evidence, isNotice: Bool) -> Evidence {
    guard let first else { return act }
    let day = first.bounds.earliest
    let from = !isNotice && first.follows(act) ? day.next : day
    guard act.bounds.earliest < from, from <= act.bounds.latest else { return act }
    var act = act
    act.bounds = DayBounds(from, act.bounds.latest)
    return act
  }
}

extension [ConsentRecord] {
  /// A consent that is not the first comes after a notice of its day that was recorded before it.
  fileprivate mutating func order(after notices: [Evidence]) {
    for place in indices.dropFirst() {
      let consent = self[place]
      self[place].followsNotice = notices.contains {
        $0.bounds.intersection(consent.bounds) != nil && $0.precedesWithinDay(consent.evidence)
      }
    }
  }

  /// The first consent was given by the first day on which it was taken back: nothing else was there to be.
  fileprivate mutating func narrow(before notices: [Evidence], _ taken: [Evidence]) {
    guard let own = first?.evidence else { return }
    let others = dropFirst().map(\.bounds.earliest).min() ?? .distantFuture
    let days =
      notices.map(\.bounds.latest)
      + taken.map { taken in
        taken.precedesWithinDay(own) ? taken.bounds.latest.previous : taken.bounds.latest
      }
    let last = days.filter { $0 >= own.bounds.earliest && $0 < others }.min()
    guard let last, last < own.bounds.latest else { return }
    self[0].evidence.bounds = DayBounds(own.bounds.earliest, last)
  }
}
