import EventLog

/// Everything on one page: each organisation, instrument and office on a day.
public struct Overview: Hashable, Sendable {
  /// One organisation.
  public struct Organisation: Hashable, Sendable {
    /// The id.
    public var org: String
    /// Its name.
    public var name: String
    /// Whether it exists on the day: `certain`, `possible`, or nothing for no.
    public var exists: Certainty?
    /// Since when it exists, where that is known; EDTF.
    public var since: String?
    /// One row for each status held, also in its organs.
    public var members: [MemberRow]
    /// Kinds of status that wait for an instrument, open or not.
    public var gates: [Gate]
    /// Its offices.
    public var offices: [OfficeRow]
  }

  /// A kind of status that can be granted only while an instrument is in force.
  public struct Gate: Hashable, Sendable {
    /// The organisation.
    public var org: String
    /// The kind of status.
    public var status: String
    /// The instrument.
    public var instrument: String
    /// Whether it can be held on the day, all that enables it being in force: `certain`, `possible`, or nothing for
    /// no.
    public var available: Certainty?
    /// Whether this instrument is in force on the day: `certain`, `possible`, or nothing for no.
    public var inForce: Certainty?
    /// The positions that decided it.
    public var events: [GlobalPosition]
  }

  /// The organisations, those with members first.
  public var organisations: [Organisation]
  /// The instruments.
  public var instruments: [InstrumentRow]
  /// Offices that belong to no declared organisation.
  public var offices: [OfficeRow]
  /// Meetings and other things of that very day.
  public var meetings: [MeetingRow]
  /// The head of the log as it was seen.
  public var asOf: GlobalPosition
}
