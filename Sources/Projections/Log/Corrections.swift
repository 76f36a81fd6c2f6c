import Diplomacy
import EventLog

/// Which corrections are in force among those that are seen, and what they do to their targets.
///
/// A correction counts from its own position on. It is itself undone by a correction that retracts or replaces it.
struct Corrections {
  /// The correction that takes an event away or puts another in its place.
  private var removals: [GlobalPosition: GlobalPosition] = [:]
  private var disputes: [GlobalPosition: [GlobalPosition]] = [:]
  private var active: Set<GlobalPosition> = []

  /// No corrections.
  init() {}

  /// The corrections of a log.
  /// - Parameter position: where an event id is recorded, `nil` where it is not seen.
  init(_ corrections: [(position: GlobalPosition, correction: Correction)], position: (EventID) throws -> GlobalPosition?)
    throws
  {
    var targets: [GlobalPosition: GlobalPosition] = [:]
    var correctors: [GlobalPosition: [(position: GlobalPosition, correction: Correction)]] = [:]
    for entry in corrections {
      let target: GlobalPosition? =
        switch entry.correction.target {
        case .id(let id): try position(EventID(id))
        case .position(let place): place
        }
      guard let target else { continue }
      targets[entry.position] = target
      correctors[target, default: []].append(entry)
    }

    func isActive(_ position: GlobalPosition, asking: Set<GlobalPosition>) -> Bool {
      guard !asking.contains(position) else { return false }
      return !(correctors[position] ?? []).contains { corrector in
        corrector.correction.action.removes && isActive(corrector.position, asking: asking.union([position]))
      }
    }

    for entry in corrections {
      guard let target = targets[entry.position], isActive(entry.position, asking: []) else { continue }
      active.insert(entry.position)
      switch entry.correction.action {
      case .retract, .replace: removals[target] = max(removals[target] ?? .start, entry.position)
      case .dispute: disputes[target, default: []].append(entry.position)
      case .confirm: break
      }
    }
  }

  /// The correction that retracts or replaces the event at a position, the latest one.
  func removal(of position: GlobalPosition) -> GlobalPosition? { removals[position] }

  /// The corrections that dispute the event at a position.
  func disputes(of position: GlobalPosition) -> [GlobalPosition] { disputes[position] ?? [] }

  /// Whether a replacement stands: its correction is not undone and no later one replaced the same target.
  func isActiveReplacement(_ position: GlobalPosition) -> Bool {
    active.contains(position) && removals.values.contains(position)
  }
}

extension Correction.Action {
  fileprivate var removes: Bool { self == .retract || self == .replace }
}
