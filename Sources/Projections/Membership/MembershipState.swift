import Diplomacy

/// The four axes of one actor in one organisation or organ (docs/DOMAIN.md, "Membership").
///
/// Every axis remembers which act of the story set it.
struct MembershipState: StoryState {
  /// A status that is held, or was.
  struct Holding: Hashable {
    var status: String
    /// The act it came with.
    var since: Int
    /// The act it ended with, for a former one.
    var until: Int?
    /// The acts that gave it, without a break.
    var grounds: Set<Int> = []
  }
  /// A scope that is suspended.
  struct Restriction: Hashable {
    var scope: String
    var since: Int
    /// The acts that imposed it, without a break.
    var grounds: Set<Int>
  }
  /// A notice of withdrawal that runs.
  struct Leaving: Hashable {
    /// Which notice: its number among the story's notices.
    var notice: Int
    /// The act of giving it.
    var since: Int
  }
  /// A request that has not been answered.
  struct Request: Hashable {
    var purpose: Application.Purpose
    var since: Int
    /// The acts by which it was made, without an answer between.
    var grounds: Set<Int>
  }

  var held: [Holding] = []
  var granted: [Holding] = []
  var former: [Holding] = []
  /// Kinds of status that were granted and ended before their gate opened.
  var lapsed: [String] = []
  var restrictions: [Restriction] = []
  var leaving: Leaving?
  var request: Request?
  var frozen: Int?
  /// The acts by which it stays away, without a break.
  var freezes: Set<Int> = []
  /// Whether the State has ended and was not admitted anew.
  var isExtinct = false

  /// What one act does on the axes.
  enum Effect: Hashable {
    case request(Application.Purpose)
    case requestEnded(Application.Purpose)
    /// Decided, but the gate is closed until an instrument is in force.
    case grant(status: String)
    /// The gate of a status that was granted opens.
    case open(status: String)
    /// Holds the status from now on.
    case admit(status: String)
    /// The charter is in force for one that signed it or was bound; nothing for who holds the status already, or for a
    /// State that has ended.
    case originate(status: String)
    /// Ends one status, or all.
    case cease(status: String?)
    case suspend(scope: String)
    case reinstate(scope: String)
    /// A suspension for a time runs out; what else is suspended stays so.
    case lapse(scope: String)
    case giveNotice(Int)
    case revokeNotice
    /// The day on which a notice takes effect.
    case depart(notice: Int)
    case freeze
    case resume
    /// The actor ceases to exist.
    case end
  }

  static let wholeScope = "all"
  static let member = "member"

  /// Whether any status is held.
  var isHolding: Bool { !held.isEmpty }

  mutating func apply(_ effect: Effect, act: Int, ending end: OwnEnd?) -> FindingCode? {
    switch effect {
    case .request(let purpose):
      let before = request?.purpose == purpose ? request?.grounds ?? [] : []
      request = Request(purpose: purpose, since: act, grounds: before.union([act]))
      return purpose == .suspension && !isHolding ? .notMember : nil
    case .requestEnded(let purpose):
      if request?.purpose == purpose, request?.grounds.end(by: end) == true { request = nil }
      return nil
    case .grant(let status):
      lapsed.removeAll { $0 == status }
      if !holds(status) { granted.append(Holding(status: status, since: act, grounds: [act])) }
      return nil
    case .open(let status):
      if lapsed.contains(status) { return nil }
      return granted.contains { $0.status == status } || holds(status) ? admit(status, act: act) : .gate
    case .admit(let status):
      return admit(status, act: act)
    case .originate(let status):
      return isExtinct || holds(status) ? nil : admit(status, act: act)
    case .cease(let status):
      return cease(status, act: act, ending: end)
    case .suspend(let scope):
      return suspend(scope, act: act)
    case .reinstate(let scope):
      return reinstate(scope)
    case .lapse(let scope):
      if let place = restrictions.firstIndex(where: { $0.scope == scope }),
        restrictions[place].grounds.end(by: end)
      {
        restrictions.remove(at: place)
      }
      return nil
    case .giveNotice(let notice):
      guard isHolding else { return .notMember }
      leaving = Leaving(notice: notice, since: act)
      return nil
    case .revokeNotice:
      guard leaving != nil else { return .tooLate }
      leaving = nil
      return nil
    case .depart(let notice):
      if leaving?.notice == notice { endAll(act: act) }
      return nil
    case .freeze:
      frozen = act
      freezes.insert(act)
      return isHolding ? nil : .notMember
    case .resume:
      guard freezes.end(by: end) else { return nil }
      guard frozen != nil else { return .nothing }
      frozen = nil
      freezes = []
      return nil
    case .end:
      endAll(act: act)
      isExtinct = true
      return nil
    }
  }

  private mutating func admit(_ status: String, act: Int) -> FindingCode? {
    isExtinct = false
    if request?.purpose == .admission { request = nil }
    let grounds = granted.filter { $0.status == status }.reduce(into: Set([act])) { $0.formUnion($1.grounds) }
    granted.removeAll { $0.status == status }
    if let place = held.firstIndex(where: { $0.status == status }) {
      held[place].grounds.formUnion(grounds)
      return .duplicate
    }
    former.removeAll { $0.status == status }
    held.append(Holding(status: status, since: act, grounds: grounds))
    held.sort { $0.status < $1.status }
    return nil
  }

