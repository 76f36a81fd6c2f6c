import EventLog
import Testing

@Suite("The end of a day")
struct InstantTests {
  @Test(
    "is its last microsecond, and the next day begins right after",
    arguments: [-719_528, -1, 0, 20_454, 2_932_896])
  func lastMicrosecond(number: Int32) {
    let end = Instant.end(of: Day(number: number))
    #expect(end.day == Day(number: number))
    #expect(end.adding(microseconds: 1).day == Day(number: number + 1))
  }

  @Test("that has none in the count of microseconds is the last, or first, moment there can be")
  func open() {
    #expect(Instant.end(of: .distantFuture) == Instant(microseconds: .max))
    #expect(Instant.end(of: .distantPast) == Instant(microseconds: .min))
    let days = [.min, .min + 1, -106_751_993, -106_751_992, -1, 0, 106_751_990, 106_751_991, .max] as [Int32]
    let ends = days.map { Instant.end(of: Day(number: $0)) }
    #expect(ends == ends.sorted())
  }
}
