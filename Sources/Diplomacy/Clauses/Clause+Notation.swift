import EventLog

extension Clause: CustomStringConvertible {
  /// The notation, without what is the default; reading it gives the same clause.
  public var description: String {
    var parts = ["when \(condition)"]
    if delay != .none || floor != nil { parts.append("effective \(delay)") }
    if let floor { parts.append("not-before \(floor)") }
    if partyRule != .same { parts.append("party \(partyRule)") }
    if let reio { parts.append("reio \(reio.rawValue)") }
    if let eligible { parts.append("eligible \(eligible.phrase)") }
    if let modes { parts.append("modes {\(modes.map(\.rawValue).joined(separator: ","))}") }
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

extension Clause.Floor: CustomStringConvertible {
  /// The notation: `1995-01-13`, `opening+2y`.
  public var description: String {
    switch self {
    case .day(let day): day.description
    case .opening(let delay): "opening\(delay)"
    }
  }
}

extension Clause.Body: CustomStringConvertible {
  /// The notation within a fraction: `members(UN)`, `parties(KP)`.
  public var description: String {
    switch self {
    case .members(let org): "members(\(Clause.quotedID(org)))"
    case .parties(let instrument): "parties(\(Clause.quotedID(instrument)))"
    }
  }

  /// The notation outside one: `members of UN`, `parties to KP`.
  fileprivate var phrase: String {
    switch self {
    case .members(let org): "members of \(Clause.quotedID(org))"
    case .parties(let instrument): "parties to \(Clause.quotedID(instrument))"
    }
  }
}

extension Clause.Group: CustomStringConvertible {
  /// The notation: `{GBR,SUN,USA}`, `coe-members`.
  public var description: String {
    switch self {
    case .list(let names): "{\(names.map(Clause.quotedName).joined(separator: ","))}"
    case .category(let id): Clause.quotedID(id)
    }
  }
}

extension Clause.Condition: CustomStringConvertible {
  /// The notation; `and` binds closer than `or`, and brackets stand only where they change the meaning.
  public var description: String {
    switch self {
    case .allSignatories: "all signatories"
    case .all(let names): "all \(Clause.Group.list(names))"
    case .allMembers(let org): "all \(Clause.Body.members(of: org).phrase)"
    case .allParties(let instrument): "all \(Clause.Body.parties(to: instrument).phrase)"
    case .deposits(let count): "deposits >= \(count)"
    case .depositsOf(let group, let count): "deposits of \(group) >= \(count)"
    case .others(let count): "others >= \(count)"
    case .fraction(let fraction, let body): "fraction \(fraction) of \(body)"
    case .share(let table, let percentage): "share(\(Clause.quotedID(table))) >= \(percentage)"
    case .inForce(let instrument): "in-force \(Clause.quotedID(instrument))"
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
}

extension Clause {
  /// A name as it stands in a list: in quotation marks where it would be read otherwise.
  fileprivate static func quotedName(_ name: String) -> String {
    let bytes = Array(name.utf8)
    let isSpaced = [bytes.first, bytes.last].contains { $0.map { $0 <= 0x20 } ?? true }
    guard isSpaced || bytes.contains(where: { [0x22, 0x2C, 0x7B, 0x7D].contains($0) }) else { return name }
    return quoted(name)
  }

  /// An id as it stands by itself: in quotation marks where it is more than one word, or a word of the grammar.
  static func quotedID(_ id: String) -> String {
    let isPlain =
      !id.isEmpty && !ClauseReader.reserved.contains(id) && id.utf8.allSatisfy(ClauseReader.isPartOfID)
    return isPlain ? id : quoted(id)
  }

  /// By scalars: a mark that follows a quotation mark is one character with it.
  private static func quoted(_ text: String) -> String {
    var quoted = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted.append(scalar) }
      quoted.append(scalar)
    }
    return "\"\(String(quoted))\""
  }
}
