import Diplomacy
import EventLog

extension MembershipBuilder {
  /// A State that continues another holds from that day on what the other held the day before.
  ///
  /// Status, restrictions, notices, requests and a frozen participation, since when the other held them, with the days
  /// on which they end by themselves; what ends so on the very day does not pass on.
  ///
  /// Of a change whose day is not known, it surely holds what the other held before every day it may have been.
  /// Of several predecessors what any of them held, since the earliest; a restriction only if all who held anything
  /// had it. What was granted and waits for a gate does not pass on.
  /// - Returns: the days on which a notice that passes on takes effect.
  mutating func takeContinuations() throws -> [DayBounds] {
    var departures: [DayBounds] = []
    for act in try world.stateChanges(of: key.party) where act.change.isContinued(by: key.party) {
      let heritages = try act.change.predecessors.filter { $0 != key.party }.map { predecessor in
        let own = MembershipKey(org: key.org, organ: key.organ, party: predecessor)
        return Heritage(history: try world.membership(own), change: act)
      }.filter(\.isAny)
      continuations.append(act.bounds)
      take(heritages, of: act)
      for heritage in heritages { departures += takeNotices(heritage, of: act) }
    }
    return departures
  }

  private mutating func take(_ heritages: [Heritage], of change: StateChangeAct) {
    let first = acts.count
    let ways = combinations(heritages.map(\.states))
    func isAnywhere(_ holds: @escaping (MembershipState) -> Bool) -> ([MembershipState]) -> Bool {
      { $0.contains(where: holds) }
    }
    for status in heritages.flatMap(\.statuses).uniqued() {
      inherit(
        .admit(status: status), heritages.compactMap { $0.status(status) }, of: change, rank: 0,
        isSure: ways.allSatisfy(isAnywhere { $0.holds(status) }))
    }
    for scope in heritages.flatMap(\.scopes).uniqued() {
      let isEverywhere = { (states: [MembershipState]) in
        let holders = states.filter(\.isHolding)
        return !holders.isEmpty && holders.allSatisfy { $0.restrictions.contains { $0.scope == scope } }
      }
      guard ways.contains(where: isEverywhere) else { continue }
      inherit(
        .suspend(scope: scope), heritages.compactMap { $0.restriction(scope) }, of: change, rank: 1,
        isSure: ways.allSatisfy(isEverywhere))
    }
    for purpose in heritages.flatMap(\.requests).uniqued() {
      inherit(
        .request(purpose), heritages.compactMap { $0.request(purpose) }, of: change, rank: 1,
        isSure: ways.allSatisfy(isAnywhere { $0.request?.purpose == purpose }))
    }
    inherit(
      .freeze, heritages.compactMap(\.frozen), of: change, rank: 1,
      isSure: ways.allSatisfy(isAnywhere { $0.frozen != nil }))
    for limit in heritages.flatMap(\.limits) { take(limit, of: heritages, since: first) }
  }

  /// The stated end of something that passed on; what may have ended before the change passes on before that, or never.
  private mutating func take(
    _ limit: StoryAct<MembershipState.Effect>, of heritages: [Heritage], since first: Int
  ) {
    var limit = limit
    let begun = acts[first...].firstIndex { $0.rule != .statedEnd && $0.effect.isEnded(by: limit.effect) }
    if let begun, acts[begun].bounds.latest == .distantFuture,
      heritages.allSatisfy({ $0.isLimited(by: limit.effect) })
    {
      acts[begun].isOptional = true
      limit.cause = begun
    }
    acts.append(limit)
  }

  private mutating func takeNotices(_ heritage: Heritage, of change: StateChangeAct) -> [DayBounds] {
    var departures: [DayBounds] = []
    for notice in heritage.notices {
      let number = notices.count
      let day = heritage.history.notices[notice.number]
      notices.append(day)
      inherit(.giveNotice(number), [notice.item], of: change, rank: 1, isSure: notice.item.isSure)
      guard let effect = day.flatMap(change.after) else { continue }
      acts.append(
        StoryAct(
          bounds: effect, rank: Self.dayStart, positions: notice.item.positions,
          effect: .depart(notice: number), rule: .continuation(of: notice.item.predecessor)))
      departures.append(effect)
    }
    return departures
  }

