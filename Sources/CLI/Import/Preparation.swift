import Diplomacy
import EventLog
import Projections

/// Makes the events of some lines ready for the log: names resolved, tags and facts made.
///
/// A value: a copy that has looked at every line answers on any thread (`isFine`, `target`, `prepared`).
struct Preparation: Sendable {
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
  /// The lines that were looked at, up to so many as are worth a look through the codes of all States.
  private var looked = 0
  private static let many = 100
  /// The names that were declared on the fly, in the order of need.
  private(set) var declared: [String] = []

  /// A preparation that knows the names of a log.
  init(for timeline: Timeline, rules: Rules) throws {
    self.recorder = try Recorder(timeline: timeline)
    self.rules = rules
  }

  /// Makes a line ready, with the declarations that it needs.
  ///
  /// Errors of the log itself are thrown.
  mutating func prepare(_ line: EventLine) throws -> Outcome {
    try learn([line])
    guard rules.declaresMissing, let imported = line.readable else {
      return try prepared(line)
    }
    let event = prefixed(imported.event)
    do {
      var ready: [Ready] = []
      for declaration in try recorder.declareMissing(in: event) {
        ready.append(Ready(event: try recorder.prepare(declaration), place: line.place))
        if case .entity(let entity) = declaration.act { declared.append(entity.entity) }
      }
      ready.append(Ready(event: try recorder.prepare(event, origin: imported.origin), place: line.place))
      return .ready(ready)
    } catch {
      return .refused(try complaint(about: error, in: line))
    }
  }

  /// Makes a line ready with the names that are known.
  ///
  /// Errors of the log itself are thrown.
  func prepared(_ line: EventLine) throws -> Outcome {
    do {
      return .ready([Ready(event: try event(of: line), place: line.place)])
    } catch let complaint as Complaint {
      return .refused(complaint)
    }
  }

  /// The event of a line as the log keeps it, with the names that are known.
  ///
  /// What is wrong with the line is thrown as a `Complaint` with its place; errors of the log itself are thrown.
  func event(of line: EventLine) throws -> Event {
    if let complaint = line.complaint { throw complaint.at(line.place) }
    guard let imported = line.imported else { throw Complaint.lineTooLong.at(line.place) }
    do {
      if rules.idPrefix.isEmpty { return try recorder.prepared(imported.event, origin: imported.origin) }
      return try recorder.prepared(prefixed(imported.event), origin: imported.origin)
    } catch {
      throw try complaint(about: error, in: line)
    }
  }

  /// The event of a line as the log keeps it, `nil` where these names are not enough to tell it: what is wrong is said
  /// by `event(of:)`, and a correction needs its target.
  ///
  /// - Parameter bytes: those of the batch of the line.
  func event(of line: EventLine, in bytes: [UInt8], with names: NameResolver) -> Event? {
    guard line.isReadable, !line.corrects else { return nil }
    guard rules.idPrefix.isEmpty else {
      guard var imported = line.imported else { return nil }
      imported.event = prefixed(imported.event)
      return try? imported.recorded(with: names, canonical: nil)
    }
    return try? line.imported?.recorded(with: names, canonical: line.canonical.map { Array(bytes[$0]) })
  }

  /// What is wrong with a line; errors of the log itself are thrown.
  private func complaint(about error: any Error, in line: EventLine) throws -> Complaint {
    if let error = error as? EventLogError { throw error }
    var complaint = Complaint(about: error)
    if rules.offersDeclaring, (error as? EventError)?.isMissingDeclaration == true {
      complaint.hint? += ", or use --declare-missing"
    }
    return complaint.at(line.place)
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

// What is learnt from all lines before any is made ready.
extension Preparation {
  /// The names that the log has to be asked for.
  func unknownNames(of lines: [EventLine]) -> Set<Tag> {
    guard !recorder.isOfEmptyLog else { return [] }
    var names: Set<Tag> = []
    for line in lines {
      if let imported = line.readable { names.formUnion(imported.event.usedNames) }
    }
    return names
  }

  /// Asks the log for names, each once.
  mutating func learn(_ names: Set<Tag>) throws { try recorder.learn(names) }

  /// Asks the log for the names of some lines, each once.
  mutating func learn(_ lines: [EventLine]) throws { try learn(unknownNames(of: lines)) }

  /// Takes note of what a line declares and corrects, for all lines before and after it.
  mutating func look(_ line: EventLine) throws {
    looked += 1
    if looked == Preparation.many { recorder.expectMany() }
    guard line.part != .none, let imported = line.imported else { return }
    try recorder.look(prefixed(imported.event), origin: imported.origin)
  }

  /// The names that are known so far.
  var names: Names { recorder.names }

  /// The id that a line gives its event, `nil` where it is made from the content.
  func writtenID(_ line: EventLine) -> String? {
    rules.idPrefix.isEmpty ? line.writtenID : line.writtenID.map { rules.idPrefix + $0 }
  }

  /// Whether a correction names what is in the log or in the files; other events name nothing.
  func hasTarget(_ line: EventLine) throws -> Bool {
    guard line.corrects, let imported = line.readable,
      case .correction(let correction) = prefixed(imported.event).act
    else { return true }
    return try recorder.hasTarget(correction, origin: imported.origin)
  }

  /// Whether corrections name events of the same files, so that lines must be looked at once more.
  var awaitsTargets: Bool { recorder.awaitsTargets }

  /// The ids that corrections name and that are not found yet.
  var awaitedIDs: [String] { recorder.awaitedIDs }

  /// Whether corrections name events in another way than by a written id: by the content or the place they had.
  var awaitsOthers: Bool { recorder.awaitsOthers }

  /// What a correction needs of a line, `nil` when none names it.
  func target(_ line: EventLine) -> Recorder.Found? {
    guard let imported = line.readable else { return nil }
    return recorder.target(prefixed(imported.event), origin: imported.origin)
  }

  /// Takes note of a line that a correction may name.
  mutating func lookForTargets(_ line: EventLine) throws {
    try learn([line])
    if let found = target(line) { keep(found) }
  }

  /// Keeps what a correction needs of a line.
  mutating func keep(_ found: Recorder.Found) { recorder.keep(found) }
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

extension ImportedLine {
  /// The event as the log keeps it.
  ///
  /// - Parameter canonical: its canonical form as it was written, where that is at hand.
  fileprivate borrowing func recorded(
    with names: NameResolver, canonical: @autoclosure () -> [UInt8]?
  ) throws(EventError) -> Event {
    if let changed = try names.change(of: event) { return changed.recorded(origin: origin) }
    return event.recorded(origin: origin, canonical: canonical())
  }
}
