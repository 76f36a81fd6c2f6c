import Diplomacy
import EventLog
import Projections

extension Timeline {
  /// The id that a party is recorded under: a declared one, else the alpha-3 code of the State with that code or
  /// name.
  func idOfParty(_ text: String, option: String) throws -> String {
    if try log.contains(EventQuery(tags: [Tag("entity", text)])) != nil { return text }
    if let code = StateCatalogue.standard.code(for: text) { return code }
    if try log.contains(EventQuery(tags: [Tag("party", text)])) != nil { return text }
    let nearest = StateCatalogue.standard.nearest(to: text).prefix(3).map(\.name)
    throw Complaint.unknown("party", text, nearest: Array(nearest), option: option)
  }
}
