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

  @Test("add up: the pages of the tables, the free ones, and the few that hold both together")
  func pages() throws {
    let log = try fixture.open()
    for number in 0..<200 { _ = try log.append([event(number, tags: [.init("k", "\(number)")])]) }
    let statistics = try log.statistics()
    let pages = statistics.tables.values.reduce(0) { $0 + $1.pages }
    // Two meta pages, the list of tables and that of free pages.
    #expect((pages + 3...pages + 8).contains(statistics.usedPages))
    #expect(statistics.fileSize >= (statistics.usedPages + statistics.freePages) * statistics.pageSize)
    #expect(statistics.tables["log"]?.entries == 200)
    #expect(statistics.tables["ids"]?.entries == 200)
    #expect(statistics.tables["tags"]?.entries == 400)
    #expect(statistics.root == (try log.root()))
  }
}
