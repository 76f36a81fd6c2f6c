import EventLog

extension Clause: CustomStringConvertible {
  /// The notation, without what is the default; reading it gives the same clause.
  public var description: String {
    var parts = ["when \(condition)"]
    if delay != .none || notBefore != nil { parts.append("effective \(delay)") }
    if let notBefore { parts.append("not-before \(notBefore)") }
    if partyRule != .same { parts.append("party \(partyRule)") }
    if depositariesEarliest { parts.append("depositaries earliest") }
    return parts.joined(separator: " ")
  }
}

extension Clause.PartyRule: CustomStringConvertible {
  /// The notation: `same`, `none` or a delay.
  public var description: String {
    switch self {
    case .same: "same"
    case .none: "none"
    case .delay(let delay): delay.description
    }
  }
}

extension Clause.Condition: CustomStringConvertible {
  /// The notation; `and` binds closer than `or`, and brackets stand only where they change the meaning.
  public var description: String {
    switch self {
    case .allSignatories: "all signatories"
    case .all(let names): "all {\(names.map(Clause.Condition.quoted).joined(separator: ","))}"
    case .deposits(let count): "deposits >= \(count)"
    case .others(let count): "others >= \(count)"
    case .date(let day): "date \(day)"
    case .onSignature: "signature"
    case .and(let left, let right): "\(left.bracketed(above: 2)) and \(right.bracketed(above: 3))"
    case .or(let left, let right): "\(left.bracketed(above: 1)) or \(right.bracketed(above: 2))"
    }
  }

  /// How close the outermost word binds.
  private var binding: Int {
    switch self {
    case .or: 1
    case .and: 2
    default: 3
    }
  }

  private func bracketed(above level: Int) -> String {
    binding < level ? "(\(self))" : description
  }

  /// A name as it stands in a list: in quotation marks where it would be read otherwise.
  static func quoted(_ name: String) -> String {
    let bytes = Array(name.utf8)
    let isSpaced = [bytes.first, bytes.last].contains { $0.map { $0 <= 0x20 } ?? true }
    guard isSpaced || bytes.contains(where: { [0x22, 0x2C, 0x7B, 0x7D].contains($0) }) else { return name }
    return "\"\(name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
  }
}
