import Diplomacy
import EventLog

/// A question about an id that the log, as it is seen, does not know.
public struct UnknownID: Error, Hashable, Sendable {
  /// What the id was to stand for.
  public enum Role: String, Hashable, Sendable {
    case organisation, instrument, party, office
  }

  /// What it was to stand for.
  public let role: Role
  /// The id, as it was given.
  public let id: String
  /// Known ids that are written much like it.
  public let nearest: [String]
  /// Where the id was to stand for an instrument and is an organisation, the instruments that constitute it; else `nil`.
  public internal(set) var charters: [String]?
}

extension World {
  /// The id under which something is known: a party also by its alpha-2 code, name or alias.
  func known(_ text: String?, as role: UnknownID.Role) throws -> String? {
    guard let text else { return nil }
    switch role {
    case .organisation:
      if try !events(tagged: Tag("org", text)).isEmpty || !declarations(of: text).isEmpty { return text }
      if try organisation(ofOrgan: text) != nil, try !events(tagged: Tag("organ", text)).isEmpty {
        return text
      }
      let nearest = try nearest(text, tag: "org", where: isOrganisation)
      throw UnknownID(
        role: role, id: text, nearest: nearest.isEmpty ? try organisations(called: text) : nearest)
    case .instrument:
      if try !events(tagged: Tag("instrument", text)).isEmpty { return text }
      var unknown = UnknownID(
        role: role, id: text, nearest: try nearest(text, tag: "instrument", where: isInstrument))
      if try isOrganisation(text) { unknown.charters = try charters(of: text).map(\.id) }
      throw unknown
    case .office:
      if try isOffice(text) { return text }
      throw UnknownID(role: role, id: text, nearest: try nearest(text, tag: "office", where: isOffice))
    case .party:
      if try !declarations(of: text).isEmpty { return text }
      if let code = StateCatalogue.standard.code(for: text) { return code }
      if try log.contains(EventQuery(tags: [Tag("party", text)]), through: head) != nil { return text }
      if let state = try declaredState(called: text) { return state }
      if let state = StateCatalogue.standard.state(text.uppercased())
        ?? StateCatalogue.standard.code(
          for: text.uppercased()
        ).flatMap(StateCatalogue.standard.state)
      {
        throw UnknownID(role: role, id: text, nearest: ["\(state.code) (\(state.name))"])
      }
      let states = StateCatalogue.standard.nearest(to: text).prefix(3).map(\.name)
      let declared = try Nearest.matches(to: text, in: declaredStateNames(), limit: 2)
      throw UnknownID(role: role, id: text, nearest: Array((declared + states).uniqued().prefix(3)))
    }
  }

  /// The organisations with a name or an alias that is written much like a text, as `RIV (River Commission)`.
  private func organisations(called text: String) throws -> [String] {
    var known: [String: String] = [:]
    for id in try values(ofTag: "org") where try isOrganisation(id) {
      guard case .entity(let entity)? = try declarations(of: id).first?.event.act else { continue }
      for name in [entity.name] + (entity.aliases ?? []) where known[name] == nil {
        known[name] = "\(id) (\(entity.name))"
      }
    }
    return Nearest.matches(to: text, in: known.keys.sorted()).compactMap { known[$0] }.uniqued()
  }

  /// The ids written much like a text, among the values of a tag; what is not seen is not told.
  private func nearest(_ text: String, tag key: String, where isKnown: (String) throws -> Bool) throws
    -> [String]
  {
    var known = try values(ofTag: key)
    while true {
      let found = Nearest.matches(to: text, in: known)
      guard let unseen = try found.first(where: { try !isKnown($0) }) else { return found }
      known.removeAll { $0 == unseen }
    }
  }

  /// The values of a tag, recorded or assumed, in order; whether any event with it is seen is another question.
  func values(ofTag key: String) throws -> [String] {
    let assumed = assumedValues(ofTag: key)
    let recorded = try log.values(ofTag: key)
    return assumed.isEmpty ? recorded.sorted() : Set(recorded + assumed).sorted()
  }

  /// The values of a tag in the assumed events.
  func assumedValues(ofTag key: String) -> [String] {
    assumed.flatMap(\.event.tags).filter { $0.key == key }.map(\.value)
  }
}
