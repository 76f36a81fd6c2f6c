import LMDB

/// A run of offered events, and what tells whether they can be recorded, and which of them are in the log already or come
/// twice among them.
struct OfferedIdentities: Sendable {
  let events: [Event]
  /// The first event that breaks a limit, and which.
  let refusal: (index: Int, flaw: EventLogError.InvalidEvent)?
  let keys: IdentityKeys
  /// The events in the order of the fingerprints of their keys, those of one id one after the other.
  let order: [Int]

  init(of events: [Event]) {
    self.events = events
    refusal = EventLimits.firstFlaw(in: events)
    keys = IdentityKeys(of: events)
    order = keys.sorted()
  }

  /// The id of an event, given or made from its content.
  func id(at index: Int) -> EventID { events[index].id ?? keys.id(at: index) }

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
  /// - Parameters:
  ///   - tail: what is known of the tail, and then what was seen of it: nothing of a view that may be given up can be kept.
  ///   - mapped: what is in memory of the log meanwhile.
  func places(
    in view: ReadTransaction, _ tables: LogTables, tail: inout TailIdentities,
    _ mapped: MappedMemory? = nil
  ) throws -> [Place] {
    var places = [Place](repeating: .new, count: events.count)
    try tail.follow(tables, in: view)
    var recorded: [Int: GlobalPosition] = [:]
    try tables.identities.forEachMatch(of: keys, order, tables, in: view, mapped) { recorded[$0] = $1 }
    var group = 0
    while group < order.count {
      let first = order[group]
      var end = group + 1
      while end < order.count, keys.areSame(first, order[end]) { end += 1 }
      let key = keys.bytes.span.bytes.extracting(keys.range(of: first))
      if let position = try recorded[first] ?? tail.position(of: key, tables, in: view) {
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
