import EventLog

/// One line that the walking process tells the listening one: words with a tab between, none of which holds a tab.
enum VerifyLine: Hashable {
  /// A damage.
  case damage(Damage)
  /// The walk is over.
  case done(Verification)
  /// The log could not be walked, for another reason than damage or before it began.
  case refused(ExitStatus, sentence: String, hint: String?)

  /// The line, without its newline.
  var text: String {
    let words: [String] =
      switch self {
      case .damage(let damage):
        ["damage", damage.table.rawValue, damage.position.map { String($0.number) } ?? "", damage.reason]
      case .done(let found):
        [
          found.isFileChecked ? "done" : "done-without-file", String(found.events),
          found.root?.description ?? "", String(found.damages),
        ]
      case .refused(let status, let sentence, let hint):
        ["refused", String(status.rawValue), sentence, hint ?? ""]
      }
    return words.map(Printable.escaped).joined(separator: "\t")
  }

  /// Reads what ``text`` wrote; `nil` for anything else.
  init?(_ line: String) {
    let words = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard words.count == 4 else { return nil }
    switch words[0] {
    case "damage":
      guard let table = Damage.Table(rawValue: words[1]) else { return nil }
      self = .damage(
        Damage(table: table, position: UInt64(words[2]).map { GlobalPosition($0) }, reason: words[3]))
    case "done", "done-without-file":
      guard let events = UInt64(words[1]), let damages = Int(words[3]) else { return nil }
      self = .done(
        Verification(
          events: events, root: TreeHash(words[2]), damages: damages, isFileChecked: words[0] == "done"))
    case "refused":
      guard let status = Int32(words[1]).flatMap({ ExitStatus(rawValue: $0) }) else { return nil }
      self = .refused(status, sentence: words[2], hint: words[3].isEmpty ? nil : words[3])
    default: return nil
    }
  }
}

/// The place that a walk has reached, as the two processes share it.
enum VerifyPlace {
  static let tables: [Damage.Table] = [.file, .meta, .log, .ids, .tags, .names, .merkle, .histories]

  /// Notes a place.
  static func note(_ progress: Verification.Progress, on page: SharedPage) {
    page[0] = UInt64(tables.firstIndex(of: progress.table) ?? 0)
    page[1] = progress.position.number
    page[2] = progress.head.number
  }

  /// The place that was noted last.
  static func read(from page: SharedPage) -> (table: Damage.Table, position: GlobalPosition) {
    (tables[Int(page[0]) % tables.count], GlobalPosition(page[1]))
  }
}
