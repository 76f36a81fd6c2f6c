import Diplomacy
import EventLog

/// A text as a date: it is read or refused, and the text that stands for its bounds has these bounds.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  if let instant = Instant(text) {
    precondition(Instant(instant.description) == instant, "\(text) changes when it is written and read")
  }
  if let day = Day(text) {
    precondition(Day(day.description) == day, "\(text) changes when it is written and read")
  }
  guard let date = try? EDTF(text) else { return 0 }
  precondition(date.text == text, "the text of a date is kept")
  precondition(date.bounds.earliest <= date.bounds.latest, "\(text) ends before it begins")
  precondition((try? EDTF(date.text)) == date, "\(text) is read in two ways")
  // Bounds that are one open end have no text of their own.
  guard date.bounds.earliest.isCivil || date.bounds.latest.isCivil else { return 0 }
  precondition(
    EDTF(date.bounds).bounds == date.bounds, "the bounds of \(text) change when they are written and read")
  return 0
}
