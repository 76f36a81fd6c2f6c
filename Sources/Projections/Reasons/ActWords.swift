import Diplomacy
import EventLog

/// Acts of a history in words: as a thing (“the admission of Uzbekistan to CSTO”) and as what happened.
struct ActWords {
  /// What the act is called, to say something of it.
  var noun: String
  /// What happened by it.
  var deed: String

  /// What happened and by which rule: `Azerbaijan leaves CST: by the exit clause of CST (+6m)`.
  func told(by rule: Rule) -> String {
    rule.isToldByDeed ? deed : "\(deed): \(rule.words ?? "")"
  }

  /// A kind of status with its article: `a member`, `an observer`.
  static func one(_ status: String) -> String {
    let isVowel = status.utf8.first.map { "aeiou".utf8.contains($0) } ?? false
    return "\(isVowel ? "an" : "a") \(status)"
  }

  private init(_ noun: String, _ deed: String) {
    self.noun = noun
    self.deed = deed
  }

  /// An act of a membership.
  init(_ effect: MembershipState.Effect, party: String, org: String) {
    func kind(_ status: String) -> String { status == MembershipState.member ? "" : " as \(status)" }
    func part(_ scope: String) -> String { scope == MembershipState.wholeScope ? "" : " (\(scope))" }
    self =
      switch effect {
      case .request(.admission):
        .init("the request of \(party) to join \(org)", "\(party) asks to join \(org)")
      case .request(.suspension):
        .init(
          "the request of \(party) for suspension in \(org)", "\(party) asks \(org) to suspend its membership"
        )
      case .requestEnded:
        .init("the end of the request of \(party)", "the request of \(party) comes to nothing")
      case .grant(let status):
        .init("the grant of \(status) status to \(party)", "\(org) grants \(party) the status of \(status)")
      case .open(let status):
        .init(
          "the beginning of the \(status) status of \(party)",
          "\(party) becomes \(ActWords.one(status)) of \(org)")
      case .admit(let status), .originate(let status):
        .init(
          "the admission of \(party) to \(org)\(kind(status))",
          "\(party) becomes \(ActWords.one(status)) of \(org)")
      case .cease(nil):
        .init(
          "the end of the membership of \(party) in \(org)", "\(party) holds no status in \(org) any more")
      case .cease(let status?):
        .init(
          "the end of the \(status) status of \(party)",
          "\(party) is no longer \(ActWords.one(status)) of \(org)")
      case .suspend(let scope):
        .init("the suspension of \(party) in \(org)\(part(scope))", "\(org) suspends \(party)\(part(scope))")
      case .reinstate(let scope):
        .init(
          "the reinstatement of \(party) in \(org)", "\(org) lifts the suspension of \(party)\(part(scope))")
      case .lapse(let scope):
        .init(
          "the end of the suspension of \(party) in \(org)\(part(scope))",
          "the suspension of \(party) in \(org) ends\(part(scope))")
      case .giveNotice:
        .init("the notice of withdrawal of \(party)", "\(party) gives notice of withdrawal from \(org)")
      case .revokeNotice: .init("the revocation by \(party)", "\(party) takes its notice of withdrawal back")
      case .depart: .init("the withdrawal of \(party) from \(org)", "\(party) leaves \(org)")
      case .freeze: .init("the freeze by \(party)", "\(party) freezes its participation; no effect in law")
      case .resume: .init("the return of \(party)", "\(party) takes part again")
      case .end: .init("the end of \(party)", "\(party) ceases to exist")
      }
  }

  /// An act of a party towards an instrument.
  ///
  /// - Parameter form: how it consented, by the record.
  init(_ effect: PartyState.Effect, party: String, instrument: String, form: String?) {
    self =
      switch effect {
      case .sign: .init("the signature of \(instrument) by \(party)", "\(party) signs \(instrument)")
      case .consent:
        .init(
          "the \(form ?? "consent") of \(party) to \(instrument)",
          "\(party) consents to be bound by \(instrument)" + (form.map { ": \($0)" } ?? ""))
      case .withdrawConsent:
        .init("the withdrawal of its consent by \(party)", "\(party) withdraws its consent to \(instrument)")
      case .enterIntoForce:
        .init(
          "the entry into force of \(instrument) for \(party)", "\(instrument) enters into force for \(party)"
        )
      case .beginProvisional:
        .init("the provisional application by \(party)", "\(party) applies \(instrument) provisionally")
      case .endProvisional:
        .init(
          "the end of the provisional application by \(party)", "\(party) applies \(instrument) no longer")
      case .giveNotice:
        .init(
          "the notice of withdrawal of \(party) from \(instrument)",
          "\(party) gives notice of withdrawal from \(instrument)")
      case .revokeNotice: .init("the revocation by \(party)", "\(party) takes its notice of withdrawal back")
      case .depart: .init("the withdrawal of \(party) from \(instrument)", "\(party) leaves \(instrument)")
      case .extend: .init("the extension of \(instrument) for \(party)", "\(instrument) goes on for \(party)")
      case .endExtension:
        .init(
          "the end of the extension of \(instrument)", "\(instrument) is no longer prolonged for \(party)")
      case .expire: .init("the end of the term of \(instrument)", "the term of \(instrument) runs out")
      case .terminate:
        .init("the end of \(instrument) for \(party)", "\(instrument) ends for \(party)")
      case .dissolve: .init("the termination of \(instrument)", "\(instrument) ends for everyone")
      case .cease: .init("the end of \(party)", "\(party) ceases to exist")
      }
  }

  /// An act of an office.
  init(_ effect: OfficeState.Effect, office: String, holder: String) {
    self =
      switch effect {
      case .take: .init("the beginning of \(holder) as \(office)", "\(holder) takes the office")
      case .leave: .init("the end of \(holder) as \(office)", "\(holder) leaves the office")
      case .pass: .init("the passing of \(office) to \(holder)", "\(holder) goes on in the office")
      }
  }
}

extension DayBounds {
  /// The EDTF text without its brackets, as a part of a sentence.
  var plain: String { text?.plain ?? phrase }

  /// The EDTF text; `nil` for a day that only comes after the last one that can be asked for.
  var text: String? { earliest == .distantFuture ? nil : edtf }

  /// As a part of a sentence: `on 2015-04-02`, `in 2006-06`, `in 2006-06-23..2008-03-28`, `on 2015-04-02 or earlier`,
  /// `after 9999-12-31`.
  var phrase: String {
    if earliest == .distantFuture { return "after \(Day.last)" }
    switch (earliest.isCivil, latest.isCivil) {
    case (false, false): return "on a day that is not known"
    case (false, true): return "on \(latest) or earlier"
    case (true, false): return "on \(earliest) or later"
    case (true, true):
      return isExact ? "on \(plain)" : "in \(plain)"
    }
  }
}

extension String {
  /// A text in EDTF without its brackets.
  var plain: String { filter { $0 != "[" && $0 != "]" } }
}
