import EventLog
import TestSupport
import Testing

@testable import CLI

@Suite("What an import writes together")
struct ImportLimitsTests {
  private static let count = 3_000
  private static let transaction = 1_100

  /// An import of lines that are several batches, chunks and transactions.
  private struct Import {
    let folder = TemporaryFolder()
    let importer: Importer
    let log: EventLog

    /// - Parameter rival: the number of the line whose id somebody else takes after all lines were found to be fine.
    init(rival: Int?) throws {
      let padding = String(repeating: "p", count: 700)
      let lines = (1...ImportLimitsTests.count).map {
        #"{"type":"x-note","id":"n-\#($0)","text":"\#($0) \#(padding)"}"#
      }
      let path = folder.file("events.jsonl")
      try Files.write(Array(lines.joined(separator: "\n").utf8), to: path)
      let log = try EventLog.open(at: folder.file("timeline.mdb"))
      let errors = LineOutput(descriptor: try Descriptor.unlinkedFile(in: folder.path))
      let surroundings = Surroundings(
        environment: { _ in nil }, clock: { Instant(microseconds: 0) }, input: 0, output: errors,
        errors: errors,
        terminal: Terminal(columns: 80, showsOutput: false, showsErrors: false, hasColour: false))
      let writable = WritableLog(
        asked: log,
        open: {
          if let rival {
            _ = try log.append([
              Event(id: EventID("n-\(rival)"), type: "x-other", payload: Array(#"{"type":"x-other"}"#.utf8))
            ])
          }
          return log
        })
      var importer = Importer(
        files: [try InputFile(path, in: surroundings)], log: writable, rules: Preparation.Rules(),
        surroundings: surroundings)
      importer.limits.transaction = Importer.Amount(events: ImportLimitsTests.transaction, bytes: 1 << 30)
      importer.limits.chunk = Importer.Amount(events: 300, bytes: 1 << 30)
      importer.limits.firstPiece = Importer.Amount(events: 150, bytes: 1 << 30)
      (self.importer, self.log) = (importer, log)
    }

    /// How many events each transaction has recorded.
    func transactions() throws -> [Int] {
      let records = try log.read(.all, after: .start, limit: 10_000)
      return Dictionary(grouping: records, by: \.recordedAt).sorted { $0.key < $1.key }.map(\.value.count)
    }
  }

  @Test("is no more than the limit of a transaction, and everything in the order of the lines")
  func limits() throws {
    let imported = try Import(rival: nil)
    let summary = try imported.importer.run(isDry: false, continues: false)
    #expect(summary.recorded == Self.count)
    let transactions = try imported.transactions()
    #expect(transactions.count > 2)
    #expect(transactions.allSatisfy { $0 <= Self.transaction })
    let ids = try imported.log.read(.all, after: .start, limit: 10_000).map(\.id.text)
    #expect(ids == (1...Self.count).map { "n-\($0)" })
  }

  @Test(
    "is refused at the line whose id somebody else took meanwhile, whichever chunk it is in",
    arguments: [1, 299, 700, 1_250, 2_100, 3_000])
  func rival(line: Int) throws {
    let imported = try Import(rival: line)
    let complaint = try #require(throws: Complaint.self) {
      try imported.importer.run(isDry: false, continues: false)
    }
    #expect(complaint.place?.line == line)
    // The rival, and the transactions before that of the line.
    let before = try imported.transactions().dropFirst().reduce(0, +)
    #expect(before < line)
    #expect(complaint.sentence.contains("; \(before) events before it are recorded") == (before > 0))
    if line == 3_000 { #expect(before > 0) }
  }

  @Test(
    "leaves out that line alone where it goes on after errors", arguments: [1, 700, 1_250, 3_000])
  func goesOn(line: Int) throws {
    let imported = try Import(rival: line)
    let summary = try imported.importer.run(isDry: false, continues: true)
    #expect(summary.recorded == Self.count - 1)
    #expect(summary.refused.map(\.line) == [line])
    let ids = try imported.log.read(.all, after: GlobalPosition(1), limit: 10_000).map(\.id.text)
    #expect(ids == (1...Self.count).filter { $0 != line }.map { "n-\($0)" })
  }
}
