import Diplomacy
import EventLog

extension ContradictionSearch {
  /// A record or a claim of one act.
  struct Version {
    var seen: SeenEvent
    var bounds: DayBounds?
    /// What a claim says; `nil` for a record.
    var says: EventTemplate?
    var isClaim: Bool { says != nil }
  }

  /// A claim of one act.
  struct ToldClaim: Hashable {
    let claim: GlobalPosition
    let act: ActIdentity

    init(_ claim: GlobalPosition, _ act: ActIdentity) {
      self.claim = claim
      self.act = act
    }
  }

  /// Claims of one act against its records and against each other: days that cannot both be right, and other
  /// fields that differ.
  ///
  /// - Parameter settled: takes the claims of another day than a record that was confirmed later, with the days that this settles.
  /// - Returns: the contradiction, and the claims of which another day is told in it.
  func differences(
    _ identity: ActIdentity, _ versions: [Version], settled: inout [ToldClaim: DayBounds]
  ) -> (Contradiction, claims: [GlobalPosition])? {
    var days: [ClosedRange<Day>] = []
    var involved: [Version] = []
    var dayWords: [String] = []
    var fieldWords: [String] = []
    let records = versions.filter { !$0.isClaim }
    let allClaims = versions.filter(\.isClaim)
    let nearest = allClaims.map { self.nearest(to: $0, among: records) }
    // A record that was confirmed after a claim was made is known to be so, whatever the claim says.
    let open = allClaims.indices.filter { index in
      let claim = allClaims[index]
      guard let record = nearest[index], let confirmation = record.seen.confirmedBy,
        confirmation > claim.seen.position
      else { return true }
      if let one = claim.bounds, let two = record.bounds, one.intersection(two) == nil {
        let days = Disagreement(versions: [], between: one, and: two).days
        settled[ToldClaim(claim.seen.position, identity)] = DayBounds(days.lowerBound, days.upperBound.next)
      }
      return false
    }
    var told: [GlobalPosition] = []
    for (number, index) in open.enumerated() {
      let claim = allClaims[index]
      for other in open[..<number].map({ allClaims[$0] }) + [nearest[index]].compactMap({ $0 }) {
        if let one = claim.bounds, let two = other.bounds, one.intersection(two) == nil {
          if !other.isClaim { told.append(claim.seen.position) }
          days.append(Disagreement(versions: [], between: one, and: two).days)
          involved += [other, claim]
          dayWords += [phrase(other), phrase(claim)]
        } else if let field = differingField(claim, other) {
          involved += [other, claim]
          fieldWords.append(
            "\(field.name) \(field.other) (\(other.seen.position)) against \(field.claimed) (\(claim.seen.position))"
          )
        }
      }
    }
    guard !involved.isEmpty else { return nil }
    let what = [identity.kind, identity.party, identity.object.trimmed].filter { !$0.isEmpty }.joined(
      separator: " ")
    let contradiction = Contradiction(
      subjects: identity.subject.map { [$0] } ?? [], days: days,
      message: "\(what): "
        + ([dayWords.uniqued().joined(separator: " against ")] + fieldWords).filter { !$0.isEmpty }.joined(
          separator: "; "),
      fix: Self.fix(of: involved, beside: open.compactMap { nearest[$0] }),
      events: involved.map(\.seen.position).uniqued())
    return (contradiction, told)
  }

  /// What settles a contradiction between these.
  private static func fix(of versions: [Version], beside recorded: [Version]) -> String {
    let records = (versions.filter { !$0.isClaim } + recorded).map(\.seen.position).uniqued().sorted()
    let claims = versions.filter(\.isClaim).map(\.seen.position).uniqued().sorted()
    let wrong = claims.count == 1 ? "the claim \(claims.numbers)" : "those of \(claims.numbers) that are wrong"
    return records.isEmpty
      ? "find the document, then record the act; dispute \(wrong) with a correction"
      : "find the document, then correct the record, or confirm \(records.numbers) or dispute \(wrong) with a"
        + " correction"
  }

  private func phrase(_ version: Version) -> String {
    let day = version.says?.on?.text ?? version.seen.event.on?.text ?? "no day"
    let speaker = version.isClaim ? "claimed, " : ""
    return "\(day) (\(speaker)\(version.seen.position), grade \(version.seen.event.grade))"
  }

  /// The record that the claim fits best: one with a common day, else the one closest to it.
  private func nearest(to claim: Version, among records: [Version]) -> Version? {
    guard let bounds = claim.bounds else { return records.first }
    func distance(_ version: Version) -> Int {
      guard let other = version.bounds else { return 0 }
      if other.intersection(bounds) != nil { return 0 }
      let gap =
        other.latest < bounds.earliest ? (other.latest, bounds.earliest) : (bounds.latest, other.earliest)
      return Int(gap.1.number) - Int(gap.0.number)
    }
    return records.min { distance($0) < distance($1) }
  }

  /// Fields that say what happened, where it did or who did it.
  private static let comparedFields = [
    "place", "by", "effective", "title", "cause", "mode", "constitutes", "depositary",
  ]

  private func differingField(_ claim: Version, _ other: Version) -> (
    name: String, claimed: String, other: String
  )? {
    guard let says = claim.says else { return nil }
    let told = other.says?.json ?? other.seen.event.json
    for name in Self.comparedFields {
      guard case .string(let claimed)? = says[name], case .string(let known)? = told[name], claimed != known
      else { continue }
      return (name, claimed, known)
    }
    return nil
  }
}

extension Disagreement {
  /// What settles records of one act that differ.
  static let fix =
    "retract or replace the records that are wrong, or confirm the one that is right, with a correction"
}

extension String {
  fileprivate var trimmed: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
