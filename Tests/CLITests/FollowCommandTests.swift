import Foundation
import TestSupport
import Testing

@testable import CLI

/// `timeline log --follow` as a process: how it shows what comes, and how it ends.
@Suite("timeline log --follow", .enabled(if: BuiltProgram.exists, "the program is not built"))
struct FollowCommandTests {
  private let program: BuiltProgram

  init() throws {
    program = try BuiltProgram()
    let outcome = try program.run("timeline import seeds/csto.jsonl")
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  /// A running `timeline log --follow` whose output is a pipe that the test reads.
  private final class Following {
    let process = Process()
    let pipe = Pipe()
    private var received = Data()

    init(_ arguments: [String], in program: BuiltProgram) throws {
      process.executableURL = URL(fileURLWithPath: "\(BuiltProgram.products)/timeline")
      process.arguments = ["log", "--follow"] + arguments
      process.currentDirectoryURL = URL(fileURLWithPath: program.folder.path)
      process.environment = ["COLUMNS": "100", "LC_ALL": "C"]
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = pipe
      process.standardError = FileHandle.nullDevice
      try process.run()
      // Only the child writes: when it ends, so does the pipe.
      try pipe.fileHandleForWriting.close()
    }

    deinit { if process.isRunning { process.terminate() } }

    /// Reads until so many lines have come; the lines so far.
    func lines(_ count: Int) -> [String] {
      while received.count(where: { $0 == UInt8(ascii: "\n") }) < count {
        let more = pipe.fileHandleForReading.availableData
        if more.isEmpty { break }
        received += more
      }
      return String(decoding: received, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    /// The status it ends with; it must end soon.
    func status() throws -> Int32 {
      let slow = DispatchTime.now() + .seconds(20)
      while process.isRunning {
        try #require(DispatchTime.now() < slow, "it goes on")
        usleep(2_000)
      }
      return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }
  }

  private func append(_ number: Int, party: String = "ARM") throws {
    let outcome = try program.run(
      "timeline append x-note --on 2020-01-01 --party \(party) --set x_n=\(number) --note n\(number)")
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test(
    "shows what is there, then what other processes record, each once and as `log` does",
    arguments: ["jsonl", "table", "csv"])
  func shows(format: String) throws {
    let arguments = ["--type", "x-note,office", "--party", "ARM", "--from", "2015-01-01", "--format", format]
    let before = try program.run("timeline log \(arguments.joined(separator: " "))").output
    let following = try Following(arguments, in: program)
    #expect(following.lines(before.split(separator: "\n").count).joined(separator: "\n") + "\n" == before)
    for number in 1...5 {
      try append(number)
      try append(number, party: "BLR")
    }
    let after = try program.run("timeline log \(arguments.joined(separator: " "))").output
    let lines = following.lines(after.split(separator: "\n").count)
    #expect(lines.joined(separator: "\n") + "\n" == after)
    following.process.interrupt()
    #expect(try following.status() == 0)
    #expect(following.lines(.max) == lines)
  }

  @Test("shows each event once, in order, while several processes append, soon after it was acknowledged")
  func processes() throws {
    let following = try Following(["--type", "x-note", "--format", "jsonl"], in: program)
    // Each says what it was acknowledged, and when; a shell for each, so that all run at once.
    let writers = try (0..<3).map { writer in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.currentDirectoryURL = URL(fileURLWithPath: program.folder.path)
      process.environment = [
        "PATH": "\(BuiltProgram.products):/usr/bin:/bin", "TIMELINE_NOW": BuiltProgram.now,
      ]
      let append = "timeline append x-note --on 2020-01-01 --set x_n=\(writer)-$n"
      process.arguments = [
        "-c",
        "for n in 1 2 3 4 5 6 7 8; do p=$(\(append)); echo \"$p $(date +%s%N)\"; done > done-\(writer)",
      ]
      try process.run()
      return process
    }
    var shown: [Int: Int] = [:]
    var positions: [Int] = []
    for count in 1...24 {
      let lines = following.lines(count)
      try #require(lines.count >= count, "it ended before everything was shown")
      let now = Int(Date().timeIntervalSince1970 * 1e9)
      let place = lines[count - 1].split(separator: ",").first?.split(separator: ":").last
      let position = try #require(place.flatMap { Int($0) })
      shown[position] = now
      positions.append(position)
    }
    #expect(positions == (148...171).map { $0 })
    for writer in writers { writer.waitUntilExit() }
    var delays: [Int] = []
    for writer in 0..<3 {
      for line in try Files.lines(of: program.folder.file("done-\(writer)")) {
        let words = line.split(separator: " ").compactMap { Int($0) }
        guard words.count == 2, let moment = shown[words[0]] else { continue }
        delays.append((moment - words[1]) / 1_000_000)
      }
    }
    // macOS has no nanoseconds in `date`.
    let median = delays.sorted().dropFirst(delays.count / 2).first ?? 0
    #expect(median < 100, "half of the events were shown later than \(median) ms")
  }

  @Test("ends with status 0 when it is asked to, while it waits", arguments: [SIGINT, SIGTERM])
  func signals(signal: Int32) throws {
    let following = try Following(["--limit", "2", "--format", "jsonl"], in: program)
    #expect(following.lines(2).count == 2)
    usleep(100_000)
    #expect(following.process.isRunning)
    kill(following.process.processIdentifier, signal)
    #expect(try following.status() == 0)
  }

  @Test("ends with status 0 when it is asked to, while a reader holds it up")
  func stalled() throws {
    // Three times as much as a pipe holds.
    let note = String(repeating: "long ", count: 400)
    let lines = (0..<100).map { #"{"type":"x-note","on":"2020-01-01","note":"\#(note)","x_n":\#($0)}"# }
    try Files.write(Array(lines.joined(separator: "\n").utf8), to: program.folder.file("long.jsonl"))
    #expect(try program.run("timeline import long.jsonl").status == 0)
    let following = try Following(["--format", "jsonl"], in: program)
    usleep(300_000)
    #expect(following.process.isRunning)
    following.process.terminate()
    #expect(try following.status() == 0)
  }

  @Test("finishes the line at work when it is asked to stop and the reader goes on", arguments: [2, 3, 5, 9])
  func wholeLines(stopsAt question: Int) throws {
    let pipe = Pipe()
    let line = Array(String(repeating: "long ", count: 600).utf8) + [UInt8(ascii: "\n")]
    var asked = 0
    #expect(throws: AskedToStop.self) {
      try Descriptor.write(
        lines: line + line + line, to: pipe.fileHandleForWriting.fileDescriptor,
        unless: {
          asked += 1
          return asked >= question
        })
    }
    try pipe.fileHandleForWriting.close()
    let written = try pipe.fileHandleForReading.readToEnd() ?? Data()
    #expect(written.last == line.last && written.count.isMultiple(of: line.count), "\(written.count) bytes")
    #expect((1...2).contains(written.count / line.count), "the line at work and none after it")
  }

  @Test(
    "ends with an error when what it follows is taken away, which it would wait for without an end",
    arguments: ["rm timeline.mdb", "rm timeline.mdb-lock", "ln -sfn other.mdb link.mdb", "rm link.mdb"])
  func takenAway(command: String) throws {
    #expect(try program.run("ln -s timeline.mdb link.mdb && timeline backup other.mdb").status == 0)
    let following = try Following(["--limit", "1", "--format", "jsonl", "--log", "link.mdb"], in: program)
    #expect(following.lines(1).count == 1)
    usleep(100_000)
    #expect(following.process.isRunning)
    #expect(try program.run(command).status == 0)
    #expect(try following.status() == 4)
  }

  @Test("ends with status 0 when nobody reads any more, even while it waits")
  func closedPipe() throws {
    let following = try Following(["--limit", "1", "--format", "jsonl"], in: program)
    #expect(following.lines(1).count == 1)
    try following.pipe.fileHandleForReading.close()
    #expect(try following.status() == 0)
  }

  @Test("does next to nothing while it waits")
  func idle() throws {
    let following = try Following(["--limit", "1", "--format", "jsonl"], in: program)
    #expect(following.lines(1).count == 1)
    let before = try processorTime(of: following.process.processIdentifier)
    sleep(2)
    let used = try processorTime(of: following.process.processIdentifier) - before
    #expect(used < 0.1, "\(used) s of processor time in 2 s of waiting")
    following.process.interrupt()
    #expect(try following.status() == 0)
  }

  /// The seconds of processor time that a process has used.
  private func processorTime(of process: Int32) throws -> Double {
    let ps = try program.run("cat /proc/\(process)/stat || true").output
    // After the name in brackets: user and system time are the twelfth and thirteenth word, in ticks.
    let words = ps.split(separator: ")").last?.split(separator: " ") ?? []
    guard words.count > 13, let user = Double(words[11]), let system = Double(words[12]) else { return 0 }
    return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  @Test(
    "goes with no option that looks at another log than the one that is there",
    arguments: [
      "--format json", "--as-of 2020-01-01", "--published-by 2020-01-01", "--trust 2", "--without 3",
    ])
  func refuses(option: String) throws {
    let outcome = try program.run("timeline log --follow \(option)")
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("--follow"), "\(outcome.errors)")
  }
}
