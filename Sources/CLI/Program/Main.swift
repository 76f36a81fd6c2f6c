#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The process.
@main
enum Main {
  /// Runs the command line it was started with.
  static func main() {
    // A closed pipe must come back as EPIPE: the default would end the process with a status of its own.
    signal(SIGPIPE, SIG_IGN)
    let status = Program.run(Array(CommandLine.arguments.dropFirst()), in: .ofThisProcess())
    exit(status.rawValue)
  }
}
