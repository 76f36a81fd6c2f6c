import Diplomacy
import EventLog

extension Explainer {
  /// What was seen about a question, or is hidden from this perspective, and is no part of the answer.
  func ignored(for question: Question, about tag: Tag) throws -> [Explanation.Ignored] {
    let corrected = try world.corrected(about: tag).filter { speaks($0.event, of: question) }.map { taken in
      let verb = taken.correction.action == .replace ? "replaced" : "retracted"
      let reason = taken.correction.reason.map { ": \($0)" } ?? ""
      return Explanation.Ignored(
        reason: .corrected, text: "\(Explainer.words(taken.event)): \(verb) by \(taken.by)\(reason)",
        events: [taken.position, taken.by])
    }
    let hidden = try world.hidden(about: tag).filter {
      try speaks($0.event, of: question) || corrects($0.event, what: question)
    }.map {
      Explanation.Ignored(
        reason: .hidden, text: "\(Explainer.words($0.event)): \($0.why)", events: [$0.position])
    }
    let unused = try world.events(tagged: tag).filter { speaks($0.event, of: question) }.compactMap { seen in
      try ignored(seen, for: question)
    }
    return corrected + unused + hidden
  }

  /// Why a record that is seen is no part of the answer; `nil` for one that may be.
  private func ignored(_ seen: SeenEvent, for question: Question) throws -> Explanation.Ignored? {
    let event = seen.event
    let words = Explainer.words(event)
    func because(_ reason: Explanation.Ignored.Reason, _ text: String) -> Explanation.Ignored {
      Explanation.Ignored(reason: reason, text: text, events: [seen.position])
    }
    if !event.isFact {
      return because(.notDone, "\(words): only \(event.modality?.rawValue ?? "announced")")
    }
    switch event.act {
    case .claim(let claim):
      let citation = Citation(event, at: seen.position, publishedBy: world.publishedBy)
      let speaker = citation.assertedBy.isEmpty ? citation.publisher : citation.assertedBy.listed()
      let said = claim.says.map(Explainer.words) ?? event.note ?? "something"
      return because(
        .claim, "claim by \(speaker ?? "somebody"): \(said) (grade \(event.grade)); a claim is no fact")
    case .assertion(let assertion):
      guard let bounds = event.on?.bounds, bounds.contains(day) else { return nil }
      return because(
        .assertion,
        "a list of \(assertion.view.rawValue) on \(bounds.plain), which is compared with the answer")
    case .domesticApproval:
      return event.on.map({ $0.bounds.earliest <= day }) ?? true
        ? because(.domestic, "\(words): approved at home; a bound for the consent, which binds nobody") : nil
    default:
      guard case .member(_, let org, _) = question, let organ = event.act.membershipConcern?.organ,
        organ != org
      else { return nil }
      return because(.organ, "\(words): of \(organ) alone, and not of \(org)")
    }
  }

  /// Whether a correction names an event that speaks of what a question is about.
  private func corrects(_ event: DiplomaticEvent, what question: Question) throws -> Bool {
    guard case .correction(let correction) = event.act else { return false }
    let place = try world.position(of: correction.target)
    return try place.flatMap { try world.event(at: $0) }.map { speaks($0, of: question) } ?? false
  }

  /// Whether an event speaks of what a question is about.
  private func speaks(_ event: DiplomaticEvent, of question: Question) -> Bool {
    switch event.act {
    case .claim(let claim):
      guard let says = claim.says else { return false }
      if let said = says.event, case .assertion(let assertion) = said.act {
        return speaks(assertion, of: question)
      }
      return says.identities.contains { $0.subject == question.subject }
    case .assertion(let assertion): return speaks(assertion, of: question)
    case .correction: return false
    default: break
    }
    switch question {
    case .member(let party, let org, _):
      guard let concern = event.act.membershipConcern, concern.parties.contains(party) else { return false }
      return concern.organ == org || concern.org == org
    case .inForce(let id):
      if case .domesticApproval = event.act { return false }
      return event.act.instrument == id
    case .party(let party, let id):
      return event.act.instrument == id
        && event.tags.contains { $0.key == "party" && $0.value == party }
    case .office(let id): return event.identities.contains { $0.subject == .office(id) }
    }
  }

  private func speaks(_ assertion: Assertion, of question: Question) -> Bool {
    func names(_ party: String) -> Bool {
      let isComplete = (assertion.complete ?? true) && assertion.party == nil
      return isComplete || assertion.party == party
        || assertion.rows.contains { $0["party"] == .string(party) }
    }
    switch (question, assertion.view) {
    case (.member(let party, let org, _), .members): return assertion.org == org && names(party)
    case (.inForce(let id), .instruments), (.inForce(let id), .pending): return assertion.instrument == id
    case (.party(let party, let id), .parties): return assertion.instrument == id && names(party)
    case (.office(let id), .offices): return assertion.office == id
    default: return false
    }
  }

  /// An event in a few words: `admission on 2006-06-23`.
  private static func words(_ event: DiplomaticEvent) -> String {
    if case .correction(let correction) = event.act {
      switch correction.target {
      case .position(let position): return "correction (\(correction.action.rawValue) \(position))"
      case .id(let id): return "correction (\(correction.action.rawValue) “\(id)”)"
      }
    }
    return "\(event.type)" + (event.on.map { " on \($0.text.plain)" } ?? "")
  }

  /// What a claim says in a few words: `admission on 2006-06-23`, `a list of pending on 2020-03-06`.
  private static func words(_ says: EventTemplate) -> String {
    if let event = says.event, case .assertion(let assertion) = event.act {
      let rows = assertion.rows.map { row in
        row.sorted { $0.key < $1.key }.compactMap { $0.value.plain }.joined(separator: " ")
      }
      let list = rows.isEmpty ? "none" : rows.joined(separator: ", ")
      return "list of \(assertion.view.rawValue)\(event.on.map { " on \($0.text.plain)" } ?? ""): \(list)"
    }
    let effective = says.event?.effective.map { ", effective \($0.text)" } ?? ""
    return "\(says.type)" + (says.on.map { " on \($0.text.plain)" } ?? "") + effective
  }
}

extension JSONValue {
  /// A word or number, as a part of a sentence.
  fileprivate var plain: String? {
    switch self {
    case .string(let text): text
    case .integer(let number): String(number)
    default: nil
    }
  }
}
