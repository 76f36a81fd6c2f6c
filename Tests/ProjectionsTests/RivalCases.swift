import Testing

@testable import Projections

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Holders who are said to have taken one office on the same day.
@Suite("Rivals for an office")
struct RivalCases {
  private static func taking(_ holder: String, _ day: String) -> String {
    #"{"type":"office","on":"\#(day)","office":"O:chair","holder":"\#(holder)"}"#
  }

  @Test("An office is disputed as long as one of the rivals holds it, and no longer")
  func disputedDays() throws {
    let log = try SeedLog(lines: [
      Self.taking("FRA", "2000-01-01"), Self.taking("DEU", "2001-01-01"), Self.taking("ITA", "2001-01-01"),
      Self.taking("ESP", "2002-01-01"), Self.taking("PRT", "2003-01-01"), Self.taking("GRC", "2003-01-01"),
    ])
    let disputed = [
      "2000-12-31": false, "2001-01-01": true, "2001-12-31": true, "2002-01-01": false, "2002-12-31": false,
      "2003-01-01": true, "9999-12-31": true,
    ]
    for (day, isDisputed) in disputed {
      let rows = try log.timeline.inquire(from: Perspective(day)).offices()
      #expect(rows.map(\.disputed).allSatisfy { $0 == isDisputed } && !rows.isEmpty, "\(day)")
    }
    let conflicts = try log.timeline.inquire(from: Perspective("2020-01-01")).conflicts()
    #expect(conflicts.map(\.events.count) == [2, 2])
  }

  @Test("Eight times as many rivals take some eight times as long to find, not five hundred times")
  func manyRivals() throws {
    let (few, many) = try (secondsToFind(rivals: 200), secondsToFind(rivals: 1_600))
    #expect(many < 25 * few, "\(few) s and \(many) s")
  }

  /// How long one thread works to find rivals on so many days.
  private func secondsToFind(rivals: Int) throws -> Double {
    let days = (0..<rivals).map { number in
      let month = number % 10 + 1
      return "\(1_900 + number / 10)-\(month < 10 ? "0" : "")\(month)-01"
    }
    let log = try SeedLog(lines: days.flatMap { [Self.taking("FRA", $0), Self.taking("DEU", $0)] })
    let inquiry = try log.timeline.inquire(from: Perspective("1902-06-15"))
    let began = threadSeconds()
    #expect(try inquiry.conflicts().count == days.count)
    return threadSeconds() - began
  }
}

/// How long this thread has worked: whatever else the machine does, it takes nothing of it.
private func threadSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
