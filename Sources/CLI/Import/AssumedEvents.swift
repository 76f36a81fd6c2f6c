import EventLog
import Projections

/// The events of a file that are to count for one answer, made ready as if they were to be recorded.
struct AssumedEvents {
  private let name: String
  private let surroundings: Surroundings

  /// The events of the file of this name; `-` is standard input.
  init(_ name: String, in surroundings: Surroundings) {
    self.name = name
    self.surroundings = surroundings
  }

  /// Every event of the file, in its order.
  ///
  /// The first line that could not be recorded is thrown: an assumption that is half made would answer another
  /// question.
  func read(over timeline: Timeline) throws -> [Event] {
    let file = try InputFile(name, in: surroundings)
    defer { file.close() }
    var preparation = try Preparation(for: timeline, rules: Preparation.Rules())
    try forEachLine(of: file) { try preparation.look($0) }
    if preparation.awaitsTargets {
      try forEachLine(of: file) { try preparation.lookForTargets($0) }
    }
    var events: [Event] = []
    try forEachLine(of: file) { line in
      switch try preparation.prepare(line) {
      case .ready(let ready): events += ready.map(\.event)
      case .refused(let complaint): throw complaint
      }
    }
    return events
  }

  private func forEachLine(of file: InputFile, _ body: (EventLine) throws -> Void) throws {
    var batches = FileBatches([file])
    while let batch = try batches.next() {
      for line in batch.events() { try body(line) }
    }
  }
}
