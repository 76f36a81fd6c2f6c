import Diplomacy
import EventLog

/// When an instrument enters into force for one party by one of its consents: derived and published, side by side.
struct PartyEntry {
  /// By the clause, from the general date and the consent; `nil` while the instrument is not in force.
  var derived: DayBounds?
  /// As published for the party.
  var published: DayBounds?
  /// Which of the two the answer uses.
  var isPublishedChosen: Bool
  /// What the day rests on.
  var records: [SeenEvent]

  /// The day that the answer uses.
  var bounds: DayBounds? { isPublishedChosen ? published : derived }

  /// Why it is that day, with the day of the general entry into force.
  func rule(general: DayBounds?) -> Rule {
    if isPublishedChosen { return .publishedForParty }
    return bounds == general ? .generalDate : .ownConsent
  }

  /// Whether the two days cannot both be right.
  var differs: Bool {
    guard let derived, let published, derived.earliest.isCivil else { return false }
    return derived.intersection(published) == nil
  }

  /// What the difference points to, in words.
  var diagnosis: String {
    guard let derived, let published else { return "" }
    let isEarlier = published.latest < derived.earliest
    let gap =
      isEarlier
      ? Int(derived.earliest.number) - Int(published.latest.number)
      : Int(published.earliest.number) - Int(derived.latest.number)
    if gap <= 3 { return "a difference of \(gap == 1 ? "1 day" : "\(gap) days") is a way of counting days" }
    return isEarlier
      ? "an earlier consent is not recorded, or it succeeded to another State, or agreed on an earlier effect"
      : "it may have deferred the effect, or its consent was received later than it is recorded"
  }
}
