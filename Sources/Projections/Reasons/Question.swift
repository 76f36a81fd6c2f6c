/// What an explanation is asked for.
public enum Question: Hashable, Sendable {
  /// Whether somebody holds a status in an organisation, or in an organ by its id; `member` where none is named.
  case member(party: String, org: String, status: String = "member")
  /// Whether an instrument is in force.
  case inForce(String)
  /// Whether somebody is bound by an instrument.
  case party(String, instrument: String)
  /// Who holds an office.
  case office(String)
}

extension Question {
  /// The question in the words of the command: `member UZB CSTO`, `in-force CST`, `party UZB CST`, `office CSTO:chair`.
  public var words: String {
    switch self {
    case .member(let party, let org, let status):
      "member \(party) \(org)" + (status == MembershipState.member ? "" : " --status \(status)")
    case .inForce(let instrument): "in-force \(instrument)"
    case .party(let party, let instrument): "party \(party) \(instrument)"
    case .office(let office): "office \(office)"
    }
  }

  /// The rows it is about.
  var subject: Contradiction.Subject {
    switch self {
    case .member(let party, let org, _): .member(org: org, party: party)
    case .inForce(let instrument): .instrument(instrument)
    case .party(let party, let instrument): .party(instrument: instrument, party: party)
    case .office(let office): .office(office)
    }
  }
}
