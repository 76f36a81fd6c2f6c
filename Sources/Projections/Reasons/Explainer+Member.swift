import Diplomacy
import EventLog

extension Explainer {
  /// Whether somebody holds a status, on all four axes.
  func explain(_ party: String, in org: String, _ status: String, _ question: Question) throws -> Explanation
  {
    let place = try world.place(named: org)
    let key = MembershipKey(org: place.org, organ: place.organ, party: party)
    let history = try world.membership(key)
    let story = history.story
    let states = story.states(on: day)
    let rows = try world.marked(world.memberRows(key, on: day, includingFormer: true), on: day)
    let row = rows.first { $0.status == status }
    let verdict = verdict(story) { $0.holds(status) }
    func words(_ act: StoryAct<MembershipState.Effect>) throws -> ActWords {
      ActWords(act.effect, party: try name(party), org: org)
    }
    var explanation = Explanation(
      question: question, day: day, verdict: verdict,
      disputed: try isDisputed(question.subject, Tag("org", key.org), row?.events ?? []),
      approximate: story.isApproximate(on: day), answer: "", rows: rows.map(\.fields))
    explanation.disputes = try disputes(of: row?.events ?? [])
    explanation.chain = try steps(of: story, deciding: Set(states.flatMap(\.explainingActs)), words)
    explanation.dependsOn = try dependencies(
      rules(of: story) + missingCharters(of: key, verdict))
    explanation.answer = try answer(key, status, row: row, rows, verdict)
    explanation.settledBy = row?.settledBy ?? []
    if verdict == .possible || row?.standingCertainty == .possible {
      explanation.alternatives = try alternatives(
        in: story, identityOf: key.party, about: Tag("org", key.org), words
      ) { $0.holds(status) ? "yes" : "no" }
    }
    explanation.ignored = try leftOut(of: story, words) + outweighed(history.disagreements)
    if verdict == .no, status == MembershipState.member, story.acts.isEmpty {
      explanation.ignored += try latecomers(key).map(\.ignored)
    }
    return explanation
  }

  func isDisputed(
    _ subject: Contradiction.Subject, _ tag: Tag, _ events: [GlobalPosition]
  ) throws -> Bool {
    try world.isDisputed(subject, about: tag, on: day, decidedBy: events)
  }

  /// The charters that would have to be in force first, for who is not a member.
  private func missingCharters(of key: MembershipKey, _ verdict: Explanation.Verdict) throws -> [Rule] {
    guard verdict == .no, key.organ == nil else { return [] }
    return try world.charters(of: key.org).filter { $0.parties[key.party] != nil }.map {
      .originalMember(charter: $0.id)
    }
  }

  private func answer(
    _ key: MembershipKey, _ status: String, row: MemberRow?, _ rows: [MemberRow],
    _ verdict: Explanation.Verdict
  ) throws -> String {
    let (who, what) = (try name(key.party), key.organ ?? key.org)
    guard let row else { return try refusal(key, status, rows) }
    let since = row.statusSince.map { " since \($0.plain)" } ?? ""
    var parts = [
      "\(who) \(verdict == .possible ? "may be" : "is") \(ActWords.one(status)) of \(what)\(since)"
    ]
    if row.standing != MembershipState.Standing.full.rawValue {
      let mark = row.standingCertainty == .possible ? "perhaps " : ""
      parts.append(
        "\(mark)\(row.standing)\(row.scope.map { " (\($0))" } ?? "") since \(row.since?.plain ?? "")")
    }
    switch row.notice {
    case "leaving": parts.append("leaving" + (row.until.map { " on \($0.plain)" } ?? ""))
    case let notice?: parts.append(String(notice.map { $0 == "-" ? " " : $0 }))
    case nil: break
    }
    if row.participation != "normal" { parts.append("participation frozen, which has no effect in law") }
    parts += row.doubts.map { String($0.map { $0 == "-" ? " " : $0 }) }
    return parts.joined(separator: "; ")
  }

  /// The charters that somebody is bound by without having become a member by that.
  private func latecomers(_ key: MembershipKey) throws -> [(reason: String, ignored: Explanation.Ignored)] {
    guard key.organ == nil else { return [] }
    let who = try name(key.party)
    return try world.charters(of: key.org).compactMap { charter in
      guard let own = charter.parties[key.party], own.signature == nil,
        let row = try world.partyRow(own, of: charter.id, on: day), row.inForceFrom != nil,
        own.story.states(on: day).allSatisfy({ $0.inForce != nil })
      else { return nil }
      let since = row.inForceFrom.map { " since \($0.plain)" } ?? ""
      let reason =
        "it is bound by \(charter.id)\(since), but neither signed it nor was bound when it entered into force:"
        + " record its admission"
      let records = own.consents.first?.evidence.positions ?? own.forceRecords.map(\.position)
      let text =
        "\(who) consented to \(charter.id) after its entry into force, which makes nobody a member by itself"
      return (reason, Explanation.Ignored(reason: .noEffect, text: text, events: records))
    }
  }

  /// Why somebody does not hold a status.
  private func refusal(_ key: MembershipKey, _ status: String, _ rows: [MemberRow]) throws -> String {
    let (who, what) = (try name(key.party), key.organ ?? key.org)
    let story = try world.membership(key).story
    let states = story.states(on: day)
    var parts: [String] = []
    for act in states.flatMap({ $0.former.filter { $0.status == status }.compactMap(\.until) }).uniqued() {
      let end = story.acts[act]
      let deed = ActWords(end.effect, party: who, org: what).told(by: end.rule)
      parts.append("no longer since \(end.bounds.plain): \(deed)")
    }
    for act in states.flatMap({ $0.granted.filter { $0.status == status }.map(\.since) }).uniqued() {
      parts.append("the status is granted and waits: \(story.acts[act].rule.words ?? "its gate is closed")")
    }
    if states.contains(where: { $0.request?.purpose == .admission }) { parts.append("it has asked to join") }
    let others = rows.filter { !["former", "granted", "none"].contains($0.status) }.map(\.status)
    if !others.isEmpty { parts.append("it holds the status of \(others.listed())") }
    if parts.isEmpty {
      let charters = try world.charters(of: key.org).filter {
        ($0.force.chosen?.earliest ?? .distantFuture) > day && key.organ == nil
      }
      if status == MembershipState.member { parts += try latecomers(key).map(\.reason) }
      for charter in charters { parts.append("\(charter.id), which creates \(key.org), is not in force") }
      let next = story.acts.first { act in
        if case .admit(status) = act.effect { return act.bounds.earliest > day }
        if case .originate(status) = act.effect { return act.bounds.earliest > day }
        if case .open(status) = act.effect { return act.bounds.earliest > day }
        return false
      }
      if let next { parts.append("it becomes \(ActWords.one(status)) only \(next.bounds.phrase)") }
      if parts.isEmpty { parts.append("nothing that is seen makes it \(ActWords.one(status)) by that day") }
    }
    return "\(who) is not \(ActWords.one(status)) of \(what): \(parts.joined(separator: "; "))"
  }
}

extension MembershipState {
  /// The acts that the four axes rest on, ended statuses included where none is held.
  fileprivate var explainingActs: [Int] {
    let ended = held.isEmpty ? former.flatMap { [$0.since, $0.until].compactMap { $0 } } : []
    return held.map(\.since) + granted.map(\.since) + decidingActs + ended
  }
}
