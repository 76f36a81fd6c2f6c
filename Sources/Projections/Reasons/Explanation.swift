import EventLog

/// Why an answer is what it is: the acts and rules it rests on, what was seen and not used, and what would settle it.
public struct Explanation: Hashable, Sendable {
  /// The answer to the question.
  public enum Verdict: String, Hashable, Sendable, CaseIterable {
    case certain, possible, no
  }

  /// What was asked, with the ids under which the log knows them.
  public var question: Question
  /// The day.
  public var day: Day
  /// How sure it is that it was so; the same as the row of the view says.
  public var verdict: Verdict
  /// Whether records contradict each other about it on this day.
  public var disputed: Bool
  /// Whether too many acts overlap to decide exactly.
  public var approximate: Bool
  /// The answer in a sentence; for `no`, why not.
  public var answer: String
  /// The rows of the view.
  public var rows: [[FieldValue.Field]] = []
  /// The acts and rules up to the day, in the order of time.
  public var chain: [Step] = []
  /// How the entry into force of an instrument comes about.
  public var derivation: Derivation?
  /// What it depends on, each to be asked by itself.
  public var dependsOn: [Dependency] = []
  /// For a possible answer: under which further knowledge it would be yes or no.
  public var alternatives: [Alternative] = []
  /// For a possible answer: what would settle it.
  public var settledBy: [String] = []
  /// What was seen and not used, and why.
  public var ignored: [Ignored] = []
  /// Records and claims that contradict each other about it on this day.
  public var contradictions: [ConflictRow] = []
  /// The corrections that dispute a record that the answer rests on.
  public var disputes: [Dispute] = []

  /// A correction that disputes a record.
  public struct Dispute: Hashable, Sendable {
    /// Where the correction is recorded.
    public var correction: GlobalPosition
    /// The record that it disputes.
    public var target: GlobalPosition
    /// The reason that it gives.
    public var reason: String?
  }

  /// One act or rule.
  public struct Step: Hashable, Sendable {
    /// Why it is there.
    public var rule: Rule
    /// The days on which it can have been.
    public var on: DayBounds
    /// What happened.
    public var text: String
    /// Whether the answer rests on it; else it came before, and something later decides.
    public var decides: Bool
    /// The record that decides about it; nothing for what follows from a rule alone.
    public var source: Citation?
    /// The records that agree with it, or that it follows from.
    public var agreeing: [Citation]

    /// Where it is recorded, the deciding record first.
    public var events: [GlobalPosition] { ([source].compactMap { $0 } + agreeing).map(\.position) }
  }

  /// Another question that the answer depends on.
  public struct Dependency: Hashable, Sendable {
    /// The question.
    public var question: Question
    /// Its answer, in words.
    public var text: String
  }

  /// Something that would make a possible answer certain.
  public struct Alternative: Hashable, Sendable {
    /// The answer then: `yes` or `no`; of an office the name of the holder, or `vacant`.
    public var answer: String
    /// What would have to be so.
    public var text: String
    /// The records that speak of it.
    public var events: [GlobalPosition]
  }

  /// Something that was seen and not used.
  public struct Ignored: Hashable, Sendable {
    /// Why.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
      /// A correction took it away or put another in its place.
      case corrected
      /// A claim never becomes a fact.
      case claim
      /// A better record of the same act says otherwise.
      case outweighed
      /// The act changes nothing in the state it finds.
      case noEffect = "no-effect"
      /// The consent does not count for the clause.
      case notCounted = "not-counted"
      /// Planned, expected or conditional.
      case notDone = "not-done"
      /// Approved at home: a bound for the consent, and none itself.
      case domestic
      /// It is about an organ and not the organisation.
      case organ
      /// The perspective does not see it.
      case hidden
      /// A list that was asserted; it is compared with the answer and decides nothing.
      case assertion
      /// It comes after the day.
      case later
    }

    /// Why.
    public var reason: Reason
    /// What it is, and why it was not used, in words.
    public var text: String
    /// The records.
    public var events: [GlobalPosition]
  }
}

extension Explanation.Step: ViewRow {
  /// The names of the fields; the number of the step stands before them.
  public static let fieldNames = [
    "kind", "rule", "on", "text", "decides", "events", "publisher", "title", "date", "grade", "phrase",
  ]

  /// `act` or `rule`.
  public var kind: String { rule.isDerived ? "rule" : "act" }

  /// The values of the fields.
  public var fieldValues: [FieldValue] {
    [
      .text(kind), .text(rule.word), .text(on.edtf), .text(text), .flag(decides), .positions(events),
      .text(optional: source?.publisher), .text(optional: source?.title), .text(optional: source?.date),
      source.map { .integer($0.grade) } ?? .none, .text(optional: source?.phrase),
    ]
  }
}

extension Explanation {
  /// As one value: what json prints.
  public var fieldValue: FieldValue {
    .fields([
      .init("question", .text(question.words)), .init("verdict", .text(verdict.rawValue)),
      .init("disputed", .flag(disputed)), .init("approximate", .flag(approximate)),
      .init("answer", .text(answer)), .init("rows", .list(rows.map { .fields($0) })),
      .init("chain", .list(chain.enumerated().map { .fields($1.fields(numbered: $0 + 1)) })),
      .init("derivation", derivation?.fieldValue ?? .none),
      .init("depends_on", .list(dependsOn.map(\.fieldValue))),
      .init("alternatives", .list(alternatives.map(\.fieldValue))),
      .init("settled_by", .texts(settledBy)), .init("ignored", .list(ignored.map(\.fieldValue))),
      .init("contradictions", .list(contradictions.map { .fields($0.fields) })),
      .init("disputes", .list(disputes.map(\.fieldValue))),
    ])
  }
}

extension Explanation.Step {
  fileprivate func fields(numbered number: Int) -> [FieldValue.Field] {
    [
      .init("step", .integer(number)), .init("kind", .text(kind)), .init("rule", .text(rule.word)),
      .init("on", .text(on.edtf)), .init("text", .text(text)), .init("decides", .flag(decides)),
      .init("events", .positions(events)), .init("source", source?.fieldValue ?? .none),
      .init("agreeing", .list(agreeing.map(\.fieldValue))),
    ]
  }
}

extension Explanation.Dependency {
  fileprivate var fieldValue: FieldValue {
    .fields([.init("why", .text(question.words)), .init("text", .text(text))])
  }
}

extension Explanation.Dispute {
  fileprivate var fieldValue: FieldValue {
    .fields([
      .init("event", .integer(Int(correction.number))), .init("target", .integer(Int(target.number))),
      .init("reason", .text(optional: reason)),
    ])
  }
}

extension Explanation.Alternative {
  fileprivate var fieldValue: FieldValue {
    .fields([
      .init("answer", .text(answer)), .init("if", .text(text)),
      .init("events", .positions(events)),
    ])
  }
}

extension Explanation.Ignored {
  fileprivate var fieldValue: FieldValue {
    .fields([
      .init("reason", .text(reason.rawValue)), .init("text", .text(text)),
      .init("events", .positions(events)),
    ])
  }
}
