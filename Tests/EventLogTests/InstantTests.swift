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

  @Test("is written to the microsecond, with every digit")
  func text() {
    #expect(Instant(microseconds: 0).description == "1970-01-01T00:00:00.000000Z")
    #expect(Instant(microseconds: -1).description == "1969-12-31T23:59:59.999999Z")
    #expect(Instant.end(of: .first).description == "0000-01-01T23:59:59.999999Z")
    #expect(Instant.end(of: .last).description == "9999-12-31T23:59:59.999999Z")
    #expect(Instant(microseconds: .max).description == "..T04:00:54.775807Z")
    #expect(Day.last.description == "9999-12-31" && Day.distantPast.description == "..")
  }

  @Test("that has none in the count of microseconds is the last, or first, moment there can be")
  func open() {
    #expect(Instant.end(of: .distantFuture) == Instant(microseconds: .max))
    #expect(Instant.end(of: .distantPast) == Instant(microseconds: .min))
    let days = [.min, .min + 1, -106_751_993, -106_751_992, -1, 0, 106_751_990, 106_751_991, .max] as [Int32]
    let ends = days.map { Instant.end(of: Day(number: $0)) }
    #expect(ends == ends.sorted())
  }

  @Test(
    "whatever its count has a day and a text, and the text is read back where the day is one of the calendar",
    arguments: [
      .min, .min + 1, -62_167_219_200_000_001, -62_167_219_200_000_000, -1, 0, 253_402_300_799_999_999,
      253_402_300_800_000_000, .max - 1, .max,
    ] as [Int64])
  func everyCount(count: Int64) {
    let instant = Instant(microseconds: count)
    #expect(instant.isCivil == instant.day.isCivil)
    #expect(Instant(instant.description) == (instant.isCivil ? instant : nil))
  }

  @Test(
    "that its zone moves out of the calendar is none",
    arguments: ["0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01"])
  func movedOut(text: String) {
    #expect(Instant(text) == nil)
  }
}
