import Diplomacy
import EventLog

/// Which corrections are in force among those that are seen, and what they do to their targets.
///
/// A correction counts from its own position on; a confirmation settles the disputes before it. It is itself undone by a
/// correction that retracts or replaces it.
/// Corrections that undo each other in a circle do nothing.
struct Corrections {
  /// The correction that takes an event away or puts another in its place, the latest one.
  private var removals: [GlobalPosition: GlobalPosition] = [:]
  private var disputes: [GlobalPosition: [GlobalPosition]] = [:]
  /// The corrections that confirm an event, in their order.
  private var confirmations: [GlobalPosition: [GlobalPosition]] = [:]
  /// The corrections whose replacement stands.
  private var replacements: Set<GlobalPosition> = []
  /// The corrections that no correction in force undoes.
  private let active: Set<GlobalPosition>
  /// What becomes of the target of each correction.
  private let actions: [GlobalPosition: Correction.Action]
  /// What each correction names, where that is seen.
  private let targets: [GlobalPosition: GlobalPosition]
  /// The corrections that name each event, in their order.
  private let namers: [GlobalPosition: [GlobalPosition]]

  /// Of records that nothing corrects.
  static let none = Corrections()

  private init() {
    active = []
    actions = [:]
    targets = [:]
    namers = [:]
  }

  /// Whether there is none.
  var isEmpty: Bool { actions.isEmpty }

  /// The corrections of some records.
  /// - Parameter position: where an event id is recorded, `nil` where it is not seen.
  init(
    _ corrections: [(position: GlobalPosition, correction: Correction)],
    position: (EventID) throws -> GlobalPosition?
  ) throws {
    var targets: [GlobalPosition: GlobalPosition] = [:]
    for entry in corrections {
      switch entry.correction.target {
      case .id(let id): targets[entry.position] = try position(EventID(id))
      case .position(let place): targets[entry.position] = place
      }
    }
    let active = Corrections.active(corrections, targets)
    self.active = active
    self.targets = targets
    self.namers = Dictionary(grouping: targets.keys.sorted()) { targets[$0]! }
    self.actions = Dictionary(corrections.map { ($0.position, $0.correction.action) }) { first, _ in first }
    for entry in corrections.sorted(by: { $0.position < $1.position }) where active.contains(entry.position) {
      guard let target = targets[entry.position] else { continue }
      switch entry.correction.action {
      case .retract, .replace: removals[target] = max(removals[target] ?? .start, entry.position)
      case .dispute: disputes[target, default: []].append(entry.position)
      case .confirm:
        disputes[target] = nil
        confirmations[target, default: []].append(entry.position)
      }
    }
    replacements = Set(removals.values)
  }

  /// The corrections that no correction in force undoes: settled from those that nothing corrects downwards.
  private static func active(
    _ corrections: [(position: GlobalPosition, correction: Correction)],
    _ targets: [GlobalPosition: GlobalPosition]
  ) -> Set<GlobalPosition> {
    let known = Set(corrections.map(\.position))
    let removes = Set(corrections.filter { $0.correction.action.removes }.map(\.position))
    var unsettled: [GlobalPosition: Int] = [:]
    for position in removes {
      if let target = targets[position], known.contains(target) { unsettled[target, default: 0] += 1 }
    }
    var settled = corrections.map(\.position).filter { unsettled[$0] == nil }
    var decided = Set(settled)
    var undone: Set<GlobalPosition> = []
    var active: Set<GlobalPosition> = []
    while let position = settled.popLast() {
      let isActive = !undone.contains(position)
      if isActive { active.insert(position) }
      guard removes.contains(position), let target = targets[position], let open = unsettled[target] else {
        continue
      }
      if isActive { undone.insert(target) }
      unsettled[target] = open - 1
      // Undone once is enough, also for one that stands in a circle.
      if isActive || open == 1, decided.insert(target).inserted { settled.append(target) }
    }
    return active
  }

  /// The correction that retracts or replaces the event at a position, the latest one.
  func removal(of position: GlobalPosition) -> GlobalPosition? { removals[position] }

  /// The corrections that dispute the event at a position.
  func disputes(of position: GlobalPosition) -> [GlobalPosition] { disputes[position] ?? [] }

  /// The corrections that confirm the event at a position.
  func confirmations(of position: GlobalPosition) -> [GlobalPosition] { confirmations[position] ?? [] }

  /// The last confirmation of the event at a position, where nothing has disputed it since.
  func standingConfirmation(of position: GlobalPosition) -> GlobalPosition? {
    disputes(of: position).isEmpty ? confirmations(of: position).last : nil
  }

  /// Whether somebody has checked the event at a position.
  func isConfirmed(_ position: GlobalPosition) -> Bool { confirmations[position] != nil }

  /// Whether a correction is in force.
  func isActive(_ position: GlobalPosition) -> Bool { active.contains(position) }

  /// Whether a correction that does something is in force, and, for a replacement, what it puts in place stands.
  func isInForce(_ position: GlobalPosition, _ action: Correction.Action) -> Bool {
    guard isActive(position), action == .replace, targets[position] != nil else { return isActive(position) }
    return isActiveReplacement(position)
  }

  /// What a correction names; `nil` where it is not seen.
  func target(of position: GlobalPosition) -> GlobalPosition? { targets[position] }

  /// What a correction does; `nil` for an event that is none.
  func action(of position: GlobalPosition) -> Correction.Action? { actions[position] }

  /// The corrections that name the event at a position, in their order, whether in force or not.
  func corrections(of position: GlobalPosition) -> [GlobalPosition] {
    namers[position] ?? []
  }

  /// The replacements that stand, each with what it takes the place of.
  var standingReplacements: [GlobalPosition: GlobalPosition] {
    targets.filter { isActiveReplacement($0.key) }
  }

  /// The disputes in force of an event that no correction took away, each with its target.
  var standingDisputes: [(target: GlobalPosition, dispute: GlobalPosition)] {
    disputes.sorted { $0.key < $1.key }.flatMap { target, disputing -> [(GlobalPosition, GlobalPosition)] in
      let isCorrection = actions[target] != nil
      guard removals[target] == nil, !isCorrection || isActiveReplacement(target) else { return [] }
      return disputing.map { (target, $0) }
    }
  }

  /// The disputes in force of an event that an earlier correction took away, each with its target and that correction.
  var idleDisputes: [(dispute: GlobalPosition, target: GlobalPosition, removal: GlobalPosition)] {
    disputes.sorted { $0.key < $1.key }.flatMap { target, disputing in
      removals[target].map { removal in
        disputing.filter { $0 > removal }.map { ($0, target, removal) }
      } ?? []
    }
  }

  /// Whether the event of a replacement stands: its correction is in force, and no later one removed the same target.
  func isActiveReplacement(_ position: GlobalPosition) -> Bool { replacements.contains(position) }
}

extension Correction.Action {
  fileprivate var removes: Bool { self == .retract || self == .replace }
}
