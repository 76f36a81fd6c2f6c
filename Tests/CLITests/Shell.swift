import EventLog
import TestSupport

@testable import CLI

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The testing library has an `ExitStatus` of its own.
typealias Status = ExitStatus

/// A folder with a log in it, and the program run there with a clock and a screen of its own.
struct Shell {
  /// Where the files are.
  var folder = TemporaryFolder()
  /// The environment of the program; nothing else is in it.
  var environment = ["TIMELINE_NOW": "2026-11-22T00:00:00Z"]
  /// The width of the page.
  var columns = 80
  /// Whether colours are allowed.
  var hasColour = false

  /// How a run ended.
  struct Outcome: Equatable {
    /// The exit status.
    var status: ExitStatus
    /// Standard output.
    var output: String
    /// Standard error.
    var errors: String

    /// The lines of standard output.
    var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  /// The path of the log.
  var log: String { folder.file("timeline.mdb") }

  /// Runs the program on the log of the folder.
  ///
  /// In what it prints the path of the folder is left out.
  func run(_ arguments: String..., input: String = "") -> Outcome {
    run(arguments, input: input)
  }

  /// Runs the program on the log of the folder.
  ///
  /// In what it prints the path of the folder is left out.
  func run(_ arguments: [String], input: String = "") -> Outcome {
    var environment = environment
    if environment["TIMELINE_LOG"] == nil { environment["TIMELINE_LOG"] = log }
    let variables = environment
    do {
      let files = try (0..<3).map { _ in try Descriptor.unlinkedFile(in: "/tmp") }
      defer { files.forEach { Descriptor.close($0) } }
      try Descriptor.write(Array(input.utf8), to: files[0])
      try Descriptor.rewind(files[0])
      let surroundings = Surroundings(
        environment: { variables[$0] }, clock: { Instant(microseconds: 0) }, input: files[0],
        output: LineOutput(descriptor: files[1]), errors: LineOutput(descriptor: files[2]),
        terminal: Terminal(columns: columns, showsOutput: hasColour, showsErrors: false, hasColour: hasColour)
      )
      let status = Program.run(arguments, in: surroundings)
      return Outcome(status: status, output: try text(of: files[1]), errors: try text(of: files[2]))
    } catch {
      fatalError("the streams of a test cannot be made: \(error)")
    }
  }

  /// Runs the program with a standard output that nobody reads any more.
  func runIntoClosedPipe(_ arguments: String...) -> Status {
    var ends: [Int32] = [0, 0]
    precondition(pipe(&ends) == 0)
    Descriptor.close(ends[0])
    defer { Descriptor.close(ends[1]) }
    signal(SIGPIPE, SIG_IGN)
    let path = log
    let surroundings = Surroundings(
      environment: { $0 == "TIMELINE_LOG" ? path : nil }, clock: { Instant(microseconds: 0) }, input: 0,
      output: LineOutput(descriptor: ends[1], capacity: 64), errors: LineOutput(descriptor: ends[1]),
      terminal: Terminal(columns: 80, showsOutput: false, showsErrors: false, hasColour: false))
    return Program.run(arguments, in: surroundings)
  }

  private func text(of descriptor: Int32) throws -> String {
    try Descriptor.rewind(descriptor)
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try Descriptor.read(descriptor, into: &buffer)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self).replacing(folder.path + "/", with: "")
  }

  /// Writes a file of the folder and answers its path.
  func file(_ name: String, _ lines: String...) -> String {
    let path = folder.file(name)
    do {
      try Files.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: path)
    } catch {
      fatalError("\(path) cannot be written: \(error)")
    }
    return path
  }

  /// The lines of `export`; none where there is no log.
  var exported: [String] { run("export").lines }
}

extension Shell {
  /// A shell whose log holds the history of the CSTO; all tests read the same one, and none writes to it.
  static func csto() -> Shell {
    var shell = Shell(folder: sharedHistory)
    shell.environment["TIMELINE_LOG"] = shell.log
    return shell
  }

  private static let sharedHistory: TemporaryFolder = {
    let shell = Shell()
    let outcome = shell.run("import", Files.package + "/seeds/csto.jsonl")
    precondition(outcome.status == .done, outcome.errors)
    // Nothing that is shared by all tests goes away before the process does.
    atexit { ScratchFolder.remove(Shell.sharedHistory.path) }
    return shell.folder
  }()

  /// Declarations that most tests need, one event a line.
  static let declarations = [
    #"{"type":"entity","entity":"CSTO","kind":"organisation","name":"Collective Security Treaty Organization"}"#,
    #"{"type":"instrument","instrument":"CSTO-P3","title":"Third Protocol","on":"2018-11-08","clause":"when all signatories"}"#,
  ]

  /// A shell whose log holds those declarations.
  static func declared() -> Shell {
    let shell = Shell()
    let outcome = shell.run("append", "-", input: declarations.joined(separator: "\n"))
    precondition(outcome.status == .done, outcome.errors)
    return shell
  }
}

extension String {
  /// The text with another one in place of a part.
  ///
  /// By bytes: the outputs are long.
  fileprivate func replacing(_ part: String, with other: String) -> String {
    let bytes = Array(utf8)
    let wanted = Array(part.utf8)
    var result: [UInt8] = []
    var place = 0
    while place < bytes.count {
      if bytes[place] == wanted[0], bytes[place...].starts(with: wanted) {
        result += other.utf8
        place += wanted.count
      } else {
        result.append(bytes[place])
        place += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
