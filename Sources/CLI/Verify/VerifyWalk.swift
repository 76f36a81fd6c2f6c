import EventLog
import Projections

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// The process that reads the log for `timeline verify`, and may end at any moment.
struct VerifyWalk {
  let log: LogOptions
  /// Seconds without a step after which it ends itself.
  let timeout: Int
  /// The descriptor of the shared page.
  let page: Int32

  /// Walks, and tells what it finds on standard output.
  func run(in surroundings: Surroundings) throws -> ExitStatus {
    let page = try SharedPage(inherited: page)
    leaveNoCore()
    do {
      try walk(on: page, to: surroundings)
    } catch let error as StreamError {
      throw error
    } catch {
      let complaint = Complaint(about: error)
      tell(.refused(complaint.status, sentence: complaint.sentence, hint: complaint.hint), to: surroundings)
    }
    return .done
  }

  private func walk(on page: SharedPage, to surroundings: Surroundings) throws {
    // The alarm ends the process where no step is made: liblmdb may go round in circles on a damaged page.
    alarm(UInt32(timeout))
    defer { alarm(0) }
    let timeline = Timeline(log: try log.openForReading(in: surroundings))
    let seconds = UInt32(timeout)
    var listed = 0
    let found = try timeline.log.verify(
      examine: { try timeline.flaw(of: $0) },
      progress: { progress in
        VerifyPlace.note(progress, on: page)
        alarm(seconds)
      },
      damage: { damage in
        listed += 1
        if listed <= VerifyReport.limit { tell(.damage(damage), to: surroundings) }
      })
    tell(.done(found), to: surroundings)
  }

  /// A line at once: what was found must be known if this process ends.
  private func tell(_ line: VerifyLine, to surroundings: Surroundings) {
    try? surroundings.output.write(line: line.text)
    try? surroundings.output.flush()
  }

  /// An end by a signal is expected, and a picture of a map of a tebibyte is of no use.
  private func leaveNoCore() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    #if canImport(Glibc)
    _ = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &none)
    #else
    _ = setrlimit(RLIMIT_CORE, &none)
    #endif
  }
}
