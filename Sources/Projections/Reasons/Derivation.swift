import EventLog

/// How the entry into force of an instrument comes about: the clause, what it has and needs, and which day was chosen.
public struct Derivation: Hashable, Sendable {
  /// One part of the condition.
  public struct Condition: Hashable, Sendable {
    /// The part in words.
    public var text: String
    /// How much of it is surely there.
    public var have: Int
    /// How much more may be there.
    public var possible: Int
    /// How much it needs.
    public var need: Int
    /// Whose consents are surely there, of those who are asked by name.
    public var parties: [String]
    /// Who is asked by name and has surely not consented.
    public var missing: [String]
    /// How many of the parties have no consent on record: theirs follows from the published day.
    public var inferred: Int
    /// For a table of weights, what is there and what is needed: `44.39% of 55%`.
    public var share: String?
  }

  /// The clause as it was written; `nil` where none is recorded.
  public var clause: String?
  /// The clause in words.
  public var english: String?
  /// The parts of its condition, on the day it was met, or on the day that is asked for while it was not.
  public var conditions: [Condition]
  /// The day on which the condition was met; EDTF.
  public var trigger: String?
  /// Whose consents completed it.
  public var completedBy: [String]
  /// From that day to the entry into force, step by step.
  public var arithmetic: [String]
  /// The day that follows from the clause; EDTF.
  public var derived: String?
  /// The worst grade of what it follows from.
  public var derivedGrade: Int?
  /// The day that was published; EDTF.
  public var published: String?
  /// The best grade of the publications.
  public var publishedGrade: Int?
  /// Which of the two the answer uses, and why.
  public var choice: String?
  /// What explains that the two differ.
  public var mismatch: String?
}

extension Derivation {
  /// As a value of a row.
  public var fieldValue: FieldValue {
    .fields([
      .init("clause", .text(optional: clause)), .init("english", .text(optional: english)),
      .init("conditions", .list(conditions.map(\.fieldValue))), .init("trigger", .text(optional: trigger)),
      .init("completed_by", .texts(completedBy)), .init("arithmetic", .texts(arithmetic)),
      .init("derived", .text(optional: derived)),
      .init("derived_grade", derivedGrade.map { .integer($0) } ?? .none),
      .init("published", .text(optional: published)),
      .init("published_grade", publishedGrade.map { .integer($0) } ?? .none),
      .init("choice", .text(optional: choice)), .init("mismatch", .text(optional: mismatch)),
    ])
  }
}

extension Derivation.Condition {
  fileprivate var fieldValue: FieldValue {
    .fields([
      .init("text", .text(text)), .init("have", .integer(have)), .init("possible", .integer(possible)),
      .init("need", .integer(need)), .init("parties", .texts(parties)), .init("missing", .texts(missing)),
      .init("inferred", .integer(inferred)), .init("share", .text(optional: share)),
    ])
  }
}
