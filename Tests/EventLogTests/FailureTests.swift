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

@Suite("A log whose file")
struct FailureTests {
  private let fixture = LogFixture()

  /// A log with some events, closed.
  private func make() throws {
    _ = try fixture.open().append((1...300).map { event($0) })
  }

  @Test("was cut off is damaged, at every page, with or without its lock file", arguments: [true, false])
  func cutOff(hasLockFile: Bool) throws {
    try make()
    let whole = try Files.read(fixture.path)
    let pageSize = 4096
    for size in stride(from: whole.count - 1, to: 2 * pageSize - 1, by: -pageSize / 2) {
      try Files.write(Array(whole[..<size]), to: fixture.path)
      if !hasLockFile { unlink(fixture.path + "-lock") }
      do {
        let log = try fixture.open()
        // Only a page that is not in use can be missing.
        #expect(try log.read(limit: .max).count == 300)
      } catch let error as EventLogError {
        guard case .damaged(fixture.path, nil, _) = error else { throw error }
        #expect(try Files.read(fixture.path) == Array(whole[..<size]), "a refused file is not changed")
        #expect(Files.exists(fixture.path + "-lock") == hasLockFile)
      }
    }
  }

  @Test(
    "was cut off within its first two pages is damaged, or no log at all", arguments: [0, 1, 100, 4096, 8191])
  func cutOffEarly(size: Int) throws {
    try make()
    try Files.write(Array(try Files.read(fixture.path)[..<size]), to: fixture.path)
    let expected =
      size < 4096
      ? EventLogError.notALog(path: fixture.path)
      : .damaged(path: fixture.path, position: nil, reason: "the file ends before its last page")
    #expect(throws: expected) { try fixture.open() }
  }

  @Test("is cut off while it is open takes no append and is not followed any more")
  func cutOffWhileOpen() throws {
    let log = try fixture.open()
    _ = try log.append((1...300).map { event($0) })
    var follower = log.follower(from: try log.head())
    #expect(try follower.next() == [])
    #expect(truncate(fixture.path, off_t(try Files.size(fixture.path) - 3 * 4096)) == 0)
    let expected = EventLogError.damaged(
      path: fixture.path, position: nil, reason: "the file ends before its last page")
    #expect(throws: expected) { try log.append([event(1000)]) }
    #expect(throws: expected) { try follower.next() }
  }

