import Diplomacy
import EventLog

/// Makes the records of a log again from the lines of its export: what the payload does not say in so many words
/// (tags, days, facts) is worked out as it was when the event was recorded.
///
/// Only corrections need other lines: they are found by the tags of what they correct, which may stand before or
/// after them. So lines are looked at first (`look`), those that corrections name once more (`awaitsTargets`,
/// `lookForTargets`), and then each is made a record (`record`). Memory grows with the corrections only.
public struct Restoration: Sendable {
  private let upcasters: Upcasters
  private var targets: [Correction.Target: Found?] = [:]
  /// Whether any target is an id: then the id of every line must be known.
  private var awaitsIDs = false

  private struct Found: Sendable {
    var tags: [Tag]
    /// What it corrects itself, for a correction.
    var target: Correction.Target?
  }

  /// Why a line is no record of a log.
  public enum Refusal: Error, Hashable, Sendable {
    /// It is none of an export.
    case line(ExportedLine.Flaw)
    /// Its event is none; offsets count in the whole line.
    case event(EventError)
    /// It corrects what is not in the export.
    case target(Correction.Target)
    /// The event is not in canonical form.
    case notCanonical
  }

  /// A restoration of a whole log.
  public init(upcasters: Upcasters = .standard) {
    self.upcasters = upcasters
  }

  /// Takes note of what a line corrects; what is wrong with it is said by `record`.
  public mutating func look(_ line: [UInt8]) {
    guard Restoration.mayCorrect(line), let exported = try? ExportedLine(line),
      let event = try? DiplomaticEvent(json: exported.payload, upcasters: upcasters),
      case .correction(let correction) = event.act
    else { return }
    targets[correction.target] = .some(nil)
    if case .id = correction.target { awaitsIDs = true }
  }

  /// Whether corrections name events, so that every line must be shown once more.
  public var awaitsTargets: Bool { !targets.isEmpty }

  /// Takes note of a line that a correction names.
  public mutating func lookForTargets(_ line: [UInt8]) {
    guard let exported = try? ExportedLine(line) else { return }
    let place = Correction.Target.position(exported.position)
    guard awaitsIDs || targets[place] != nil,
      let event = try? DiplomaticEvent(json: exported.payload, upcasters: upcasters)
    else { return }
    let id = Correction.Target.id(event.id ?? EventID(contentOf: exported.payload).text)
    var found = Found(tags: event.tags)
    if case .correction(let correction) = event.act { found.target = correction.target }
    for target in [place, id] where targets[target] != nil { targets[target] = .some(found) }
  }

  /// The record of a line; throws `Refusal`.
  public func record(_ line: [UInt8]) throws(Refusal) -> RecordedEvent {
    let exported: ExportedLine
    do throws(ExportedLine.Flaw) {
      exported = try ExportedLine(line)
    } catch {
      throw .line(error)
    }
    let event: DiplomaticEvent
    do throws(EventError) {
      event = try DiplomaticEvent(json: exported.payload, upcasters: upcasters)
    } catch {
      var placed = error
      placed.offset = error.offset.map { $0 + line.count - exported.payload.count }
      throw .event(placed)
    }
    guard Restoration.isCanonical(exported.payload, of: event) else { throw .notCanonical }
    var recorded = event.recorded(origin: exported.origin)
    // As it was recorded, in the version in which it was.
    recorded.payload = exported.payload
    recorded.id = event.id.map { EventID($0) }
    if case .correction(let correction) = event.act {
      recorded.tags = Array(Set(recorded.tags + (try inheritedTags(from: correction.target))))
    }
    recorded.tags.sort { $0.description.utf8.lexicographicallyPrecedes($1.description.utf8) }
    return RecordedEvent(
      position: exported.position, recordedAt: exported.recordedAt,
      id: recorded.id ?? EventID(contentOf: exported.payload), event: recorded)
  }

  /// The tags of a target, and of what that corrects in turn.
  private func inheritedTags(from target: Correction.Target) throws(Refusal) -> [Tag] {
    var tags: [Tag] = []
    var seen: Set<Correction.Target> = []
    var next: Correction.Target? = target
    while let target = next, seen.insert(target).inserted {
      guard let found = targets[target] ?? nil else { throw .target(target) }
      tags += found.tags.filter { $0.key != "target" }
      next = found.target
    }
    return tags
  }

  /// Whether a line can hold a correction; most do not, and need not be read for that.
  private static func mayCorrect(_ line: [UInt8]) -> Bool {
    let type = Array("\"type\":\"correction\"".utf8)
    return line.count >= type.count
      && line.withUnsafeBytes { line in
        type.withUnsafeBytes { type in
          (0...(line.count - type.count)).contains { start in
            line[start] == type[0] && line[start...].starts(with: type)
          }
        }
      }
  }

  /// Whether a payload is written as a log keeps it.
  static func isCanonical(_ payload: [UInt8], of event: DiplomaticEvent) -> Bool {
    if event.canonicalJSON == payload { return true }
    // Raised from an older version, the event is not written as it was.
    return (try? JSONValue(json: payload))?.canonical == payload
  }
}
