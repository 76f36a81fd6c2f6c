import EventLog

// The names of the built-in types (docs/EVENTS.md), each written here and nowhere else.

extension EventType {
  /// `entity`.
  public static let entity: EventType = "entity"
  /// `instrument`.
  public static let instrument: EventType = "instrument"
  /// `table`.
  public static let table: EventType = "table"
  /// `category`.
  public static let category: EventType = "category"
  /// `signature`.
  public static let signature: EventType = "signature"
  /// `domestic-approval`.
  public static let domesticApproval: EventType = "domestic-approval"
  /// `succession`.
  public static let succession: EventType = "succession"
  /// `consent-withdrawn`.
  public static let consentWithdrawn: EventType = "consent-withdrawn"
  /// `provisional-application`.
  public static let provisionalApplication: EventType = "provisional-application"
  /// `reservation`.
  public static let reservation: EventType = "reservation"
  /// `objection`.
  public static let objection: EventType = "objection"
  /// `reservation-withdrawn`.
  public static let reservationWithdrawn: EventType = "reservation-withdrawn"
  /// `entry-into-force`.
  public static let entryIntoForce: EventType = "entry-into-force"
  /// `withdrawal`.
  public static let withdrawal: EventType = "withdrawal"
  /// `withdrawal-revoked`.
  public static let withdrawalRevoked: EventType = "withdrawal-revoked"
  /// `operation-suspended`.
  public static let operationSuspended: EventType = "operation-suspended"
  /// `operation-resumed`.
  public static let operationResumed: EventType = "operation-resumed"
  /// `termination`.
  public static let termination: EventType = "termination"
  /// `application`.
  public static let application: EventType = "application"
  /// `admission`.
  public static let admission: EventType = "admission"
  /// `cessation`.
  public static let cessation: EventType = "cessation"
  /// `suspension`.
  public static let suspension: EventType = "suspension"
  /// `reinstatement`.
  public static let reinstatement: EventType = "reinstatement"
  /// `participation`.
  public static let participation: EventType = "participation"
  /// `state-change`.
  public static let stateChange: EventType = "state-change"
  /// `office`.
  public static let office: EventType = "office"
  /// `meeting`.
  public static let meeting: EventType = "meeting"
  /// `decision`.
  public static let decision: EventType = "decision"
  /// `statement`.
  public static let statement: EventType = "statement"
  /// `claim`.
  public static let claim: EventType = "claim"
  /// `correction`.
  public static let correction: EventType = "correction"
  /// `assertion`.
  public static let assertion: EventType = "assertion"

  /// The type of a form of consent, such as `ratification`.
  public static func consent(_ form: Consent.Form) -> EventType { EventType(form.rawValue) }

  /// Whether it is a type of its recorder's own: stored and listed, and read by no built-in view.
  public var isCustom: Bool { name.utf8.count > 2 && name.utf8.starts(with: "x-".utf8) }
}
