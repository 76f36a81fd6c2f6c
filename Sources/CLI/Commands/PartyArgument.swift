import Projections

extension Inquiry {
  /// The id that a party is recorded under: a declared one, else the alpha-3 code of the State with that code or
  /// name; an option that names nobody is named in the complaint.
  func idOfParty(_ text: String, option: String) throws -> String {
    do {
      return try party(text) ?? text
    } catch let error as UnknownID {
      throw Complaint.unknown(error.role.rawValue, error.id, nearest: error.nearest, option: option)
    }
  }
}
