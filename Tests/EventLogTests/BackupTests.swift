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

@Suite("A copy of a log")
struct BackupTests {
  private let fixture = LogFixture()

  /// Both ways to copy a log.
  enum Way: String, CaseIterable {
    case backup, compact

    func copy(_ log: EventLog, to path: String) throws -> EventLog.Copy {
      switch self {
      case .backup: try log.backup(to: path)
      case .compact: try log.compact(to: path)
      }
    }
  }

  @Test(
    "is a log with the same events under the same root, and nothing is left beside it",
    arguments: Way.allCases)
  func same(way: Way) throws {
    let log = try fixture.open()
    for start in stride(from: 0, to: 600, by: 100) {
      fixture.clock.move(by: 1_000_000)
      _ = try log.append((start..<(start + 100)).map { event($0, tags: [.init("tenth", "\($0 / 10)")]) })
    }
    let path = fixture.folder.file("copy.mdb")
    let copy = try way.copy(log, to: path)
    #expect(copy.path == path)
    #expect(copy.head == GlobalPosition(600))
    #expect(copy.root == (try log.root()))
    #expect(copy.fileSize == (try Files.size(path)))
    #expect(fixture.folder.names == ["copy.mdb", "log.mdb", "log.mdb-lock"])
    let opened = try EventLog.open(at: path, clock: fixture.clock.read)
    #expect(try opened.read(limit: 1000) == log.read(limit: 1000))
    #expect(try opened.root() == log.root())
    #expect(try opened.statistics().createdAt == log.statistics().createdAt)
    #expect(try opened.append([event(1), event(1000)]).entries.map(\.isDuplicate) == [true, false])
    #expect(try log.head() == GlobalPosition(600), "the log is not the copy")
  }

  @Test("of an empty log is an empty log", arguments: Way.allCases)
  func empty(way: Way) throws {
    let copy = try way.copy(try fixture.open(), to: fixture.folder.file("copy.mdb"))
    #expect(copy.root == TreeHead(size: 0, root: .empty))
    #expect(try EventLog.open(at: copy.path).head() == .start)
  }

  @Test("without free pages is smaller, and those of the log stay")
  func compacts() throws {
    let log = try fixture.open()
    for number in 0..<300 { _ = try log.append([event(number)]) }
    let before = try log.statistics()
    let copy = try log.compact(to: fixture.folder.file("copy.mdb"))
    #expect(before.freePages > 0)
    #expect(copy.fileSize < before.fileSize)
    #expect(try EventLog.open(at: copy.path).statistics().freePages == 0)
    #expect(try log.statistics().fileSize == before.fileSize)
  }

