import LMDB

// From the histories to the log and back.
extension Verifier {
  /// Notes which histories an event belongs to, to be compared with what is stored.
  func expectHistories(of event: RecordedEvent) {
    guard log.histories != nil, let rule = log.options.histories else { return }
    for name in rule.names(of: event.event) { expectedHistories.insert(HistoryKey(name, event.position)) }
  }

  /// Whether each entry is one that the rule makes, and each that it makes is there, as far as they go.
  func checkHistories() throws {
    guard let table = log.histories else { return }
    reached(head, in: .histories)
    var state: HistoryState?
    var isMarked = false
    var stored: Set<HistoryKey> = []
    var flaws: [String] = []
    // One view, so that entries and what they cover belong together.
    let isReadable = try attempt(.histories) { view in
      var cursor = try view.cursor(in: table.table)
      var entry = try cursor.first()
      while let current = entry {
        if current.key.copied == HistoryState.key {
          isMarked = true
          state = HistoryState(current.value)
          if state == nil { flaws.append("what the histories cover is malformed") }
        } else if let key = HistoryKey(current.key), current.value.copied == HistoryTable.value {
          stored.insert(key)
        } else {
          flaws.append("an entry of the table histories is malformed")
        }
        entry = try cursor.next()
      }
      if !isMarked, !stored.isEmpty { flaws.append("histories do not say what they cover") }
      let last = try log.tables.head(in: view)
      if let state, state.covered > last {
        flaws.append("the histories cover \(state.covered) events, and the log has \(last)")
      }
    }
    for flaw in flaws { try found(.histories, nil, flaw) }
    guard isReadable, let state, state.rule == log.options.histories?.version else { return }
    let end = min(state.covered, head)
    for key in stored.subtracting(expectedHistories).sorted() where key.position <= end {
      try found(
        .histories, key.position, "the history “\(key.name)” leads to an event that does not belong to it")
    }
    for key in expectedHistories.subtracting(stored).sorted() where key.position <= end {
      try found(.histories, key.position, "the event is missing in the history “\(key.name)”")
    }
  }
}

extension HistoryKey: Comparable {
  /// By position, then by name.
  static func < (left: HistoryKey, right: HistoryKey) -> Bool {
    (left.position, left.name) < (right.position, right.name)
  }
}
