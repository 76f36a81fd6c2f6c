import ArgumentParser
import EventLog
import Projections

/// The command `timeline proof`.
struct ProofCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: TimelineCommandName.proof.rawValue,
    abstract: "Prove to somebody who has only a root that an event is in the log, or that the log only grew.",
    discussion: """
      Prints one JSON object with everything that is needed to check it, with `Scripts/verify-log.py` or with any \
      implementation of RFC 9162 (docs/INTEGRITY.md has its members).

        timeline proof --event 87
        timeline proof --from-size 100
      """)

  @Option(help: ArgumentHelp("Prove that the event at this position is in the log.", valueName: "position"))
  var event: String?
  @Option(
    help: ArgumentHelp(
      "Prove that the log begins with the log as it was with so many events.", valueName: "events"))
  var fromSize: String?
  @Option(
    help: ArgumentHelp(
      "Prove it for the log as it was with so many events, not for all.", valueName: "events"))
  var size: String?
  @OptionGroup var log: LogOptions

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    let size = try size.map { try UInt64(events: $0, option: "--size") }
    let log = try log.openForReading(in: surroundings)
    switch (event, fromSize) {
    case (let event?, nil):
      let position = try GlobalPosition(argument: event, option: "--event")
      guard position > .start else {
        throw Complaint(.usage, "--event: the first position is 1, not 0", hint: "`timeline log` lists them")
      }
      try surroundings.output.write(line: try inclusion(of: position, size, in: log))
    case (nil, let from?):
      let from = try UInt64(events: from, option: "--from-size")
      try surroundings.output.write(line: try consistency(from: from, size, in: log))
    default:
      throw Complaint(
        .usage, "a proof needs either --event or --from-size",
        hint: "--event 87 proves that an event is in the log, --from-size 100 that nothing before was changed"
      )
    }
    return .done
  }

  private func inclusion(of position: GlobalPosition, _ size: UInt64?, in log: EventLog) throws -> String {
    let (proof, head) = try log.inclusionProof(of: position, atSize: size)
    var line: [UInt8] = []
    try log.forEachExportLine(from: position, through: position) { bytes in
      line = bytes.withUnsafeBytes { Array($0) }
    }
    return JSONText.object([
      .init("proof", .text("inclusion")), .init("size", .integer(Int(head.size))),
      .init("root", .text(head.root.description)), .init("position", .integer(Int(position.number))),
      .init("leaf_index", .integer(Int(position.number - 1))),
      .init("leaf", .text(TreeHash.leaf(of: line).description)),
      .init("path", .list(proof.path.map { .text($0.description) })),
      .init("line", .text(String(decoding: line, as: UTF8.self))),
    ])
  }

  private func consistency(from: UInt64, _ size: UInt64?, in log: EventLog) throws -> String {
    let (proof, earlier, later) = try log.consistencyProof(from: from, to: size)
    return JSONText.object([
      .init("proof", .text("consistency")), .init("from_size", .integer(Int(earlier.size))),
      .init("from_root", .text(earlier.root.description)), .init("size", .integer(Int(later.size))),
      .init("root", .text(later.root.description)),
      .init("path", .list(proof.path.map { .text($0.description) })),
    ])
  }
}
