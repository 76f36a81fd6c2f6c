import EventLog

extension DiplomaticEvent {
  /// What the log must be asked for before the event is resolved: the type and the tag of every event that can declare
  /// a name that stands in it.
  public var usedNames: Set<Tag> {
    var used: Set<Tag> = []
    var event = self
    // The only thing it can throw is a name that stands twice in a list; resolving reports that.
    try? event.mapNames(
      NameVisitor { (role, name, _) throws(EventError) in
        for type in role.declaredBy { used.insert(Tag(type.name, name)) }
        return name
      })
    return used
  }
}
