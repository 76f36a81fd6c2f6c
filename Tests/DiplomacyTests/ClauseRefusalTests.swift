import Diplomacy
import EventLog
import Testing

/// A refused text, the word that is pointed at (empty at the end), and the sentence.
struct ClauseRefusal: Sendable, CustomTestStringConvertible {
  let text: String
  let word: String
  let reason: ClauseError.Reason
  let suggestion: String?
  var testDescription: String { text.isEmpty ? "(nothing)" : text }

  init(
    _ text: String, at word: String, _ reason: ClauseError.Reason = .unexpected, _ suggestion: String? = nil
  ) {
    (self.text, self.word, self.reason, self.suggestion) = (text, word, reason, suggestion)
  }

  /// Whether an error names this reason and points at exactly this word.
  func check(_ error: ClauseError) {
    #expect(error.text == text)
    #expect(error.reason == reason)
    #expect(error.found ?? "" == word)
    #expect(error.suggestion == suggestion)
    let bytes = Array(text.utf8)
    #expect(error.offset + error.length <= bytes.count)
    let pointed = bytes.dropFirst(error.offset).prefix(error.length)
    #expect(String(decoding: pointed, as: UTF8.self) == word)
    #expect(!error.description.isEmpty)
  }
}

@Suite("Clauses: what is refused, and how")
struct ClauseRefusalTests {
  static let words: [ClauseRefusal] = [
    ClauseRefusal("", at: ""),
    ClauseRefusal("when", at: ""),
    ClauseRefusal("all signatories", at: "all", .unexpected, "when all"),
    ClauseRefusal("When signature", at: "When", .unexpected, "when"),
    ClauseRefusal("when all singatories", at: "singatories", .unexpected, "signatories"),
    ClauseRefusal("when 60 deposits", at: "60", .unexpected, "deposits >= 60"),
    ClauseRefusal("when ratifications >= 60", at: "ratifications", .unexpected, "deposits"),
    ClauseRefusal("when deposits > 60", at: ">", .unexpected, ">="),
    ClauseRefusal("when deposits ≥ 60", at: "≥", .unexpected, ">="),
    ClauseRefusal("when deposits >= sixty", at: "sixty"),
    ClauseRefusal("when deposits >= 0", at: "0", .outOfRange(1, 9999)),
    ClauseRefusal("when deposits >= 10000", at: "10000", .outOfRange(1, 9999)),
    ClauseRefusal("when deposits >= 99999999999999999999", at: "99999999999999999999"),
    ClauseRefusal("when signature and", at: ""),
    ClauseRefusal("when signature efective +60d", at: "efective", .unexpected, "effective"),
    ClauseRefusal("when signature depositaries", at: ""),
    ClauseRefusal("when others >= 3", at: "others", .othersThanWhom),
    ClauseRefusal("when signature and others >= 3", at: "others", .othersThanWhom),
    ClauseRefusal("when Côte and signature", at: "Côte"),
  ]

  static let bodies: [ClauseRefusal] = [
    ClauseRefusal("when all members UN", at: "UN"),
    ClauseRefusal("when all members of", at: ""),
    ClauseRefusal("when all members of effective +1d", at: "effective"),
    ClauseRefusal("when all parties of X", at: "of"),
    ClauseRefusal("when all parties to {A}", at: "{"),
    ClauseRefusal("when all members of \"\"", at: "\"\"", .emptyName),
    ClauseRefusal("when all members of \"UN", at: "\"", .unclosed),
    ClauseRefusal("when all memebrs of UN", at: "memebrs", .unexpected, "members of"),
    ClauseRefusal("when in-force", at: ""),
    ClauseRefusal("when inforce X", at: "inforce", .unexpected, "in-force"),
    ClauseRefusal("when deposits 60", at: "60"),
    ClauseRefusal("when deposits of >= 8", at: ">="),
    ClauseRefusal("when deposits of coe-members", at: ""),
    ClauseRefusal("when deposits of coe-members > 8", at: ">", .unexpected, ">="),
    ClauseRefusal("when deposits of {A,B} >= 3", at: "3", .outOfRange(1, 2)),
    ClauseRefusal("when deposits of {A,A} >= 1", at: "A", .repeatedName),
    ClauseRefusal("when 3/4 of parties(X)", at: "3", .unexpected, "fraction 3/"),
    ClauseRefusal("when fraction three-quarters of parties(X)", at: "three-quarters", .unexpected, "3/4"),
    ClauseRefusal("when fraction 75% of parties(X)", at: "75", .unexpected, "3/4"),
    ClauseRefusal("when fraction 4/3 of parties(X)", at: "4", .outOfRange(1, 3)),
    ClauseRefusal("when fraction 0/3 of parties(X)", at: "0", .outOfRange(1, 3)),
    ClauseRefusal("when fraction 1/0 of parties(X)", at: "0", .outOfRange(1, 9999)),
    ClauseRefusal("when fraction 1/10000 of parties(X)", at: "10000", .outOfRange(1, 9999)),
    ClauseRefusal("when fraction 3 of parties(X)", at: "of"),
    ClauseRefusal("when fraction 3/4 parties(X)", at: "parties"),
    ClauseRefusal("when fraction 3/4 of X", at: "X"),
    ClauseRefusal("when fraction 3/4 of parties to X", at: "to"),
    ClauseRefusal("when fraction 3/4 of parties(X", at: "(", .unclosed),
    ClauseRefusal("when fraction 3/4 of parties(a b)", at: "b"),
    ClauseRefusal("when fraction 3/4 of parties()", at: ")"),
  ]

