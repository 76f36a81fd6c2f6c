extension DiplomaticEvent {
  /// Every name that stands in the event in a role, as written: what must be looked up before it is resolved.
  public var usedNames: Set<String> {
    var used: Set<String> = []
    var event = self
    // The only thing it can throw is a name that stands twice in a list; resolving reports that.
    try? event.mapNames(
      NameVisitor { (_, name, _) throws(EventError) in
        used.insert(name)
        return name
      })
    return used
  }
}
