import Foundation
import Testing

/// The history of the CSTO in a log of its own, asked by command.
struct CSTOLog {
  private let program: BuiltProgram

  init() throws {
    program = try BuiltProgram()
    let outcome = try program.run("timeline import seeds/csto.jsonl")
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  /// A log that all tests of the suite read; nobody writes to it.
  static let shared = Result { try CSTOLog() }

  /// The rows that a command answers with.
  func rows(_ command: String) throws -> [Row] {
    let outcome = try program.run("timeline \(command) --format json")
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try JSONDecoder().decode(Rows.self, from: Data(outcome.output.utf8)).rows
  }

  /// What a command prints for people.
  func page(_ command: String) throws -> String {
    let outcome = try program.run("timeline \(command)")
    #expect(outcome.status == 0, "\(outcome.errors)")
    return outcome.output
  }
}

struct Rows: Decodable {
  var rows: [Row]
}

/// The fields of rows that the tests read; each view has some of them.
struct Row: Decodable {
  struct Attendance: Decodable {
    var party: String?
    var name: String?
    var capacity: String?
    var invitedBy: String?
  }
  struct Outcome: Decodable {
    var kind: String
    var modality: String
  }

  var view: String?
  var available: String?
  var party: String?
  var status: String?
  var standing: String?
  var notice: String?
  var participation: String?
  var formerly: String?
  var state: String?
  var holder: String?
  var office: String?
  var waiting: String?
  var blocks: [String]?
  var pending: [String]?
  var certainty: String?
  var disputed: Bool?
  var since: String?
  var until: String?
  var signedOn: String?
  var inForceFrom: String?
  var place: String?
  var modality: String?
  var attendance: [Attendance]?
  var outcomes: [Outcome]?
  var code: String?
  var events: [Int]?

  enum CodingKeys: String, CodingKey {
    case view, available, party, status, standing, notice, participation, formerly, state, holder, office,
      waiting, blocks,
      pending, certainty, disputed, since, until, place, modality, attendance, outcomes, code, events
    case signedOn = "signed_on"
    case inForceFrom = "in_force_from"
  }
}

extension Row.Attendance {
  enum CodingKeys: String, CodingKey {
    case party, name, capacity
    case invitedBy = "invited_by"
  }
}

/// Every answer that is known from the documents, by the command that a person would type.
@Suite("The CSTO by command", .enabled(if: BuiltProgram.exists, "the program is not built"))
struct CSTOCommandTests {
  private let log: CSTOLog
  private static let six = "ARM BLR KAZ KGZ RUS TJK"

  init() throws {
    log = try CSTOLog.shared.get()
  }

  @Test(
    "Members of a day: for sure, perhaps, and suspended",
    arguments: [
      ("2003-09-17", "", "", ""), ("2003-09-18", six, "", ""), ("2006-07-15", six, "UZB", ""),
      ("2009-01-01", six + " UZB", "", ""), ("2012-07-15", six + " UZB", "", ""),
      ("2012-12-18", six + " UZB", "", ""), ("2012-12-19", six, "", "UZB"), ("2015-04-02", six, "", "UZB"),
    ])
  func members(day: String, certain: String, possible: String, suspended: String) throws {
    let rows = try log.rows("project members --org CSTO --at \(day)").filter { $0.status == "member" }
    let counted = rows.filter { $0.standing != "suspended" }
    #expect(names(counted.filter { $0.certainty == "certain" }) == certain)
    #expect(names(counted.filter { $0.certainty == "possible" }) == possible)
    #expect(names(rows.filter { $0.standing == "suspended" }) == suspended)
  }

  @Test("Before its charter was in force the organisation did not exist")
  func existence() throws {
    let page = try log.page("project --at 2003-09-17")
    #expect(page.contains("exists         not on this day; it exists since 2003-09-18"))
    #expect(!page.contains("members "))
  }

  @Test("Uzbekistan: suspended since the decision of the council, asked for months before")
  func uzbekistan() throws {
    let suspended = try #require(try member("UZB", on: "2015-04-02"))
    #expect(suspended.since == "2012-12-19")
    #expect(suspended.certainty == "certain")
    let asked = try #require(try member("UZB", on: "2012-07-15"))
    #expect(asked.notice == "suspension-requested")
    #expect(asked.standing == "full")
    #expect(try member("UZB", on: "2003-09-18") == nil)
  }

  @Test("Armenia in 2024: a member in full standing that has frozen its participation")
  func armenia() throws {
    let row = try #require(try member("ARM", on: "2024-03-01"))
    #expect(row.status == "member")
    #expect(row.standing == "full")
    #expect(row.participation == "frozen")
    #expect(row.certainty == "certain")
  }

  @Test(
    "The chair",
    arguments: [
      ("2014-12-21", "RUS"), ("2015-04-02", "TJK"), ("2015-10-01", "ARM"), ("2015-12-01", "ARM"),
      ("2018-06-01", "KAZ"), ("2020-05-26", "RUS"), ("2023-12-01", "BLR"), ("2023-12-31", "BLR"),
      ("2024-01-01", "KAZ"),
    ])
  func chair(day: String, holder: String) throws {
    let rows = try log.rows("project offices --org CSTO --at \(day)").filter { $0.office == "CSTO:chair" }
    #expect(rows.map(\.holder) == [holder])
    #expect(rows.map(\.certainty) == ["certain"])
  }

