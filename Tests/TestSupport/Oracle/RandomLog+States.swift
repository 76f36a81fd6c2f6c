import Diplomacy
import EventLog

extension RandomLog {
  /// A State goes on as another one, mostly on a day near to what it did; or it is only another that begins.
  mutating func continuation() -> DiplomaticEvent {
    let kind = random.pick([
      StateChange.Kind.continuation, .continuation, .continuation, .renaming, .separation,
    ])
    if isUnited {
      return event(
        .stateChange(StateChange(kind: .continuation, predecessors: ["S3", "S4"], successors: ["S1"])))
    }
    if let first = continued, random.oneIn(2) {
      // Who went on as another is continued itself.
      return event(
        .stateChange(StateChange(kind: kind, predecessors: ["S3"], successors: ["S2"])),
        on: EDTF(first.adding(days: random.below(20))))
    }
    let event = event(.stateChange(StateChange(kind: kind, predecessors: ["S4"], successors: ["S3"])))
    continued = max(continued ?? latest(event), latest(event))
    return event
  }
}
