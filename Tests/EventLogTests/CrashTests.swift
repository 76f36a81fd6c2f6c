import EventLog
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

@Suite("A process that is killed")
struct CrashTests {
  private let fixture = LogFixture()

  @Test("loses nothing that was acknowledged, and leaves no part of an append", arguments: 0..<12)
  func killed(seed: Int) async throws {
    let path = fixture.path
    let acknowledged = fixture.folder.file("acknowledged")
    for round in 0..<3 {
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [
          path = path as String, acknowledged = acknowledged as String, round = round as Int,
          seed = seed as Int
        ] in
        try appendUntilKilled(at: path, acknowledged, round: round, seed: UInt64(seed * 10 + round))
      }
    }
    let log = try EventLog.open(at: path)
    let events = try log.read(limit: .max)
    #expect(events.map(\.position.number) == (0..<events.count).map { UInt64($0) + 1 })
    let payloads = Set(events.map(\.event.payload))
    for line in try Files.lines(of: acknowledged) {
      #expect(
        payloads.contains(Array("{\"batch\":\"\(line)\",\"n\":0}".utf8)), "acknowledged, not there: \(line)")
    }
    // A batch has as many events as its last number says: all are there or none is.
    let batches = Dictionary(grouping: events) { batch(of: $0.event.payload) }
    for (name, events) in batches {
      #expect(events.count == events.first?.event.facts.first.map { Int($0) }, "in part: \(name)")
    }
    #expect(try log.append([event(1)]).entries.count == 1)
  }

  private func batch(of payload: [UInt8]) -> String {
    String(String(decoding: payload, as: UTF8.self).split(separator: "\"")[3])
  }
}

/// Appends batches and notes each one that was acknowledged, until a thread beside it kills the process.
private func appendUntilKilled(at path: String, _ acknowledged: String, round: Int, seed: UInt64) throws {
  var random = SeededGenerator(seed: seed)
  let delay = random.below(60_000)
  let log = try EventLog.open(at: path)
  let note = open(acknowledged, O_WRONLY | O_CREAT | O_APPEND, 0o644)
  Task.detached {
    usleep(UInt32(delay))
    kill(getpid(), SIGKILL)
  }
  for number in 0... {
    let size = 1 + random.below(200)
    let name = "\(round)-\(number)"
    _ = try log.append(
      (0..<size).map { index in
        Event(
          type: "note", facts: [UInt8(size)], payload: Array("{\"batch\":\"\(name)\",\"n\":\(index)}".utf8))
      })
    let line = name + "\n"
    precondition(write(note, line, line.utf8.count) == line.utf8.count)
  }
}