  @Test(
    "Parties to the Treaty: nine until the last day of its term, six after it",
    arguments: [
      ("1995-01-01", "ARM AZE BLR GEO KAZ KGZ RUS TJK UZB"),
      ("1999-04-20", "ARM AZE BLR GEO KAZ KGZ RUS TJK UZB"),
      ("1999-04-21", six),
    ])
  func parties(day: String, parties: String) throws {
    let rows = try log.rows("project parties --instrument CST --at \(day)").filter { $0.state == "party" }
    #expect(names(rows) == parties)
    #expect(rows.allSatisfy { $0.certainty == "certain" })
  }

  @Test("Nobody withdrew from the Treaty: three did not extend it", arguments: ["AZE", "GEO", "UZB"])
  func notExtended(party: String) throws {
    let command = "project parties --instrument CST --party \(party) --at"
    #expect(try log.rows("\(command) 1999-04-20").map(\.state) == ["party"])
    let after = try log.rows("\(command) 1999-04-21")
    #expect(after.map(\.state) == ["former"])
    #expect(after.map(\.until) == ["1999-04-21"])
    #expect(try log.rows("\(command) 1999-04-21").first?.disputed == (party == "UZB"))
    let events = try log.page("log --party \(party) --type withdrawal")
    #expect(events.isEmpty)
  }

  @Test(
    "What the Treaty is to a party",
    arguments: [
      ("UZB", "1993-06-01", "signatory", "certain"), ("UZB", "1995-01-01", "party", "certain"),
      ("UZB", "1999-04-10", "party", "certain"), ("UZB", "1999-06-01", "former", "certain"),
      ("BLR", "1994-01-15", "signatory", "certain"), ("BLR", "1994-04-20", "party", "certain"),
      ("AZE", "1994-04-20", "party", "certain"), ("GEO", "1993-10-01", "signatory", "possible"),
      ("GEO", "1993-12-09", "signatory", "certain"),
    ])
  func party(party: String, day: String, state: String, certainty: String) throws {
    let row = try #require(
      try log.rows("project parties --instrument CST --party \(party) --at \(day)").first)
    #expect(row.state == state)
    #expect(row.certainty == certainty)
  }

  @Test(
    "The Treaty was not in force before 20 April 1994", arguments: ["1993-06-01", "1994-01-15", "1994-04-19"])
  func notYet(day: String) throws {
    #expect(try log.rows("project instruments --instrument CST --at \(day)").map(\.state) == ["not-in-force"])
  }

  @Test("The extension is in force with effect from before it was notified")
  func retroactive() throws {
    let row = try #require(try log.rows("project instruments --instrument CST-EXT --at 1999-06-01").first)
    #expect(row.state == "in-force")
    #expect(row.inForceFrom == "1999-04-21")
  }

  @Test(
    "What the Third Protocol waits for",
    arguments: [
      ("2018-11-09", "KAZ RUS TJK", "ARM BLR KGZ"), ("2020-04-01", "KAZ TJK", "ARM BLR KGZ RUS"),
      ("2020-06-01", "TJK", ""), ("2021-01-18", "TJK", ""), ("2021-01-19", "", ""),
    ])
  func pending(day: String, certain: String, possible: String) throws {
    let rows = try log.rows("pending CSTO-P3 --at \(day)")
    #expect(rows.filter { $0.certainty == "certain" }.compactMap(\.waiting).joined(separator: " ") == certain)
    #expect(
      rows.filter { $0.certainty == "possible" }.compactMap(\.waiting).joined(separator: " ") == possible)
    for row in rows {
      #expect(row.blocks?.contains("partner status of CSTO") == true)
      #expect(row.blocks?.contains("observer status of CSTO") == true)
    }
  }

  @Test("The gate to partner and observer status opens with the Third Protocol")
  func gate() throws {
    for (day, state) in [("2020-06-01", nil), ("2021-01-18", nil), ("2021-01-19", "certain")] {
      let gates = try log.rows("project --at \(day)").filter { $0.view == "gates" }
      #expect(gates.compactMap(\.status).sorted() == ["observer", "partner"])
      #expect(gates.map(\.available) == [state, state])
      let page = try log.page("project --at \(day)")
      let line = try #require(page.split(separator: "\n").first { $0.hasPrefix("statuses") })
      #expect(line.contains("not available") == (state == nil), "\(line)")
    }
  }

  @Test("The ministers' meeting of 2 April 2015: its guests, and a statement that was only planned")
  func meeting() throws {
    let rows = try log.rows("project meetings --org CSTO --from 2015-04-02 --to 2015-04-02 --at 2015-04-02")
    let meeting = try #require(rows.first { $0.place == "Dushanbe" && $0.modality == "fact" })
    let guests = (meeting.attendance ?? []).filter { $0.capacity?.contains("guest") == true }
    #expect(guests.count == 3)
    #expect(guests.contains { $0.name == "Ivica Dacic" && $0.invitedBy == "TJK" && $0.party == "OSCE" })
    #expect(Set(guests.compactMap(\.party)) == ["OSCE", "UN"])
    let statements = (meeting.outcomes ?? []).filter { $0.kind == "statement" }
    #expect(statements.map(\.modality) == ["planned"])
    #expect(try member("SRB", on: "2015-04-02") == nil)
  }

  @Test("At least eight contradictions are found, each with its events")
  func conflicts() throws {
    let rows = try log.rows("conflicts")
    #expect(rows.count >= 8)
    #expect(rows.allSatisfy { $0.code == "W-CONFLICT" && $0.events?.isEmpty == false })
  }

  private func member(_ party: String, on day: String) throws -> Row? {
    let rows = try log.rows("project members --org CSTO --party \(party) --at \(day)")
    #expect(rows.count <= 1)
    return rows.first
  }

  private func names(_ rows: [Row]) -> String {
    rows.compactMap(\.party).joined(separator: " ")
  }
}
