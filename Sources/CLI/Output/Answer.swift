import Diplomacy
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
  /// What json prints in the place of the rows, where the answer is more than they are.
  var whole: FieldValue.Field?
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

    /// The other limits, in the words of their options; none where everything counts.
    var limits: [FieldValue.Field] = []
    /// What else is compared with it, in the words of the options.
    var compared: [FieldValue.Field] = []
    /// Whether `~` widens no date; `nil` for an answer that rests on no dates.
    var hasStrictDates: Bool?
    /// The options that ask once more from here, all but the day; `nil` where something is assumed, and not from a file.
    private(set) var options: String?
    /// The same without what is assumed.
    private let ownOptions: String
    /// Whether the end of the log was chosen.
    private let isEarlier: Bool

    /// An answer from a perspective that sees up to a position.
    init(_ perspective: Perspective, asOf: GlobalPosition) {
      self.at = perspective.at
      self.asOf = asOf
      if let day = perspective.publishedBy { limits.append(.init("published_by", .text(day.description))) }
      if let grade = perspective.trust { limits.append(.init("trust", .integer(grade))) }
      if !perspective.assumed.isEmpty { limits.append(.init("assumed", .integer(perspective.assumed.count))) }
      if !perspective.without.isEmpty {
        limits.append(.init("without", .positions(perspective.without.sorted())))
      }
      self.isEarlier = perspective.asOf != .head
      var options: [String] = []
      if isEarlier { options.append("--as-of '\(asOf)'") }
      if let day = perspective.publishedBy { options.append("--published-by \(day)") }
      if let grade = perspective.trust { options.append("--trust \(grade)") }
      options += perspective.without.sorted().map { "--without \($0.number)" }
      if perspective.strictDates { options.append("--strict-dates") }
      self.ownOptions = options.reduce("") { "\($0) \($1)" }
      self.options = perspective.assumed.isEmpty ? ownOptions : nil
    }

    /// Names the file of what is assumed, so that it can be asked once more.
    mutating func name(assumed file: String) {
      guard file != "-" else { return }
      // Within apostrophes a shell takes everything as it is but an apostrophe.
      let quoted = file.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#)
      options = "\(ownOptions) --assume '\(quoted)'"
    }

    /// As JSON prints it.
    var fields: FieldValue {
      .fields(
        [
          .init("at", .text(at.description)),
          .init("as_of", .fields([.init("position", .integer(Int(asOf.number)))])),
        ] + compared + limits + readingOfDates)
    }

    /// How `~` is read: what it adds to a date on both sides, by what is given of it, or nothing.
    private var readingOfDates: [FieldValue.Field] {
      guard let hasStrictDates else { return [] }
      let windows = FieldValue.fields(EDTF.approximation.map { .init($0.grain, .text($0.amount)) })
      return [.init("strict_dates", .flag(hasStrictDates))]
        + (hasStrictDates ? [] : [.init("approximate", windows)])
    }

    /// A day before anything was recorded is easily asked for where a day in the world was meant.
    private var moment: String {
      "as of \(asOf)" + (isEarlier && asOf == .start ? ", when the log was empty" : "")
    }

    /// As a page prints what is left out or added, such as `published by 1999-06-01`; `nil` where nothing is.
    private var remark: String? {
      let words = limits.map { limit -> String in
        switch (limit.name, limit.value) {
        case (let name, .text(let text)): "\(name.map { $0 == "_" ? " " : String($0) }.joined()) \(text)"
        case ("assumed", .integer(let count)): "\(count) assumed"
        case (let name, .integer(let number)): "\(name) \(number)"
        case (let name, .list(let items)): "\(name) \(items.count.counted("event", "events"))"
        default: limit.name
        }
      }
      let all = words + (hasStrictDates == true ? ["strict dates"] : [])
      return all.isEmpty ? nil : all.joined(separator: ", ")
    }

    /// As the head of a page prints it: `as of #147, published by 1999-06-01`.
    var words: Words { Words(text, .faint) }

    private var text: String { remark.map { "\(moment), \($0)" } ?? moment }

    /// The same at the end of a sentence; nothing where the sentence itself tells what is compared.
    var clause: String { compared.isEmpty ? ", \(text)" : "" }
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

extension Answer {
  /// The events that its rows rest on.
  var events: [GlobalPosition] {
    rows.flatMap { row -> [GlobalPosition] in
      let events: FieldValue? =
        switch row {
        case .values(let values): fieldNames.firstIndex(of: "events").map { values[$0] }
        case .named(let fields): fields.first { $0.name == "events" }?.value
        case .event: nil
        }
      guard case .list(let numbers)? = events else { return [] }
      return numbers.compactMap { number in
        if case .integer(let place) = number { GlobalPosition(UInt64(place)) } else { nil }
      }
    }
  }

  /// What is said below rows that rest on a date with `~`.
  static let approximateNote = Words(
    "~ is read as 3 days, 1 month or 1 year more on both sides; --strict-dates takes it as written", .faint)
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

  /// The same where the page may be too narrow for both: then what stands at the right ends lines of its own.
  func lines(_ left: Words, right: Words) -> [Words] {
    let width = min(width, Page.comfortable)
    if right.isEmpty || left.width + 2 + right.width <= width {
      return (right.isEmpty ? left : line(left, right: right)).wrapped(to: width)
    }
    return left.wrapped(to: width)
      + right.wrapped(to: width).map { .spaces(max(0, width - $0.width)) + $0 }
  }

  /// The first lines of an answer: what it shows, and from where; `days` where it is about others than one.
  func heading(_ title: String, _ seen: Answer.Seen, between days: ClosedRange<Day>? = nil) -> [Words] {
    lines(
      Words(title, .strong) + " \(Page.time(days ?? seen.at...seen.at))",
      right: seen.words)
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
