import EventLog

/// Records or claims that cannot all be right, and the rows they cast doubt on.
struct Contradiction {
  /// What a contradiction is about.
  enum Subject: Hashable {
    case member(org: String, party: String)
    case party(instrument: String, party: String)
    case instrument(String)
    case office(String)
  }

  /// What kind of finding it is.
  var code = FindingCode.conflict
  /// The rows it is about.
  var subjects: [Subject]
  /// The days on which the versions answer differently; none where they differ in something else than days.
  var days: [ClosedRange<Day>]
  /// What contradicts what.
  var message: String
  /// What would settle it.
  var fix: String
  /// Every record and claim involved.
  var events: [GlobalPosition]

  /// Tells days on which the log denies what it is about as well.
  mutating func add(denied: [ClosedRange<Day>]) {
    let others = denied.filter { more in !days.contains { $0.overlaps(more) } }
    if !others.isEmpty {
      let spans = others.map { DayBounds($0.lowerBound, $0.upperBound).spanText }
      message += "; by the log it was not so on \(spans.joined(separator: ", ")) either"
    }
    days += denied
  }

  /// Whether it casts doubt on a row on a day.
  func touches(_ subject: Subject, on day: Day) -> Bool {
    subjects.contains(subject) && days.contains { $0.contains(day) }
  }
}

extension Contradiction {
  /// The row that `conflicts` prints.
  var row: ConflictRow {
    let spans = days.map { DayBounds($0.lowerBound, $0.upperBound).spanText }
    return ConflictRow(
      code: code.rawValue, position: events.max() ?? .start, message: message, fix: fix,
      events: events.uniqued().sorted(), days: spans.joined(separator: " "))
  }
}

extension DayBounds {
  /// A stretch of days as an EDTF interval, one day alone as that day.
  var spanText: String {
    earliest == latest ? earliest.description : "\(earliest)/\(latest == .last ? ".." : latest.description)"
  }
}
