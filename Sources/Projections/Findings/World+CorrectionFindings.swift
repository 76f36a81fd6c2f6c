import Diplomacy
import EventLog

extension World {
  /// Replacements that put another kind of act, or another party's, in the place of an event.
  ///
  /// One that was confirmed is left alone: somebody has looked at it.
  func replacementFindings() throws -> [Contradiction] {
    let corrections = try corrections()
    return try corrections.standingReplacements.sorted { $0.key < $1.key }.compactMap { position, target in
      guard !corrections.isConfirmed(position), let old = try event(at: target),
        let new = try event(at: position)
      else { return nil }
      if case .correction = new.act { return nil }
      let difference: String
      if old.family != new.family {
        difference = "a \(old.type) by a \(new.type)"
      } else if let before = old.actors, let after = new.actors, before.isDisjoint(with: after) {
        difference =
          "a \(old.type) of \(before.sorted().listed) by one of \(after.sorted().listed)"
      } else {
        return nil
      }
      return Contradiction(
        subjects: [], days: [],
        message: "\(position) replaces \(difference) (\(target)): another act, not the same one put right",
        fix:
          "retract \(target) and record the other act by itself; if it is meant so, confirm \(position) with a"
          + " correction",
        events: [target, position])
    }
  }
}

extension World {
  /// Disputes that mark what rests on their event; one of a claim marks nothing, and settles what the claim contradicts.
  func disputeFindings() throws -> [Contradiction] {
    try corrections().standingDisputes.compactMap { target, dispute in
      guard let event = try event(at: target) else { return nil }
      switch event.act {
      case .claim, .correction: return nil
      default: break
      }
      let what = event.type.name + (event.on.map { " on \($0.text.plain)" } ?? "")
      let reason = try reason(of: dispute).map { ": \($0)" } ?? ""
      return Contradiction(
        code: .dispute, subjects: event.identities.compactMap(\.subject), days: [],
        message: "\(dispute) disputes \(target) (\(what))\(reason)",
        fix: "confirm \(target) with a correction once it is certain, else retract or replace it",
        events: [target, dispute])
    }
  }

  /// The reason that a correction gives.
  func reason(of correction: GlobalPosition) throws -> String? {
    guard let record = try record(at: correction), case .correction(let act) = try told(by: record).act else {
      return nil
    }
    return act.reason
  }

  /// Disputes of an event that had been replaced or retracted: they mark nothing.
  func idleDisputeFindings() throws -> [Contradiction] {
    let corrections = try corrections()
    return corrections.idleDisputes.map { dispute, target, removal in
      let isReplaced = corrections.action(of: removal) == .replace
      return Contradiction(
        subjects: [], days: [],
        message:
          "\(dispute) disputes \(target), which \(removal) had \(isReplaced ? "replaced" : "retracted"): it marks"
          + " nothing",
        fix: isReplaced
          ? "dispute \(removal), if what stands there now is meant, and retract \(dispute)"
          : "retract \(dispute); nothing rests on \(target)",
        events: [target, removal, dispute])
    }
  }
}

extension DiplomaticEvent {
  /// The kind of act: the forms of consent are one, any of them may stand for another.
  fileprivate var family: String {
    switch act {
    case .consent, .succession: "consent"
    default: type.name
    }
  }

  /// Who acts or is acted on; `nil` for acts without a party.
  fileprivate var actors: Set<String>? {
    switch json[isOffice ? "holder" : "party"] {
    case .string(let party): [party]
    case .array(let parties):
      Set(parties.compactMap { if case .string(let party) = $0 { party } else { nil } })
    default: nil
    }
  }

  private var isOffice: Bool {
    if case .office = act { true } else { false }
  }
}
