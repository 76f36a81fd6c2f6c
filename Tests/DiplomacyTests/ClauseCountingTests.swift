import Diplomacy
import EventLog
import TestSupport
import Testing

private func bounds(_ text: String) -> DayBounds { try! EDTF(text).bounds }

@Suite("Clauses: what counts, by treaties that turned on it")
struct ClauseCountingTests {
  /// The first day of each party in a table of deposits; a later row of the same party is a repetition.
  static func deposits(_ table: String, without left: Set<String> = []) -> [String: Trigger.Party] {
    var parties: [String: Trigger.Party] = [:]
    for row in Table.columns(of: "deposits/\(table).csv")
    where parties[row[1]] == nil && !left.contains(row[1]) {
      parties[row[1]] = .init(consents: [.init(given: bounds(row[0]), form: row[2])])
    }
    return parties
  }

  static func table(_ name: String, _ file: String, weight column: Int, total: Int, without: Set<String> = [])
    -> WeightTable
  {
    let party = file.hasSuffix("weights") ? 0 : 1
    let rows = Table.columns(of: "deposits/\(file).csv").compactMap { row in
      Int(row[column]).map { (row[party], $0) }
    }
    let values = Dictionary(rows.filter { !without.contains($0.0) }) { first, _ in first }
    return WeightTable(table: name, unit: "Gg", total: total, values: values)
  }

  @Test(
    "WHO: only members of the United Nations on the day of their deposit count",
    .enabled(if: RealData.file("deposits/who.csv") != nil, "deposits/who.csv is absent"))
  func eligible() throws {
    let rows = Table.columns(of: "un-members-1945-1948.csv")
    let members = Dictionary(uniqueKeysWithValues: rows.map { ($0[0], [Stretch(from: bounds($0[1]))]) })
    let circumstances = Circumstances(members: ["UN": members])
    let acceptances = Self.deposits("who")
    let clause = try Clause("when deposits >= 26 eligible members of UN")
    let trigger = Trigger(clause: clause, parties: acceptances, circumstances: circumstances)
    #expect(trigger.inForce() == bounds("1948-04-07"))
    let whole = Trigger(clause: try Clause("when deposits >= 26"), parties: acceptances)
    #expect(try #require(whole.bounds()).latest < Day("1948-04-07")!, "those of others would have counted")
    let unknown = Trigger(clause: clause, parties: acceptances)
    #expect(unknown.bounds() == nil, "a body that nothing is known of has no members")
  }

