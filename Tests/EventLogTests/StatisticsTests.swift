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

@Suite("The statistics of a log")
struct StatisticsTests {
  private let fixture = LogFixture()

  @Test("say who reads, since how many commits, and not that they read themselves")
  func readers() throws {
    let log = try fixture.open()
    _ = try log.append([event(1)])
    #expect(try log.statistics().readers.isEmpty)
    try log.forEachRecord { _ in
      let first = try log.statistics()
      #expect(first.readers.map(\.lag) == [0])
      #expect(first.oldestReader?.process == Int(getpid()))
      for number in 2...4 { _ = try log.append([event(number)]) }
      #expect(try log.statistics().oldestReader?.lag == 3)
      #expect(try log.statistics().lastTransaction == first.lastTransaction + 3)
      return true
    }
    #expect(try log.statistics().readers.isEmpty)
  }

  @Test("see a reader in another process, and that it is gone when it was killed")
  func otherProcess() async throws {
    let path = fixture.path
    let log = try fixture.open()
    _ = try log.append([event(1)])
    let sign = fixture.folder.file("reading")
    let beside = Aside {
      while (try? Files.size(sign)) ?? 0 == 0 { usleep(5000) }
      let process = try #require(Int(String(decoding: try Files.read(sign), as: UTF8.self)))
      defer { kill(pid_t(process), SIGKILL) }
      _ = try log.append([event(2)])
      _ = try log.append([event(3)])
      let oldest = try #require(try log.statistics().oldestReader)
      #expect(oldest.process == process)
      #expect(oldest.lag == 2)
    }
    await #expect(processExitsWith: .signal(SIGKILL)) {
      [path = path as String, sign = sign as String] in
      try EventLog.open(at: path).forEachRecord { _ in
        try Files.write(Array("\(getpid())".utf8), to: sign)
        sleep(60)
        return true
      }
    }
    try beside.join()
    _ = try log.append([event(4)])
    #expect(try log.statistics().readers.isEmpty, "a writer clears the slots of the dead")
  }

  @Test("say, to whoever asks, from which event on a failure of the machine can undo what is recorded")
  func durability() throws {
    let log = try fixture.open()
    var options = EventLog.Options()
    options.durability = .relaxed
    let relaxed = try fixture.open(options)
    func since() throws -> UInt64? {
      let statistics = try log.statistics()
      #expect(statistics.durability == (statistics.relaxedSince == nil ? .full : .relaxed))
      #expect(try relaxed.statistics().relaxedSince == statistics.relaxedSince)
      return statistics.relaxedSince?.number
    }
    #expect(try since() == nil, "nothing was recorded yet")
    _ = try log.append([event(1), event(2)])
    _ = try relaxed.append([event(2)])
    #expect(try since() == nil, "nothing was new")
    _ = try relaxed.append([event(3), event(4)])
    #expect(try since() == 3)
    _ = try relaxed.append([event(5)])
    #expect(try since() == 3)
    #expect(try log.verify().isClean)
    #expect(throws: AppendConflict.self) { try log.append([event(6)], if: .head(.start)) }
    #expect(try since() == 3, "a refused append puts nothing on the disk")
    _ = try log.append([event(6)])
    #expect(try since() == nil)
    _ = try relaxed.append([event(7)])
    #expect(try since() == 7)
    _ = try log.append([event(7)])
    #expect(try since() == nil, "an event is acknowledged as on the disk, though another one recorded it")
    #expect(try log.verify().isClean)
  }

  @Test("are of one moment, whoever writes meanwhile")
  func oneMoment() async throws {
    let log = try fixture.open()
    let path = fixture.path
    async let writer = #expect(processExitsWith: .success) { [path = path as String] in
      try appendOneByOne(at: path, from: 0, count: 600)
    }
    while try log.head().number < 600 {
      // The threads of tasks are few, and the writer is started by one.
      await Task.yield()
      let found = try log.statistics()
      #expect(found.root.size == found.events && found.head.number == found.events)
      #expect(found.tables["log"]?.entries == Int(found.events))
      #expect(found.indexed <= found.head && found.head.number - found.indexed.number <= 256)
    }
    _ = await writer
  }

  @Test("add up: the pages of the tables, the free ones, and the few that hold both together")
  func pages() throws {
    let log = try fixture.open()
    for number in 0..<600 { _ = try log.append([event(number, tags: [.init("k", "\(number)")])]) }
    let statistics = try log.statistics()
    let pages = statistics.tables.values.reduce(0) { $0 + $1.pages }
    // Two meta pages, the list of tables and that of free pages.
    #expect((pages + 3...pages + 8).contains(statistics.usedPages))
    #expect(statistics.fileSize >= (statistics.usedPages + statistics.freePages) * statistics.pageSize)
    #expect(statistics.tables["log"]?.entries == 600)
    #expect(
      statistics.tables["ids"]?.entries == 4 + 1, "166 ids an entry: a run of 513, and that of the last one")
    let indexed = Int(statistics.indexed.number)
    #expect(
      statistics.tables["tags"]?.entries == indexed + (indexed + 127) / 128, "each tag, and runs of the type")
    #expect(statistics.root == (try log.root()))
  }
}
