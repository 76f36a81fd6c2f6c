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

/// Failures of a whole file system, in a name space of its own that goes with the process.
@Suite(
  "A command on a file system", .enabled(if: BuiltProgram.exists, "the program is not built"),
  .enabled(if: MountedFolder.isPossible, "only root may mount"))
struct FullDiskTests {
  private func run(_ script: String) throws -> BuiltProgram.Outcome {
    let program = try BuiltProgram(columns: 200)
    let note = String(repeating: "0", count: 60_000)
    let large = (1...8).map { #"{"type":"x-note","on":"2020-01-01","note":"\#($0)\#(note)"}"# }
    try Files.write(Array(large.joined(separator: "\n").utf8), to: program.folder.file("large.jsonl"))
    try Files.write(Array("set -e\n\(script)\n".utf8), to: program.folder.file("script"))
    return try program.run("unshare -m /bin/sh script")
  }

  @Test("that is full refuses the append, keeps what was acknowledged, and goes on when there is room")
  func full() throws {
    let outcome = try run(
      """
      mkdir disk && mount -t tmpfs -o size=2m tmpfs disk
      export TIMELINE_LOG=disk/x.mdb
      for n in 1 2 3; do timeline append x-note --on 2020-01-01 --note $n; done
      dd if=/dev/zero of=disk/filler bs=4k 2>/dev/null || true
      timeline import large.jsonl || echo "import $?"
      timeline append x-note --on 2020-01-01 --note "$(printf '%060000d' 9)" || echo "append $?"
      timeline export | wc -l
      rm disk/filler
      timeline import large.jsonl
      timeline export | wc -l
      """)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.words == ["1", "2", "3", "import 4", "append 4", "3", "11"])
    #expect(outcome.errors.contains("disk/x.mdb: No space left on device\n"), "\(outcome.errors)")
    #expect(outcome.errors.contains("  hint: free some space; what was acknowledged before is safe"))
  }

  @Test(
    "that has no room for a lock file refuses to open or make a log, ends by no signal and leaves no draft")
  func noLockFile() throws {
    let outcome = try run(
      """
      mkdir disk && mount -t tmpfs -o size=1m tmpfs disk
      export TIMELINE_LOG=disk/x.mdb
      timeline append x-note --on 2020-01-01 --note 1
      timeline export > whole.jsonl
      rm disk/x.mdb-lock
      dd if=/dev/zero of=disk/filler bs=4k 2>/dev/null || true
      timeline export || echo "export $?"
      timeline verify || echo "verify $?"
      timeline append x-note --on 2020-01-01 --note 2 || echo "append $?"
      timeline append x-note --on 2020-01-01 --note 2 --log disk/y.mdb || echo "new $?"
      timeline restore whole.jsonl --log disk/z.mdb || echo "restore $?"
      rm disk/filler
      ls -A disk | grep -v -x -e x.mdb -e x.mdb-lock || true
      timeline export | wc -l
      """)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      outcome.words == ["1", "export 4", "verify 4", "append 4", "new 4", "restore 4", "1"], "\(outcome)")
    #expect(outcome.errors.contains("No space left on device\n"), "\(outcome.errors)")
  }

  @Test("that is full and holds the temporary files: verify says so, and is not ended by it")
  func fullTemporaryFolder() throws {
    let outcome = try run(
      """
      mkdir disk && mount -t tmpfs -o size=64k tmpfs disk
      timeline append x-note --on 2020-01-01 --note 1
      dd if=/dev/zero of=disk/filler bs=4k 2>/dev/null || true
      TMPDIR=disk timeline verify || echo "verify $?"
      rm disk/filler
      TMPDIR=disk timeline verify | grep verified
      """)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("verify 4\n"), "\(outcome)")
    #expect(outcome.output.contains("nothing is damaged"), "\(outcome)")
    #expect(
      outcome.errors.contains("cannot make a temporary file in disk: No space left on device\n"),
      "\(outcome.errors)")
  }

  @Test(
    "that is mounted for reading only is read and not written to, with or without a lock file",
    arguments: [true, false])
  func readOnly(hasLockFile: Bool) throws {
    let outcome = try run(
      """
      mkdir disk && mount -t tmpfs -o size=1m tmpfs disk
      export TIMELINE_LOG=disk/x.mdb
      timeline append x-note --on 2020-01-01 --note 1
      \(hasLockFile ? "" : "rm disk/x.mdb-lock")
      mount -o remount,ro disk
      timeline export | wc -l
      timeline append x-note --on 2020-01-01 --note 2 || echo "append $?"
      timeline append x-note --on 2020-01-01 --note 2 --log disk/y.mdb || echo "new $?"
      """)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.words == ["1", "1", "append 4", "new 4"])
    #expect(outcome.errors.contains("Read-only file system"), "\(outcome.errors)")
    #expect(outcome.errors.contains("  hint: the file system is mounted for reading only"))
  }
}

extension BuiltProgram.Outcome {
  /// The lines of standard output without the spaces before them, which some versions of `wc` print.
  fileprivate var words: [String] {
    output.split(separator: "\n").map { String($0.drop { $0 == " " }) }
  }
}

/// File systems that a test makes.
private enum MountedFolder {
  /// Whether this process may mount one in a name space of its own.
  static let isPossible: Bool = {
    guard geteuid() == 0, let program = try? BuiltProgram() else { return false }
    return (try? program.run("mkdir disk && unshare -m mount -t tmpfs tmpfs disk"))?.status == 0
  }()
}
