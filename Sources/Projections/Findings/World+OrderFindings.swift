import Diplomacy
import EventLog

extension World {
  /// Acts towards an instrument before it was there to be signed.
  func untimelyFindings(_ history: InstrumentHistory) throws -> [Contradiction] {
    guard let declared = history.declarations.first else { return [] }
    let adopted = declared.event.on?.bounds
    let opened = history.declaration?.opened?.bounds
    var found: [Contradiction] = []
    for seen in try events(tagged: Tag("instrument", history.id)) where seen.event.isFact {
      guard let day = seen.event.on?.bounds, let step = seen.event.act.step(towards: history.id) else {
        continue
      }
      let limits: [(DayBounds?, String)] = [
        (adopted, "adopted"), (step.needsOpening ? opened : nil, "open for signature"),
      ]
      let missed = limits.lazy.compactMap { limit, word in limit.map { ($0, word) } }
        .first { limit, _ in day.latest < limit.earliest }
      guard let (limit, word) = missed else { continue }
      found.append(
        Contradiction(
          code: .order,
          subjects: step.parties.map { .party(instrument: history.id, party: $0) } + [
            .instrument(history.id)
          ],
          days: day.stretch,
          message:
            "\(seen.event.type) of \(history.id)\(step.parties.isEmpty ? "" : " by \(step.parties.listed)")"
            + " \(day.words), before it was \(word) (\(limit.edtf))",
          fix: "correct the day that is wrong", events: [seen.position, declared.position]))
    }
    return found
  }

  /// Days of one record that cannot follow each other so.
  func disorderFindings(_ seen: SeenEvent) -> [Contradiction] {
    let event = seen.event
    var words: [String] = []
    func compare(_ later: EDTF?, _ name: String, isAllowed: Bool = false) {
      guard let day = event.on?.bounds, let bounds = later?.bounds, !isAllowed else { return }
      if bounds.latest < day.earliest {
        words.append("“\(name)” (\(later?.text ?? "")) is earlier than “on”")
      }
    }
    compare(event.received, "received")
    compare(event.effective, "effective", isAllowed: !event.act.needsTime)
    if let begin = event.effectBounds, let until = event.untilBounds, until.latest <= begin.earliest {
      words.append("it ended before it began: “until” is the first day no longer (\(until.edtf))")
    }
    guard !words.isEmpty else { return [] }
    return [
      Contradiction(
        code: .order, subjects: event.identities.compactMap(\.subject).uniqued(), days: [],
        message:
          "\(event.type) on \(event.on?.text ?? "no day") (\(seen.position)): \(words.joined(separator: "; "))",
        fix: "replace \(seen.position) with a correction that has the right days", events: [seen.position])
    ]
  }
}

extension Act {
  /// A step towards an instrument: whose, and whether the instrument must be open for it.
  fileprivate func step(towards id: String) -> (parties: [String], needsOpening: Bool)? {
    switch self {
    case .signature(let act) where act.instrument == id: (act.party.values, true)
    case .consent(let act) where act.instrument == id: (act.party.values, true)
    case .domesticApproval(let act) where act.instrument == id: (act.party.values, false)
    case .provisionalApplication(let act) where act.instrument == id: (act.party.values, false)
    case .reservation(let act) where act.instrument == id: (act.party.values, false)
    case .withdrawal(let act) where act.instrument == id: (act.party.values, false)
    case .entryIntoForce(let act) where act.instrument == id: (act.party?.values ?? [], false)
    case .termination(let act) where act.instrument == id: (act.party?.values ?? [], false)
    default: nil
    }
  }

  /// Whether it takes effect when it is done or later, and never reaches back.
  ///
  /// What an organ decides, or a treaty says of itself, may.
  fileprivate var needsTime: Bool {
    switch self {
    case .withdrawal, .withdrawalRevoked, .application: true
    default: false
    }
  }
}

extension [String] {
  /// The first few, and how many more.
  var listed: String {
    count <= 3 ? joined(separator: ", ") : "\(prefix(2).joined(separator: ", ")) and \(count - 2) others"
  }
}
