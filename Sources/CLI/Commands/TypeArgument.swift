import Diplomacy
import EventLog

/// Types of events on the command line.
enum TypeArgument {
  /// The types an option names, with commas between; one that no event can have is refused.
  static func types(_ text: String, option: String) throws(Complaint) -> [EventType] {
    var types: [EventType] = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      let type = EventType(name)
      guard name.hasPrefix("x-") || Act.knownTypes.contains(type) else {
        let nearest = Nearest.match(to: name, in: Act.knownTypes.map(\.name))
        throw Complaint(
          .usage, "\(option): there is no type “\(name)”",
          hint: nearest.map { "did you mean “\($0)”?" }
            ?? "docs/EVENTS.md lists the types; those of your own begin with x-")
      }
      types.append(type)
    }
    return types
  }
}
