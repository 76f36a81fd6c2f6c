import Diplomacy
import EventLog

/// How a consent ends, and another one after it.
extension OracleWorld {
  /// What takes the consents of a party back, its own or those it took over, without what surely came before any of
  /// them.
  func takenBack(by party: String, _ acts: OracleTreatyActs) -> [(day: Day, act: OracleAct)] {
    let consents = (acts.consents[party] ?? []).map(\.act)
    let changes = takeovers(by: party, acts)
    return (acts.takenBack[party] ?? []).filter { back in
      consents.contains { Self.takesBack(back, back.days.latest, $0, $0.days.earliest) }
        || changes.contains { $0.act.days.earliest <= back.days.latest }
    }.map { (day(of: $0), $0) }
  }

  /// Whether a withdrawal of consent comes after a consent: on a later day, or on the same one and recorded later.
  static func takesBack(_ back: OracleAct, _ day: Day, _ consent: OracleAct, _ given: Day) -> Bool {
    day > given || day == given && back.fact.position > consent.fact.position
  }

  /// The notices of a party that were not revoked, with their days.
  func notices(of party: String, _ acts: OracleTreatyActs) -> [(day: Day, act: OracleAct)] {
    let revocations = (acts.revocations[party] ?? []).map { (day: day(of: $0), act: $0) }
    let notices = (acts.notices[party] ?? []).map { (day: day(of: $0), act: $0) }
    for revocation in revocations {
      // What had not been given was not revoked.
      oddities["revocation \(revocation.act.number)"] =
        notices.contains { Self.revokes(revocation, $0) } ? 0 : 1
    }
    return notices.filter { notice in !revocations.contains { Self.revokes($0, notice) } }
  }

  /// Whether a revocation comes after a notice: of one day the one that is recorded first came first.
  private static func revokes(
    _ revocation: (day: Day, act: OracleAct), _ notice: (day: Day, act: OracleAct)
  ) -> Bool {
    revocation.day > notice.day
      || revocation.day == notice.day && revocation.act.fact.position > notice.act.fact.position
  }

  /// Whether a consent is one for afterwards where a notice is of its day: not the first, and recorded later than it.
  func isAnew(_ consent: OracleAct, after notice: OracleAct, _ party: String, _ acts: OracleTreatyActs)
    -> Bool
  {
    acts.consents[party]?.first?.act.number != consent.number
      && notice.days.intersection(consent.days) != nil && notice.fact.position < consent.fact.position
  }

  /// The same of any notice.
  func isAnew(_ consent: OracleAct, _ party: String, _ acts: OracleTreatyActs) -> Bool {
    (acts.notices[party] ?? []).contains { isAnew(consent, after: $0, party, acts) }
  }
}
