/// One field that an event type has: what `docs/EVENTS.md` lists and suggestions are made from.
///
/// The list is told by the decoder itself, so that it cannot differ from what is read.
public struct EventField: Hashable, Sendable {
  /// The name in JSON.
  public var name: String
  /// What its value must be.
  public var kind: Kind
  /// Whether an event without it is refused.
  public var isRequired: Bool

  /// What the value of a field must be.
  public indirect enum Kind: Hashable, Sendable {
    /// An id of at most 200 bytes.
    case id
    /// An id or a list of ids.
    case idOrList
    /// A list of ids.
    case idList
    /// Text.
    case text
    /// Text or a list of texts.
    case textOrList
    /// A list of texts.
    case textList
    /// One of these words.
    case word([String])
    /// A date by EDTF, of the shape said.
    case date(DateShape)
    /// A whole number within bounds.
    case integer(ClosedRange<Int>)
    /// `true` or `false`.
    case flag
    /// A clause of entry into force, an exit clause, a term.
    case clause, exitClause, duration
    /// An object with these fields.
    case object([EventField])
    /// A list of objects with these fields.
    case objectList([EventField])
    /// An object with these fields, or a list of them.
    case objectOrList([EventField])
    /// An object from ids to whole numbers.
    case weights
    /// An object with any fields.
    case members
    /// A list of objects with any fields.
    case rows
    /// An id as text, or a position as a number.
    case target
    /// An event.
    case event
    /// An event whose fields may be left out but for its type.
    case template
  }

  /// Which dates a field takes.
  public enum DateShape: String, Hashable, Sendable {
    /// One day, somewhere within what is written; no interval.
    case day
    /// One day, or an interval `A/B` for something that lasts.
    case dayOrInterval
    /// Only an interval `A/B`.
    case interval
  }

  /// A field.
  public init(name: String, kind: Kind, isRequired: Bool) {
    self.name = name
    self.kind = kind
    self.isRequired = isRequired
  }
}
