import EventLog
import Testing

@testable import Diplomacy

@Suite("The catalogue of States")
struct CatalogueTests {
  private let catalogue = StateCatalogue.standard

  private var current: [StateCatalogue.State] {
    CatalogueText.sections.filter { !$0.isFormer && $0.kind != .renamed }.flatMap(CatalogueText.records(of:))
      .compactMap { catalogue.state($0.code) }
  }

  @Test("ISO 3166-1 is whole: 249 entries, and Kosovo")
  func isoPartOne() {
    #expect(current.count == 249 + 1)
    #expect(Set(current.map(\.code)).count == 250)
    #expect(Set(current.compactMap(\.alpha2)).count == 250)
  }

  @Test("States are 193 members of the United Nations, two observer States, the Cook Islands and Niue")
  func states() {
    #expect(current.filter(\.isState).count == 193 + 2 + 2)
    for code in [
      "VAT", "PSE", "COK", "NIU", "SUN", "YUG", "CSK", "DDR", "SCG", "YMD", "VDR", "XVN", "XTG", "ZZB",
    ] {
      #expect(catalogue.state(code)?.isState == true, "\(code)")
    }
    for code in ["HKG", "GRL", "ATA", "ANT"] { #expect(catalogue.state(code)?.isState == false, "\(code)") }
  }

  @Test("Every code of ISO 3166-3 is understood")
  func isoPartThree() {
    let codes = """
      AFI ANT ATB ATF ATN BUR BYS CSK CTE DDR DHY FXX GEL HVO JTN MID NHB NTZ PCI PCZ PUS RHO SCG SKM SUN TMP VDR \
      WAK YMD YUG ZAR
      """.split(separator: " ")
    #expect(codes.count == 31)
    for code in codes { #expect(catalogue.state(String(code)) != nil, "\(code)") }
  }

  @Test("Every code has its shape and finds its own record")
  func shapes() {
    for state in catalogue.all {
      #expect(CodeKey(state.code, length: 3) != nil, "\(state.code)")
      if let alpha2 = state.alpha2 { #expect(CodeKey(alpha2, length: 2) != nil, "\(state.code)") }
      #expect(catalogue.state(state.code) == state)
      #expect(catalogue.code(for: state.code) == state.code)
    }
    #expect(Set(catalogue.all.map(\.code)).count == catalogue.all.count)
  }

  @Test(
    "The records of a section stand in the order of their codes", arguments: CatalogueText.sections.indices)
  func order(section: Int) {
    let codes = CatalogueText.records(of: CatalogueText.sections[section]).map(\.code)
    #expect(codes == codes.sorted())
    #expect(Set(codes).count == codes.count)
  }

  @Test("No name stands for two States, and none is the code of another")
  func unambiguous() {
    var owners: [[UInt8]: Set<String>] = [:]
    for state in catalogue.all {
      for name in state.names { owners[folded(name), default: []].insert(state.code) }
    }
    for codes in owners.values { #expect(codes.count == 1, "\(codes.sorted())") }
    for (name, codes) in owners where name.count <= 3 {
      let word = String(decoding: name, as: UTF8.self).uppercased()
      #expect(catalogue.code(for: word).map { codes == [$0] } ?? true, "\(word)")
    }
  }

  @Test("No record lists a name twice")
  func noRepetition() {
    for state in catalogue.all {
      let others = Set(state.formerNames.map { folded($0.name) } + [folded(state.name)])
      let listed = (state.officialName.map { [$0] } ?? []) + state.aliases
      #expect(Set(listed.map(folded)).count == listed.count, "\(state.code)")
      #expect(others.isDisjoint(with: state.aliases.map(folded)), "\(state.code)")
      for name in state.names { #expect(!folded(name).isEmpty && !name.hasSuffix(" "), "\(state.code)") }
    }
  }

  @Test("Every name is understood in capitals and in small letters")
  func everyName() {
    for state in catalogue.all {
      for name in state.names {
        #expect(catalogue.code(for: name) == state.code, "\(name)")
        #expect(catalogue.code(for: name.lowercased()) == state.code, "\(name)")
        #expect(catalogue.code(for: "The \(name)") == state.code, "\(name)")
      }
    }
  }

  @Test("Whether a name is that of one State is what the whole catalogue says of the name")
  func nameOfOne() {
    let codes = catalogue.all.map(\.code)
    let texts = catalogue.all.flatMap(\.names) + ["", " ", "the", "Korea", "Atlantis", "Virgin Islands"]
    for (index, text) in texts.enumerated() {
      let owner = catalogue.code(for: text.lowercased())
      if let owner { #expect(catalogue.isName(" \(text)", of: owner), "\(text)") }
      for code in [codes[index % codes.count], "HVO", "XXX", "CSTO"] where code != owner {
        #expect(!catalogue.isName(text, of: code), "\(text) of \(code)")
      }
    }
  }

  @Test("Former names and days of existence stand in the order of time")
  func days() {
    for state in catalogue.all {
      let ends = state.formerNames.map(\.until)
      #expect(ends == ends.sorted(), "\(state.code)")
      if let from = state.existed.from, let until = state.existed.until {
        #expect(from < until, "\(state.code)")
      }
    }
    for state in current { #expect(state.existed == .init(from: nil, until: nil), "\(state.code)") }
    #expect(catalogue.all == (current + catalogue.former).sorted { $0.code < $1.code })
  }

  @Test(
    "Spellings of treaty tables and newspapers are understood",
    arguments: [
      ("Ivory Coast", "CIV"), ("Côte d’Ivoire", "CIV"), ("COTE D'IVOIRE", "CIV"), ("Holland", "NLD"),
      ("UK", "GBR"),
      ("USA", "USA"), ("U.S.", "USA"), ("Czech Republic", "CZE"), ("Czechia", "CZE"), ("Turkey", "TUR"),
      ("Türkiye", "TUR"), ("Tu\u{308}rkiye", "TUR"), ("Turkiye", "TUR"), ("Macedonia", "MKD"),
      ("Swaziland", "SWZ"),
      ("Burma", "MMR"), ("Cape Verde", "CPV"), ("Vatican", "VAT"), ("Holy See", "VAT"), ("Palestine", "PSE"),
      ("Taiwan", "TWN"), ("Congo", "COG"), ("Congo (Kinshasa)", "COD"), ("Zaire", "COD"),
      ("North Korea", "PRK"),
      ("Korea (Republic of)", "KOR"), ("Russian Federation", "RUS"), ("Viet Nam", "VNM"), ("Viet-Nam", "VNM"),
      ("Bolivia (Plurinational State of)", "BOL"), ("Lao People's Democratic Republic", "LAO"),
      ("Czechoslovakia", "CSK"), ("United Kingdom of Great Britain and Northern Ireland", "GBR"),
      ("USSR", "SUN"),
      ("St. Lucia", "LCA"), ("Antigua & Barbuda", "ATG"), ("Guinea Bissau", "GNB"), ("South Viet-Nam", "XVN"),
      ("West Germany", "DEU"), ("East Germany", "DDR"), ("Federal Republic of Yugoslavia", "SCG"),
      ("Yugoslavia", "YUG"), ("United Arab Republic", "EGY"), ("Netherlands (Kingdom of the)", "NLD"),
      ("TJ", "TJK"), ("SU", "SUN"), ("ZR", "COD"), ("ROM", "ROU"), ("BYS", "BLR"), ("SK", "SVK"),
      ("AI", "AIA"),
    ])
  func spellings(text: String, code: String) {
    #expect(catalogue.code(for: text) == code)
  }

  @Test(
    "What means more than one State, or none, stands for none",
    arguments: [
      "Korea", "Republic of China", "Virgin Islands", "CS", "European Union", "CSTO", "tjk", "ru", "", " ",
      "the", "…",
      "QQQ", "A", "Россия",
    ])
  func nothing(text: String) {
    #expect(catalogue.code(for: text) == nil)
    #expect(catalogue.state(text) == nil)
  }

  @Test(
    "A name is the name of the day",
    arguments: [
      ("BFA", "1984-08-03", "Upper Volta"), ("BFA", "1984-08-04", "Burkina Faso"),
      ("COD", "1963-01-01", "Congo (Léopoldville)"),
      ("COD", "1971-10-26", "DR Congo"), ("COD", "1997-05-16", "Zaire"), ("COD", "1997-05-17", "DR Congo"),
      ("TUR", "2022-05-31", "Turkey"), ("TUR", "2022-06-01", "Türkiye"), ("SWZ", "2018-04-18", "Swaziland"),
      ("MKD", "2019-02-11", "FYR Macedonia"), ("KHM", "1960-01-01", "Cambodia"),
      ("KHM", "1972-01-01", "Khmer Republic"),
      ("KHM", "1989-01-01", "Democratic Kampuchea"), ("KHM", "1990-02-03", "Cambodia"),
      ("EGY", "1958-02-21", "Egypt"),
      ("EGY", "1971-09-01", "United Arab Republic"), ("EGY", "1971-09-02", "Egypt"),
      ("SCG", "2003-02-03", "FR Yugoslavia"),
      ("SCG", "2003-02-04", "Serbia and Montenegro"), ("BLR", "1991-09-18", "Byelorussian SSR"),
      ("DEU", "1990-10-02", "Federal Republic of Germany"),
      ("DEU", "1990-10-03", "Germany"), ("RUS", "1970-01-01", "Russia"), ("HVO", "1970-01-01", "Upper Volta"),
    ])
  func nameOfDay(code: String, day: String, name: String) {
    #expect(catalogue.name(of: code, on: Day(day)!) == name)
  }

  @Test("Without a day a name is that of today, and no State has no name")
  func nameOfToday() {
    #expect(catalogue.name(of: "HVO") == "Burkina Faso")
    #expect(catalogue.name(of: "KGZ") == "Kyrgyzstan")
    #expect(catalogue.name(of: "PRK") == "DPR Korea")
    #expect(catalogue.name(of: "CSTO") == nil)
  }

  @Test(
    "A former State existed on its days only",
    arguments: [
      ("SUN", "1991-12-25", "1991-12-26"), ("CSK", "1992-12-31", "1993-01-01"),
      ("DDR", "1990-10-02", "1990-10-03"),
      ("YUG", "1992-04-26", "1992-04-27"), ("SCG", "2006-06-02", "2006-06-03"),
      ("YMD", "1990-05-21", "1990-05-22"),
      ("XVN", "1976-07-01", "1976-07-02"), ("XTG", "1964-04-25", "1964-04-26"),
    ])
  func lastDay(code: String, last: String, gone: String) throws {
    let existed = try #require(catalogue.state(code)).existed
    let last = Day(last)!
    let gone = Day(gone)!
    #expect(existed.until == gone)
    #expect(existed.includes(anyOf: DayBounds(last)))
    #expect(!existed.includes(anyOf: DayBounds(gone)))
    #expect(existed.includes(anyOf: DayBounds(last, gone)))
    #expect(!existed.includes(anyOf: DayBounds(gone, .distantFuture)))
    let first = try #require(existed.from)
    #expect(existed.includes(anyOf: DayBounds(first)))
    #expect(!existed.includes(anyOf: DayBounds(first.previous)))
    #expect(existed.includes(anyOf: .unknown))
  }

  @Test(
    "A misspelt name finds the State that was meant",
    arguments: [
      ("Tajikstan", "TJK"), ("Kazahkstan", "KAZ"), ("Kyrgystan", "KGZ"), ("Untied Kingdom", "GBR"),
      ("Swizterland", "CHE"),
      ("Bolivi", "BOL"), ("Uzbekistn", "UZB"), ("TJX", "TJK"), ("Czecoslovakia", "CSK"),
    ])
  func nearest(text: String, code: String) {
    #expect(catalogue.code(for: text) == nil)
    #expect(catalogue.nearest(to: text).map(\.code).contains(code))
    #expect(catalogue.nearest(to: text).count <= 5)
  }

  @Test("What is like no State has no nearest", arguments: ["", "x", "Quetzalcoatl Federation", "!!"])
  func nothingNear(text: String) {
    #expect(catalogue.nearest(to: text).isEmpty)
  }
}
