import EventLog

extension Clause {
  /// The clause in words: `when all signatories have consented; in force at once`.
  public var english: String {
    var sentence = "when \(condition.english); in force \(delay.english)"
    if let floor { sentence += ", but not before \(floor.english)" }
    switch partyRule {
    case .same: break
    case .none: sentence += "; one date for all"
    case .delay(let delay): sentence += "; for each later party \(delay.english(from: "its own deposit"))"
    }
    switch reio {
    case nil: break
    case .notAdditional: sentence += "; an organisation of States is not counted in addition to its members"
    case .counts: sentence += "; an organisation of States counts like any other party"
    }
    switch eligible {
    case nil: break
    case .members(let org): sentence += "; only deposits by members of \(org) on their day count"
    case .parties(let instrument):
      sentence += "; only deposits by parties to \(instrument) on their day count"
    }
    if let modes { sentence += "; only \(modes.map(\.english).listed("or")) counts" }
    if depositariesEarliest { sentence += "; of several depositaries the earliest deposit counts" }
    return sentence
  }
}

extension Clause.Condition {
  /// The condition in words: `60 have consented and 1998-07-17 has come`.
  public var english: String {
    switch self {
    case .allSignatories: "all signatories have consented"
    case .all(let names): "\(names.joined(separator: ", ")) \(names.count == 1 ? "has" : "have") consented"
    case .allMembers(let org): "all members of \(org) have consented"
    case .allParties(let instrument): "all parties to \(instrument) have consented"
    case .deposits(let count): "\(count) \(count == 1 ? "instrument has" : "instruments have") been deposited"
    case .depositsOf(let group, let count):
      "\(count) of \(group.english) \(count == 1 ? "has" : "have") consented"
    case .others(let count): "\(count) \(count == 1 ? "other has" : "others have") consented"
    case .fraction(let fraction, .members(let org)): "\(fraction) of the members of \(org) have consented"
    case .fraction(let fraction, .parties(let instrument)):
      "\(fraction) of the parties to \(instrument) have consented"
    case .share(let table, let percentage):
      "parties with \(percentage) of the total of \(table) have consented"
    case .inForce(let instrument): "\(instrument) is in force"
    case .date(let day): "\(day) has come"
    case .onSignature: "it has been signed"
    case .and(let left, let right): "\(left.phrase) and \(right.phrase)"
    case .or(let left, let right): "\(left.english), or \(right.english)"
    }
  }

  private var phrase: String {
    if case .or(let left, let right) = self { "either \(left.english) or \(right.english)" } else { english }
  }
}

extension Clause.Group {
  /// Who it is in words: `GBR, SUN and USA`, `those in coe-members`.
  public var english: String {
    switch self {
    case .list(let names): names.listed()
    case .category(let id): "those in \(id)"
    }
  }
}

extension Clause.Floor {
  /// The day in words: `1995-01-13`, `2 years after it was opened for signature`.
  public var english: String {
    switch self {
    case .day(let day): day.description
    case .opening(let delay): delay.english(from: "the opening for signature")
    }
  }
}

extension Consent.Form {
  /// The form in words: `formal confirmation`.
  fileprivate var english: String {
    rawValue.split(separator: "-").joined(separator: " ")
  }
}

extension Delay {
  /// The delay in words: `at once`, `60 days later`, `on the first of the month after 60 days`.
  public var english: String {
    english(from: nil)
  }

  /// The same, naming what it runs from: `30 days after its own deposit`.
  func english(from trigger: String?) -> String {
    let counts = Delay.words(for: steps)
    switch steps.last {
    case nil: return trigger.map { "on the day of \($0)" } ?? "at once"
    case .on(let day): return "on \(day)"
    case .firstOfMonthAfter where counts.isEmpty:
      return "on the first of the month after \(trigger ?? "that")"
    case .firstOfMonthAfter:
      return "on the first of the month after \(counts)" + (trigger.map { " from \($0)" } ?? "")
    case .firstOfKthMonth(let count):
      return
        "on the first day of the \(Delay.ordinal(count)) month after the month of \(trigger ?? "that day")"
    default:
      return trigger.map { "\(counts) after \($0)" } ?? "\(counts) later"
    }
  }

  /// `3 months and 1 day`.
  private static func words(for steps: [Step]) -> String {
    let counts = steps.compactMap { step -> String? in
      switch step {
      case .days(let count): "\(count) day\(count == 1 ? "" : "s")"
      case .months(let count): "\(count) month\(count == 1 ? "" : "s")"
      case .years(let count): "\(count) year\(count == 1 ? "" : "s")"
      default: nil
      }
    }
    return counts.joined(separator: " and ")
  }

  private static func ordinal(_ number: Int) -> String {
    let ending =
      switch (number % 10, number % 100) {
      case (_, 11...13): "th"
      case (1, _): "st"
      case (2, _): "nd"
      case (3, _): "rd"
      default: "th"
      }
    return "\(number)\(ending)"
  }
}

extension Term {
  /// The term in words: `5 years`.
  public var english: String {
    String(delay.english.dropLast(" later".count))
  }
}
