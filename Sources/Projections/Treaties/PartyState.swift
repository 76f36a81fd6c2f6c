/// What one instrument is to one party: the steps from signature to exit.
struct PartyState: StoryState {
  /// A notice of withdrawal that runs.
  struct Leaving: Hashable {
    var notice: Int
    var since: Int
  }

  /// A consent that is given while a notice runs: it outlives the effect of that.
  struct Renewal: Hashable {
    var consented: Int
    /// The numbers of the consents.
    var numbers: Set<Int>
    /// Since when the instrument is in force by it.
    var inForce: Int?
  }

  var signed: Int?
  var consented: Int?
  /// The numbers of the consents that were given, standing or not.
  var given: Set<Int> = []
  /// Those of them that were not taken back.
  var standing: Set<Int> = []
  var inForce: Int?
  /// The consent that a notice took back before the instrument was in force.
  var takenBack: Int?
  /// The numbers of the consents that went with it.
  var takenBackNumbers: Set<Int> = []
  var provisional: Int?
  /// The acts by which it is applied provisionally, without a break.
  var provisionalActs: Set<Int> = []
  var leaving: Leaving?
  var renewal: Renewal?
  var left: Int?
  /// The extensions of the term that run for this party.
  var extensions: Set<Int> = []
  /// Those that are over.
  var endedExtensions: Set<Int> = []
  /// Whether the term itself has run out.
  var hasRunOut = false
  /// Whether the instrument is over, so that nobody can enter into it.
  var isOver = false
  /// Whether it left because the term ran out, which a later extension undoes.
  var isExpired = false

  /// What one act does.
  enum Effect: Hashable {
    case sign
    /// Consent to be bound, the first being 0; `signsFirst` where the form presupposes a signature that is recorded.
    case consent(Int, signsFirst: Bool)
    case withdrawConsent
    /// By the consent of this number.
    case enterIntoForce(consent: Int)
    case beginProvisional
    case endProvisional
    case giveNotice(Int)
    case revokeNotice
    case depart(notice: Int)
    /// The bond of this number, to what prolongs the term, does so for the party; `revives` where it takes in again whom the term
    /// left when it ran out.
    case extend(Int, revives: Bool)
    case endExtension(Int)
    case expire
    case terminate
    /// The instrument ends for everyone.
    case dissolve
    /// The party itself ceases to exist.
    case cease
  }

  mutating func apply(_ effect: Effect, act: Int, ending end: OwnEnd?) -> FindingCode? {
    switch effect {
    case .sign:
      if signed == nil { signed = act }
      return nil
    case .consent(let number, let signsFirst):
      given.insert(number)
      consent(number, act)
      return signsFirst && signed == nil ? .order : nil
    case .withdrawConsent:
      if let renewal, renewal.inForce == nil {
        self.renewal = nil
        return nil
      }
      guard consented != nil else { return .nothing }
      guard inForce == nil else { return .tooLate }
      consented = nil
      standing = []
      return nil
    case .enterIntoForce(let number):
      guard given.contains(number) else { return .order }
      if let renewal, renewal.numbers.contains(number) {
        self.renewal?.inForce = renewal.inForce ?? act
        return nil
      }
      // It comes to nobody whose consent is gone by then, and of nothing that is over, which is odd in nobody.
      guard consented != nil, standing.contains(number), !isOver else { return nil }
      if inForce == nil { inForce = act }
      left = nil
      return nil
    case .beginProvisional:
      provisional = act
      provisionalActs.insert(act)
      return nil
    case .endProvisional:
      // What says its own end may have ended before, which is odd in nobody.
      if end != nil, !provisionalActs.end(by: end) { return nil }
      guard provisional != nil else { return .nothing }
      provisional = nil
      provisionalActs = []
      return nil
    case .giveNotice, .revokeNotice, .depart: return applyNotice(effect, act: act)
    case .extend, .endExtension, .expire, .terminate, .dissolve, .cease:
      applyEnd(effect, act: act)
      return nil
    }
  }

