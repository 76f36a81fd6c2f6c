import EventLog

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Starts the process that walks the log, and makes a report of what it tells and of how it ends.
struct VerifyListener {
  let path: String
  let timeout: Int
  let surroundings: Surroundings

  /// Listens until the walk is over.
  ///
  /// - Throws: what the walking process refused, such as a log that is not there.
  func listen() throws -> VerifyReport {
    let page = try makePage()
    let child = try start(page)
    let progress = Progress(surroundings)
    var report = VerifyReport()
    var isDone = false
    var rest: [UInt8] = []
    while let bytes = try child.read() {
      rest += bytes
      while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        let line = VerifyLine(String(decoding: rest[..<end], as: UTF8.self))
        rest.removeSubrange(...end)
        switch line {
        case .damage(let damage)?:
          report.damages += 1
          report.listed.append(damage)
        case .done(let found)?:
          (report.events, report.root, report.damages) = (found.events, found.root, found.damages)
          report.isFileChecked = found.isFileChecked
          isDone = true
        case .refused(let status, let sentence, let hint)?:
          progress.clear()
          throw Complaint(status, sentence, hint: hint)
        case nil: break
        }
      }
      show(page, progress)
    }
    progress.clear()
    let end = try child.wait()
    if !isDone { try add(end, at: page, to: &report) }
    return report
  }

  private func makePage() throws(Complaint) -> SharedPage {
    let folder = surroundings.temporaryFolder
    do throws(StreamError) {
      return try SharedPage(in: folder)
    } catch {
      throw Complaint(
        .environment, "cannot make a temporary file in \(folder): \(error.reason)",
        hint: "name another with TMPDIR")
    }
  }

  private func start(_ page: SharedPage) throws(Complaint) -> ChildProgram {
    do throws(StreamError) {
      return try ChildProgram(
        surroundings.program,
        [
          "verify", "--log=\(path)", "--timeout", String(timeout), "--walk-into", String(page.descriptor),
        ])
    } catch {
      throw Complaint(.environment, "cannot start a process to read the log: \(error.reason)")
    }
  }

  private func show(_ page: SharedPage, _ progress: Progress) {
    let place = VerifyPlace.read(from: page)
    guard page[2] > 0 else { return }
    progress.show("\(place.table.rawValue): \(place.position) of \(page[2])")
  }

  /// The end of a reader that did not come to the end of the log.
  private func add(_ end: ChildProgram.End, at page: SharedPage, to report: inout VerifyReport) throws {
    let place = VerifyPlace.read(from: page)
    let reason: String
    switch end {
    case .signal(SIGALRM):
      reason = "reading it did not go on for \(timeout) s"
    case .signal(let signal):
      reason = "reading it ended the reader by signal \(signal) (\(String(cString: strsignal(signal))))"
    case .exit(let status):
      throw Complaint(
        .environment, "the process that reads the log ended without an answer (status \(status))",
        hint: "run the command again")
    }
    report.events = place.table == .log ? place.position.previous.number : page[2]
    report.damages += 1
    report.listed.append(
      Damage(
        table: place.table, position: place.position == .start ? nil : place.position,
        reason: "\(reason); what comes after was not looked at"))
  }
}
