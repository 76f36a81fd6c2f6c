import EventLog
import TestSupport
import Testing

@Suite("The refusals of a run of events")
struct RefusalTests {
  private let fixture = LogFixture()

  @Test("are those that an append meets when each refused event is taken out", arguments: 0..<100)
  func oneByOne(run: Int) throws {
    let seed = UInt64(run) &* 0x5DEECE66D &+ 11
    var random = SeededGenerator(seed: seed)
    let log = try fixture.open()
    _ = try log.append((0..<4).map { event($0, id: "id-\($0)") })
    let events = (0..<random.below(24)).map { _ in
      let number = random.below(8)
      let content = random.oneIn(4) ? random.below(8) : number
      return event(
        content, id: random.oneIn(5) ? nil : "id-\(number)", type: random.oneIn(6) ? "" : "note")
    }
    let found = try log.refusals(of: events)
    var expected: [String] = []
    var rest = Array(events.enumerated())
    while true {
      do {
        _ = try log.check(rest.map(\.element))
        break
      } catch let error as EventLogError {
        let (place, refusal) = try #require(moved(error) { rest[$0].offset }, "seed \(seed)")
        expected.append("\(refusal)")
        rest.remove(at: place)
      }
    }
    // A flaw is met before a reuse; the order of the run is that of the indexes.
    #expect(found.map { "\($0)" }.sorted() == expected.sorted(), "seed \(seed)")
    let indexes = found.compactMap { moved($0) { $0 }?.place }
    #expect(indexes == indexes.sorted(), "seed \(seed)")
    let kept = events.indices.filter { !indexes.contains($0) }.map { events[$0] }
    #expect(try log.append(kept).entries.count == kept.count, "seed \(seed)")
  }

  @Test("are none for events that are new or there already")
  func none() throws {
    let log = try fixture.open()
    _ = try log.append([event(1, id: "a")])
    #expect(try log.refusals(of: [event(1, id: "a"), event(2), event(2)]).isEmpty)
    #expect(try log.refusals(of: []).isEmpty)
    #expect(try log.head() == GlobalPosition(1))
  }

  /// The place an error is about, and the error with another one.
  private func moved(
    _ error: EventLogError, _ place: (Int) -> Int
  ) -> (place: Int, error: EventLogError)? {
    switch error {
    case .invalidEvent(let index, let flaw): (index, .invalidEvent(index: place(index), flaw))
    case .idReused(let index, let id, let position):
      (index, .idReused(index: place(index), id: id, position: position))
    default: nil
    }
  }
}
