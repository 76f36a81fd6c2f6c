import EventLog

extension DiplomaticEvent {
  /// What the log must be asked for before the event is resolved: the type and the tag of every event that can declare
  /// a name that stands in it; and under ``actorKey`` each name that can be what a State is called beside its id.
  public var usedNames: Set<Tag> {
    var used: Set<Tag> = []
    var event = self
    // The only thing it can throw is a name that stands twice in a list; resolving reports that.
    try? event.mapNames(
      NameVisitor { (role, name, _) throws(EventError) in
        for type in role.declaredBy { used.insert(Tag(type.name, name)) }
        if role.isOfActors { used.insert(Tag(Self.actorKey, name)) }
        return name
      })
    return used
  }

  /// The key of the names in ``usedNames`` that no tag of a declaration has.
  public static var actorKey: String { "actor" }
}
