import EventLog

/// A day of the week, Monday first.
enum Weekday: Int, CaseIterable {
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday

  /// The weekday of a civil day.
  init(_ day: Day) {
    // 1970-01-01 was a Thursday.
    let sinceMonday = (Int(day.number) + 3) % 7
    self = Weekday(rawValue: sinceMonday < 0 ? sinceMonday + 7 : sinceMonday)!
  }

  /// `Thursday`.
  var name: String {
    switch self {
    case .monday: "Monday"
    case .tuesday: "Tuesday"
    case .wednesday: "Wednesday"
    case .thursday: "Thursday"
    case .friday: "Friday"
    case .saturday: "Saturday"
    case .sunday: "Sunday"
    }
  }

  /// How it is shortened, beside the first three letters.
  private var shortForms: [String] {
    switch self {
    case .tuesday: ["Tue", "Tues"]
    case .thursday: ["Thu", "Thur", "Thurs"]
    default: [String(name.prefix(3))]
    }
  }

  /// The weekday of a full name in any case, or of a short form with a capital.
  fileprivate init?(_ word: String, isShort: Bool) {
    let found = Weekday.allCases.first {
      isShort ? $0.shortForms.contains(word) : $0.name.lowercased() == word.lowercased()
    }
    guard let found else { return nil }
    self = found
  }
}

/// A weekday named in a text, with the date that stands beside it.
struct WeekdayMention: Hashable {
  /// The weekday.
  var weekday: Weekday
  /// `last` or `next`, where that word stands before it.
  var direction: Direction?
  /// The month and the day of the month written next to it.
  var date: MonthDay?

  /// To which side of the anchor a weekday lies.
  enum Direction: String {
    case last, next
  }
  /// A date without its year.
  struct MonthDay: Hashable {
    var month: Int
    var day: Int
  }
}

extension WeekdayMention {
  /// The weekdays that a text names in English, as words of their own.
  ///
  /// A short form (`Thu`, `Sun.`) counts with a capital, and where a point, a comma, a number, a month or the end of
  /// the text follows: `the Sun wrote`, `SUN` and `we sat down` name none; nor does a feast such as Good Friday, nor
  /// what is part of a name: `the Sunday Times`.
  static func all(in text: String) -> [WeekdayMention] {
    let words = Word.all(in: text)
    return words.indices.compactMap { index in
      let word = words[index]
      let next = index + 1 < words.count ? words[index + 1] : nil
      let previous = index > 0 ? words[index - 1].text.lowercased() : ""
      guard !feasts.contains(previous), !word.beginsName(before: next, after: previous) else { return nil }
      var weekday = Weekday(word.text, isShort: false)
      if weekday == nil, previous != "the", word.isFollowedByStop || next == nil || next!.startsDate {
        weekday = Weekday(word.text, isShort: true)
      }
      return weekday.map {
        WeekdayMention(
          weekday: $0, direction: Direction(rawValue: previous), date: date(in: words[(index + 1)...]))
      }
    }
  }

  /// What makes a feast of a weekday.
  private static let feasts: Set<String> = [
    "ash", "black", "bloody", "easter", "good", "holy", "maundy", "palm", "shrove", "whit",
  ]

  /// `2 April`, `the 2nd of April`, `April 2` at the beginning of some words.
  private static func date(in words: ArraySlice<Word>) -> MonthDay? {
    let plain = words.prefix(5).filter { !["the", "of"].contains($0.text.lowercased()) }
    guard plain.count >= 2 else { return nil }
    let (first, second) = (plain[0], plain[1])
    if let day = first.dayOfMonth, let month = second.month { return MonthDay(month: month, day: day) }
    if let month = first.month, let day = second.dayOfMonth { return MonthDay(month: month, day: day) }
    return nil
  }

  /// A word of a text, and what stands after it.
  private struct Word {
    var text: String
    /// Whether a point or a comma follows.
    var isFollowedByStop: Bool
    /// Whether nothing but spaces stands between it and the next word.
    var isFollowedBySpace = false

    /// Whether the next word, which has a capital and is no month, makes a name of it.
    ///
    /// Where all is in capitals they tell nothing, and only an article before it does.
    func beginsName(before next: Word?, after previous: String) -> Bool {
      guard isFollowedBySpace, let next, next.text.first?.isUppercase == true, next.month == nil else {
        return false
      }
      return previous == "the" || text != text.uppercased()
    }

    var startsDate: Bool { dayOfMonth != nil || month != nil }

    var dayOfMonth: Int? {
      let digits = text.prefix { $0.isASCII && $0.isNumber }
      guard let day = Int(digits), (1...31).contains(day),
        ["", "st", "nd", "rd", "th"].contains(text.dropFirst(digits.count))
      else { return nil }
      return day
    }

    var month: Int? {
      let names = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
      ]
      return names.firstIndex { $0 == text || (text.count >= 3 && $0.hasPrefix(text)) || text == "Sept" }
        .map { text == "Sept" ? 9 : $0 + 1 }
    }

    /// The words of a text: letters and digits of any script in a row; `Thursday’s` is `Thursday` and `s`.
    static func all(in text: String) -> [Word] {
      var words: [Word] = []
      var current = ""
      for character in text {
        if character.isLetter || character.isNumber || character == "_" {
          current.append(character)
          continue
        }
        if !current.isEmpty {
          words.append(
            Word(
              text: current, isFollowedByStop: character == "." || character == ",",
              isFollowedBySpace: character.isWhitespace))
          current = ""
        } else if !character.isWhitespace, !words.isEmpty {
          words[words.count - 1].isFollowedBySpace = false
        }
      }
      if !current.isEmpty { words.append(Word(text: current, isFollowedByStop: false)) }
      return words
    }
  }
}
