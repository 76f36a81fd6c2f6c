/// Why an act stands in a history: it was recorded so, or it follows from a rule and other acts.
///
/// A closed set. Whoever adds an act to a history names the rule at once, so that an explanation is no second
/// computation (docs/DOMAIN.md, "Why").
public enum Rule: Hashable, Sendable {
  /// The act itself is recorded, and takes effect on its day.
  case recorded
  /// The record states a day of effect that is not the day of the act.
  case statedEffect
  /// The record states an end: `until`, or the end of an interval.
  case statedEnd
  /// A notice takes effect by the exit clause of an instrument.
  case exitClause(String, of: String)
  /// A charter is in force for somebody who signed it, or who was bound when it entered into force.
  case originalMember(charter: String)
  /// A status is granted, and what enables it is not in force.
  case gateClosed([String])
  /// A status that was granted begins once what enables it is in force.
  case gateOpened([String])
  /// A State came to an end by a recorded change.
  case stateEnded
  /// A State came to an end by the catalogue of States.
  case catalogueEnd
  /// A State goes on as another one and holds what that one held.
  case continuation(of: String)
  /// A successor takes over the consent of its predecessor.
  case succession(of: String)
  /// The condition of a clause is met by these acts.
  case conditionMet
  /// The general entry into force, by the clause.
  case clause
  /// The general entry into force, as it was published.
  case published
  /// Entry into force for one party on the general date.
  case generalDate
  /// Entry into force for one party by its own consent, after the general date.
  case ownConsent
  /// Entry into force for one party, as it was published for it.
  case publishedForParty
  /// A consent that no record tells of, and that follows from a published entry into force.
  case inferred
  /// The term of an instrument ran out.
  case termEnded(String, term: String)
  /// Another instrument prolongs the term.
  case extended(by: String)
  /// The instrument that prolonged the term is over.
  case extensionEnded(String)
  /// The instrument was terminated for everyone.
  case terminated
  /// The bond to the instrument that this one belongs to ended.
  case parentEnded(String)
  /// Leaving an organisation ends the bond.
  case leftOrganisation(String)
}

extension Rule {
  /// One word for scripts, of letters and hyphens.
  public var word: String {
    switch self {
    case .recorded: "recorded"
    case .statedEffect: "stated-effect"
    case .statedEnd: "stated-end"
    case .exitClause: "exit-clause"
    case .originalMember: "original-member"
    case .gateClosed: "gate-closed"
    case .gateOpened: "gate-opened"
    case .stateEnded: "state-ended"
    case .catalogueEnd: "catalogue-end"
    case .continuation: "continuation"
    case .succession: "succession"
    case .conditionMet: "condition-met"
    case .clause: "clause"
    case .published: "published"
    case .generalDate: "general-date"
    case .ownConsent: "own-consent"
    case .publishedForParty: "published-for-party"
    case .inferred: "inferred"
    case .termEnded: "term-ended"
    case .extended: "extended"
    case .extensionEnded: "extension-ended"
    case .terminated: "terminated"
    case .parentEnded: "parent-ended"
    case .leftOrganisation: "left-organisation"
    }
  }

  /// The rule in words, as a part of a sentence; `nil` for an act that needs none.
  public var words: String? {
    switch self {
    case .recorded: nil
    case .statedEffect: "on the day that its record states"
    case .statedEnd: "the end that its record states"
    case .exitClause(let clause, let instrument): "by the exit clause of \(instrument) (\(clause))"
    case .originalMember(let charter): "\(charter) is in force for it, an original member"
    case .gateClosed(let ids): "\(ids.listed()) \(ids.count == 1 ? "is" : "are") not in force"
    case .gateOpened(let ids): "\(ids.listed()) \(ids.count == 1 ? "is" : "are") in force"
    case .stateEnded: "the State came to an end"
    case .catalogueEnd: "the State came to an end, by the catalogue of States"
    case .continuation(let other): "it continues \(other) and holds what that held"
    case .succession(let other): "it takes over the place of \(other)"
    case .conditionMet: "the condition of the clause is met"
    case .clause: "by the clause"
    case .published: "as published"
    case .generalDate: "on the general date"
    case .ownConsent: "by its own consent, not before the general date"
    case .publishedForParty: "as published for it"
    case .inferred: "in no record: it follows from the published entry into force"
    case .termEnded(let id, let term): "the term of \(id) (\(term)) ran out"
    case .extended(let other): "\(other) prolongs the term"
    case .extensionEnded(let other): "\(other), which prolonged the term, is over"
    case .terminated: "the instrument was terminated"
    case .parentEnded(let parent): "it is no longer bound by \(parent), which this belongs to"
    case .leftOrganisation(let org): "it left \(org)"
    }
  }

  /// Whether what happens by it says the rule already.
  var isToldByDeed: Bool {
    switch self {
    case .termEnded, .terminated, .stateEnded: true
    default: words == nil
    }
  }

  /// Whether the act follows from others and is not itself recorded.
  public var isDerived: Bool {
    switch self {
    case .recorded, .statedEffect, .published, .publishedForParty, .gateClosed, .succession, .terminated:
      false
    default: true
    }
  }
}