  static let shares: [ClauseRefusal] = [
    ClauseRefusal("when share annex-i >= 55%", at: "annex-i"),
    ClauseRefusal("when share(annex-i) > 55%", at: ">", .unexpected, ">="),
    ClauseRefusal("when share(annex-i) >= 55", at: "55", .unexpected, "55%"),
    ClauseRefusal("when share(annex-i) >= 0%", at: "0", .noPercentage),
    ClauseRefusal("when share(annex-i) >= 100.0001%", at: "100.0001", .noPercentage),
    ClauseRefusal("when share(annex-i) >= 66.66667%", at: "66.66667", .noPercentage),
    ClauseRefusal("when share(annex-i) >= 999999999999%", at: "999999999999"),
    ClauseRefusal("when share(annex-i) >= 55,5%", at: "55", .unexpected, "55%"),
    ClauseRefusal("when share(annex-i) >= 5.5.5%", at: "5.5.5"),
    ClauseRefusal("when share(annex-i) >= most", at: "most"),
    ClauseRefusal("when 55% of annex-i", at: "55", .unexpected, "share(TABLE) >= 55%"),
  ]

  static let parts: [ClauseRefusal] = [
    ClauseRefusal("when signature reio", at: ""),
    ClauseRefusal("when signature reio additional", at: "additional", .unexpected, "not-additional"),
    ClauseRefusal("when signature reio counts reio counts", at: "reio", .repeatedPart),
    ClauseRefusal("when signature eligible UN", at: "UN"),
    ClauseRefusal("when signature eligible members UN", at: "UN"),
    ClauseRefusal("when signature eligible parties to", at: ""),
    ClauseRefusal("when signature modes ratification", at: "ratification"),
    ClauseRefusal("when signature modes {}", at: "}"),
    ClauseRefusal("when signature modes {ratifcation}", at: "ratifcation", .unexpected, "ratification"),
    ClauseRefusal("when signature modes {succession}", at: "succession"),
    ClauseRefusal("when signature modes {approval,approval}", at: "approval", .repeatedName),
    ClauseRefusal("when signature modes {approval accession}", at: "accession"),
    ClauseRefusal("when signature not-before", at: ""),
    ClauseRefusal("when signature not-before opening", at: "opening"),
    ClauseRefusal("when signature not-before opening+2", at: "+2"),
    ClauseRefusal("when signature not-before opening+2w", at: "w"),
    ClauseRefusal("when signature not-before +2y", at: "+2y"),
    ClauseRefusal("when signature not-before 2019", at: "2019", .notOneDay),
  ]

  static let brackets: [ClauseRefusal] = [
    ClauseRefusal("when all {GBR,SUN", at: "{", .unclosed),
    ClauseRefusal("when all {", at: "{", .unclosed),
    ClauseRefusal("when all {}", at: "}", .emptyName),
    ClauseRefusal("when all {A,,B}", at: ",", .emptyName),
    ClauseRefusal("when all {A,\"\"}", at: "\"\"", .emptyName),
    ClauseRefusal("when all {\"A,B}", at: "\"", .unclosed),
    ClauseRefusal("when all {AA,BB,AA}", at: "AA", .repeatedName),
    ClauseRefusal("when all {\"A\" B}", at: "B"),
    ClauseRefusal("when (signature", at: "(", .unclosed),
    ClauseRefusal("when (signature effective +1d)", at: "effective"),
    ClauseRefusal("when signature)", at: ")"),
  ]

