import EventLog
import Projections

extension Surroundings {
  /// So many events that are there and do not count are told of by themselves.
  private static let mostCorrected = 8

  /// Says which of the events that were there already do not count any more, and what to do about it.
  func sayCorrected(_ positions: [GlobalPosition], in log: EventLog) throws {
    guard !positions.isEmpty else { return }
    let inquiry = try Timeline(log: log).inquire(from: Perspective(at: .last))
    let corrected = try inquiry.corrected(among: positions)
    for (position, standing) in corrected.prefix(Self.mostCorrected) {
      guard let correction = standing.correctedBy else { continue }
      say(
        "\(position) does not count: \(correction) \(standing.isReplaced ? "replaced" : "retracted") it; to let it"
          + " count again, retract \(correction) (action=retract, target='\(correction)'), or record it anew under"
          + " another id")
    }
    let others = corrected.count - Self.mostCorrected
    if others > 0 { say("\(others) more of them do not count either") }
  }
}
