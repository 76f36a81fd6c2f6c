import EventLog

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Everything a command takes from outside: the clock, the environment, the screen and the three streams.
///
/// Nothing else in the program reads them, so a test can hand a command a world of its own.
struct Surroundings {
  /// The value of an environment variable.
  var environment: @Sendable (String) -> String?
  /// What the clock of the machine says, in microseconds.
  var clock: @Sendable () -> Instant
  /// Standard input.
  var input: Int32
  /// Standard output: data.
  var output: LineOutput
  /// Standard error: words.
  var errors: LineOutput
  /// The screen.
  var terminal: Terminal
  /// The file of this program, to start it once more.
  var program = Surroundings.ownProgram
  /// Whether the process ends with the command: what an answer was made from need not be given back then.
  var endsWithCommand = false

  /// Those of this process.
  static func ofThisProcess() -> Surroundings {
    let environment: @Sendable (String) -> String? = { name in
      getenv(name).map { String(cString: $0) }
    }
    return Surroundings(
      environment: environment, clock: Instant.systemClock, input: STDIN_FILENO,
      output: LineOutput(descriptor: STDOUT_FILENO), errors: LineOutput(descriptor: STDERR_FILENO),
      terminal: .ofThisProcess(environment: environment), endsWithCommand: true)
  }
}

extension Surroundings {
  /// The file of this program.
  static var ownProgram: String {
    #if canImport(Darwin)
    var size: UInt32 = 0
    _NSGetExecutablePath(nil, &size)
    var path = [CChar](repeating: 0, count: Int(size))
    return _NSGetExecutablePath(&path, &size) == 0 ? String(cString: path) : CommandLine.arguments[0]
    #else
    return "/proc/self/exe"
    #endif
  }

  /// The clock that commands go by: `TIMELINE_NOW` if it is set, so that what is printed can be repeated, else
  /// the machine's.
  func now() throws(Complaint) -> @Sendable () -> Instant {
    guard let pinned = environment("TIMELINE_NOW"), !pinned.isEmpty else { return clock }
    guard let instant = Instant(pinned) else {
      throw Complaint(
        .usage, "TIMELINE_NOW is “\(pinned)”, which is not an instant",
        hint: "write it as 2026-11-22T00:00:00Z, or unset it to go by the clock")
    }
    return { instant }
  }

  /// Today in UTC, the default of `--at`.
  func today() throws(Complaint) -> Day {
    try now()().day
  }

  /// The folder for what must be kept for a moment.
  var temporaryFolder: String {
    let named = environment("TMPDIR") ?? ""
    return named.isEmpty ? "/tmp" : named
  }

  /// Says something on standard error, in whole lines.
  ///
  /// That nobody can read standard error is no reason to fail, and there is nowhere left to say it.
  func say(_ text: String) {
    try? errors.write(line: text)
    try? errors.flush()
  }
}
