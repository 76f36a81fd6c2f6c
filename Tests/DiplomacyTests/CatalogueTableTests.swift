import Diplomacy
import TestSupport
import Testing

@Suite("The catalogue and real tables", .enabled(if: RealData.folder != nil, "real tables are absent"))
struct CatalogueTableTests {
  /// Rows of the tables that name no single State.
  private static let noState: Set = [
    "European Union", "European Union (EU)", "African Intellectual Property Organization (OAPI)",
    "Benelux Organization for Intellectual Property (BOIP)", "European Patent Organisation (EPO)",
    // The World Factbook: no name, a name cut off, a name of two areas, an archipelago that is part of an entry.
    "", "none", "The Dominican", "Virgin Islands",
    "Svalbard (sometimes referred to as Spitsbergen, the largest island in the archipelago)",
    // One row that stands for both German States, and says so.
    "Germany (row of East Germany; West Germany has the same dates)",
  ]

  @Test(
    "Every State of a real table is understood",
    arguments: [
      ("deposits/cartagena.csv", "state"), ("deposits/cwc.csv", "state"), ("deposits/doha.csv", "state"),
      ("deposits/iccpr.csv", "state"), ("deposits/kigali.csv", "state"),
      ("deposits/kyoto-weights.csv", "state"),
      ("deposits/kyoto.csv", "state"), ("deposits/ottawa.csv", "state"), ("deposits/paris.csv", "state"),
      ("deposits/rome.csv", "state"), ("deposits/uncharter.csv", "state"), ("deposits/who.csv", "state"),
      ("osce.csv", "state"), ("un-members-1945-1948.csv", "state"), ("untc-wide/18-10.csv", "Participant"),
      ("untc-wide/26-3.csv", "Participant"), ("untc-wide/26-5.csv", "Participant"),
      ("untc-wide/4-4.csv", "Participant"),
      ("wipo.csv", "Contracting Party"), ("eu-presidency.csv", "Holder"), ("osce-eaeu-chairs.csv", "holder"),
      ("factbook.csv", "country"), ("ieadb-8-treaties.csv", "country"),
    ])
  func understood(file: String, column: String) throws {
    let names = try self.column(named: column, of: file)
    #expect(!names.isEmpty)
    let unknown = Set(names).filter { StateCatalogue.standard.code(for: $0) == nil }.subtracting(Self.noState)
    #expect(unknown.isEmpty, "\(unknown.sorted())")
  }

  @Test(
    "Visitors to the United States since 1874 come from States the catalogue knows, but for ten spellings")
  func visitors() throws {
    let unknown = Set(try column(named: "from", of: "us-visits.csv"))
      .filter { StateCatalogue.standard.code(for: $0) == nil }
    let expected: Set = [
      // A kingdom without a code; a slip of the pen; names of two States.
      "Hawaii", "Somoa", "China, Republic of", "Korea",
      // Governments and entities, where a State is meant only in part.
      "Afghanistan (Interim Authority)", "Bosnian Federation", "Cuba (Provisional Government)",
      "France (Provisional Government)", "Israel (Provisional Government)", "Poland (government-in-exile)",
    ]
    #expect(unknown == expected)
  }

  @Test("The spellings that differ between two tables of one treaty name one State")
  func oneState() throws {
    let list = Set(
      try column(named: "state", of: "deposits/cwc.csv").compactMap(StateCatalogue.standard.code(for:)))
    let table = Set(
      try column(named: "Participant", of: "untc-wide/26-3.csv").compactMap(
        StateCatalogue.standard.code(for:)))
    #expect(list.subtracting(table).isEmpty, "\(list.subtracting(table).sorted())")
  }

  private func column(named name: String, of file: String) throws -> [String] {
    let bytes = try Files.read(try #require(RealData.file(file)))
    var rows = commaSeparated(String(decoding: bytes, as: UTF8.self))
    let place = try #require(rows.removeFirst().firstIndex(of: name))
    return rows.filter { $0.count > place }.map { $0[place] }
  }
}
