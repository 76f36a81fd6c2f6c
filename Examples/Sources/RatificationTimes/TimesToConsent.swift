import Diplomacy
import EventLog
import Projections

/// Folds the log into the days that each State took from signing an instrument to being bound by it.
struct TimesToConsent: Projection {
  /// When a party signed and consented, each with its bounds.
  struct Steps {
    var signed: DayBounds?
    var consented: DayBounds?

    /// The fewest and the most days from one to the other, `nil` while one of them is missing.
    var days: ClosedRange<Int>? {
      guard let signed, let consented else { return nil }
      let fewest = max(0, Int(consented.earliest.number) - Int(signed.latest.number))
      let most = Int(consented.latest.number) - Int(signed.earliest.number)
      return fewest <= most ? fewest...most : nil
    }
  }

  static let version = 1
  let instrument: String

  var query: EventQuery {
    let consents = Consent.Form.allCases.map { EventType($0.rawValue) }
    return EventQuery(types: ["signature"] + consents, tags: [Tag("instrument", instrument)])
  }
  var initialState: [String: Steps] { [:] }

  func evolve(_ state: inout [String: Steps], with event: SeenEvent) {
    guard event.event.isFact, let days = event.event.on?.bounds else { return }
    switch event.event.act {
    case .signature(let signature):
      for party in signature.party.values { state[party, default: Steps()].signed = days }
    case .consent(let consent):
      for party in consent.party.values { state[party, default: Steps()].consented = days }
    default: break
    }
  }
}
