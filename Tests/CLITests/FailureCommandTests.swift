import EventLog
import TestSupport
import Testing

@testable import CLI

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Files that fail in the hands of the command: each with its status, one sentence and a hint.
@Suite("A command whose log")
struct FailureCommandTests {
  private static let note = ["append", "x-note", "--on", "2020-01-01", "--note", "one more"]

  private func check(
    _ outcome: Shell.Outcome, _ status: CLI.ExitStatus, _ sentence: String, hint: String,
    _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(outcome.status == status, "\(outcome.errors)", sourceLocation: location)
    #expect(outcome.output.isEmpty, sourceLocation: location)
    let lines = outcome.errors.split(separator: "\n").map(String.init)
    #expect(lines.count == 2, "\(outcome.errors)", sourceLocation: location)
    #expect(lines.first == "timeline: \(sentence)", sourceLocation: location)
    #expect(lines.last?.hasPrefix("  hint: \(hint)") == true, "\(outcome.errors)", sourceLocation: location)
  }

  @Test(
    "was cut off says so, whatever it is asked",
    arguments: [["log"], ["project"], ["export"], ["stats"], note])
  func cutOff(command: [String]) throws {
    let shell = Shell.declared()
    #expect(truncate(shell.log, off_t(try Files.size(shell.log) - 4096)) == 0)
    check(
      shell.run(command), .damaged, "timeline.mdb is damaged: the file ends before its last page",
      hint: "keep the file as it is, and go on from a backup or an export")
  }

  @Test("is the file of another program is left as it is, without a lock file beside it")
  func foreign() throws {
    let shell = Shell.declared()
    // A log whose mark is another: all else is as liblmdb has it.
    var bytes = try Files.read(shell.log)
    let mark = Array("timeline event log".utf8)
    for start in bytes.indices.dropLast(mark.count)
    where bytes[start..<(start + mark.count)].elementsEqual(mark) {
      bytes[start] = UInt8(ascii: "T")
    }
    try Files.write(bytes, to: shell.log)
    unlink(shell.log + "-lock")
    for command in [["log"], FailureCommandTests.note] {
      check(
        shell.run(command), .damaged, "timeline.mdb is not a log of timeline; it was not changed",
        hint: "name the log with --log PATH")
    }
    #expect(shell.folder.names == ["timeline.mdb"])
    #expect(try Files.read(shell.log) == bytes)
  }

  @Test("has two names is refused, and through a symbolic link is the file itself")
  func links() throws {
    var shell = Shell.declared()
    #expect(symlink(shell.log, shell.folder.file("alias.mdb")) == 0)
    shell.environment["TIMELINE_LOG"] = shell.folder.file("alias.mdb")
    #expect(shell.run(FailureCommandTests.note).output == "3\n")
    #expect(shell.folder.names == ["alias.mdb", "timeline.mdb", "timeline.mdb-lock"])
    #expect(link(shell.log, shell.folder.file("other.mdb")) == 0)
    shell.environment["TIMELINE_LOG"] = shell.log
    check(
      shell.run("log"), .environment,
      "timeline.mdb has 2 names (hard links), so its lock cannot be relied on", hint: "keep one of the names")
  }

  @Test("has lost its lock file is whole")
  func withoutLockFile() {
    let shell = Shell.declared()
    unlink(shell.log + "-lock")
    #expect(shell.run(FailureCommandTests.note).output == "3\n")
  }

  @Test("may only be read is read and not written to")
  func readOnly() async {
    await #expect(processExitsWith: .success) {
      let shell = restricted(folder: 0o755, log: 0o444, lock: 0o666)
      #expect(shell.run("log", "--format", "jsonl").lines.count == 2)
      FailureCommandTests().checkDenied(shell.run(FailureCommandTests.note))
    }
  }

  @Test(
    "may not be opened, or has a lock file that may not be written or made, is refused",
    arguments: [[0o755, 0, 0o666], [0o755, 0o666, 0o444], [0o555, 0o666, -1]])
  func denied(modes: [Int]) async {
    await #expect(processExitsWith: .success) { [modes = modes as [Int]] in
      let shell = restricted(
        folder: mode_t(modes[0]), log: mode_t(modes[1]), lock: modes[2] < 0 ? nil : mode_t(modes[2]))
      for command in [["log"], FailureCommandTests.note] {
        FailureCommandTests().checkDenied(shell.run(command))
      }
    }
  }

  @Test("may not be made is refused")
  func notMade() async {
    await #expect(processExitsWith: .success) {
      let shell = Shell()
      chmod(shell.folder.path, 0o555)
      becomeNobody()
      FailureCommandTests().checkDenied(shell.run(FailureCommandTests.note))
    }
  }

  fileprivate func checkDenied(_ outcome: Shell.Outcome) {
    check(
      outcome, .environment, "cannot use timeline.mdb: Permission denied",
      hint: "the file, its lock file and their folder must be readable and writable for you")
  }
}

/// A log of two events with these permissions (no lock file for `nil`), seen by somebody who is not root.
private func restricted(folder: mode_t, log: mode_t, lock: mode_t?) -> Shell {
  let shell = Shell.declared()
  chmod(shell.log, log)
  if let lock {
    chmod(shell.log + "-lock", lock)
  } else {
    unlink(shell.log + "-lock")
  }
  chmod(shell.folder.path, folder)
  becomeNobody()
  return shell
}

/// Gives up the rights of root, whom no permission stops; nothing for anybody else.
private func becomeNobody() {
  guard geteuid() == 0 else { return }
  precondition(setgid(65534) == 0 && setuid(65534) == 0, "root cannot become nobody")
}
