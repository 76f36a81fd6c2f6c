import Diplomacy
import Projections

extension Complaint {
  /// A correction of nothing.
  init(_ error: MissingTarget) {
    let target =
      switch error.target {
      case .id(let id): "an event with the id “\(id)”"
      case .position(let position): "the event \(position)"
      }
    if case .position = error.target, error.head != .start {
      self.init(
        .refused, "the correction names \(target), which is not in the log",
        hint:
          "the log has the events #1 to \(error.head); one that is recorded together with its correction is named "
          + "by its id")
      return
    }
    if case .id(let id) = error.target, let number = UInt64(id), 1...error.head.number ~= number {
      self.init(
        .refused, "the correction names \(target), which is neither in the log nor recorded with it",
        hint: "write #\(number) for the event at that position")
      return
    }
    self.init(
      .refused, "the correction names \(target), which is neither in the log nor recorded with it",
      hint: error.head == .start
        ? "record the event first, or together with its correction, which then names its id"
        : "`timeline log` lists the events #1 to \(error.head) with their positions")
  }
}