  private mutating func cease(_ status: String?, act: Int, ending end: OwnEnd?) -> FindingCode? {
    if end != nil, !isOver(status, by: end) { return nil }
    guard let status else {
      guard isHolding || !granted.isEmpty else { return .notMember }
      endAll(act: act)
      return nil
    }
    if let place = granted.firstIndex(where: { $0.status == status }) {
      granted.remove(at: place)
      lapsed.append(status)
      if !holds(status) { return nil }
    }
    guard let place = held.firstIndex(where: { $0.status == status }) else { return .notMember }
    if held.count == 1 {
      endAll(act: act)
    } else {
      retire(held.remove(at: place), act: act)
    }
    return nil
  }

  /// Whether nothing is left on which a status rests, once an end that was stated with it has come.
  private mutating func isOver(_ status: String?, by end: OwnEnd?) -> Bool {
    var isOver = false
    for place in held.indices where held[place].status == status {
      isOver = held[place].grounds.end(by: end) || isOver
    }
    for place in granted.indices where granted[place].status == status {
      isOver = granted[place].grounds.end(by: end) || isOver
    }
    return isOver
  }

  private mutating func suspend(_ scope: String, act: Int) -> FindingCode? {
    guard isHolding else { return .notMember }
    if request?.purpose == .suspension { request = nil }
    if let place = restrictions.firstIndex(where: { $0.scope == scope }) {
      restrictions[place].grounds.insert(act)
      return .duplicate
    }
    restrictions.append(Restriction(scope: scope, since: act, grounds: [act]))
    restrictions.sort { $0.scope < $1.scope }
    return nil
  }

  /// Lifting everything lifts every part; lifting a part leaves the others.
  private mutating func reinstate(_ scope: String) -> FindingCode? {
    let before = restrictions.count
    restrictions.removeAll { scope == Self.wholeScope || $0.scope == scope }
    return restrictions.count == before ? .nothing : nil
  }

  /// Every status becomes a former one; a pending notice or request and every restriction end with it.
  private mutating func endAll(act: Int) {
    for holding in held { retire(holding, act: act) }
    lapsed += granted.map(\.status)
    held = []
    granted = []
    restrictions = []
    leaving = nil
    request = nil
    frozen = nil
    freezes = []
  }

  private mutating func retire(_ holding: Holding, act: Int) {
    former.removeAll { $0.status == holding.status }
    former.append(Holding(status: holding.status, since: holding.since, until: act))
    former.sort { $0.status < $1.status }
  }
}

extension MembershipState.Effect {
  /// Whether an end is one of what this begins.
  func isEnded(by end: Self) -> Bool {
    switch (self, end) {
    case (.admit(let status), .cease(let ended?)): status == ended
    case (.suspend(let scope), .lapse(let ended)): scope == ended
    case (.request(let purpose), .requestEnded(let ended)): purpose == ended
    case (.freeze, .resume): true
    default: false
    }
  }
}

extension MembershipState {
  /// Whether an end that was stated with what it ends has something to end.
  ///
  /// - Parameter isEnded: whether it ends what rests on some acts.
  func mayEnd(by effect: Effect, where isEnded: (Set<Int>) -> Bool) -> Bool {
    switch effect {
    case .cease(let status?): (held + granted).contains { $0.status == status && isEnded($0.grounds) }
    case .cease: isHolding
    case .lapse(let scope): restrictions.contains { $0.scope == scope && isEnded($0.grounds) }
    case .requestEnded(let purpose): request.map { $0.purpose == purpose && isEnded($0.grounds) } ?? false
    case .resume: frozen != nil && isEnded(freezes)
    default: false
    }
  }
}

extension MembershipState {
  /// Whether an act that is to come has something to end, as far as it ends anything.
  func mayEnd(by effect: Effect, ending end: OwnEnd?) -> Bool {
    switch effect {
    case .cease, .lapse: mayEnd(by: effect) { $0.isEnded(by: end) }
    case .depart(let notice): leaving?.notice == notice
    default: true
    }
  }
}

extension MembershipState {
  var shown: Self {
    var shown = self
    for place in held.indices { shown.held[place].grounds = [] }
    for place in granted.indices { shown.granted[place].grounds = [] }
    for place in restrictions.indices { shown.restrictions[place].grounds = [] }
    shown.request?.grounds = []
    shown.freezes = []
    return shown
  }
}

extension MembershipState {
  /// How full the membership is (docs/DOMAIN.md: `all` suspends, anything less restricts).
  enum Standing: String {
    case full, restricted, suspended
  }

  var standing: Standing {
    if restrictions.contains(where: { $0.scope == Self.wholeScope }) { return .suspended }
    return restrictions.isEmpty ? .full : .restricted
  }

  /// What is restricted, `nil` for everything or nothing.
  var scope: String? {
    standing == .restricted ? restrictions.map(\.scope).joined(separator: " ") : nil
  }

  /// The act that brought the present standing, `nil` for a full one.
  var standingSince: Int? {
    switch standing {
    case .full: nil
    case .suspended: restrictions.first { $0.scope == Self.wholeScope }?.since
    case .restricted: restrictions.map(\.since).max()
    }
  }

  /// The word for the notice axis.
  var notice: String? {
    if leaving != nil { return "leaving" }
    switch request?.purpose {
    case .admission: return "admission-requested"
    case .suspension: return "suspension-requested"
    case nil: return nil
    }
  }
}
