import EventLog

extension DiplomaticEvent {
  /// The event with every State by its alpha-3 code and every other id checked.
  ///
  /// Throws for a name that is not known in its role, and for consent by an actor that existed on no possible day
  /// of the act. Everything else that a government can do or say is let through.
  public func resolved(in names: Names) throws(EventError) -> DiplomaticEvent {
    try NameResolver(names).change(of: self) ?? self
  }

  fileprivate func checkExistence(in names: Names) throws(EventError) {
    if case .correction(let correction) = act {
      do throws(EventError) {
        try correction.with?.checkExistence(in: names)
      } catch {
        throw error.within("with")
      }
    }
    guard act.isConsent, let day = (received ?? on)?.bounds else { return }
    for (index, party) in act.parties.enumerated() {
      guard let existed = names.possibleDays(of: party), existed.intersection(day) == nil else { continue }
      throw EventError(
        path: act.parties.count == 1 ? "party" : "party[\(index)]",
        reason: .didNotExist(party, existed: existed, on: day))
    }
  }
}

/// Resolves the names of many events, each as `DiplomaticEvent.resolved(in:)` does.
///
/// Made once for all of them, on the one thread that uses it: names that several threads use cost time whenever one takes
/// them up or gives them back.
package final class NameResolver {
  private let names: Names
  private let visitor: NameVisitor
  private let seen = Seen()

  /// What the visitor has seen of an event.
  private final class Seen {
    /// Whether a name did not stand for itself.
    var hasChanged = false
  }

  /// Resolves with these names.
  package init(_ names: Names) {
    self.names = names
    self.visitor = NameVisitor { [seen] (role, name, path) throws(EventError) in
      if let id = names.id(for: name, as: role) {
        if id != name { seen.hasChanged = true }
        return id
      }
      throw EventError(path: path(), reason: role.unknown(name, nearest: names.nearest(to: name, as: role)))
    }
  }

  /// The event with every State by its alpha-3 code and every other id checked; `nil` where every name stands for itself.
  package func change(of event: borrowing DiplomaticEvent) throws(EventError) -> DiplomaticEvent? {
    seen.hasChanged = false
    var changed = copy event
    try changed.mapNames(visitor)
    try changed.checkExistence(in: names)
    assert(seen.hasChanged || changed == copy event, "an event changed beside its names")
    return seen.hasChanged ? changed : nil
  }
}

extension Act {
  /// Whether it is consent to be bound, in any form.
  public var isConsent: Bool {
    switch self {
    case .consent, .succession: true
    case .signature(let act): act.mode == .definitive
    default: false
    }
  }
}

extension NameRole {
  func unknown(_ name: String, nearest: [String]) -> EventError.Reason {
    switch self {
    case .party, .speaker, .owner: .unknownParty(name, nearest: nearest)
    case .organisation, .scope: .unknownOrganisation(name, nearest: nearest)
    case .instrument: .unknownInstrument(name, nearest: nearest)
    case .table: .unknownTable(name, nearest: nearest)
    case .category: .unknownCategory(name, nearest: nearest)
    }
  }
}

extension Names {
  /// A name that is not known, and the role it stands in.
  public struct Missing: Hashable, Sendable {
    /// The role.
    public var role: NameRole
    /// The name as written.
    public var id: String

    /// The event that makes it known: an entity of kind `other`, named as it is written.
    public var declaration: DiplomaticEvent {
      DiplomaticEvent(.entity(EntityDeclaration(entity: id, kind: .other, name: id)))
    }
  }

  /// The names of an event that are not known, each once, in the order they stand in it.
  ///
  /// Without tables and categories, which say more than their names.
  public func missing(in event: DiplomaticEvent) -> [Missing] {
    var missing: [Missing] = []
    var event = event
    let collector = NameVisitor { (role, name, _) throws(EventError) in
      if let id = id(for: name, as: role) { return id }
      if role.isDeclaredByName, !missing.contains(where: { $0.id == name }) {
        missing.append(Missing(role: role, id: name))
      }
      return name
    }
    // The only thing it can throw is a name that stands twice in a list; resolving reports that.
    try? event.mapNames(collector)
    return missing
  }
}
