import Diplomacy
import EventLog

extension Complaint {
  /// What is wrong with an event.
  init(_ error: EventError) {
    self.init(.refused, error.sentence, excerpt: Complaint.excerpt(of: error), hint: error.hint)
  }

  /// What is wrong with the event on a line of the input.
  init(_ error: EventError, inLine line: some Collection<UInt8>) {
    self.init(error)
    guard let offset = error.offset else { return }
    let before = String(decoding: line.prefix(offset), as: UTF8.self)
    place = Place(file: "", line: 0, column: before.unicodeScalars.count + 1)
  }

  /// The clause with a mark below the word that is wrong.
  private static func excerpt(of error: EventError) -> Excerpt? {
    switch error.reason {
    case .clause(let error):
      let before = String(decoding: error.text.utf8.prefix(error.offset), as: UTF8.self)
      let part = String(decoding: error.text.utf8.dropFirst(error.offset).prefix(error.length), as: UTF8.self)
      return Excerpt(
        text: error.text, offset: before.unicodeScalars.count, length: part.unicodeScalars.count)
    default: return nil
    }
  }
}
