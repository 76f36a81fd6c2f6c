import Diplomacy
import EventLog

/// What corrections have made of one record, as a perspective sees it.
public struct RecordStanding: Hashable, Sendable {
  /// The correction that took it away or put another event in its place, the latest one; `nil` where it stands.
  public var correctedBy: GlobalPosition?
  /// Whether another event was put in its place.
  public var isReplaced: Bool
  /// The corrections that dispute it, since it was last confirmed.
  public var disputedBy: [GlobalPosition]
  /// The corrections that confirm it.
  public var confirmedBy: [GlobalPosition]
  /// For a correction, whether it is in force: nothing in force takes it away, and, if it puts another event in place,
  /// no later correction has taken that place away; `nil` for any other event.
  public var isInForce: Bool?

  /// Whether there is anything to say of it.
  public var isPlain: Bool {
    correctedBy == nil && disputedBy.isEmpty && confirmedBy.isEmpty && isInForce != false
  }
}

/// One record in the chain of corrections around another.
public struct CorrectionLink: Hashable, Sendable {
  /// The correction, or what was corrected.
  public var record: RecordedEvent
  /// What it says, if it is a correction.
  public var correction: Correction?
  /// Who says so.
  public var assertedBy: [String]
  /// What it names; `nil` for an event that is no correction.
  public var target: GlobalPosition?
  /// What became of it.
  public var standing: RecordStanding
}

extension Inquiry {
  /// What corrections have made of the record at a position.
  public func standing(of position: GlobalPosition) throws -> RecordStanding {
    let corrections = try world.corrections(around: position)
    let removal = corrections.removal(of: position)
    return RecordStanding(
      correctedBy: removal, isReplaced: removal.map { corrections.action(of: $0) == .replace } ?? false,
      disputedBy: corrections.disputes(of: position), confirmedBy: corrections.confirmations(of: position),
      isInForce: corrections.action(of: position).map { corrections.isInForce(position, $0) })
  }

  /// Those of some records that a correction retracts or replaces, in the order of the positions.
  ///
  /// Of many records the corrections of the log are read once for all of them.
  public func corrected(
    among positions: some Collection<GlobalPosition>
  ) throws -> [(position: GlobalPosition, standing: RecordStanding)] {
    if positions.count > 8 { _ = try world.corrections() }
    return try positions.compactMap { position in
      let standing = try standing(of: position)
      return standing.correctedBy == nil ? nil : (position, standing)
    }
  }

  /// The corrections of a record, those of them, and so on, in the order of recording.
  public func corrections(of position: GlobalPosition) throws -> [CorrectionLink] {
    let corrections = try world.corrections(around: position)
    var found: Set<GlobalPosition> = []
    var open = [position]
    while let next = open.popLast() {
      open += corrections.corrections(of: next).filter { found.insert($0).inserted }
    }
    return try found.subtracting([position]).sorted().compactMap(link)
  }

  /// What a correction names, what that names if it is a correction itself, and so on, the nearest first; nothing
  /// twice.
  public func targets(of position: GlobalPosition) throws -> [CorrectionLink] {
    let corrections = try world.corrections(around: position)
    var found: [GlobalPosition] = []
    var next = corrections.target(of: position)
    while let target = next, target != position, !found.contains(target) {
      found.append(target)
      next = corrections.target(of: target)
    }
    return try found.compactMap(link)
  }

  /// The correction at a position; `nil` for an event that is none, or is not seen.
  public func correction(at position: GlobalPosition) throws -> CorrectionLink? {
    try link(position).flatMap { $0.correction == nil ? nil : $0 }
  }

  private func link(_ position: GlobalPosition) throws -> CorrectionLink? {
    guard let record = try world.record(at: position), try world.sees(record) else { return nil }
    let event = try world.told(by: record)
    var correction: Correction?
    if case .correction(let told) = event.act { correction = told }
    return CorrectionLink(
      record: record, correction: correction, assertedBy: event.assertedBy?.values ?? [],
      target: try world.corrections(around: position).target(of: position),
      standing: try standing(of: position))
  }
}
