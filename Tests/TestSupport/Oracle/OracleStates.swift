import Diplomacy

/// One membership: the four axes of docs/DOMAIN.md, "Membership".
struct OracleMembership: OracleState {
  enum Effect {
    case request(Application.Purpose)
    case answer(Application.Purpose)
    case grant(String)
    case open(String)
    case admit(String)
    case cease(String?)
    case suspend(String)
    case reinstate(String)
    /// A suspension for a time runs out, and no other one.
    case lapse(String)
    case notice(Int)
    case revoke
    case depart(Int)
    case freeze
    case resume
    case end
  }

  var held: Set<String> = []
  var former: Set<String> = []
  var granted: Set<String> = []
  /// What was granted and ended before its gate opened.
  var lapsed: Set<String> = []
  var restrictions: Set<String> = []
  var leaving: Int?
  var request: Application.Purpose?
  var isFrozen = false
  /// By which acts a status was given, a scope restricted, a request made, without a break.
  private var statusActs: [String: Set<Int>] = [:]
  private var scopeActs: [String: Set<Int>] = [:]
  private var requestActs: Set<Int> = []
  private var freezeActs: Set<Int> = []

  func grounds(of end: Effect) -> Set<Int> {
    switch end {
    case .cease(let status?) where held.contains(status) || granted.contains(status): statusActs[status] ?? []
    case .lapse(let scope) where restrictions.contains(scope): scopeActs[scope] ?? []
    case .answer(let purpose) where request == purpose: requestActs
    case .resume where isFrozen: freezeActs
    default: []
    }
  }

  mutating func drop(_ act: Int, from end: Effect) {
    switch end {
    case .cease(let status?): statusActs[status]?.remove(act)
    case .lapse(let scope): scopeActs[scope]?.remove(act)
    case .answer: requestActs.remove(act)
    case .resume: freezeActs.remove(act)
    default: break
    }
  }

  var standing: String {
    restrictions.contains("all") ? "suspended" : restrictions.isEmpty ? "full" : "restricted"
  }
  var scope: String? {
    standing == "restricted" ? restrictions.sorted().joined(separator: " ") : nil
  }
  var notice: String? {
    leaving != nil ? "leaving" : request.map { "\($0.rawValue)-requested" }
  }

  mutating func take(_ effect: Effect, by act: Int) -> Bool {
    let holds = !held.isEmpty
    switch effect {
    case .request(let purpose):
      requestActs = (request == purpose ? requestActs : []).union([act])
      request = purpose
      return purpose == .admission || holds
    case .answer(let purpose):
      if request == purpose { request = nil }
      return true
    case .grant(let status):
      lapsed.remove(status)
      if !held.contains(status) {
        statusActs[status] = (granted.contains(status) ? statusActs[status] ?? [] : []).union([act])
        granted.insert(status)
      }
      return true
    case .open(let status):
      if lapsed.contains(status) { return true }
      guard granted.contains(status) || held.contains(status) else { return false }
      return admit(status, by: act)
    case .admit(let status): return admit(status, by: act)
    case .cease(let status): return cease(status)
    case .suspend(let scope):
      guard holds else { return false }
      if request == .suspension { request = nil }
      scopeActs[scope] = (restrictions.contains(scope) ? scopeActs[scope] ?? [] : []).union([act])
      return restrictions.insert(scope).inserted
    case .reinstate(let scope):
      guard scope == "all" ? !restrictions.isEmpty : restrictions.contains(scope) else { return false }
      if scope == "all" { restrictions = [] } else { restrictions.remove(scope) }
      return true
    case .lapse(let scope):
      restrictions.remove(scope)
      return true
    case .notice(let number):
      if holds { leaving = number }
      return holds
    case .revoke:
      defer { leaving = nil }
      return leaving != nil
    case .depart(let number):
      if leaving == number { endAll() }
      return true
    case .freeze:
      freezeActs = (isFrozen ? freezeActs : []).union([act])
      isFrozen = true
      return holds
    case .resume:
      defer { isFrozen = false }
      return isFrozen
    case .end:
      endAll()
      return true
    }
  }

  private mutating func admit(_ status: String, by act: Int) -> Bool {
    let isThere = held.contains(status) || granted.contains(status)
    statusActs[status] = (isThere ? statusActs[status] ?? [] : []).union([act])
    if request == .admission { request = nil }
    granted.remove(status)
    former.remove(status)
    return held.insert(status).inserted
  }

  private mutating func cease(_ status: String?) -> Bool {
    guard let status else {
      let isThere = !held.isEmpty || !granted.isEmpty
      if isThere { endAll() }
      return isThere
    }
    let wasGranted = granted.remove(status) != nil
    if wasGranted { lapsed.insert(status) }
    guard held.contains(status) else { return wasGranted }
    if held.count == 1 {
      endAll()
    } else {
      held.remove(status)
      former.insert(status)
    }
    return true
  }

