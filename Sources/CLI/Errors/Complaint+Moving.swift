import EventLog

extension Complaint {
  /// What is in the way of a log that is copied or restored, or was moved to an older program.
  static func moving(_ error: EventLogError) -> Complaint {
    switch error {
    case .pathTaken(let path):
      Complaint(
        .environment, "there is something at \(path) already; nothing is ever replaced",
        hint: "name another file, or move the old one away first")
    case .copyOntoItself(let path):
      Complaint(
        .environment, "\(path) is the log itself",
        hint: "name another file; a copy never takes the log's place")
    case .copyDiffers(let path, let reason):
      Complaint(
        .damaged, "what was made for \(path) is not what it must be: \(reason); it was removed",
        hint: "look at the disk, and try again")
    case .otherRoot(let found, let expected):
      Complaint(
        .refused, "the root of the \(found.size) events is \(found.root), not \(expected); nothing was made",
        hint: "an event is missing or changed, or the root is that of another log or of another moment")
    case .notAHistory(_, let flaw): .notAHistory(flaw)
    case .newerPayload(_, let position, let type, let found, let supported):
      Complaint(
        .damaged,
        "\(position) is of version \(found) of type \(type), and this program reads version \(supported)",
        hint: "use the program that recorded it, or a later one")
    default: Complaint(.environment, "the log cannot be moved: \(error)")
    }
  }

  /// Why an event cannot be restored after those before it.
  private static func notAHistory(_ flaw: EventLogError.NotAHistory) -> Complaint {
    let hint = "restore the export as it was printed, with every line"
    switch flaw {
    case .position(let position, let expected):
      return Complaint(.refused, "the line holds \(position), and \(expected) belongs there", hint: hint)
    case .recordedBefore(let last):
      return Complaint(
        .refused, "the event was recorded before the one in front of it, at \(last)", hint: hint)
    case .id(let id):
      return Complaint(.refused, "the id “\(id)” is not that of the event", hint: hint)
    }
  }
}