  @Test(
    "that is made while others write holds what was acknowledged before it, and is a beginning of the log")
  func online() async throws {
    let fixture = fixture
    let log = try fixture.open()
    _ = try log.append([event(-1)])
    let path = fixture.path
    async let writer = #expect(processExitsWith: .success) { [path = path as String] in
      try appendOneByOne(at: path, from: 0, count: 300)
    }
    var copies: [EventLog.Copy] = []
    for number in 0..<12 {
      let before = try log.head()
      let copy = try (number.isMultiple(of: 2) ? Way.backup : .compact)
        .copy(log, to: fixture.folder.file("copy-\(number).mdb"))
      #expect(copy.head >= before)
      copies.append(copy)
    }
    _ = await writer
    let events = try log.read(limit: .max)
    #expect(events.count == 301)
    for copy in copies {
      let copied = try EventLog.open(at: copy.path).read(limit: .max)
      #expect(copied == Array(events.prefix(copied.count)))
      #expect(try log.root(atSize: copy.root.size) == copy.root)
    }
  }

  @Test("never takes the place of anything, least of all of the log", arguments: Way.allCases)
  func taken(way: Way) throws {
    let log = try fixture.open()
    _ = try log.append([event(1)])
    let file = fixture.folder.file("file")
    try Files.write(Array("precious".utf8), to: file)
    let folder = fixture.folder.file("folder")
    mkdir(folder, 0o755)
    let link = fixture.folder.file("link")
    symlink(fixture.path, link)
    let nowhere = fixture.folder.file("nowhere")
    symlink(fixture.folder.file("gone"), nowhere)
    let names = fixture.folder.names
    for path in [file, folder, nowhere, fixture.path + "-lock"] {
      #expect(throws: EventLogError.pathTaken(path: path)) { try way.copy(log, to: path) }
    }
    for path in [fixture.path, link, "\(fixture.folder.path)/./log.mdb", "\(folder)/../link"] {
      #expect(throws: EventLogError.copyOntoItself(path: path)) { try way.copy(log, to: path) }
    }
    #expect(try Files.read(file) == Array("precious".utf8))
    #expect(fixture.folder.names == names)
    #expect(try log.head() == GlobalPosition(1))
  }

  @Test("goes into a folder that is there, or is not made", arguments: Way.allCases)
  func missingFolder(way: Way) throws {
    let log = try fixture.open()
    let missing = fixture.folder.file("no/copy.mdb")
    #expect(throws: EventLogError.system(code: ENOENT, path: missing)) { try way.copy(log, to: missing) }
    let inFile = fixture.path + "/copy.mdb"
    #expect(throws: EventLogError.system(code: ENOTDIR, path: inFile)) { try way.copy(log, to: inFile) }
  }

  @Test("may be read by nobody who may not read the log", arguments: Way.allCases)
  func permissions(way: Way) throws {
    let log = try fixture.open()
    chmod(fixture.path, 0o600)
    let copy = try way.copy(log, to: fixture.folder.file("copy.mdb"))
    var status = stat()
    #expect(stat(copy.path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
  }

  @Test("for which there is no room leaves nothing behind", arguments: Way.allCases)
  func noRoom(way: Way) async throws {
    let fixture = fixture
    do { _ = try fixture.open().append((0..<500).map { event($0) }) }
    let path = fixture.path
    let name = way.rawValue
    await #expect(processExitsWith: .success) { [path = path as String, name = name as String] in
      let log = try EventLog.open(at: path)
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 20_000, rlim_max: rlim_t.max)
      #if canImport(Glibc)
      let resource = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
      #else
      let resource = RLIMIT_FSIZE
      #endif
      setrlimit(resource, &limit)
      #expect(throws: EventLogError.system(code: EFBIG, path: path + ".copy")) {
        try Way(rawValue: name)?.copy(log, to: path + ".copy")
      }
    }
    #expect(fixture.folder.names == ["log.mdb", "log.mdb-lock"])
  }

  @Test("of a log that is damaged is not made, and the log is named", arguments: Way.allCases)
  func damaged(way: Way) throws {
    do { _ = try fixture.open().append((0..<50).map { event($0) }) }
    var bytes = try Files.read(fixture.path)
    let payload = Array("{\"n\":33}".utf8)
    let place = try #require(bytes.firstRange(of: payload))
    bytes[place.lowerBound + 5] = UInt8(ascii: "4")
    try Files.write(bytes, to: fixture.path)
    let log = try fixture.open()
    let error = #expect(throws: EventLogError.self) { try way.copy(log, to: fixture.folder.file("copy.mdb")) }
    guard case .damaged(fixture.path, _, _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(fixture.folder.names == ["log.mdb", "log.mdb-lock"])
  }

  @Test(
    "of a log of which an index is damaged is not made, and the table is named",
    arguments: Way.allCases, ["ids", "tags", "names"])
  func damagedIndex(way: Way, name: String) throws {
    do {
      _ = try fixture.open().append((0..<50).map { event($0) })
      let environment = try Environment.open(at: fixture.path)
      let table = try environment.table(named: name)
      try environment.write { tx in
        let keys: [String: [UInt8]] = [
          "ids": [1, 0x78], "tags": [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 90], "names": [0, 0, 0x78],
        ]
        let values: [String: [UInt8]] = [
          "ids": [1, 0, 0, 0, 0, 0, 0, 0, 90], "tags": [], "names": [1, 0, 0, 0, 9],
        ]
        let (key, value) = (keys[name]!, values[name]!)
        try tx.put(value.span.bytes, forKey: key.span.bytes, in: table)
      }
    }
    let log = try fixture.open()
    let error = #expect(throws: EventLogError.self) { try way.copy(log, to: fixture.folder.file("copy.mdb")) }
    guard case .damaged(fixture.path, _, let reason)? = error, reason.hasPrefix("\(name): ") else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(fixture.folder.names == ["log.mdb", "log.mdb-lock"])
  }

  @Test("can be made where the log can only be read", .enabled(if: geteuid() != 0, "root may write anywhere"))
  func readOnly() throws {
    do { _ = try fixture.open().append([event(1)]) }
    chmod(fixture.path, 0o444)
    var options = EventLog.Options()
    options.readOnly = true
    #expect(try fixture.open(options).backup(to: fixture.folder.file("copy.mdb")).head == GlobalPosition(1))
  }
}

extension [UInt8] {
  /// Where a run of bytes stands first.
  fileprivate func firstRange(of part: [UInt8]) -> Range<Int>? {
    indices.first { self[$0...].starts(with: part) }.map { $0..<($0 + part.count) }
  }
}
