import EventLog
import Projections

/// What a query found: rows for machines, a page for people.
struct Answer {
  /// From where it was asked.
  var seen: Seen
  /// The names of the fields, in order.
  var fieldNames: [String]
  /// The values of each row, one for each name.
  var rows: [[FieldValue]]
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
  init<Row: ViewRow>(_ rows: [Row], seen: Seen, page: @escaping (Page) throws -> [Words]) {
    self.init(seen: seen, fieldNames: Row.fieldNames, rows: rows.map(\.fieldValues), page: page)
  }
}

/// The sheet a page is laid out on.
struct Page: Hashable {
  /// Its columns.
  var width: Int
}
