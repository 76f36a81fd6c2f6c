import Diplomacy
import EventLog

/// A line of JSON as an event: it is read or refused, and what was read is written so that it is read the same again.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  if let facts = try? EventFacts(decoding: bytes), let again = try? EventFacts(decoding: facts.encoded) {
    precondition(again == facts, "facts change when they are written and read")
  }
  if let value = try? JSONValue(json: bytes) {
    guard let again = try? JSONValue(json: value.canonical), again == value else {
      fatalError("JSON changes when it is written and read")
    }
  }
  guard let line = try? ImportedLine(json: bytes) else { return 0 }
  let json = line.event.canonicalJSON
  // What is written out can be longer than what was read, and then too long.
  if json.count <= 65_536 {
    guard let again = try? DiplomaticEvent(json: json), again.canonicalJSON == json else {
      fatalError("an event changes when it is written and read")
    }
  }
  let event = line.event.recorded(origin: line.origin)
  guard (try? EventFacts(decoding: event.facts)) != nil || event.facts.count > 65_535 else {
    fatalError("facts of an event cannot be read")
  }
  return 0
}
