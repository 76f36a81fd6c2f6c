import Diplomacy
import EventLog

/// A text as a clause, an exit clause, a delay and a term: it is read or refused, and what was read is written so that
/// it is read the same again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  if let clause = try? Clause(text) {
    precondition((try? Clause(clause.description)) == clause, "\(text): \(clause) is another clause")
    _ = clause.english
  }
  if let exit = try? ExitClause(text) {
    precondition((try? ExitClause("\(exit)")) == exit, "\(text): \(exit) is another exit clause")
    _ = exit.effective(notice: DayBounds(.distantPast, .distantFuture), inForce: DayBounds(.distantPast))
  }
  if let delay = try? Delay(text) {
    precondition((try? Delay(delay.description)) == delay, "\(text): \(delay) is another delay")
    for day in [Day.distantPast, .distantFuture, Day(number: 0)] { _ = delay.applied(to: DayBounds(day)) }
  }
  if let term = try? Term(text) {
    precondition((try? Term("\(term)")) == term, "\(text): \(term) is another term")
  }
  return 0
}
