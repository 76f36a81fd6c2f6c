import EventLog

/// In which role a name stands in an event: what it can resolve to, and whether it must be known.
public enum NameRole: String, Hashable, Sendable, CaseIterable {
  /// A State by any of its names, or a declared entity.
  case party
  /// The same, or anyone at all: speakers, houses, hosts and depositaries need no declaration.
  case speaker
  /// A declared entity, or a State: what an office belongs to.
  case owner
  /// A declared organisation or organ; never a State.
  case organisation
  /// `all`, `organs`, `rights`, or a declared organ.
  case scope
  /// A declared instrument.
  case instrument
  /// A declared table of weights.
  case table
  /// A declared category of parties.
  case category

  /// The types of the events that can declare a name in this role.
  public var declaredBy: [EventType] {
    switch self {
    case .party, .speaker, .owner, .organisation, .scope: [.entity]
    // A name that was declared on the fly is an entity.
    case .instrument: [.instrument, .entity]
    case .table: [.table]
    case .category: [.category]
    }
  }

  /// Whether a name in this role can be one of those of a State.
  var isOfActors: Bool { self == .party || self == .speaker || self == .owner }

  /// Whether what is missing in this role can be declared on the fly; a table or category says more than its name.
  var isDeclaredByName: Bool { self != .table && self != .category }
}

/// Walks through the names of an event, one after the other, and puts another in its place.
struct NameVisitor {
  /// Answers what the name in this role is replaced by; the path where it stands is made only for an error.
  let visit: (NameRole, String, () -> String) throws(EventError) -> String

  func name(
    _ role: NameRole, _ path: @autoclosure () -> String, _ name: String
  ) throws(EventError) -> String {
    // Templates leave an empty stand-in for what is not told.
    name.isEmpty ? name : try visit(role, name, path)
  }

  func name(
    _ role: NameRole, _ path: @autoclosure () -> String, _ name: String?
  ) throws(EventError) -> String? {
    guard let name else { return nil }
    return try self.name(role, path(), name) as String
  }

  func names(
    _ role: NameRole, _ path: @autoclosure () -> String, _ names: [String]
  ) throws(EventError) -> [String] {
    // Most names stand for themselves, and then the list is the one that was given.
    var mapped = names
    for (index, name) in names.enumerated() {
      let id: String = try self.name(role, "\(path())[\(index)]", name)
      if id != name { mapped[index] = id }
    }
    if role != .speaker, let place = mapped.firstRepetition {
      throw EventError(path: "\(path())[\(place)]", reason: .duplicate(mapped[place]))
    }
    return mapped
  }

  func names(
    _ role: NameRole, _ path: @autoclosure () -> String, _ names: [String]?
  ) throws(EventError) -> [String]? {
    guard let names else { return nil }
    return try self.names(role, path(), names) as [String]
  }

  func names(
    _ role: NameRole, _ path: @autoclosure () -> String, _ names: OneOrList<String>
  ) throws(EventError) -> OneOrList<String> {
    var mapped = names
    if names.isList {
      mapped.values = try self.names(role, path(), names.values)
    } else if let name = names.values.first {
      let id: String = try self.name(role, path(), name)
      if id != name { mapped.values = [id] }
    }
    return mapped
  }

  func names(
    _ role: NameRole, _ path: @autoclosure () -> String, _ names: OneOrList<String>?
  ) throws(EventError) -> OneOrList<String>? {
    guard let names else { return nil }
    return try self.names(role, path(), names) as OneOrList<String>
  }
}
