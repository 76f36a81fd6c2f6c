import EventLog
import LMDB
import TestSupport
import Testing

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// How many commits the growth of a log is measured over; `TIMELINE_COMMITS` raises it and prints what was found.
private let commits = environmentVariable("TIMELINE_COMMITS").flatMap { Int($0) } ?? 400

@Suite("The growth of a log")
struct GrowthTests {
  @Test("is not changed by a reader that was killed, nor by one that follows; by one that stays it is")
  func growth() async throws {
    let alone = try grow(LogFixture()) { _ in () }
    let killed = LogFixture()
    do { _ = try killed.open() }
    let path = killed.path
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let environment = try Environment.open(at: path)
      try environment.read { _ in _ = kill(getpid(), SIGKILL) }
    }
    let afterKill = try grow(killed) { _ in () }
    let followed = try grow(LogFixture()) { log in
      var follower = log.follower()
      _ = try follower.next()
    }
    // A reader that does stay makes the file grow: without that the rest would prove nothing.
    let stays = LogFixture()
    do { _ = try stays.open() }
    let environment = try Environment.open(at: stays.path)
    let read = try environment.read { _ in try grow(stays) { _ in () } }
    if environmentVariable("TIMELINE_COMMITS") != nil {
      print("\(commits) commits, bytes: alone \(alone), killed reader \(afterKill), follower \(followed), ")
      print("one long view \(read)")
    }
    #expect(Double(afterKill) < 1.1 * Double(alone))
    #expect(Double(followed) < 1.1 * Double(alone))
    #expect(read > 2 * alone)
  }

  /// The size of a log after the commits, of one event each.
  ///
  /// - Parameter open: called with the log before them.
  private func grow(_ fixture: LogFixture, _ open: (EventLog) throws -> Void) throws -> Int {
    var options = EventLog.Options()
    options.durability = .relaxed
    let log = try fixture.open(options)
    try open(log)
    for number in 0..<commits { _ = try log.append([event(number, tags: [.init("k", "v")])]) }
    return try Files.size(fixture.path)
  }
}
