import EventLog
import TestSupport
import Testing

import struct EventLog.Tag

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

@Suite("Following a log")
struct FollowTests {
  private let fixture = LogFixture()

  @Test(
    "shows every event once, in order, while another process appends from several threads, soon after its commit"
  )
  func processes() async throws {
    do { _ = try fixture.open() }
    let (path, ready) = (fixture.path, fixture.folder.file("ready"))
    // In a process of its own, where nothing but the system keeps it from being awake in time.
    let writers = (0..<3).map { writer in
      Aside {
        while !Files.exists(ready) { usleep(1000) }
        try appendOneByOne(at: path, from: 1000 * writer, count: 40)
      }
    }
    await #expect(processExitsWith: .success) { [path = path as String, ready = ready as String] in
      try await followOthers(at: path, ready: ready, total: 120)
    }
    for writer in writers { try writer.join() }
  }

  @Test("shows what a query asks for and passes over the rest", arguments: 0..<30)
  func queries(run: Int) throws {
    let seed = UInt64(run) &* 0x9E37_79B9 &+ 5
    var random = SeededGenerator(seed: seed)
    let log = try fixture.open()
    let tags = ["a", "b", "c"].map { Tag("k", $0) }
    let query = EventQuery(
      types: random.oneIn(2) ? ["note"] : [], tags: random.oneIn(3) ? [] : [random.pick(tags)])
    var follower = log.follower(
      of: query, from: GlobalPosition(UInt64(random.below(4))), limit: 1 + random.below(5))
    let start = follower.position
    var seen: [RecordedEvent] = []
    var number = 0
    for _ in 0..<20 {
      if random.oneIn(2) {
        let batch = (0..<random.below(8)).map { _ in
          number += 1
          return event(
            number, type: random.oneIn(2) ? "note" : "other", tags: random.oneIn(2) ? [random.pick(tags)] : []
          )
        }
        _ = try log.append(batch)
      }
      let page = try follower.next()
      #expect(page.count <= follower.limit, "seed \(seed)")
      seen += page
    }
    while case let page = try follower.next(), !page.isEmpty { seen += page }
    #expect(seen == (try log.read(query, after: start, limit: .max)), "seed \(seed)")
    #expect(follower.position == max(start, try log.head()), "seed \(seed)")
    #expect(try follower.next() == [], "seed \(seed)")
  }

  @Test("ends at once when its task is cancelled, by an error and not as if the log had ended")
  func cancelled() async throws {
    do { _ = try fixture.open().append([event(1)]) }
    let path = fixture.path
    await #expect(processExitsWith: .success) { [path = path as String] in try await cancelFollowing(at: path)
    }
  }

  @Test("ends with an error when the file is replaced, which would be silent for ever")
  func replaced() async throws {
    let log = try fixture.open()
    _ = try log.append([event(1)])
    var batches = log.follow().makeAsyncIterator()
    #expect(try await batches.next()?.map(\.position.number) == [1])
    #expect(rename(fixture.path, fixture.folder.file("aside.mdb")) == 0)
    await #expect(throws: EventLogError.logReplaced(path: fixture.path)) { try await batches.next() }
    #expect(rename(fixture.folder.file("aside.mdb"), fixture.path) == 0)
    _ = try log.append([event(2)])
    #expect(try await batches.next()?.map(\.position.number) == [2], "nothing is lost by an error")
  }

  @Test(
    "ends with an error when the lock file is taken away, or the link that led to the log leads elsewhere")
  func takenAway() throws {
    let link = fixture.folder.file("link.mdb")
    do { _ = try fixture.open().append([event(1)]) }
    #expect(symlink(fixture.path, link) == 0)
    let log = try EventLog.open(at: link, clock: fixture.clock.read)
    var follower = log.follower()
    #expect(try follower.next().count == 1)
    #expect(unlink(link) == 0)
    #expect(throws: EventLogError.logReplaced(path: fixture.path)) { try follower.next() }
    #expect(symlink(fixture.path, link) == 0)
    #expect(try follower.next() == [])
    #expect(rename("\(fixture.path)-lock", fixture.folder.file("aside")) == 0)
    #expect(throws: EventLogError.lockReplaced(path: fixture.path)) { try follower.next() }
    #expect(rename(fixture.folder.file("aside"), "\(fixture.path)-lock") == 0)
    #expect(try follower.next() == [])
  }

  @Test("begins where it is told, and a place after the head waits for it")
  func place() throws {
    let log = try fixture.open()
    let receipt = try log.append([event(1), event(2)])
    var after = log.follower(from: receipt.head)
    var beyond = log.follower(from: GlobalPosition(3))
    #expect(try after.next() == [])
    #expect(try beyond.next() == [])
    _ = try log.append([event(3)])
    #expect(try after.next().map(\.position.number) == [3])
    #expect(try beyond.next() == [])
    _ = try log.append([event(4)])
    #expect(try beyond.next().map(\.position.number) == [4])
  }
}

/// Follows a log until it has seen as many events as others append, and checks what it was shown and when.
private func followOthers(at path: String, ready: String, total: Int) async throws {
  let log = try EventLog.open(at: path)
  var events: [RecordedEvent] = []
  var delays: [Int64] = []
  try Files.write([], to: ready)
  for try await batch in log.follow() {
    let now = Instant.systemClock()
    #expect(!batch.isEmpty)
    events += batch
    delays += batch.map { now.microseconds - $0.recordedAt.microseconds }
    if events.count >= total { break }
  }
  #expect(events.map(\.position.number) == (1...UInt64(total)).map { $0 })
  #expect(events == (try log.read(limit: .max)))
  // From the record time, so that the commit itself is in it. Not each one: a loaded machine is late now and then.
  delays.sort()
  let (median, most, worst) = (delays[delays.count / 2], delays[delays.count * 95 / 100], delays.last ?? 0)
  let figures = "median \(median) µs, 95 % \(most) µs, worst \(worst) µs after the record time"
  #expect(most < 100_000, "of 20 events more than one was shown late: \(figures)")
  if environmentVariable("TIMELINE_COMMITS") != nil { print("follower: \(figures)") }
}

/// Cancels a follower that waits, and checks how it ends, in a process whose threads have nothing else to do.
private func cancelFollowing(at path: String) async throws {
  let log = try EventLog.open(at: path)
  let (first, waiting) = AsyncStream.makeStream(of: Int.self)
  let following = Task {
    for try await batch in log.follow() { waiting.yield(batch.count) }
  }
  for await count in first {
    #expect(count == 1)
    break
  }
  let clock = ContinuousClock()
  let began = clock.now
  following.cancel()
  await #expect(throws: CancellationError.self) { try await following.value }
  #expect(clock.now - began < .seconds(1))
}
