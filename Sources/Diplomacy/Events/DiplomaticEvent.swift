import EventLog

/// A dated diplomatic fact: what happened (`act`), when, and who says so.
///
/// Every field that was not written is `nil`, so that encoding gives back what was decoded; the members with a
/// default (`modality`, `confidence`) have a reading beside them. Field names in JSON are those of
/// docs/EVENTS.md.
public struct DiplomaticEvent: Hashable, Sendable {
  // `Optional` is written out here and in what else is made for each event: a field that begins as `nil` makes Swift copy the
  // whole value at the end of `init` (docs/DECISIONS.md).

  /// The idempotency key, at most 200 bytes; without one the log makes it from the content.
  public var id: Optional<String>
  /// `version`: of the form of the payload, from 2; `nil` is the first.
  ///
  /// An event that was read has the newest that is known; only a custom type can have one so far.
  public var version: Optional<Int>
  /// What happened, to whom.
  public var act: Act
  /// `on`: the day of the act; the first day where something begins.
  public var on: Optional<EDTF>
  /// `received`: the day the depositary received it, which counts for clauses before `on`.
  public var received: Optional<EDTF>
  /// `effective`: when it takes effect, only if the act or the source states it.
  public var effective: Optional<EDTF>
  /// `until`: the first day no longer.
  public var until: Optional<EDTF>
  /// `modality`: whether it happened at all.
  public var modality: Optional<Modality>
  /// `confidence`: how sure the recorder is of it.
  public var confidence: Optional<Confidence>
  /// `source`: who says so; one or several.
  public var source: Optional<OneOrList<Source>>
  /// `asserted_by`: the speaker, where that is not the publisher.
  public var assertedBy: Optional<OneOrList<String>>
  /// `phrase`: the words of the source that `on` was read from.
  public var phrase: Optional<Phrase>
  /// `jointly`: whether a range holds one common day for all parties.
  public var jointly: Optional<Bool>
  /// `note`: remarks of the recorder.
  public var note: Optional<String>
  /// Fields beginning with `x_`: kept and not read.
  public var extras: [String: JSONValue]

  /// An event; what is not given is absent.
  public init(
    _ act: Act, id: String? = nil, version: Int? = nil, on: EDTF? = nil, received: EDTF? = nil,
    effective: EDTF? = nil,
    until: EDTF? = nil, modality: Modality? = nil, confidence: Confidence? = nil,
    source: OneOrList<Source>? = nil, assertedBy: OneOrList<String>? = nil, phrase: Phrase? = nil,
    jointly: Bool? = nil, note: String? = nil, extras: [String: JSONValue] = [:]
  ) {
    self.act = act
    self.id = id
    self.version = version
    self.on = on
    self.received = received
    self.effective = effective
    self.until = until
    self.modality = modality
    self.confidence = confidence
    self.source = source
    self.assertedBy = assertedBy
    self.phrase = phrase
    self.jointly = jointly
    self.note = note
    self.extras = extras
  }

  /// Whether the event says that something happened; planned, expected and conditional things did not, yet.
  public var isFact: Bool { modality == nil || modality == .fact }

  /// The best grade of its sources: 1 best, 7 worst; 6 for a source without a grade, 7 without a source.
  public var grade: Int {
    source?.values.map { $0.grade ?? 6 }.min() ?? 7
  }
}

/// Whether a thing was done or only announced: planned things are not done things.
public enum Modality: String, Hashable, Sendable, CaseIterable {
  case fact, planned, expected, conditional
}

/// How sure the recorder is: `inferred` marks what follows from other facts and stands in no source.
public enum Confidence: String, Hashable, Sendable, CaseIterable {
  case sure, probable, inferred
}

/// Where a fact is written.
public struct Source: Hashable, Sendable {
  /// Who published it.
  public var publisher: Optional<String>
  /// The document or page.
  public var title: Optional<String>
  /// When it was published: what could be known from then on.
  public var date: Optional<EDTF>
  /// Where it can be read.
  public var url: Optional<String>
  /// Page, article, paragraph.
  public var locator: Optional<String>
  /// The words themselves.
  public var quote: Optional<String>
  /// 1 depositary … 7 inference (docs/DOMAIN.md, "Sources").
  public var grade: Optional<Int>
  /// Where the publisher has it from.
  public var origin: Optional<String>

  /// A source; what is not given is absent.
  public init(
    publisher: String? = nil, title: String? = nil, date: EDTF? = nil, url: String? = nil,
    locator: String? = nil, quote: String? = nil, grade: Int? = nil, origin: String? = nil
  ) {
    self.publisher = publisher
    self.title = title
    self.date = date
    self.url = url
    self.locator = locator
    self.quote = quote
    self.grade = grade
    self.origin = origin
  }
}

/// The words a date was read from, such as "almost two years ago", and the day they were said.
public struct Phrase: Hashable, Sendable {
  /// The words of the source.
  public var text: String
  /// The day they count from.
  public var anchor: Optional<EDTF>

  /// A phrase.
  public init(text: String, anchor: EDTF? = nil) {
    self.text = text
    self.anchor = anchor
  }
}
