import Diplomacy
import EventLog

extension World {
  /// The statuses of one actor in one organisation or organ on a day, one row each.
  func memberRows(_ key: MembershipKey, on day: Day, includingFormer: Bool) throws -> [MemberRow] {
    var rows: [MemberRow] = []
    try addRows(of: membership(key), on: day, includingFormer: includingFormer, to: &rows)
    return rows
  }

  /// Adds the statuses of one membership on a day, one row each.
  func addRows(
    of history: MembershipHistory, on day: Day, includingFormer: Bool, to rows: inout [MemberRow]
  ) throws {
    let states = history.story.states(on: day)
    let name = try name(of: history.key.party, on: day)
    let reading = MembershipReading(history: history, states: states, day: day, name: name)
    for status in reading.heldStatuses { rows.append(reading.row(holding: status)) }
    guard includingFormer else { return }
    for status in reading.formerStatuses { rows.append(reading.row(former: status)) }
    for status in reading.grantedStatuses { rows.append(reading.row(granted: status)) }
    if reading.isApplicant { rows.append(reading.rowOfApplicant()) }
  }
}

/// The rows of one membership on one day, read from the states possible on it.
struct MembershipReading {
  let history: MembershipHistory
  let states: [MembershipState]
  let day: Day
  let name: String
  /// What is held in any of the states, in order.
  let heldStatuses: [String]

  init(history: MembershipHistory, states: [MembershipState], day: Day, name: String) {
    self.history = history
    self.states = states
    self.day = day
    self.name = name
    self.heldStatuses = Self.statuses(in: states) { $0.held }
  }

  /// The kinds of status of some holdings of the states, in order.
  private static func statuses(
    in states: [MembershipState], _ holdings: (MembershipState) -> [MembershipState.Holding]
  ) -> [String] {
    // Most are of one state, which has none or one.
    if states.count == 1 {
      let only = holdings(states[0])
      if only.count < 2 { return only.map(\.status) }
    }
    return states.flatMap { holdings($0).map(\.status) }.uniqued().sorted()
  }

  private var acts: [StoryAct<MembershipState.Effect>] { history.story.acts }

  /// Statuses that ended, with no status of the same kind held now.
  var formerStatuses: [String] {
    Self.statuses(in: states) { $0.former }.filter { !heldStatuses.contains($0) }
  }

  /// Whether a request is all there is.
  var isApplicant: Bool { heldStatuses.isEmpty && states.contains { $0.request != nil } }

  func rowOfApplicant() -> MemberRow {
    let asking = states.filter { $0.request != nil }
    var row = row(status: PartyState.Step.none.word, settled(asking))
    row.certainty = certainty(asking.count == states.count)
    let requests = asking.compactMap(\.request?.since)
    row.since = union(requests.map { acts[$0].began })?.edtf
    row.events = positions(requests)
    return row
  }

  var grantedStatuses: [String] { Self.statuses(in: states) { $0.granted } }

  /// The row of a status that is held in one of the states at least.
  fileprivate func row(holding status: String) -> MemberRow {
    let holding = states.count == 1 ? states : states.filter { $0.holds(status) }
    let standing = settled(holding)
    let holdings = holding.compactMap { $0.held.first { $0.status == status } }
    let statusSince = union(holdings.lazy.map { acts[$0.since].began })
    let since = standing.standingSince.map { acts[$0].began } ?? statusSince
    var row = row(status: status, standing)
    row.certainty = certainty(holding.count == states.count)
    row.standingCertainty = certainty(holding.allSatisfy { $0.standing == standing.standing })
    row.statusSince = statusSince?.edtf
    row.since = since == statusSince ? row.statusSince : since?.edtf
    row.until = end(of: status, holdings)?.text
    if holding.count > 1 {
      let axes = holding.map(\.axes)
      row.possibly = zip(standing.axes, standing.axes.indices).flatMap { shown, axis in
        axes.map { $0[axis] }.uniqued().filter { $0 != shown }.sorted()
      }
    }
    let doubtful = row.possibly.isEmpty ? [] : holding.flatMap(\.decidingActs) + straddlingActs
    row.events = positions(holdings.map(\.since) + standing.decidingActs + doubtful)
    return row
  }