  /// One act by which something goes on, since the earliest of those it may go on from.
  private mutating func inherit(
    _ effect: MembershipState.Effect, _ items: [Heritage.Item], of change: StateChangeAct, rank: Int,
    isSure: Bool
  ) {
    let sure = items.filter(\.isSure)
    let known = (sure.isEmpty ? items : sure).min {
      ($0.since.earliest, $0.since.latest) < ($1.since.earliest, $1.since.latest)
    }
    guard let known else { return }
    acts.append(
      StoryAct(
        bounds: change.begin(isSure: isSure, since: known.since),
        rank: change.seen.event.act.rank + rank,
        positions: ([change.seen.position] + known.positions).uniqued(),
        effect: effect, rule: .continuation(of: known.predecessor), begun: known.since, raisesNothing: true))
  }
}

/// What a State may hold when another one continues it.
private struct Heritage {
  /// One thing that passes on.
  struct Item {
    /// Since when it has been so.
    var since: DayBounds
    /// Whether it surely was so.
    var isSure: Bool
    /// The positions that decided it.
    var positions: [GlobalPosition]
    /// Whom it passes on from.
    var predecessor: String
  }

  let history: MembershipHistory
  private let change: StateChangeAct
  private let estate: Estate<MembershipState>

  init(history: MembershipHistory, change: StateChangeAct) {
    self.history = history
    self.change = change
    self.estate = Estate(of: history.story, at: change, end: .end) { $0.effect == .end }
  }

  /// What may be held; where too much overlaps to follow, perhaps nothing.
  var states: [MembershipState] { estate.states + (estate.isApproximate ? [MembershipState()] : []) }

  var isAny: Bool { states.contains { $0 != MembershipState() } }
  var statuses: [String] { states.flatMap { $0.held.map(\.status) }.uniqued() }
  var scopes: [String] { states.flatMap { $0.restrictions.map(\.scope) }.uniqued() }
  var requests: [Application.Purpose] { states.compactMap(\.request?.purpose).uniqued() }

  func status(_ status: String) -> Item? {
    item { state in state.held.first { $0.status == status }?.since }
  }

  func restriction(_ scope: String) -> Item? {
    item { state in state.restrictions.first { $0.scope == scope }?.since }
  }

  func request(_ purpose: Application.Purpose) -> Item? {
    item { $0.request?.purpose == purpose ? $0.request?.since : nil }
  }

  var frozen: Item? { item(\.frozen) }

  /// Whether all of something that may pass on has a stated end.
  func isLimited(by end: MembershipState.Effect) -> Bool {
    let ends = estate.limits(after: change).filter { $0.effect == end }
    return states.filter { $0.mayEnd(by: end) { _ in true } }.allSatisfy { state in
      ends.contains { limit in state.mayEnd(by: end) { limit.restsOn($0) } }
    }
  }

  /// The stated ends, still to come, of what passes on.
  var limits: [StoryAct<MembershipState.Effect>] {
    let ends = estate.limits(after: change).filter { limit in
      if case .cease(let status?) = limit.effect, !statuses.contains(status) { return false }
      return states.contains { state in
        state.mayEnd(by: limit.effect) { limit.restsOn($0) }
      }
    }
    // What rests on several acts ends with the last of them.
    return ends.filter { limit in
      !ends.contains { $0.effect == limit.effect && $0.bounds.earliest > limit.bounds.latest }
    }.map { limit in
      StoryAct(
        bounds: limit.bounds, rank: MembershipBuilder.dayStart, positions: limit.positions,
        effect: limit.effect, rule: .statedEnd)
    }
  }

  var notices: [(number: Int, item: Item)] {
    states.compactMap(\.leaving?.notice).uniqued().compactMap { number in
      item { $0.leaving?.notice == number ? $0.leaving?.since : nil }.map { (number, $0) }
    }
  }

  /// Something that is so in a state by an act.
  private func item(_ act: (MembershipState) -> Int?) -> Item? {
    let states = states
    let found = states.compactMap(act)
    let acts = found.uniqued().map { estate.acts[$0] }
    guard let first = acts.first else { return nil }
    return Item(
      since: acts.dropFirst().reduce(first.began) { $0.union($1.began) }, isSure: found.count == states.count,
      positions: acts.flatMap(\.positions).uniqued(), predecessor: history.key.party)
  }
}

extension StateChange {
  /// Whether a State goes on as another one: what the one held, the other holds.
  func isContinued(by state: String) -> Bool {
    (kind == .continuation || kind == .renaming) && (successors ?? []).contains(state)
      && !predecessors.contains(state)
  }

  /// Whether a State ends by the change.
  ///
  /// A separation leaves the old State; the others end their predecessors, unless one of them goes on under
  /// the same id.
  func extinguishes(_ state: String) -> Bool {
    guard predecessors.contains(state), !(successors ?? []).contains(state) else { return false }
    switch kind {
    case .dissolution, .union, .absorption: return true
    case .renaming, .continuation: return successors != nil
    case .separation: return false
    }
  }
}
