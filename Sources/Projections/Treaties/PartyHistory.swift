import Diplomacy
import EventLog

/// The folded history of one party to one instrument.
final class PartyHistory {
  /// The party.
  let party: String
  /// When it signed.
  let signature: Evidence?
  /// When the State signed that it continues, if it did not sign itself.
  let inheritedSignature: Evidence?
  /// Its consents to be bound, one after the other; narrowed by what must come before and after.
  let consents: [ConsentRecord]
  /// The part of it that a clause counts.
  let counted: Trigger.Party
  /// The part of it that a clause counts, as it is recorded: without what follows from a published day.
  let recorded: Trigger.Party
  /// The day the instrument first entered into force for it.
  let force: DayBounds?
  /// What that day rests on.
  let forceRecords: [SeenEvent]
  /// The derived and the published entry into force for it, one for each consent that led to one.
  let entries: [PartyEntry]
  /// When each notice of withdrawal takes effect.
  let notices: [DayBounds?]
  /// Whether its entry into force surely is that of all; known only of an instrument that prolongs another one.
  let sharesEntry: Bool
  /// All of it over time.
  let story: Story<PartyState>

  init(
    party: String, signature: Evidence?, inheritedSignature: Evidence?, consents: [ConsentRecord],
    counted: Trigger.Party, recorded: Trigger.Party, force: DayBounds?, forceRecords: [SeenEvent],
    entries: [PartyEntry], notices: [DayBounds?], sharesEntry: Bool, story: Story<PartyState>
  ) {
    self.party = party
    self.signature = signature
    self.inheritedSignature = inheritedSignature
    self.consents = consents
    self.counted = counted
    self.recorded = recorded
    self.force = force
    self.forceRecords = forceRecords
    self.entries = entries
    self.notices = notices
    self.sharesEntry = sharesEntry
    self.story = story
  }
}

/// One consent to be bound, as it counts for a clause.
struct ConsentRecord {
  /// The form: `ratification`, `accession`, `succession` and so on.
  var form: String
  /// The days on which it counts from: its receipt by the depositary, else the act.
  var evidence: Evidence
  /// The act by which it was withdrawn.
  var withdrawal: Evidence?
  /// Whether it stands in no source and follows from the published entry into force.
  var isInferred: Bool
  /// Whether the form presupposes a signature.
  var followsSignature: Bool
  /// Whether it comes after a notice to leave where both are of one day: a party may leave and consent again at once.
  var followsNotice = false

  /// The forms that a signature precedes, where there is one.
  static let presupposing: Set = ["ratification", "acceptance", "approval"]
  /// The form of a consent that was taken over from a predecessor.
  static let succession = "succession"
  /// The form of a consent that came with being the same State as another one.
  static let continuation = "continuation"
  /// The form of a consent that no record tells of.
  static let inferredForm = "inferred"

  /// Why it counts.
  func rule(predecessor: String?) -> Rule {
    switch form {
    case ConsentRecord.inferredForm: .inferred
    case ConsentRecord.continuation: .continuation(of: predecessor ?? "")
    case ConsentRecord.succession: .succession(of: predecessor ?? "")
    default: .recorded
    }
  }

  /// What it is called.
  var noun: String { form == ConsentRecord.inferredForm ? "inferred consent" : form }

  /// Whether it was another State's before.
  var isTakenOver: Bool { form == ConsentRecord.succession || form == ConsentRecord.continuation }

  /// Its place within a day: one that came with a change of States comes with that.
  var rank: Int { form == ConsentRecord.continuation ? 1 : followsNotice ? 14 : 5 }

  /// Whether a withdrawal of the same day comes before it.
  func follows(_ withdrawal: Evidence) -> Bool {
    form != ConsentRecord.continuation && withdrawal.precedesWithinDay(evidence)
  }

  /// Whether a withdrawal may have come after it.
  func mayBeTakenBack(by withdrawal: Evidence) -> Bool {
    withdrawal.bounds.latest > bounds.earliest
      || withdrawal.bounds.latest == bounds.earliest && !follows(withdrawal)
  }

  /// The first of some withdrawals that may have come after it.
  func withdrawal(among taken: [Evidence]) -> Evidence? {
    taken.filter(mayBeTakenBack).min { $0.bounds.earliest < $1.bounds.earliest }
  }

  /// The days on which it counts from.
  var bounds: DayBounds { evidence.bounds }
  /// From when it no longer counts.
  var withdrawn: DayBounds? { withdrawal?.bounds }
  /// The same, with whether the withdrawal comes before the consent where both are of one day; empty without one.
  var takenBack: [(days: DayBounds, isBefore: Bool)] {
    withdrawal.map { [($0.bounds, follows($0))] } ?? []
  }
}

extension Evidence {
  /// Whether it comes before another act of its rank, where both are of one day.
  func precedesWithinDay(_ other: Evidence) -> Bool { deciding.position < other.deciding.position }

  /// Whether it may have come after another act of its rank.
  func mayFollow(_ other: Evidence) -> Bool {
    bounds.latest > other.bounds.earliest
      || bounds.latest == other.bounds.earliest && other.precedesWithinDay(self)
  }
}
