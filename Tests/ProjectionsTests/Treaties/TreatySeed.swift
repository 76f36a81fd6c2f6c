import Diplomacy
import EventLog
import TestSupport
import Testing

@testable import Projections

/// The treaties of `seeds/treaties`.
enum TreatySeed {
  /// The names of the files.
  static let names = TemporaryFolder.names(in: Files.package + "/seeds/treaties").filter {
    $0.hasSuffix(".jsonl")
  }.map { String($0.dropLast(6)) }

  static func lines(_ name: String) throws -> [String] {
    try Files.lines(of: Files.package + "/seeds/treaties/\(name).jsonl").map(String.init)
  }

  static func events(_ name: String) throws -> [DiplomaticEvent] { try SeedLog.seed("treaties/\(name)") }
}

/// A treaty whose entry into force follows from its deposits, and the day that today's table would give.
struct TreatyCase: Sendable, CustomTestStringConvertible {
  /// The file.
  var seed: String
  var instrument: String
  /// The day the clause was met.
  var trigger: String
  /// Whose deposits of that day completed it.
  var completedBy: String
  /// The published day, which the clause must give.
  var inForce: String
  /// The day that comes out of today's table, `nil` for the same.
  var naive: String?
  /// The events that today's table does not have.
  var lost: [String] = []
  /// The words of the clause that who counts rows forgets, and what is left of them.
  var forgotten: (words: String, left: String)?
  /// Words that must stand in what is told of the difference: whom or what it is put down to.
  var told: [String] = []

  var testDescription: String { seed }

  /// A log with the whole seed.
  func log() throws -> SeedLog { try SeedLog(TreatySeed.events(seed)) }

  /// A log as who knows only today's table and counts its rows would write it, without publications.
  func naiveLog() throws -> SeedLog {
    let lines = try TreatySeed.lines(seed).filter { line in
      !line.contains(#""type":"entry-into-force""#) && !line.contains(#""type":"assertion""#)
        && !lost.contains { line.contains("{\"id\":\"\($0)\",") }
    }
    guard let (words, left) = forgotten else { return try SeedLog(lines: lines) }
    return try SeedLog(
      lines: lines.map { line in
        guard line.contains("\"instrument\":\"\(instrument)\",\"title\"") else { return line }
        let parts = line.split(separator: words, omittingEmptySubsequences: false)
        precondition(parts.count == 2, "\(instrument) has no clause with \(words)")
        return parts.joined(separator: left)
      })
  }
}

extension TreatyCase {
  static let all: [TreatyCase] = [
    // Two of the signatories are no more, and have no row.
    TreatyCase(
      seed: "uncharter", instrument: "UN-CHARTER", trigger: "1945-10-24", completedBy: "BLR POL SUN UKR",
      inForce: "1945-10-24", naive: "1945-10-30", lost: ["un-csk", "un-yug"], told: ["CSK", "YUG"]),
    // Eight acceptances by States that were no members of the United Nations count, and two members have no row.
    TreatyCase(
      seed: "who", instrument: "WHO-CONST", trigger: "1948-04-07", completedBy: "BLR MEX",
      inForce: "1948-04-07", naive: "1948-01-12", lost: ["who-csk", "who-yug"],
      forgotten: (" eligible members of UN", ""), told: ["ALB", "AUT", "members of UN", "missing"]),
    // The State whose deposit completed the number is among those that have no row.
    TreatyCase(
      seed: "iccpr", instrument: "ICCPR", trigger: "1975-12-23", completedBy: "CSK", inForce: "1976-03-23",
      naive: "1976-09-11", lost: ["iccpr-csk", "iccpr-ddr", "iccpr-yug"],
      told: ["3 consents", "CSK", "YUG"]),
    TreatyCase(
      seed: "cwc", instrument: "CWC", trigger: "1996-10-31", completedBy: "HUN", inForce: "1997-04-29"),
    TreatyCase(
      seed: "ottawa", instrument: "OTTAWA", trigger: "1998-09-16", completedBy: "BFA GNQ",
      inForce: "1999-03-01"),
    TreatyCase(
      seed: "rome", instrument: "ROME", trigger: "2002-04-11",
      completedBy: "BGR BIH COD IRL JOR KHM MNG NER ROU SVK", inForce: "2002-07-01"),
    // The European Union's row counts like any other.
    TreatyCase(
      seed: "cartagena", instrument: "CARTAGENA", trigger: "2003-06-13", completedBy: "PLW",
      inForce: "2003-09-11", naive: "2003-08-28", forgotten: (" reio not-additional", ""),
      told: ["EU", "reio"]),
    // The number is met long before the share.
    TreatyCase(
      seed: "kyoto", instrument: "KYOTO", trigger: "2004-11-18", completedBy: "MKD RUS",
      inForce: "2005-02-16", naive: "2002-08-21",
      forgotten: (" and share(annex-i-co2-1990) >= 55%", ""), told: ["condition"]),
    // The acceptance of 2021 has taken the row of the one of 2016.
    TreatyCase(
      seed: "paris", instrument: "PARIS", trigger: "2016-10-05",
      completedBy: "AUT BOL CAN DEU EU FRA HUN MLT NPL PRT SVK", inForce: "2016-11-04",
      naive: "2016-12-08", lost: ["paris-usa", "paris-usa-out", "paris-usa-out-2"],
      told: ["USA", "2021-01-20"]),
    TreatyCase(
      seed: "kigali", instrument: "KIGALI", trigger: "2017-11-17", completedBy: "SWE TTO",
      inForce: "2019-01-01"),
    TreatyCase(
      seed: "doha", instrument: "DOHA", trigger: "2020-10-02", completedBy: "NGA", inForce: "2020-12-31",
      naive: "2020-12-30", forgotten: (" reio not-additional", ""), told: ["EU", "reio"]),
    TreatyCase(
      seed: "nato-finland", instrument: "NAT", trigger: "1949-08-24", completedBy: "DNK FRA ITA PRT",
      inForce: "1949-08-24"),
    TreatyCase(
      seed: "nato-finland", instrument: "NAT-FIN", trigger: "2023-04-04", completedBy: "TUR",
      inForce: "2023-04-04"),
  ]
}
