import EventLog

/// What a story folds into: the state of one actor towards one thing.
///
/// `apply` is the one pure function that owns the rules of its axis table. It is total: an act that is not lawful
/// in this state changes what it can, or nothing, and says so.
protocol StoryState: Hashable {
  /// What one act does.
  associatedtype Effect

  /// The state before any act.
  init()

  /// Takes in an act.
  ///
  /// - Parameters:
  ///   - act: its place in the story's list, kept where the state must tell what decided it.
  ///   - end: which act this one ends, `nil` for what ends whatever it finds. Where that has ended already there is
  ///     nothing to end.
  /// - Returns: the code of the warning the act raises in this state, `nil` for a lawful act.
  mutating func apply(_ effect: Effect, act: Int, ending end: OwnEnd?) -> FindingCode?

  /// What it says of the actor: the state without the acts that it only keeps to know what ends it.
  var shown: Self { get }
}

extension StoryState {
  var shown: Self { self }
}

/// The codes of what can be found to be odd (docs/DOMAIN.md, "Warnings").
public enum FindingCode: String, Hashable, Sendable, CaseIterable {
  case gate = "W-GATE"
  case noExit = "W-NO-EXIT"
  case tooLate = "W-TOO-LATE"
  case notMember = "W-NOT-MEMBER"
  case nothing = "W-NOTHING"
  case duplicate = "W-DUPLICATE"
  case order = "W-ORDER"
  case beforeLaw = "W-BEFORE-LAW"
  case conflict = "W-CONFLICT"
  case mismatch = "W-EIF-MISMATCH"
  case weekday = "W-WEEKDAY"
  case notEligible = "W-NOT-ELIGIBLE"
  case unilateral = "W-UNILATERAL"
  case consensus = "W-CONSENSUS"
  case assertion = "W-ASSERT"
  case circle = "W-CIRCLE"
  case edge = "N-EDGE"
  case dispute = "N-DISPUTE"
  case existence = "N-EXISTENCE"
}

/// One act of a story: some day inside its bounds, ordered within a day by its rank.
struct StoryAct<Effect> {
  /// The days it can have taken effect.
  var bounds: DayBounds
  /// Its place within a day (docs/DOMAIN.md, "Order within a day").
  var rank: Int
  /// The positions that record it, the deciding one first.
  var positions: [GlobalPosition]
  /// What it does.
  var effect: Effect
  /// Why it stands in the story.
  var rule = Rule.recorded
  /// The ordinal of an act that it is taken to follow, to ask what an order would settle; `nil` for none.
  var follows: Int?
  /// The ordinal of the act that it ends and follows from, which it never comes before; `nil` for an act of its own.
  var cause: Int?
  /// The ordinal of an act that it follows from and does not end, which it never comes before; `nil` for none.
  var basis: Int?
  /// Whether it was recorded no later than what it ends, so that it stands where it is told to be; set by the story.
  var isMisdated = false
  /// Since when what it brings has been so, where it only goes on from another actor; `nil` for the act's own days.
  var begun: DayBounds?
  /// Whether it merely follows from another act, so that nothing is odd where it finds already so what it brings.
  var raisesNothing = false
  /// A warning of it that makes no order a breach: the act does nothing there, as lawfully as it does something elsewhere.
  var toleratedWarning: FindingCode?
  /// Its place among the acts as they were given, which decides where nothing else does; set by the story.
  var ordinal = 0

  /// Since when what it brings has been so.
  var began: DayBounds { begun ?? bounds }

  /// Whether this act comes first when both fall on the same day.
  func precedesWithinDay(_ other: StoryAct) -> Bool {
    if rank != other.rank { return rank < other.rank }
    let own = positions.first ?? .start
    let others = other.positions.first ?? .start
    return own != others ? own < others : ordinal < other.ordinal
  }

  /// Whether there are days for both on which this act comes first.
  func canPrecede(_ other: StoryAct) -> Bool {
    if let cause, !isMisdated, cause == other.ordinal { return false }
    if basis == other.ordinal { return false }
    if bounds.earliest == other.bounds.latest, bounds.earliest.isCivil { return precedesWithinDay(other) }
    return bounds.earliest <= other.bounds.latest
  }
}
