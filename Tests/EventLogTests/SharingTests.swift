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

@Suite("Two handles on one log")
struct SharingTests {
  private let fixture = LogFixture()

  @Test("share one environment and see each other's events at once")
  func share() throws {
    let first = try fixture.open()
    let second = try fixture.open()
    _ = try first.append([event(1)])
    #expect(try second.head() == GlobalPosition(1))
    _ = try second.append([event(2)], if: .head(GlobalPosition(1)))
    #expect(try first.read(limit: 9).map(\.position.number) == [1, 2])
  }

  @Test("stay usable when the other one goes")
  func oneGoes() throws {
    let first = try fixture.open()
    do { _ = try fixture.open().append([event(1)]) }
    #expect(try first.head() == GlobalPosition(1))
    _ = try first.append([event(2)])
    #expect(try fixture.open().head() == GlobalPosition(2))
  }

  @Test("one of which only reads: it refuses to append, the other does not")
  func readOnly() throws {
    let writer = try fixture.open()
    var options = EventLog.Options()
    options.readOnly = true
    let reader = try fixture.open(options)
    _ = try writer.append([event(1)])
    #expect(try reader.head() == GlobalPosition(1))
    #expect(throws: EventLogError.system(code: EROFS, path: fixture.path)) { try reader.append([event(2)]) }
    #expect(try reader.check([event(2)]).entries[0].position == GlobalPosition(2))
    #expect(try writer.head() == GlobalPosition(1))
  }

  @Test("in many threads lose no event and no condition")
  func threads() async throws {
    let fixture = fixture
    let log = try fixture.open()
    let threads = 8
    let each = 25
    try await withThrowingTaskGroup { group in
      for thread in 0..<threads {
        group.addTask {
          let log = try fixture.open()
          for number in 0..<each {
            // Everyone counts one up: read the head, append only if it is still the head.
            while true {
              let head = try log.head()
              do {
                _ = try log.append([event(thread * 1000 + number)], if: .head(head))
                break
              } catch is AppendConflict {}
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try log.head() == GlobalPosition(UInt64(threads * each)))
    let events = try log.read(limit: 1000)
    #expect(zip(events, events.dropFirst()).allSatisfy { $0.recordedAt < $1.recordedAt })
  }

  @Test("in two processes lose no event and no condition")
  func processes() async throws {
    let path = fixture.path
    let log = try fixture.open()
    let each = 40
    async let other = #expect(processExitsWith: .success) { [path = path as String, each = each as Int] in
      try appendOneByOne(at: path, from: 1000, count: each)
    }
    try appendOneByOne(at: path, from: 0, count: each)
    _ = await other
    #expect(try log.head() == GlobalPosition(UInt64(2 * each)))
    let payloads = Set(try log.read(limit: 1000).map(\.event.payload))
    #expect(payloads.count == 2 * each)
  }

  @Test("see that the file was replaced, and write to neither")
  func replaced() throws {
    let log = try fixture.open()
    _ = try log.append([event(1)])
    let aside = fixture.folder.file("aside.mdb")
    #expect(rename(fixture.path, aside) == 0)
    #expect(throws: EventLogError.logReplaced(path: fixture.path)) { try log.append([event(2)]) }
    try Files.write(Array("something else".utf8), to: fixture.path)
    #expect(throws: EventLogError.logReplaced(path: fixture.path)) { try log.append([event(2)]) }
    #expect(try log.head() == GlobalPosition(1), "reading goes on")
    unlink(fixture.path)
    #expect(rename(aside, fixture.path) == 0)
    let next = try log.append([event(2)])
    #expect(next.head == GlobalPosition(2))
  }

  @Test("see that the lock file was taken away, and write nothing while others may hold another one")
  func lockReplaced() throws {
    let log = try fixture.open()
    _ = try log.append([event(1)])
    let lock = fixture.path + "-lock"
    let aside = fixture.folder.file("aside-lock")
    #expect(rename(lock, aside) == 0)
    #expect(throws: EventLogError.lockReplaced(path: fixture.path)) { try log.append([event(2)]) }
    try Files.write(Array("another lock".utf8), to: lock)
    #expect(throws: EventLogError.lockReplaced(path: fixture.path)) { try log.append([event(2)]) }
    #expect(try log.head() == GlobalPosition(1), "reading goes on")
    unlink(lock)
    #expect(rename(aside, lock) == 0)
    #expect(try log.append([event(2)]).head == GlobalPosition(2), "the same lock file again")
  }

  @Test("of which one is relaxed: the other acknowledges its events only when the disk has them")
  func duplicatesAreDurable() async throws {
    let path = fixture.path
    await #expect(processExitsWith: .success) { [path = path as String] in
      let log = try EventLog.open(at: path)
      var options = EventLog.Options()
      options.durability = .relaxed
      let relaxed = try EventLog.open(at: path, options: options)
      _ = try relaxed.append([event(1), event(2)])
      #expect(try log.append([event(2), event(1)]).entries.map(\.isDuplicate) == [true, true])
      // The disk takes no sync from now on: a pipe stands where liblmdb has the file open.
      var ends: [Int32] = [0, 0]
      #expect(pipe(&ends) == 0)
      for descriptor in descriptors(of: path) { dup2(ends[1], descriptor) }
      #expect(try relaxed.append([event(1)]).entries[0].isDuplicate)
      #expect(throws: EventLogError.system(code: EINVAL, path: path)) { try log.append([event(1)]) }
      #expect(throws: EventLogError.poisoned(path: path)) { try log.append([event(1)]) }
    }
    #expect(try EventLog.open(at: path).head() == GlobalPosition(2))
  }

  @Test("after a commit that failed: nothing more is written until the log is opened again")
  func poisoned() async throws {
    let path = fixture.path
    await #expect(processExitsWith: .success) { [path = path as String] in
      let log = try EventLog.open(at: path)
      _ = try log.append([event(1)])
      // The system refuses to let the file grow, as a full disk would.
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: rlim_t(try log.statistics().fileSize), rlim_max: rlim_t.max)
      #if canImport(Glibc)
      let resource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
      #else
      let resource = RLIMIT_FSIZE
      #endif
      setrlimit(resource, &limit)
      let large = (0..<1000).map { event($0 + 10) }
      #expect(throws: EventLogError.system(code: EFBIG, path: path)) { try log.append(large) }
      #expect(throws: EventLogError.poisoned(path: path)) { try log.append([event(2)]) }
      #expect(try log.head() == GlobalPosition(1))
    }
    let log = try EventLog.open(at: path)
    #expect(try log.head() == GlobalPosition(1), "what was acknowledged is there, what was not is not")
    let next = try log.append([event(2)])
    #expect(next.head == GlobalPosition(2))
  }
}

/// Appends events one after the other, each only if nobody wrote in between, as often as it takes.
func appendOneByOne(at path: String, from first: Int, count: Int) throws {
  let log = try EventLog.open(at: path)
  for number in first..<(first + count) {
    while true {
      do {
        _ = try log.append([event(number)], if: .head(try log.head()))
        break
      } catch is AppendConflict {}
    }
  }
}

/// The descriptors of this process that name a file.
private func descriptors(of path: String) -> [Int32] {
  var wanted = stat()
  guard stat(path, &wanted) == 0 else { return [] }
  return (0..<1024 as Range<Int32>).filter { descriptor in
    var found = stat()
    return fstat(descriptor, &found) == 0 && found.st_ino == wanted.st_ino && found.st_dev == wanted.st_dev
  }
}