  @Test("is emptied while it is open is damaged, and ends no process", arguments: [0, 100, 4096, 8191])
  func emptiedWhileOpen(size: Int) async throws {
    try make()
    let path = fixture.path
    await #expect(processExitsWith: .success) { [path = path as String, size = size as Int] in
      let log = try EventLog.open(at: path)
      var waiting = log.follower(from: try log.head())
      #expect(try waiting.next() == [])
      var starting = log.follower()
      #expect(truncate(path, off_t(size)) == 0)
      let expected = EventLogError.damaged(
        path: path, position: nil, reason: "the file ends before its last page")
      #expect(throws: expected) { try waiting.next() }
      #expect(throws: expected) { try starting.next() }
      #expect(throws: expected) { try log.append([event(1000)]) }
      #expect(throws: expected) { try log.read(limit: 1) }
      #expect(throws: expected) { try log.statistics() }
      #expect(throws: EventLogError.self) { try log.backup(to: path + ".copy") }
    }
  }

  @Test(
    "has a list of free pages that leads back to itself is looked at once, not for ever",
    .timeLimit(.minutes(1)))
  func loopOfFreePages() throws {
    do {
      let log = try fixture.open()
      for number in 0..<50 { _ = try log.append([event(number)]) }
    }
    var bytes = try Files.read(fixture.path)
    func number(at offset: Int) -> Int { (0..<8).reversed().reduce(0) { $0 << 8 | Int(bytes[offset + $1]) } }
    // The newer meta page (`MDB_meta`, after 16 bytes): the root of the free pages at 64, the number of the commit at 128.
    let meta = number(at: 16 + 128) > number(at: 4096 + 16 + 128) ? 0 : 4096
    let root = number(at: meta + 16 + 64)
    let lastPage = number(at: meta + 16 + 120)
    #expect(root > 1 && root < lastPage)
    // A branch of two nodes without keys, both of which lead to itself.
    let low = withUnsafeBytes(of: UInt64(root).littleEndian) { Array($0.prefix(6)) }
    let page = root * 4096
    bytes.replaceSubrange((page + 10)..<(page + 20), with: [1, 0, 20, 0, 0, 0, 0, 1, 16, 1])
    for offset in [256, 272] {
      bytes.replaceSubrange((page + offset)..<(page + offset + 8), with: low + [0, 0])
    }
    // Shorter than its last page, so that the list is asked.
    try Files.write(Array(bytes[..<max((root + 1) * 4096, bytes.count - 4096)].dropLast(1)), to: fixture.path)
    #expect(
      throws: EventLogError.damaged(
        path: fixture.path, position: nil, reason: "the file ends before its last page")
    ) { try fixture.open() }
  }

  @Test("is longer than it must be is whole")
  func extended() throws {
    try make()
    let bytes = try Files.read(fixture.path)
    try Files.write(bytes + [UInt8](repeating: 0xAB, count: 10_000), to: fixture.path)
    let log = try fixture.open()
    #expect(try log.read(limit: .max).count == 300)
    _ = try log.append((1000..<1100).map { event($0) })
    #expect(try log.read(limit: .max).count == 400)
  }

  @Test("has lost its lock file is whole")
  func withoutLockFile() throws {
    try make()
    #expect(unlink(fixture.path + "-lock") == 0)
    #expect(try fixture.open().append([event(1000)]).head == GlobalPosition(301))
    #expect(fixture.folder.names == ["log.mdb", "log.mdb-lock"])
  }

  @Test("is the environment of another program is refused, and no lock file is made beside it")
  func foreign() throws {
    do {
      let environment = try Environment.create(at: fixture.path)
      try environment.write { tx in
        for name in ["meta", "other"] {
          let table = try tx.createTable(named: name)
          try tx.put([UInt8(1)].span.bytes, forKey: [UInt8(2)].span.bytes, in: table)
        }
      }
    }
    unlink(fixture.path + "-lock")
    let before = try Files.read(fixture.path)
    #expect(throws: EventLogError.notALog(path: fixture.path)) { try fixture.open() }
    #expect(try Files.read(fixture.path) == before)
    #expect(fixture.folder.names == ["log.mdb"])
  }

  @Test("may only be read is read, and takes no append")
  func readOnlyFile() async throws {
    try make()
    let path = fixture.path
    chmod(fixture.folder.path, 0o755)
    chmod(path, 0o444)
    chmod(path + "-lock", 0o666)
    await #expect(processExitsWith: .success) { [path = path as String] in
      becomeNobody()
      #expect(throws: EventLogError.system(code: EACCES, path: path)) { try EventLog.open(at: path) }
      var options = EventLog.Options()
      options.readOnly = true
      let log = try EventLog.open(at: path, options: options)
      #expect(try log.read(limit: .max).count == 300)
      #expect(throws: EventLogError.system(code: EROFS, path: path)) { try log.append([event(1000)]) }
    }
  }

  @Test("has a lock file that may not be written, or a folder in which none can be made, is refused")
  func lockFile() async throws {
    try make()
    let path = fixture.path
    chmod(fixture.folder.path, 0o555)
    defer { chmod(fixture.folder.path, 0o755) }
    chmod(path, 0o666)
    for isThere in [true, false] {
      if isThere { chmod(path + "-lock", 0o444) } else { unlink(path + "-lock") }
      await #expect(processExitsWith: .success) { [path = path as String] in
        becomeNobody()
        for readOnly in [false, true] {
          var options = EventLog.Options()
          options.readOnly = readOnly
          #expect(throws: EventLogError.system(code: EACCES, path: path)) {
            try EventLog.open(at: path, options: options)
          }
        }
      }
      #expect(Files.exists(path + "-lock") == isThere)
    }
  }

  @Test("may not be opened, or be made, is refused and leaves nothing")
  func noPermission() async throws {
    try make()
    let (path, other) = (fixture.path, fixture.folder.file("other.mdb"))
    chmod(fixture.folder.path, 0o555)
    defer { chmod(fixture.folder.path, 0o755) }
    chmod(path, 0)
    await #expect(processExitsWith: .success) { [path = path as String, other = other as String] in
      becomeNobody()
      for path in [path, other] {
        #expect(throws: EventLogError.system(code: EACCES, path: path)) { try EventLog.open(at: path) }
      }
    }
    #expect(fixture.folder.names == ["log.mdb", "log.mdb-lock"])
  }
}

/// Gives up the rights of root, whom no permission stops; nothing for anybody else.
private func becomeNobody() {
  guard geteuid() == 0 else { return }
  let nobody: UInt32 = 65534
  precondition(setgid(nobody) == 0 && setuid(nobody) == 0, "root cannot become nobody")
}
