import EventLog

/// `claim`: what somebody says; it supports or contradicts facts and never becomes one.
public struct Claim: Hashable, Sendable {
  /// `says`: what would be so if the claim were right: any other event but a claim or a correction, whose fields
  /// may all be left out but those of its type.
  public var says: Optional<EventTemplate>

  /// A claim; its speaker is the event's `asserted_by`.
  public init(says: EventTemplate? = nil) {
    self.says = says
  }
}

/// `correction`: changes how an earlier event is read, from its own position on.
public struct Correction: Hashable, Sendable {
  /// What becomes of the target.
  public enum Action: String, Hashable, Sendable, CaseIterable {
    case retract, replace, confirm, dispute
  }
  /// Which event is meant.
  public enum Target: Hashable, Sendable {
    case id(String)
    case position(GlobalPosition)
  }

  /// `action`.
  public var action: Action
  /// `target`: an event id, or a position as a number.
  public var target: Target
  /// `reason`.
  public var reason: Optional<String>
  /// `with`: the event that takes the place of the target; there for `replace` only.
  public var with: Optional<DiplomaticEvent>

  /// A correction.
  public init(action: Action, target: Target, reason: String? = nil, with replacement: DiplomaticEvent? = nil)
  {
    self.action = action
    self.target = target
    self.reason = reason
    self.with = replacement
  }
}

/// `assertion`: what a view must show on a day; it changes nothing and can be checked.
public struct Assertion: Hashable, Sendable {
  /// The view it speaks of.
  public enum View: String, Hashable, Sendable, CaseIterable {
    case members, instruments, parties, offices, meetings, pending
  }

  /// `view`.
  public var view: View
  /// `org`, `instrument`, `office`, `party`: which part of the view.
  public var org: Optional<String>
  /// `instrument` the view is limited to.
  public var instrument: Optional<String>
  /// `office` the view is limited to.
  public var office: Optional<String>
  /// `party` the view is limited to.
  public var party: Optional<String>
  /// `where`: fields that choose which rows are compared, such as `{"standing":"full"}`; all when not written.
  public var filter: Optional<[String: JSONValue]>
  /// `rows`: the rows expected, each with the fields that matter; an empty list says that there is none.
  public var rows: [[String: JSONValue]]
  /// `complete`: whether no other row may be there; true when not written.
  public var complete: Optional<Bool>

  /// An assertion; its day is the event's `on`.
  public init(
    view: View, org: String? = nil, instrument: String? = nil, office: String? = nil, party: String? = nil,
    filter: [String: JSONValue]? = nil, rows: [[String: JSONValue]], complete: Bool? = nil
  ) {
    self.view = view
    self.org = org
    self.instrument = instrument
    self.office = office
    self.party = party
    self.filter = filter
    self.rows = rows
    self.complete = complete
  }
}

/// An event of a type beginning with `x-`.
public struct CustomAct: Hashable, Sendable {
  /// The type, with its `x-`.
  public var type: EventType
  /// Every field that is not one of the envelope.
  public var fields: [String: JSONValue]

  /// A custom event.
  public init(type: EventType, fields: [String: JSONValue] = [:]) {
    self.type = type
    self.fields = fields
  }
}
