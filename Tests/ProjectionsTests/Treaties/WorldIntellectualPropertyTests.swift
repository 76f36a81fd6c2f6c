import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// Seventeen treaties of the World Intellectual Property Organization, row by row through the log.
@Suite(
  "Treaties: the table of intellectual property",
  .enabled(if: RealData.file("wipo.csv") != nil, "wipo.csv is absent"))
struct WorldIntellectualPropertyTests {
  /// One party of one treaty; a day that is not in the table is empty.
  private struct Row {
    var party: String
    var name: String
    var treaty: String
    var signed: String
    var form: String
    var deposited: String
    var inForce: String
    var key: String { "\(treaty) \(party)" }
  }

  /// The treaties whose clause is a number of deposits and a delay, by the names in the table.
  private static let clauses = [
    "Beijing": "when deposits >= 30 effective +3m", "Marrakesh": "when deposits >= 20 effective +3m",
    "WIPO Copyright Treaty (WCT)": "when deposits >= 30 effective +3m",
    "WIPO Performances and Phonograms Treaty (WPPT)": "when deposits >= 30 effective +3m",
    "Patent": "when deposits >= 10 effective +3m", "Singapore": "when deposits >= 10 effective +3m",
    "Trademark": "when deposits >= 5 effective +3m", "Phonograms": "when deposits >= 5 effective +3m",
    "Rome": "when deposits >= 6 effective +3m", "Riyadh": "when deposits >= 15 effective +3m",
    "WIPO GRATK Treaty": "when deposits >= 15 effective +3m",
    "Washington": "when deposits >= 5 effective +1m",
  ]
  private static let organisations = [
    "European Union (EU)": "EU", "African Intellectual Property Organization (OAPI)": "OAPI",
    "Benelux Organization for Intellectual Property (BOIP)": "BOIP",
    "European Patent Organisation (EPO)": "EPO",
  ]
  private static let late = Perspective("2026-06-01")

  private func rows() throws -> [Row] {
    try DataTable.rows(of: "wipo.csv").map { row in
      let name = row["Contracting Party"]!
      let party = Self.organisations[name] ?? StateCatalogue.standard.code(for: name)
      return Row(
        party: try #require(party, "\(name)"), name: name, treaty: row["Treaty"]!,
        signed: row["Signature Date"]!,
        form: row["Instrument Type"]!, deposited: row["Instrument Date"]!,
        inForce: row["Entry Into Force Date"]!)
    }
  }

