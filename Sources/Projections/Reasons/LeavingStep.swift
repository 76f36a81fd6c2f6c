import EventLog

/// What an act has to do with a notice to leave.
enum LeavingStep: Hashable {
  /// Gives the notice of this number.
  case notice(Int)
  /// Takes back the notice that runs.
  case revocation
  /// The day on which the notice of this number takes effect.
  case effect(Int)
}

/// An effect that may be part of leaving.
protocol LeavingEffect {
  /// Its part; `nil` for one that has nothing to do with a notice.
  var leavingStep: LeavingStep? { get }
}

extension MembershipState.Effect: LeavingEffect {
  var leavingStep: LeavingStep? {
    switch self {
    case .giveNotice(let notice): .notice(notice)
    case .revokeNotice: .revocation
    case .depart(let notice): .effect(notice)
    default: nil
    }
  }
}

extension PartyState.Effect: LeavingEffect {
  var leavingStep: LeavingStep? {
    switch self {
    case .giveNotice(let notice): .notice(notice)
    case .revokeNotice: .revocation
    case .depart(let notice): .effect(notice)
    default: nil
    }
  }
}

extension OfficeState.Effect: LeavingEffect {
  /// Nobody gives notice of leaving an office.
  var leavingStep: LeavingStep? { nil }
}

extension Story where State.Effect: LeavingEffect {
  /// The ends that follow from a rule or another act and never come: what they would have ended had ended before, or was
  /// taken back.
  var endsThatNeverCome: Set<Int> {
    let ends = acts.indices.filter { acts[$0].isEndThatFollows }
    if ends.isEmpty { return [] }
    let changes = changes()
    return Set(ends.filter { changes[$0] == nil })
  }

  /// For an end that never comes, the acts by which the notice was taken back or replaced, or the term prolonged.
  func undoing(_ effect: Int) -> [StoryAct<State.Effect>] {
    if case .termEnded = acts[effect].rule {
      return acts.filter { if case .extended = $0.rule { $0.canPrecede(acts[effect]) } else { false } }
    }
    guard case .effect(let number)? = acts[effect].effect.leavingStep,
      let notice = acts.firstIndex(where: { $0.effect.leavingStep == .notice(number) })
    else { return [] }
    let between = acts.indices.filter { place in
      place != notice && acts[place].canPrecede(acts[effect]) && acts[notice].canPrecede(acts[place])
    }
    let revocations = between.filter { acts[$0].effect.leavingStep == .revocation }
    let later = between.filter { if case .notice? = acts[$0].effect.leavingStep { true } else { false } }
    return (revocations.isEmpty ? later : revocations).map { acts[$0] }
  }
}

extension StoryAct where Effect: LeavingEffect {
  /// Whether it ends something by a rule, or by what the record of something else says.
  fileprivate var isEndThatFollows: Bool {
    if cause != nil { return true }
    if case .effect? = effect.leavingStep { return true }
    switch rule {
    case .exitClause, .statedEnd, .termEnded, .extensionEnded, .parentEnded, .leftOrganisation: return true
    default: return false
    }
  }
}
