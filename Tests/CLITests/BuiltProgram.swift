import Foundation
import TestSupport
import Testing

/// The program `timeline` of the build that runs this test, started as a shell starts it.
struct BuiltProgram {
  /// What a command line left behind.
  struct Outcome {
    var output: String
    var errors: String
    var status: Int32
  }

  /// A command that did not end in time.
  struct TooSlow: Error {
    let command: String
  }

  /// Where standard error goes.
  enum Errors {
    /// To a place of its own.
    case apart
    /// To the same place as standard output, in the order of writing, as on a screen.
    case withOutput
  }

  /// The folder in which commands run; it is empty but for `seeds`, a link to the seeds of the package.
  let folder = TemporaryFolder()

  /// The moment that the program takes for now.
  static let now = "2026-01-15T12:00:00Z"

  /// The width of the screen.
  let columns: Int

  init(columns: Int = 100) throws {
    self.columns = columns
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("seeds"), withDestinationPath: "\(Files.package)/seeds")
  }

  /// Whether the program was built; it is whenever the whole package is.
  static var exists: Bool { Files.exists("\(products)/timeline") }

  /// The folder of the test program, in which the products of the same build stand.
  ///
  /// On macOS the test runner is the executable, and the tests are a bundle among its arguments.
  static let products: String = {
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    let before = bundle.range(of: "/timelinePackageTests.xctest").map { bundle[..<$0.lowerBound] }
    return before.map(String.init) ?? URL(fileURLWithPath: bundle).deletingLastPathComponent().path
  }()

  /// What Scripts/sanitize tells the sanitizers, which are in the program as well.
  private static let sanitizers = ProcessInfo.processInfo.environment.filter {
    ["ASAN_OPTIONS", "TSAN_OPTIONS"].contains($0.key)
  }

  /// Runs a command line with `/bin/sh`, in a world that is the same on every machine.
  func run(_ command: String, errors: Errors = .apart) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", command]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.environment = [
      "PATH": "\(BuiltProgram.products):/usr/bin:/bin", "HOME": folder.path, "COLUMNS": String(columns),
      "LC_ALL": "C",
      "TIMELINE_NOW": BuiltProgram.now,
    ].merging(BuiltProgram.sanitizers) { own, _ in own }
    // Files rather than pipes: nobody waits for a reader, and a command that starts others cannot hold them open.
    let streams = TemporaryFolder()
    let output = try stream(streams.file("output"))
    let apart = try stream(streams.file("errors"))
    // At once and not when they go: from 1,024 open files on, Foundation does not see that a process has ended.
    defer { for handle in [output, apart] { try? handle.close() } }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors == .apart ? apart : output
    try process.run()
    let slow = DispatchTime.now() + .seconds(120)
    while process.isRunning {
      if DispatchTime.now() > slow {
        process.terminate()
        throw TooSlow(command: command)
      }
      usleep(2_000)
    }
    return Outcome(
      output: String(decoding: try Files.read(streams.file("output")), as: UTF8.self),
      errors: String(decoding: try Files.read(streams.file("errors")), as: UTF8.self),
      status: process.terminationStatus)
  }

  private func stream(_ path: String) throws -> FileHandle {
    try Files.write([], to: path)
    let handle = try #require(FileHandle(forWritingAtPath: path))
    return handle
  }
}