  /// The declarations, and an event for each day in a row.
  private func log(_ rows: [Row], more: [String] = []) throws -> SeedLog {
    var lines = Self.organisations.sorted { $0.key < $1.key }.map { name, id in
      #"{"type":"entity","entity":"\#(id)","kind":"organisation","name":"\#(name)"}"#
    }
    for treaty in Set(rows.map(\.treaty)).sorted() {
      let clause = Self.clauses[treaty].map { #","clause":"\#($0)""# } ?? ""
      lines.append(#"{"type":"instrument","instrument":"\#(treaty)","title":"\#(treaty)"\#(clause)}"#)
    }
    for row in rows {
      let rest =
        #""party":"\#(row.party)","instrument":"\#(row.treaty)","source":{"publisher":"WIPO","grade":1}}"#
      if !row.signed.isEmpty { lines.append(#"{"type":"signature","on":"\#(row.signed)","# + rest) }
      if row.deposited.isEmpty { continue }
      let form = ["Ratification": "ratification", "Acceptance": "acceptance"][row.form] ?? "accession"
      lines.append(#"{"type":"\#(form)","on":"\#(row.deposited)","# + rest)
    }
    return try SeedLog(lines: lines + more)
  }

  private func inForce(_ log: SeedLog) throws -> [String: String] {
    let rows = try log.timeline.parties(from: Self.late).filter { $0.inForceFrom != nil }
    return Dictionary(uniqueKeysWithValues: rows.map { ("\($0.instrument) \($0.party)", $0.inForceFrom!) })
  }

  private static let eight: Set = [
    "Beijing", "Marrakesh", "WIPO Copyright Treaty (WCT)", "WIPO Performances and Phonograms Treaty (WPPT)",
    "Patent", "Singapore", "Trademark", "Rome",
  ]
  /// The Rome Convention was published a day after the sixth deposit and three months.
  private static let romePublished =
    #"{"type":"entry-into-force","on":"1964-05-18","instrument":"Rome","source":{"publisher":"WIPO","grade":1}}"#

  /// Not three months after the own deposit: successions, one deferral at the wish of the State, and States that
  /// could join only together with the office that registers their marks.
  private static let exceptions = [
    "Patent CHE", "Rome CZE", "Rome MNE", "Rome SVK", "Singapore BEL", "Singapore BEN", "Singapore LUX",
    "Singapore MLI", "Singapore NLD", "Trademark BEL", "Trademark MNE", "Trademark NLD",
    "WIPO Copyright Treaty (WCT) CHE", "WIPO Copyright Treaty (WCT) MNE",
    "WIPO Performances and Phonograms Treaty (WPPT) CHE",
    "WIPO Performances and Phonograms Treaty (WPPT) MNE",
  ]

  @Test("Three months after the own deposit or with the treaty: 616 of 632 rows, and the others by name")
  func perParty() throws {
    let rows = try rows().filter { Self.eight.contains($0.treaty) }
    let derived = try inForce(log(rows, more: [Self.romePublished]))
    let published = rows.filter { !$0.deposited.isEmpty && !$0.inForce.isEmpty }
    #expect(published.count == 632)
    let other = published.filter { derived[$0.key] != $0.inForce }
    #expect(other.map(\.key).sorted() == Self.exceptions)
  }

  @Test("Recorded as what they are, the sixteen have their published day too")
  func exceptions() throws {
    let rows = try rows().filter { Self.eight.contains($0.treaty) }
    var more = [Self.romePublished]
    for row in rows where Self.exceptions.contains(row.key) {
      let rest =
        #""party":"\#(row.party)","instrument":"\#(row.treaty)","source":{"publisher":"WIPO","grade":1}}"#
      if let predecessor = ["MNE": "SCG", "CZE": "CSK", "SVK": "CSK"][row.party] {
        more.append(
          #"{"type":"succession","on":"\#(row.deposited)","effective":"\#(row.inForce)","#
            + #""predecessor":"\#(predecessor)","# + rest)
      } else {
        more.append(#"{"type":"entry-into-force","on":"\#(row.inForce)","# + rest)
      }
    }
    let plain = rows.map { row in
      var row = row
      if Self.exceptions.contains(row.key), ["MNE", "CZE", "SVK"].contains(row.party) { row.deposited = "" }
      return row
    }
    let derived = try inForce(log(plain, more: more))
    for row in rows where !row.deposited.isEmpty && !row.inForce.isEmpty {
      #expect(derived[row.key] == row.inForce, "\(row.key)")
    }
  }

  @Test(
    "The n-th instrument brings the treaty into force",
    arguments: [
      ("Beijing", "2020-04-28"), ("Marrakesh", "2016-09-30"), ("WIPO Copyright Treaty (WCT)", "2002-03-06"),
      ("WIPO Performances and Phonograms Treaty (WPPT)", "2002-05-20"), ("Singapore", "2009-03-16"),
      ("Patent", "2005-04-28"), ("Trademark", "1996-08-01"), ("Phonograms", "1973-04-18"),
    ])
  func perTreaty(treaty: String, inForce: String) throws {
    let rows = try rows().filter { $0.treaty == treaty }
    // Successions of States add no instrument; here they all come after the treaty was in force.
    #expect(rows.map(\.inForce).filter { !$0.isEmpty && $0 >= inForce }.min() == inForce)
    let row = try #require(log(rows).timeline.instruments(treaty, from: Self.late).first)
    #expect(row.derived == inForce)
    #expect(row.state == "in-force")
  }

  @Test("What is pending: 286 signatures, three treaties, seven instruments without effect")
  func pending() throws {
    let rows = try rows()
    let published = rows.filter { !$0.inForce.isEmpty && Self.clauses[$0.treaty] == nil }.map { row in
      #"{"type":"entry-into-force","on":"\#(row.inForce)","party":"\#(row.party)","instrument":"\#(row.treaty)","#
        + #""source":{"publisher":"WIPO","grade":1}}"#
    }
    let log = try log(rows, more: published)
    let parties = try log.timeline.parties(from: Self.late)
    let expected = Set(rows.filter { !$0.signed.isEmpty && $0.deposited.isEmpty }.map(\.key))
    #expect(expected.count == 286)
    let signatories = parties.filter { $0.state == "signatory" }.map { "\($0.instrument) \($0.party)" }
    #expect(Set(signatories) == expected)
    #expect(signatories.count == 286)

    let instruments = try log.timeline.instruments(from: Self.late).filter { $0.state != "in-force" }
    #expect(instruments.map(\.instrument) == ["Riyadh", "WIPO GRATK Treaty", "Washington"])
    #expect(instruments.allSatisfy { $0.state == "not-in-force" && $0.inForceFrom == nil })
    #expect(instruments.map(\.consents) == [0, 2, 3])

    let without = rows.filter { !$0.deposited.isEmpty && $0.inForce.isEmpty }.map(\.key).sorted()
    #expect(without.count == 7)
    let waiting = parties.filter { $0.state == "contracting" }.map { "\($0.instrument) \($0.party)" }
    #expect(
      waiting.sorted() == [
        "WIPO GRATK Treaty MWI", "WIPO GRATK Treaty UGA", "Washington BIH", "Washington EGY",
        "Washington LCA",
      ])
    // Two wait for the office that registers their marks, which no clause of numbers and delays says.
    #expect(Set(without).subtracting(waiting) == ["Trademark BFA", "Trademark GIN"])
  }
}