  static let days: [ClauseRefusal] = [
    ClauseRefusal("when date 2015", at: "2015", .notOneDay),
    ClauseRefusal("when date 2015-04-02~", at: "~"),
    ClauseRefusal("when date soon", at: "soon"),
    ClauseRefusal(
      "when date 2015-02-30", at: "2015-02-30", .noDay(.noSuchDay(30, month: 2, year: 2015, length: 28))),
    ClauseRefusal("when date 2.4.2015", at: "2.4.2015", .noDay(.otherNotation), "2015-04-02"),
    ClauseRefusal("when date 9999-12-31", at: "9999-12-31", .noDay(.sentinel)),
    ClauseRefusal("when signature effective on 2015-04", at: "2015-04", .notOneDay),
  ]

  static let delays: [ClauseRefusal] = [
    ClauseRefusal("when signature effective 60d", at: "60d", .unexpected, "+60d"),
    ClauseRefusal("when signature effective +60 days", at: "+60", .unexpected, "+60d"),
    ClauseRefusal("when signature effective +60days", at: "ays", .unexpected, "+60d"),
    ClauseRefusal("when signature effective +60", at: "+60"),
    ClauseRefusal("when signature effective +60w", at: "w"),
    ClauseRefusal("when signature effective +3m1d", at: "1d"),
    ClauseRefusal("when signature effective +-3m", at: "-3m"),
    ClauseRefusal("when signature effective +10000d", at: "10000", .outOfRange(0, 9999)),
    ClauseRefusal("when signature effective at", at: ""),
    ClauseRefusal("when signature effective immediately", at: "immediately", .unexpected, "at once"),
    ClauseRefusal("when signature effective 1st-of-month 6", at: "6", .unexpected, "+6"),
    ClauseRefusal("when signature effective 1st-of-month +0", at: "+0", .outOfRange(1, 9999)),
    ClauseRefusal("when signature effective 1st-of-month +6m", at: "+6m"),
    ClauseRefusal("when signature effective first-of-month after 60d", at: "60d", .unexpected, "+60d"),
    ClauseRefusal("when signature effective first-of-month after at once", at: "at"),
    ClauseRefusal("when signature party", at: ""),
    ClauseRefusal("when signature party smae", at: "smae", .unexpected, "same"),
  ]

  @Test(
    "A refusal points at the word that is wrong",
    arguments: words + bodies + shares + parts + brackets + days + delays)
  func refusal(_ refusal: ClauseRefusal) throws {
    refusal.check(try #require(throws: ClauseError.self) { try Clause(refusal.text) })
  }

  @Test("A part given twice is refused at the second place")
  func twice() throws {
    let text = "when signature effective +1d effective +2d"
    let error = try #require(throws: ClauseError.self) { try Clause(text) }
    #expect(error.reason == .repeatedPart && error.offset == 29 && error.length == 9)
  }

  @Test("A refusal reads as one sentence, and underlines the word")
  func sentence() throws {
    let error = try #require(throws: ClauseError.self) {
      try Clause("when all {Côte d'Ivoire} adn signature")
    }
    #expect(
      error.description
        == "“adn” at character 26: expected and, or, effective, not-before, party, reio, eligible, modes, depositaries or "
        + "the end; "
        + "did you mean “and”?")
    #expect(error.underlined == "when all {Côte d'Ivoire} adn signature\n                         ^^^")
    let end = try #require(throws: ClauseError.self) { try Clause("when\tdeposits >=") }
    #expect(end.description == "at the end: expected N")
    #expect(end.underlined == "when deposits >=\n                ^")
  }

  @Test("Neither long texts nor deep brackets are followed to their end")
  func limits() throws {
    let deep = String(repeating: "(", count: 10_000)
    #expect(try #require(throws: ClauseError.self) { try Clause("when \(deep)") }.reason == .tooLong)
    let nested =
      String(repeating: "(", count: Clause.deepest) + "signature"
      + String(repeating: ")", count: Clause.deepest)
    #expect(try Clause("when \(nested)") == Clause(condition: .onSignature))
    let long = "when signature" + String(repeating: " or signature", count: 20_000)
    #expect(try #require(throws: ClauseError.self) { try Clause(long) }.reason == .tooLong)
    let wide = "when signature" + String(repeating: " or signature", count: 1200)
    #expect(try Clause(wide).description == wide)
  }
}
