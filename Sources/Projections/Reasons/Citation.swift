import Diplomacy
import EventLog

/// A record as one would cite it: what it is, who says so, and how good a source that is.
public struct Citation: Hashable, Sendable {
  /// Where it is recorded.
  public var position: GlobalPosition
  /// The type of the event.
  public var type: String
  /// The day as it was written; EDTF.
  public var on: String?
  /// Who said it, where that is not the publisher.
  public var assertedBy: [String]
  /// Who published it; of several sources the one with the best grade, then the earliest.
  public var publisher: String?
  /// The document or page.
  public var title: String?
  /// When it was published; EDTF. Where the question is what could be known by a day, not after that.
  public var date: String?
  /// 1 depositary … 7 inference; the best of its sources.
  public var grade: Int
  /// The words of the source that the day was read from.
  public var phrase: String?
  /// The day from which those words count; EDTF.
  public var anchor: String?
  /// How sure the recorder was: `sure`, `probable`, `inferred`.
  public var confidence: String
  /// A remark of the recorder.
  public var note: String?

  /// A record, cited by the best of its sources.
  /// - Parameter publishedBy: the day by which that must surely have been published, where one of them was.
  init(_ event: DiplomaticEvent, at position: GlobalPosition, publishedBy: Day? = nil) {
    let all = event.source?.values ?? []
    let known = all.filter { source in
      guard let publishedBy else { return true }
      return source.date.map { $0.bounds.latest <= publishedBy } ?? true
    }
    let best = (known.isEmpty ? all : known).min { one, two in
      let (left, right) = (one.grade ?? 6, two.grade ?? 6)
      if left != right { return left < right }
      return (one.date?.bounds.earliest ?? .distantFuture) < (two.date?.bounds.earliest ?? .distantFuture)
    }
    self.position = position
    self.type = event.type.name
    self.on = event.on?.text
    self.assertedBy = event.assertedBy?.values ?? []
    self.publisher = best?.publisher
    self.title = best?.title
    self.date = best?.date?.text
    self.grade = known.isEmpty || known.count == all.count ? event.grade : best?.grade ?? 6
    self.phrase = event.phrase?.text
    self.anchor = event.phrase?.anchor?.text
    self.confidence = (event.confidence ?? .sure).rawValue
    self.note = event.note
  }
}

extension Citation {
  /// `TASS, CSTO suspends Uzbekistan's membership, 2012-12-19, grade 4; said by Lukashenko`.
  public var words: String {
    let told = [publisher, title, date].compactMap { $0 }
    let cited = told.isEmpty ? "no source" : (told + ["grade \(grade)"]).joined(separator: ", ")
    let said = assertedBy.filter { $0 != publisher }
    return cited + (said.isEmpty ? "" : "; said by \(said.joined(separator: ", "))")
      + (confidence == "sure" ? "" : "; \(confidence)")
  }

  /// As a value of a row.
  public var fieldValue: FieldValue {
    .fields([
      .init("event", .integer(Int(position.number))), .init("type", .text(type)),
      .init("on", .text(optional: on)), .init("asserted_by", .texts(assertedBy)),
      .init("publisher", .text(optional: publisher)), .init("title", .text(optional: title)),
      .init("date", .text(optional: date)), .init("grade", .integer(grade)),
      .init("phrase", .text(optional: phrase)), .init("anchor", .text(optional: anchor)),
      .init("confidence", .text(confidence)), .init("note", .text(optional: note)),
    ])
  }
}

extension World {
  /// The records at some positions, cited; those that are not there are left out.
  func citations(_ positions: [GlobalPosition]) throws -> [Citation] {
    try positions.uniqued().compactMap { position in
      try event(at: position).map { Citation($0, at: position, publishedBy: publishedBy) }
    }
  }
}
