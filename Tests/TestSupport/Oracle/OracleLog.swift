import Diplomacy
import EventLog

/// An event as it stands in a log: what the oracle is given.
public struct OracleRecord: Sendable {
  /// Its place, the first being 1.
  public var position: Int
  /// When it was recorded.
  public var recordedAt: Instant
  /// Its id.
  public var id: String
  /// What it says.
  public var event: DiplomaticEvent

  /// A record.
  public init(position: Int, recordedAt: Instant, id: String, event: DiplomaticEvent) {
    self.position = position
    self.recordedAt = recordedAt
    self.id = id
    self.event = event
  }
}

/// From where one looks (docs/DOMAIN.md, "From where one looks").
public struct OraclePerspective: Sendable {
  /// The last position that counts.
  public var asOf = Int.max
  /// The day by which a source must surely have been published.
  public var publishedBy: Day?
  /// The worst grade that is believed.
  public var trust: Int?
  /// Positions that are left out.
  public var without: Set<Int> = []
  /// What counts as recorded after everything, and is always seen.
  public var assumed: [OracleRecord] = []

  /// Everything is seen.
  public init() {}
}

/// An event that is seen and that no correction takes away.
struct OracleFact: Hashable {
  var position: Int
  var recordedAt: Instant
  var id: String
  var event: DiplomaticEvent
  var isDisputed: Bool
  /// Whether somebody checked it and nobody has disputed it since.
  var isConfirmed: Bool

  /// Which of two records of one act is believed: confirmed, better grade, later record, later source, id.
  func isBetter(than other: OracleFact) -> Bool {
    if isConfirmed != other.isConfirmed { return isConfirmed }
    if event.grade != other.event.grade { return event.grade < other.event.grade }
    if recordedAt != other.recordedAt { return recordedAt > other.recordedAt }
    let (own, others) = (published, other.published)
    if own != others { return own > others }
    return Array(id.utf8).lexicographicallyPrecedes(Array(other.id.utf8))
  }

  private var published: Day {
    (event.source?.values ?? []).compactMap { $0.date?.bounds.earliest }.min() ?? .distantPast
  }
}

extension OraclePerspective {
  /// The events that are seen, with replacements in their place.
  func facts(of log: [OracleRecord]) -> [OracleFact] {
    let seen = log.filter(sees) + assumed
    let corrections = seen.compactMap { record -> (place: Int, what: Correction, target: Int?)? in
      guard case .correction(let what) = record.event.act else { return nil }
      return (record.position, what, Self.place(of: what.target, in: seen, log))
    }
    /// A correction stands unless one that stands takes it away.
    func stands(_ place: Int, _ way: Set<Int> = []) -> Bool {
      guard !way.contains(place) else { return false }
      return !corrections.contains {
        $0.target == place && $0.what.action.takesAway && stands($0.place, way.union([place]))
      }
    }
    func removal(of place: Int) -> Int? {
      corrections.filter { $0.target == place && $0.what.action.takesAway && stands($0.place) }.map(\.place)
        .max()
    }
    /// The last word of those who confirm or dispute.
    func lastWord(on place: Int) -> Correction.Action? {
      corrections.filter {
        $0.target == place && stands($0.place) && [.confirm, .dispute].contains($0.what.action)
      }.max { $0.place < $1.place }?.what.action
    }
    return seen.compactMap { record -> OracleFact? in
      var event = record.event
      if case .correction(let correction) = event.act {
        guard let with = correction.with,
          let target = corrections.first(where: { $0.place == record.position })?.target,
          removal(of: target) == record.position
        else { return nil }
        event = with
      } else if removal(of: record.position) != nil {
        return nil
      }
      return OracleFact(
        position: record.position, recordedAt: record.recordedAt, id: record.id, event: event,
        isDisputed: lastWord(on: record.position) == .dispute,
        isConfirmed: lastWord(on: record.position) == .confirm)
    }
  }

  /// Whether a recorded event is seen.
  func sees(_ record: OracleRecord) -> Bool {
    guard record.position <= asOf, !without.contains(record.position) else { return false }
    var told = record.event
    var isClerical = false
    if case .correction(let correction) = told.act, told.source == nil {
      if let with = correction.with { told = with } else { isClerical = true }
    }
    switch told.act {
    case .entity, .instrument, .table, .category: return true
    default: break
    }
    if let trust, told.grade > trust, !isClerical { return false }
    if let publishedBy {
      let dates = (told.source?.values ?? []).compactMap { $0.date?.bounds.latest }
      if let first = dates.min() { return first <= publishedBy }
      return record.recordedAt <= .end(of: publishedBy)
    }
    return true
  }

  /// Where the target of a correction stands.
  private static func place(
    of target: Correction.Target, in seen: [OracleRecord], _ log: [OracleRecord]
  ) -> Int? {
    switch target {
    case .position(let position): Int(position.number)
    case .id(let id): (seen + log).first { $0.id == id }?.position
    }
  }
}

extension Correction.Action {
  fileprivate var takesAway: Bool { self == .retract || self == .replace }
}