  /// A consent of whom a notice is about to release is one for afterwards.
  private mutating func consent(_ number: Int, _ act: Int) {
    guard leaving != nil else {
      consented = act
      standing.insert(number)
      return
    }
    renewal = Renewal(
      consented: act, numbers: (renewal?.numbers ?? []).union([number]), inForce: renewal?.inForce)
  }

  /// What the party does to leave.
  private mutating func applyNotice(_ effect: Effect, act: Int) -> FindingCode? {
    switch effect {
    case .giveNotice(let notice):
      guard inForce != nil else {
        guard consented != nil else { return .order }
        takenBack = consented
        takenBackNumbers = standing
        consented = nil
        standing = []
        return nil
      }
      leaving = Leaving(notice: notice, since: act)
      renewal = nil
      return nil
    case .revokeNotice:
      if let consent = takenBack, consented == nil {
        consented = consent
        standing = takenBackNumbers
        takenBack = nil
        takenBackNumbers = []
        return nil
      }
      guard leaving != nil else { return .tooLate }
      leaving = nil
      standing.formUnion(renewal?.numbers ?? [])
      renewal = nil
      return nil
    case .depart(let notice):
      if leaving?.notice == notice { depart(act) }
      return nil
    default: return nil
    }
  }

  /// What happens to the instrument or to the party itself.
  private mutating func applyEnd(_ effect: Effect, act: Int) {
    switch effect {
    case .extend(let number, let revives):
      guard !endedExtensions.contains(number), revives || !hasRunOut else { return }
      extensions.insert(number)
      isOver = false
      if isExpired {
        isExpired = false
        left = nil
        consented = act
        inForce = act
      }
    case .expire:
      hasRunOut = true
      if extensions.isEmpty { end(act) }
    case .endExtension(let number):
      endedExtensions.insert(number)
      if extensions.remove(number) != nil, extensions.isEmpty, hasRunOut { end(act) }
    case .terminate:
      if inForce != nil { leave(act) }
    case .dissolve:
      if inForce != nil || provisional != nil { leave(act) }
      isOver = true
    case .cease:
      if inForce != nil || consented != nil || provisional != nil { leave(act) }
      signed = nil
    default: break
    }
  }

  /// The term runs out.
  private mutating func end(_ act: Int) {
    isOver = true
    if inForce != nil {
      leave(act)
      isExpired = true
    } else if provisional != nil {
      leave(act)
    }
  }

  /// A notice takes effect: what was consented to since stays.
  private mutating func depart(_ act: Int) {
    let renewed = renewal
    leave(act)
    guard let renewed else { return }
    consented = renewed.consented
    standing = renewed.numbers
    inForce = renewed.inForce
    if inForce != nil { left = nil }
  }

  private mutating func leave(_ act: Int) {
    inForce = nil
    consented = nil
    standing = []
    leaving = nil
    renewal = nil
    provisional = nil
    provisionalActs = []
    left = act
  }
}

extension PartyState {
  var shown: Self {
    var shown = self
    shown.provisionalActs = []
    shown.endedExtensions = []
    shown.hasRunOut = false
    return shown
  }

  /// The words of the contract, from the least to the furthest step.
  enum Step: Int, Comparable {
    case none, former, signatory, provisional, contracting, leaving, party

    static func < (left: Step, right: Step) -> Bool { left.rawValue < right.rawValue }

    var word: String {
      switch self {
      case .none: "none"
      case .former: "former"
      case .signatory: "signatory"
      case .provisional: "provisional"
      case .contracting: "contracting"
      case .leaving: "leaving"
      case .party: "party"
      }
    }
  }

  /// The step reached.
  var step: Step {
    if inForce != nil { return leaving == nil || renewal?.inForce != nil ? .party : .leaving }
    if provisional != nil { return .provisional }
    if consented != nil { return .contracting }
    if left != nil { return .former }
    return signed != nil ? .signatory : .none
  }
}
