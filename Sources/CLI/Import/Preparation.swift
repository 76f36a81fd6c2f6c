import Diplomacy
import EventLog
import Projections

/// Makes the events of some lines ready for the log: names resolved, tags and facts made.
struct Preparation {
  /// What to do with what is not quite right.
  struct Rules: Sendable {
    /// Whether unknown names are declared on the fly.
    var declaresMissing = false
    /// Whether the command has a flag for that, which may be hinted at.
    var offersDeclaring = false
    /// What is put before every id, and before the targets of corrections that are ids.
    var idPrefix = ""
  }

  /// An event that can be appended.
  struct Ready: Sendable {
    let event: Event
    /// The line it comes from.
    let place: Complaint.Place
  }

  /// What became of one line.
  enum Outcome: Sendable {
    /// The event, after the declarations that it needed.
    case ready([Ready])
    /// It is refused.
    case refused(Complaint)
  }

  private let rules: Rules
  /// Knows the names of the log and all that were declared here.
  private var recorder: Recorder
  /// The names that were declared on the fly, in the order of need.
  private(set) var declared: [String] = []

  /// A preparation that knows the names of a log.
  init(for timeline: Timeline, rules: Rules) throws {
    self.recorder = try Recorder(timeline: timeline)
    self.rules = rules
  }

  /// Takes note of what a line declares and corrects, for all lines before and after it.
  mutating func look(_ line: EventLine) throws {
    guard let imported = line.declared else { return }
    try recorder.look(prefixed(imported.event), origin: imported.origin)
  }

  /// The id that a line gives its event, `nil` where it is made from the content.
  func writtenID(_ line: EventLine) -> String? {
    guard case .success(let imported) = line.outcome else { return nil }
    return imported.event.id.map { rules.idPrefix + $0 }
  }

  /// Whether corrections name events of the same files, so that every line must be shown once more.
  var awaitsTargets: Bool { recorder.awaitsTargets }

  /// Takes note of a line that a correction may name.
  mutating func lookForTargets(_ line: EventLine) throws {
    guard case .success(let imported) = line.outcome else { return }
    try recorder.lookForTargets(prefixed(imported.event), origin: imported.origin)
  }

  /// Whether a line could be made ready with what is known so far.
  mutating func isFine(_ line: EventLine) throws -> Bool {
    guard case .success(let imported) = line.outcome else { return false }
    do {
      try recorder.check(prefixed(imported.event), origin: imported.origin)
      return true
    } catch let error as EventLogError {
      throw error
    } catch {
      return false
    }
  }

  /// Makes a line ready.
  ///
  /// Errors of the log itself are thrown.
  mutating func prepare(_ line: EventLine) throws -> Outcome {
    switch line.outcome {
    case .failure(let complaint): return .refused(complaint.at(line.place))
    case .success(let imported):
      do {
        return .ready(try ready(imported, at: line.place))
      } catch let error as EventLogError {
        throw error
      } catch {
        var complaint = Complaint(about: error)
        if rules.offersDeclaring, (error as? EventError)?.isMissingDeclaration == true {
          complaint.hint? += ", or use --declare-missing"
        }
        return .refused(complaint.at(line.place))
      }
    }
  }

  private mutating func ready(_ imported: ImportedLine, at place: Complaint.Place) throws -> [Ready] {
    let event = prefixed(imported.event)
    var ready: [Ready] = []
    if rules.declaresMissing {
      for declaration in try recorder.declareMissing(in: event) {
        ready.append(Ready(event: try recorder.prepare(declaration), place: place))
        if case .entity(let entity) = declaration.act { declared.append(entity.entity) }
      }
    }
    ready.append(Ready(event: try recorder.prepare(event, origin: imported.origin), place: place))
    return ready
  }

  private func prefixed(_ event: DiplomaticEvent) -> DiplomaticEvent {
    guard !rules.idPrefix.isEmpty else { return event }
    var event = event
    if let id = event.id { event.id = rules.idPrefix + id }
    if case .correction(var correction) = event.act, case .id(let target) = correction.target,
      !EventID(target).isMadeFromContent
    {
      correction.target = .id(rules.idPrefix + target)
      event.act = .correction(correction)
    }
    return event
  }
}

extension EventError {
  /// Whether a declaration is all that it takes.
  fileprivate var isMissingDeclaration: Bool {
    switch reason {
    case .unknownParty, .unknownOrganisation, .unknownInstrument: true
    default: false
    }
  }
}

extension EventID {
  /// Whether it looks like an id that the log made: 32 lower-case hexadecimal digits.
  fileprivate var isMadeFromContent: Bool {
    let digits = text.utf8
    return digits.count == 32
      && digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}
