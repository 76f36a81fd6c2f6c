#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// This program, started once more with other arguments, with a pipe from its standard output.
///
/// It has no environment, no standard input and no standard error.
final class ChildProgram {
  private let process: pid_t
  private let pipe: Int32
  private var isRunning = true

  /// How it ended.
  enum End: Hashable {
    /// By itself.
    case exit(Int32)
    /// By a signal.
    case signal(Int32)
  }

  /// Starts it.
  ///
  /// - Parameters:
  ///   - path: the file of the program.
  ///   - arguments: those after its name.
  init(_ path: String, _ arguments: [String]) throws(StreamError) {
    var ends: [Int32] = [0, 0]
    guard Self.makePipe(&ends) == 0 else { throw StreamError(code: errno) }
    defer { Descriptor.close(ends[1]) }
    #if canImport(Darwin)
    var actions: posix_spawn_file_actions_t?
    #else
    var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
    posix_spawn_file_actions_addclose(&actions, ends[0])
    posix_spawn_file_actions_addclose(&actions, ends[1])
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    let words = (["timeline"] + arguments).map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    let nothing: [UnsafeMutablePointer<CChar>?] = [nil]
    var process: pid_t = 0
    let result = posix_spawn(&process, path, &actions, nil, words, nothing)
    guard result == 0 else {
      Descriptor.close(ends[0])
      throw StreamError(code: result)
    }
    self.process = process
    self.pipe = ends[0]
  }

  private static func makePipe(_ ends: inout [Int32]) -> Int32 {
    #if canImport(Darwin)
    Darwin.pipe(&ends)
    #elseif canImport(Musl)
    Musl.pipe(&ends)
    #else
    Glibc.pipe(&ends)
    #endif
  }

  /// Whatever the process has printed, or nothing after a fifth of a second; `nil` after its last byte.
  func read() throws(StreamError) -> [UInt8]? {
    var request = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
    let ready = poll(&request, 1, 200)
    if ready == 0 || (ready < 0 && errno == EINTR) { return [] }
    guard ready > 0 else { throw StreamError(code: errno) }
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = try Descriptor.read(pipe, into: &bytes)
    return count == 0 ? nil : Array(bytes[..<count])
  }

  /// Waits until it has ended.
  func wait() throws(StreamError) -> End {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 {
      if errno != EINTR { throw StreamError(code: errno) }
    }
    isRunning = false
    // The macros of <sys/wait.h> are not imported: the low seven bits are the signal, the next eight the status.
    let signal = status & 0x7F
    return signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
  }

  deinit {
    Descriptor.close(pipe)
    if isRunning {
      kill(process, SIGKILL)
      var status: Int32 = 0
      waitpid(process, &status, 0)
    }
  }
}