  /// Nothing that hangs on the membership outlives it.
  private mutating func endAll() {
    former.formUnion(held)
    lapsed.formUnion(granted)
    held = []
    granted = []
    restrictions = []
    leaving = nil
    request = nil
    isFrozen = false
  }
}

/// One party to one instrument: the steps of docs/DOMAIN.md, "Treaties".
struct OracleParty: OracleState {
  enum Effect {
    case sign
    /// Consent, of this place; in a form that follows a signature that is recorded.
    case consent(Int, signsFirst: Bool)
    case takeBack
    /// By the consent of this place.
    case enter(Int)
    case beginProvisional
    case endProvisional
    case notice(Int)
    case revoke
    case depart(Int)
    /// The bond ends.
    case end
    /// The instrument ends, for everyone and for good.
    case dissolve
    /// The party ends.
    case cease
    /// The term is over; it goes on for whom something prolongs it.
    case expire
    case prolong(Int)
    case endProlonged(Int)
  }

  var isSignatory = false
  var hasConsented = false
  var isBound = false
  var isProvisional = false
  var leaving: Int?
  /// The consents that were given while a notice ran, and whether one of them binds already.
  private var anew: Set<Int> = []
  private var bindsAnew = false
  var hasLeft = false
  /// By which acts it is applied provisionally, without a break.
  private var provisionalActs: Set<Int> = []
  /// A consent that a notice took back before it bound.
  var isTakenBack = false
  var isOver = false
  /// What prolongs the term for it, and whether the term has left it.
  private var prolonged: Set<Int> = []
  private var isTermOver = false
  private var wasBoundByTerm = false

  var step: String {
    if isBound { return leaving == nil || bindsAnew ? "party" : "leaving" }
    if isProvisional { return "provisional" }
    if hasConsented { return "contracting" }
    if hasLeft { return "former" }
    return isSignatory ? "signatory" : "none"
  }

  mutating func take(_ effect: Effect, by act: Int) -> Bool {
    switch effect {
    case .sign: isSignatory = true
    case .consent(let place, let signsFirst):
      hasConsented = true
      if leaving != nil { anew.insert(place) }
      return !signsFirst || isSignatory
    case .takeBack:
      guard hasConsented else { return false }
      // Too late, and no breach: it does nothing, but to what was consented to for afterwards.
      if !isBound { hasConsented = false }
      if !bindsAnew { anew = [] }
    case .enter(let place):
      // It comes to nobody whose consent is gone by then, which is odd in nobody.
      if anew.contains(place) { bindsAnew = true }
      if hasConsented, !isOver {
        isBound = true
        hasLeft = false
      }
    case .beginProvisional:
      provisionalActs = (isProvisional ? provisionalActs : []).union([act])
      isProvisional = true
    case .endProvisional:
      defer { isProvisional = false }
      return isProvisional
    case .notice(let number):
      if isBound {
        leaving = number
        forgetAnew()
      } else {
        guard hasConsented else { return false }
        hasConsented = false
        isTakenBack = true
      }
    case .revoke:
      if isTakenBack, !hasConsented {
        (hasConsented, isTakenBack) = (true, false)
        return true
      }
      defer { leaving = nil }
      forgetAnew()
      return leaving != nil
    case .depart(let number):
      guard leaving == number else { return true }
      let (consents, binds) = (anew, bindsAnew)
      leave()
      hasConsented = !consents.isEmpty
      isBound = binds
      hasLeft = !binds
    case .end: if isBound { leave() }
    case .dissolve:
      if isBound || isProvisional { leave() }
      isOver = true
    case .cease:
      if isBound || hasConsented || isProvisional { leave() }
      isSignatory = false
    case .expire, .prolong, .endProlonged: takeTerm(effect)
    }
    return true
  }

  private mutating func takeTerm(_ effect: Effect) {
    switch effect {
    case .expire: isTermOver = true
    case .endProlonged(let number): prolonged.remove(number)
    case .prolong(let number):
      prolonged.insert(number)
      isOver = false
      guard wasBoundByTerm else { return }
      (wasBoundByTerm, isBound, hasConsented, hasLeft) = (false, true, true, false)
    default: return
    }
    if isTermOver { runOut() }
  }

  /// The term ends, where nothing prolongs it.
  private mutating func runOut() {
    guard prolonged.isEmpty else { return }
    wasBoundByTerm = wasBoundByTerm || isBound
    if isBound || isProvisional { leave() }
    isOver = true
  }

  func grounds(of end: Effect) -> Set<Int> {
    if case .endProvisional = end, isProvisional { provisionalActs } else { [] }
  }

  mutating func drop(_ act: Int, from end: Effect) { provisionalActs.remove(act) }

  private mutating func forgetAnew() {
    anew = []
    bindsAnew = false
  }

  private mutating func leave() {
    forgetAnew()
    isBound = false
    hasConsented = false
    isProvisional = false
    leaving = nil
    hasLeft = true
  }
}