  @Test(
    "Kyoto: fifty-five parties, and a share of the emissions that one deposit completes",
    .enabled(if: RealData.file("deposits/kyoto.csv") != nil, "deposits/kyoto.csv is absent"))
  func share() throws {
    let clause = try Clause(
      "when deposits >= 55 and share(annex-i-co2-1990) >= 55% effective +90d party +90d reio not-additional")
    let weights = Self.table("annex-i-co2-1990", "kyoto-weights", weight: 1, total: 13_728_306)
    let circumstances = Circumstances(tables: ["annex-i-co2-1990": weights], reios: ["European Union"])
    let trigger = Trigger(clause: clause, parties: Self.deposits("kyoto"), circumstances: circumstances)
    #expect(trigger.bounds() == bounds("2004-11-18"))
    #expect(trigger.inForce() == bounds("2005-02-16"))
    // The other deposit of that day is shown beside it: the day matters, never the order within it.
    #expect(trigger.completedBy() == ["Russian Federation", "The former Yugoslav Republic of Macedonia"])
    func percent(_ day: String) -> Int {
      (trigger.share(of: "annex-i-co2-1990", on: Day(day)!, .surely) * 20_000 + 13_728_306) / (2 * 13_728_306)
    }
    #expect(percent("2004-11-17") == 4439)
    #expect(percent("2004-11-18") == 6179)
    #expect(
      try Trigger(
        clause: Clause("when deposits >= 55 effective +90d reio not-additional"),
        parties: Self.deposits("kyoto"), circumstances: circumstances
      )
      .inForce() == bounds("2002-08-21"), "the first condition alone")
  }

  @Test(
    "Paris: shares of a list, with the first acceptance of a party that left and came back",
    .enabled(if: RealData.file("deposits/paris.csv") != nil, "deposits/paris.csv is absent"))
  func paris() throws {
    let clause = try Clause(
      "when deposits >= 55 and share(ghg) >= 55% effective +30d party +30d reio not-additional")
    var rows = Table.columns(of: "deposits/paris.csv").compactMap { row -> (String, DayBounds, Int)? in
      Int(row[3]).map { (row[1], bounds(row[0]), $0) }
    }
    rows.sort { $0.1.earliest < $1.1.earliest }
    let values = Dictionary(rows.map { ($0.0, $0.2) }) { first, _ in first }
    let table = WeightTable(table: "ghg", unit: "Gg", total: 36_658_933, values: values)
    func trigger(_ rows: [(String, DayBounds, Int)]) -> Trigger {
      let parties = Dictionary(rows.map { ($0.0, $0.1) }) { first, _ in first }
      return Trigger(
        clause: clause,
        parties: parties.mapValues { .init(consents: [.init(given: $0, form: "ratification")]) },
        circumstances: Circumstances(tables: ["ghg": table], reios: ["European Union"]))
    }
    #expect(trigger(rows).bounds() == bounds("2016-10-05"))
    #expect(trigger(rows).inForce() == bounds("2016-11-04"))
    let overwritten = rows.filter { $0.0 != "United States of America" || $0.1 != bounds("2016-09-03") }
    #expect(trigger(overwritten).inForce() == bounds("2016-12-08"), "the list of today")
  }

  static let organisations: [(String, String, String, String)] = [
    ("cartagena", "when deposits >= 50 effective +90d", "2003-09-11", "2003-08-28"),
    ("doha", "when deposits >= 144 effective +90d", "2020-12-31", "2020-12-30"),
  ]

  @Test(
    "An organisation of States is not counted in addition to them, where the treaty says so",
    .enabled(if: RealData.file("deposits/doha.csv") != nil, "deposits/doha.csv is absent"),
    arguments: organisations)
  func organisation(table: String, clause: String, published: String, counted: String) throws {
    func inForce(_ text: String, reios: Set<String> = ["European Union"]) throws -> DayBounds? {
      let circumstances = Circumstances(reios: reios)
      return Trigger(
        clause: try Clause(text), parties: Self.deposits(table), circumstances: circumstances
      ).inForce()
    }
    #expect(try inForce(clause + " reio not-additional") == bounds(published))
    #expect(try inForce(clause + " reio counts") == bounds(counted))
    #expect(try inForce(clause) == bounds(counted), "where nothing is said, it counts")
    #expect(try inForce(clause + " reio not-additional", reios: []) == bounds(counted))
  }

  @Test(
    "Doha: three fourths of the 192 parties to the protocol, of which one is not counted",
    .enabled(if: RealData.file("deposits/doha.csv") != nil, "deposits/doha.csv is absent"))
  func fraction() throws {
    let deposits = Self.deposits("doha")
    let others = (0..<(192 - deposits.count)).map { "party \($0)" }
    let roster = Dictionary(
      uniqueKeysWithValues: (Array(deposits.keys) + others).map { ($0, [Stretch(from: bounds("2005"))]) })
    try #require(roster.count == 192)
    let clause = try Clause("when fraction 3/4 of parties(KP) effective +90d reio not-additional")
    let trigger = Trigger(
      clause: clause, parties: deposits,
      circumstances: Circumstances(parties: ["KP": roster], reios: ["European Union"]))
    #expect(trigger.bounds() == bounds("2020-10-02"))
    #expect(trigger.inForce() == bounds("2020-12-31"))
    #expect(trigger.needed(clause.condition, on: Day("2020-10-02")!) == 144...144)
    #expect(trigger.count(of: clause.condition, on: Day("2020-10-01")!, .surely) < 144)
    #expect(trigger.count(of: clause.condition, on: Day("2020-10-02")!, .surely) >= 144)
  }

  @Test(
    "The parties that completed a clause are everyone who consented that day",
    .enabled(if: RealData.file("deposits/rome.csv") != nil, "deposits/rome.csv is absent"))
  func completed() throws {
    let trigger = Trigger(clause: try Clause("when deposits >= 60"), parties: Self.deposits("rome"))
    #expect(trigger.completedBy().count == 10)
    let named = Trigger(
      clause: try Clause("when all {Fiji} and others >= 59"), parties: Self.deposits("rome"))
    #expect(named.completedBy().count == 10)
    #expect(
      Trigger(clause: try Clause("when deposits >= 600"), parties: Self.deposits("rome")).completedBy() == [])
  }

  @Test("A State that came to an end no longer counts, unless it was counted before or is succeeded")
  func extinction() throws {
    func consent(_ day: String, _ form: String = "ratification") -> Trigger.Party {
      .init(consents: [.init(given: bounds(day), form: form)])
    }
    let clause = try Clause("when deposits >= 2")
    var circumstances = Circumstances(extinct: ["CSK": bounds("1993-01-01")])
    func met(_ parties: [String: Trigger.Party], _ clause: Clause = clause) -> DayBounds? {
      Trigger(clause: clause, parties: parties, circumstances: circumstances).bounds()
    }
    #expect(
      met(["CSK": consent("1990"), "POL": consent("1992-05-05")]) == bounds("1992-05-05"),
      "bound at the trigger")
    #expect(met(["CSK": consent("1990"), "POL": consent("1995-05-05")]) == nil)
    circumstances.successions = ["CZE": "CSK", "SVK": "CSK"]
    let both = [
      "CSK": consent("1990"), "CZE": consent("1993-01-01", "succession"),
      "SVK": consent("1993-01-01", "succession"),
    ]
    #expect(met(both) == nil, "two successors keep one count")
    #expect(met(both.merging(["POL": consent("1995-05-05")]) { $1 }) == bounds("1995-05-05"))
    #expect(
      met(
        both.merging(["POL": consent("1995-05-05")]) { $1 },
        try Clause("when deposits >= 2 modes {ratification}")) == bounds("1995-05-05"))
    #expect(met(both, try Clause("when all {CSK}")) == bounds("1990"))
    #expect(met(["SVK": both["SVK"]!], try Clause("when all {CSK}")) == bounds("1993-01-01"))
    #expect(met(both, try Clause("when all {CSK,CZE,SVK}")) == bounds("1993-01-01"))
    #expect(met(both, try Clause("when deposits of {CSK,CZE,SVK} >= 2")) == nil)
    let named = try Clause("when all {CSK} and others >= 1")
    #expect(met(both, named) == nil, "who follows from one on the list is none of the others")
    let loop = Circumstances(
      successions: ["A": "B", "B": "A"], extinct: ["A": bounds("1990"), "B": bounds("1991")])
    let circle = ["A": consent("1980"), "B": consent("1985")]
    #expect(
      Trigger(clause: try Clause("when all {A,B}"), parties: circle, circumstances: loop).bounds()
        == bounds("1985"))
  }

  @Test("Which forms of consent count")
  func modes() throws {
    let parties: [String: Trigger.Party] = [
      "A": .init(consents: [.init(given: bounds("2001-01-01"), form: "accession")]),
      "B": .init(consents: [.init(given: bounds("2002-01-01"), form: "ratification")]),
      "C": .init(consents: [.init(given: bounds("2003-01-01"), form: "definitive-signature")]),
      "D": .init(consents: [.init(given: bounds("2004-01-01"), form: "inferred")]),
    ]
    func met(_ text: String) throws -> DayBounds? {
      Trigger(clause: try Clause(text), parties: parties).bounds()
    }
    #expect(try met("when deposits >= 1") == bounds("2001-01-01"))
    #expect(try met("when deposits >= 1 modes {ratification,acceptance}") == bounds("2002-01-01"))
    #expect(try met("when deposits >= 2 modes {ratification,definitive-signature}") == bounds("2003-01-01"))
    #expect(
      try met("when deposits >= 2 modes {ratification}") == bounds("2004-01-01"), "a form that is not known")
    #expect(try met("when all {A} modes {ratification}") == nil)
  }

  @Test("A deposit counts where its party surely, or possibly, belonged on its day")
  func possiblyEligible() throws {
    let parties: [String: Trigger.Party] = [
      "A": .init(consents: [.init(given: bounds("[2001-01-10..2001-01-20]"), form: "accession")])
    ]
    func met(_ stretches: [Stretch]) throws -> DayBounds? {
      Trigger(
        clause: try Clause("when deposits >= 1 eligible members of O"), parties: parties,
        circumstances: Circumstances(members: ["O": ["A": stretches]])
      ).bounds()
    }
    #expect(try met([Stretch(from: bounds("2001-01-10"))]) == bounds("[2001-01-10..2001-01-20]"))
    #expect(try met([Stretch(from: bounds("2001-01-15"))]) == DayBounds(Day("2001-01-15")!, .distantFuture))
    #expect(
      try met([Stretch(from: bounds("2000"), until: bounds("2001-01-20"))])
        == DayBounds(Day("2001-01-10")!, .distantFuture))
    #expect(
      try met([Stretch(from: bounds("2000"), until: bounds("2001-01-21"))])
        == bounds("[2001-01-10..2001-01-20]"))
    #expect(try met([Stretch(from: bounds("2001-01-21"))]) == nil)
    #expect(
      try met([
        Stretch(from: bounds("2000-01-01"), until: bounds("2000-12-31")), Stretch(from: bounds("2001-01-20")),
      ]) == DayBounds(Day("2001-01-20")!, .distantFuture))
  }

  @Test(
    "What is not known meets no condition, and breaks nothing",
    arguments: [
      "when all members of X", "when all parties to X", "when deposits of X >= 1", "when share(X) >= 0.0001%",
      "when in-force X", "when fraction 1/9999 of members(X)", "when deposits >= 1 eligible parties to X",
    ])
  func unknown(text: String) throws {
    let clause = try Clause(text)
    let parties = ["A": Trigger.Party(consents: [.init(given: bounds("2001"), form: "ratification")])]
    let trigger = Trigger(clause: clause, parties: parties)
    #expect(trigger.bounds() == nil)
    #expect(trigger.inForce() == nil)
    #expect(trigger.completedBy().isEmpty)
    #expect(trigger.count(of: clause.condition, on: .last, .possibly) == 0)
    #expect(trigger.needed(clause.condition, on: .last).lowerBound >= 1)
    let empty = Circumstances(
      members: ["X": [:]], parties: ["X": [:]], inForce: ["X": []],
      tables: ["X": WeightTable(table: "X", unit: "t", total: 0, values: ["A": 5])], categories: ["X": []])
    #expect(Trigger(clause: clause, parties: parties, circumstances: empty).bounds() == nil)
  }

  @Test("Weights of any size add up, and shares are exact")
  func exact() throws {
    let large = Int.max
    let table = WeightTable(table: "W", unit: "t", total: large, values: ["A": large, "B": large, "C": -5])
    let parties = ["A": Trigger.Party(consents: [.init(given: bounds("2001-01-01"), form: "ratification")])]
      .merging(["B": .init(consents: [.init(given: bounds("2002-01-01"), form: "ratification")])]) { $1 }
    func met(_ text: String, _ table: WeightTable) throws -> DayBounds? {
      Trigger(clause: try Clause(text), parties: parties, circumstances: Circumstances(tables: ["W": table]))
        .bounds()
    }
    #expect(try met("when share(W) >= 100%", table) == bounds("2001-01-01"))
    let third = WeightTable(table: "W", unit: "t", total: 30_000, values: ["A": 19_999, "B": 1])
    #expect(
      try met("when share(W) >= 66.6666%", third) == bounds("2002-01-01"), "19,999 of 30,000 is 66.6633 %")
    #expect(try met("when share(W) >= 66.6633%", third) == bounds("2001-01-01"))
    #expect(try met("when share(W) >= 66.6634%", third) == bounds("2002-01-01"))
    #expect(try met("when share(W) >= 66.6667%", third) == nil, "20,000 of 30,000 is a little less")
    #expect(Clause.Fraction(2, 3)!.needed(of: 192) == 128)
    #expect(Clause.Fraction(3, 4)!.needed(of: 193) == 145)
    #expect(Clause.Fraction(9999, 9999)!.needed(of: .max) == .max)
    #expect(Clause.Percentage(100)!.needed(of: .max) == .max)
  }

  @Test("A floor counts from the opening for signature, and is not known where that is not")
  func floors() throws {
    let weapons = try Clause("when deposits >= 65 effective +180d not-before opening+2y party +30d")
    #expect(
      weapons.inForce(trigger: bounds("1993-10-31"), opening: bounds("1993-01-13")) == bounds("1995-01-13"))
    #expect(
      weapons.inForce(trigger: bounds("1996-10-31"), opening: bounds("1993-01-13")) == bounds("1997-04-29"))
    #expect(
      weapons.inForce(trigger: bounds("1994-05-01"), opening: bounds("1993-01"))
        == bounds("[1995-01-01..1995-01-31]"))
    #expect(weapons.inForce(trigger: bounds("1996-10-31")) == DayBounds(Day("1997-04-29")!, .distantFuture))
    #expect(
      weapons.inForce(
        forParty: bounds("1994-01-01"), trigger: bounds("1993-10-31"), opening: bounds("1993-01-13"))
        == bounds("1995-01-13"))
  }
}
