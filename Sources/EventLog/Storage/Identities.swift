import LMDB

/// Finds which of a run of offered events are in the log already, or come twice among them.
struct Identities {
  let keys: IdentityKeys
  let order: [Int]

  /// Where an offered event stands.
  enum Place: Hashable {
    /// Nobody has its id.
    case new
    /// It is recorded.
    case recorded(GlobalPosition, Instant)
    /// An earlier event of the run has its id and its content.
    case sameAs(Int)
    /// Its id is recorded with other content.
    case reused(GlobalPosition)
    /// An earlier event of the run has its id and other content.
    case differs(Int)
  }

  /// The place of each event, in the order offered.
  ///
  /// Ids are looked up in the order of the table.
  func places(of events: [Event], in view: ReadTransaction, _ tables: LogTables) throws -> [Place] {
    var places = [Place](repeating: .new, count: events.count)
    var cursor = try view.cursor(in: tables.ids)
    var group = 0
    while group < order.count {
      let first = order[group]
      var end = group + 1
      while end < order.count, keys.areSame(first, order[end]) { end += 1 }
      let key = keys.bytes.span.bytes.extracting(keys.range(of: first))
      if let entry = try cursor.seek(exactly: key) {
        let position = try LogTables.position(ofID: entry.value)
        let record = try tables.indexedRecord(at: position, in: view)
        for index in order[group..<end] {
          let payload = events[index].payload
          let isSame = record.payload.hasSameBytes(as: payload.span.bytes)
          places[index] = isSame ? .recorded(position, record.recordedAt) : .reused(position)
        }
      } else {
        for index in order[(group + 1)..<end] {
          places[index] = events[index].payload == events[first].payload ? .sameAs(first) : .differs(first)
        }
      }
      group = end
    }
    return places
  }
}