  func row(former status: String) -> MemberRow {
    let past = states.compactMap { state in state.former.first { $0.status == status } }
    var row = row(status: "former", MembershipState())
    row.formerly = status
    row.certainty = certainty(past.count == states.count)
    row.since = union(past.compactMap(\.until).map { acts[$0].bounds })?.edtf
    row.statusSince = union(past.map { acts[$0.since].began })?.edtf
    row.events = positions(past.flatMap { [$0.since] + ($0.until.map { [$0] } ?? []) })
    return row
  }

  func row(granted status: String) -> MemberRow {
    let waiting = states.compactMap { state in state.granted.first { $0.status == status } }
    var row = row(status: "granted", MembershipState())
    row.granted = status
    row.certainty = certainty(waiting.count == states.count)
    row.since = union(waiting.map { acts[$0.since].bounds })?.edtf
    row.statusSince = row.since
    row.events = positions(waiting.map(\.since))
    return row
  }

  private func row(status: String, _ state: MembershipState) -> MemberRow {
    MemberRow(
      org: history.key.organ ?? history.key.org, party: history.key.party, name: name, status: status,
      standing: state.standing.rawValue, scope: state.scope, notice: state.notice,
      participation: state.frozen == nil ? "normal" : "frozen", certainty: .certain, disputed: false,
      since: nil,
      until: nil, events: [], formerly: nil, statusSince: nil, granted: nil,
      standingCertainty: .certain, approximate: history.story.isApproximate(on: day))
  }

  /// The state to show where several are possible: the one in which only what surely happened has, if it is
  /// among them; else the first.
  private func settled(_ possible: [MembershipState]) -> MembershipState {
    func pending(_ state: MembershipState) -> Int {
      (state.held.map(\.since) + state.decidingActs).count { acts[$0].bounds.latest > day }
    }
    if possible.count == 1 { return possible[0] }
    return possible.min { pending($0) < pending($1) } ?? MembershipState()
  }

  private func certainty(_ inAll: Bool) -> Certainty {
    inAll && !history.story.isApproximate(on: day) ? .certain : .possible
  }

  /// The acts on the axes beside the status that may lie on both sides of the day.
  private var straddlingActs: [Int] {
    acts.indices.filter {
      acts[$0].effect.isBesideStatus && acts[$0].bounds.straddles(day)
    }
  }

  /// The first day on which the status is no longer held, by the act that ends it.
  private func end(of status: String, _ holdings: [MembershipState.Holding]) -> DayBounds? {
    var end: DayBounds?
    let pieces = history.story.pieces
    // By their places: a piece is large to copy.
    for place in pieces.indices where pieces[place].until > day {
      for former in pieces[place].state.former
      where former.status == status && holdings.contains(where: { $0.since == former.since }) {
        guard let bounds = former.until.map({ acts[$0].bounds }) else { continue }
        end = end?.union(bounds) ?? bounds
      }
    }
    return end
  }

  private func union(_ bounds: some Sequence<DayBounds>) -> DayBounds? {
    bounds.reduce(nil) { $0?.union($1) ?? $1 }
  }

  private func positions(_ deciding: [Int]) -> [GlobalPosition] {
    if deciding.count == 1, acts[deciding[0]].positions.count == 1 { return acts[deciding[0]].positions }
    return deciding.uniqued().flatMap { acts[$0].positions }.uniqued().sorted()
  }
}

extension MembershipState {
  func holds(_ status: String) -> Bool { held.contains { $0.status == status } }

  /// The words of the three axes beside the status: standing, notice, participation.
  var axes: [String] {
    [standing.rawValue, notice ?? "no-notice", frozen == nil ? "normal" : "frozen"]
  }

  /// The acts that the axes beside the status rest on.
  var decidingActs: [Int] {
    if restrictions.isEmpty, leaving == nil, request == nil, frozen == nil { return [] }
    return restrictions.map(\.since) + [leaving?.since, request?.since, frozen].compactMap { $0 }
  }
}

extension MembershipState.Effect {
  /// Whether it changes standing, notice or participation and no status.
  fileprivate var isBesideStatus: Bool {
    switch self {
    case .request, .requestEnded, .suspend, .reinstate, .lapse, .giveNotice, .revokeNotice, .freeze, .resume:
      true
    case .grant, .open, .admit, .originate, .cease, .depart, .end: false
    }
  }
}
