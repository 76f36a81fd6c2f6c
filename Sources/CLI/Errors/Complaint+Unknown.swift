import Projections

extension Complaint {
  /// A question about an id that the log does not know.
  init(_ error: UnknownID) {
    self = .unknown(error.role.rawValue, error.id, nearest: error.nearest)
    guard let charters = error.charters else { return }
    hint =
      charters.isEmpty
      ? "\(error.id) is an organisation; `timeline log --type instrument` lists the instruments"
      : "\(error.id) is an organisation: \(Complaint.alternatives(charters)) constitutes it"
  }

  /// An id in a role in which the log does not know it.
  static func unknown(_ role: String, _ id: String, nearest: [String], option: String? = nil) -> Complaint {
    let place = option.map { "\($0): " } ?? ""
    if id.contains(","), nearest.isEmpty {
      return Complaint(
        .refused, "\(place)the log knows no \(role) “\(id)”",
        hint: "one \(role) is asked for at a time; `timeline log` takes several")
    }
    let hint =
      nearest.isEmpty
      ? role == UnknownID.Role.office.rawValue
        ? "`timeline project offices` lists those that are held"
        : "`timeline log --type \(role == "instrument" ? "instrument" : "entity")` lists what is declared"
      : "did you mean \(Complaint.alternatives(nearest))?"
    return Complaint(.refused, "\(place)the log knows no \(role) “\(id)”", hint: hint)
  }

  /// `A, B or C`.
  static func alternatives(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return "\(words.dropLast().joined(separator: ", ")) or \(last)"
  }
}
