import EventLog
import Projections

/// What a query found: rows for machines, a page for people.
struct Answer {
  /// From where it was asked.
  var seen: Seen
  /// The names of the fields, in order; none where the rows are of several kinds.
  var fieldNames: [String]
  /// The rows.
  var rows: [OutputRow]
  /// What is said on standard error where a page has nothing to show.
  var emptyNote: String?
  /// The same for people; made only when it is wanted.
  var page: (Page) throws -> [Words]

  /// The day and the part of the log that an answer stands for.
  struct Seen: Hashable {
    /// The day in the world.
    var at: Day
    /// The last position that counts.
    var asOf: GlobalPosition

    /// As JSON prints it.
    var fields: FieldValue {
      .fields([
        .init("at", .text(at.description)),
        .init("as_of", .fields([.init("position", .integer(Int(asOf.number)))])),
      ])
    }
  }
}

extension Answer {
  /// An answer whose rows are those of a view.
  init<Row: ViewRow>(
    _ rows: [Row], seen: Seen, emptyNote: String? = nil, page: @escaping (Page) throws -> [Words]
  ) {
    self.init(
      seen: seen, fieldNames: Row.fieldNames, rows: rows.map { .values($0.fieldValues) },
      emptyNote: emptyNote,
      page: page)
  }
}

/// The sheet a page is laid out on.
struct Page: Hashable {
  /// Its columns.
  var width: Int

  /// Lines longer than this are hard to read, however wide the screen is.
  static let comfortable = 100

  /// A line with words at its left and words at its right end.
  func line(_ left: Words, right: Words) -> Words {
    left + .spaces(max(2, min(width, Page.comfortable) - left.width - right.width)) + right
  }

  /// The first line of an answer: what it shows, and from where; `days` where it is about others than one.
  func heading(_ title: String, _ seen: Answer.Seen, between days: ClosedRange<Day>? = nil) -> Words {
    line(
      Words(title, .strong) + " \(Page.time(days ?? seen.at...seen.at))",
      right: Words("as of \(seen.asOf)", .faint))
  }

  /// `on 2015-04-02`, `from 2015-01-01 to 2015-12-31`, `from 2015-01-01`, `to 2015-12-31`.
  private static func time(_ days: ClosedRange<Day>) -> String {
    if days.lowerBound == days.upperBound { return "on \(days.lowerBound)" }
    let first = days.lowerBound == .distantPast ? nil : "from \(days.lowerBound)"
    let last = days.upperBound == .distantFuture ? nil : "to \(days.upperBound)"
    return [first, last].compactMap { $0 }.joined(separator: " ")
  }
}

extension Words: ExpressibleByStringInterpolation {}
