import EventLog

/// Why something is not an event, and where; data only, the words are beside it in `sentence` and `hint`.
public struct EventError: Error, Hashable, Sendable {
  /// Which field it is about, such as `source[1].grade`; empty for the event as a whole.
  public var path: String
  /// The byte of the text at which it begins, counted from 0; `nil` where the event was not read from text.
  public var offset: Int?
  /// What is wrong.
  public var reason: Reason

  /// An offence at a place.
  public init(path: String = "", offset: Int? = nil, reason: Reason) {
    self.path = path
    self.offset = offset
    self.reason = reason
  }

  /// Everything an event can be refused for.
  public enum Reason: Hashable, Sendable {
    /// The text is not JSON of the form that events are written in.
    case json(JSONError.Reason)
    /// The event is longer than 64 KiB in its canonical form.
    case tooLarge(bytes: Int, limit: Int)
    /// No such type, and it does not begin with `x-`.
    case unknownType(String, nearest: String?)
    /// The type has no such field.
    case unknownField(String, type: EventType?, nearest: String?)
    /// Events of this type do not have this field, though others do: a correction has no `on`.
    case fieldNotOfType(String, type: EventType)
    /// A field that must be there is not.
    case missingField(String, type: EventType?)
    /// None of these fields is there, and one must be.
    case missingOneOf([String], type: EventType?)
    /// A value of another kind than the field takes.
    case wrongKind(expected: String, found: JSONKind)
    /// Not one of the words that the field takes.
    case notAllowed(String, allowed: [String], nearest: String?)
    /// Not a date.
    case date(EDTFError)
    /// An interval for something that happens on one day.
    case intervalForOneDay(String, suggestion: String?)
    /// One day for something that lasts.
    case notAnInterval(String, suggestion: String?)
    /// Not a clause, exit clause or term.
    case clause(ClauseError)
    /// More entries in a list than it may have.
    case tooMany(Int, limit: Int)
    /// An id longer than 200 bytes.
    case idTooLong(bytes: Int, limit: Int)
    /// An id with a control character.
    case controlCharacter
    /// Text with nothing in it.
    case emptyText
    /// A list with nothing in it.
    case emptyList
    /// The same entry twice in one list.
    case duplicate(String)
    /// A number beyond its bounds.
    case outOfRange(Int, allowed: ClosedRange<Int>)
    /// Not an instant of RFC 3339 in the origin of an exported line.
    case notAnInstant(String)
    /// A claim that says a claim or a correction, or a correction that puts a correction in place of an event.
    case notNested(EventType, in: EventType)
    /// `with` beside another action than `replace`.
    case replacementWithoutReplace(action: String)
    /// No State and no declared id, in a role where a party stands.
    case unknownParty(String, nearest: [String])
    /// No declared organisation or organ.
    case unknownOrganisation(String, nearest: [String])
    /// No declared instrument.
    case unknownInstrument(String, nearest: [String])
    /// A payload of a version of its type that this program does not read: it was written by a newer one.
    case unsupportedVersion(Int, supported: Int, of: EventType)
    /// No declared table of weights.
    case unknownTable(String, nearest: [String])
    /// No declared category of parties.
    case unknownCategory(String, nearest: [String])
    /// Consent by an actor that existed on no possible day of the act.
    case didNotExist(String, existed: DayBounds, on: DayBounds)
  }
}

extension EventError {
  /// The same offence, seen from the object or list around it.
  func within(_ step: String) -> EventError {
    var outer = self
    outer.path = joined(step, path)
    return outer
  }

  /// The same offence, with the type of the event where the field alone does not tell it.
  func inEvent(of type: EventType) -> EventError {
    var other = self
    switch reason {
    case .missingField(let name, nil) where path == name: other.reason = .missingField(name, type: type)
    case .missingOneOf(let names, nil): other.reason = .missingOneOf(names, type: type)
    default: break
    }
    return other
  }

  /// The same offence in an event that was not read from text.
  var withoutOffset: EventError {
    var other = self
    other.offset = nil
    return other
  }

  init(_ error: JSONError) {
    self.init(path: error.path, offset: error.offset, reason: .json(error.reason))
  }
}
