import Diplomacy
import EventLog

extension PartyDraft {
  /// What the party applies before it is bound, until it ends that or by what it said of the end.
  func takeProvisional(_ records: TreatyRecords, _ acts: inout [StoryAct<PartyState.Effect>]) {
    for (begins, evidence) in records.provisional[party] ?? [] {
      acts.append(
        StoryAct(
          bounds: evidence.bounds, rank: begins ? 5 : -1, positions: evidence.positions,
          effect: begins ? .beginProvisional : .endProvisional))
      if begins, let until = evidence.deciding.event.untilBounds {
        acts.appendEnd(.endProvisional, of: acts.count - 1, on: until, rule: .recorded)
      }
    }
  }

  /// The end of the term: after the party's own entry into force, where the term surely counts from that.
  func takeTerm(
    _ declaration: InstrumentDeclaration?, _ expiry: DayBounds, _ force: Force,
    _ acts: inout [StoryAct<PartyState.Effect>]
  ) {
    let rule = Rule.termEnded(declaration?.instrument ?? "", term: declaration?.duration?.english ?? "")
    let entered = acts.firstIndex { $0.effect == .enterIntoForce(consent: 0) && $0.rule == .generalDate }
    if sharesEntry, let entered {
      acts[entered].isOptional = force.mayNeverCome
      acts.appendEnd(.expire, of: entered, on: expiry, positions: force.positions, rule: rule)
    } else {
      acts.append(
        StoryAct(bounds: expiry, rank: -1, positions: force.positions, effect: .expire, rule: rule))
    }
  }

  /// What takes a consent back comes after the first one, whatever else is odd: nothing was there to be taken back.
  func orderTakingBack(_ acts: inout [StoryAct<PartyState.Effect>]) {
    func isConsent(_ act: StoryAct<PartyState.Effect>) -> Bool {
      if case .consent = act.effect { true } else { false }
    }
    guard first != nil, let given = acts.firstIndex(where: isConsent),
      acts[(given + 1)...].filter(isConsent).allSatisfy({ acts[given].bounds.latest <= $0.bounds.earliest })
    else { return }
    for place in acts.indices where acts[given].canPrecede(acts[place]) {
      switch acts[place].effect {
      case .withdrawConsent, .giveNotice: acts[place].follows = given
      default: break
      }
    }
  }

  /// The notices to leave, with the days on which they take effect, and what was done about them.
  /// - Returns: when each notice takes effect, `nil` where nothing says it.
  func takeNotices(
    _ records: TreatyRecords, _ declaration: InstrumentDeclaration?, entries: [DayBounds],
    general: DayBounds?, _ acts: inout [StoryAct<PartyState.Effect>]
  ) -> [DayBounds?] {
    let exit = declaration?.exit
    let revocations = records.revocations[party] ?? []
    let endings = revocations.map(\.bounds) + again
    var effective: [DayBounds?] = []
    for act in Evidence.merge(records.notices[party] ?? [], endings: endings).acts {
      let notice = followingFirst(act, isNotice: true)
      // The period that the notice ends began with the last entry before it.
      let force = entries.last { $0.earliest <= notice.bounds.latest } ?? entries.first
      let departure = Departure(notice) { day in
        exit?.effective(
          notice: day, inForce: general, party: force, conflict: notice.deciding.event.conflict)
      }
      acts.append(
        StoryAct(
          bounds: departure.notice, rank: 12, positions: notice.positions,
          effect: .giveNotice(effective.count)))
      if let day = departure.day {
        let rule = Rule.exitClause(exit?.description ?? "", of: declaration?.instrument ?? "")
        acts.appendEnd(
          .depart(notice: effective.count), of: acts.count - 1, on: day, rank: departure.rank,
          rule: departure.isStated ? .statedEffect : rule)
      }
      effective.append(departure.day)
    }
    for notice in heritage {
      let rule = Rule.continuation(of: notice.predecessor)
      acts.append(
        StoryAct(
          bounds: notice.day, rank: 12, positions: notice.positions, effect: .giveNotice(effective.count),
          rule: rule))
      if let day = notice.effect {
        // It follows from a notice that may not have passed on.
        acts.append(
          StoryAct(
            bounds: day, rank: -1, positions: notice.positions, effect: .depart(notice: effective.count),
            rule: rule))
      }
      effective.append(notice.effect)
    }
    for revocation in revocations {
      acts.append(
        StoryAct(
          bounds: revocation.bounds, rank: 12, positions: revocation.positions, effect: .revokeNotice))
    }
    return effective
  }
}
