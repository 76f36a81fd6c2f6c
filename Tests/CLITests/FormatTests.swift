import EventLog
import Projections
import Testing

@testable import CLI

@Suite("Formats for machines")
struct FormatTests {
  @Test(
    "A field of csv is quoted as RFC 4180 has it",
    arguments: [
      ("plain", "plain"), ("", ""), ("a,b", "\"a,b\""), ("say \"so\"", "\"say \"\"so\"\"\""),
      ("two\nlines", "\"two\nlines\""), ("a\r", "\"a\r\""), ("Côte d'Ivoire", "Côte d'Ivoire"),
      ("e\u{301},\"", "\"e\u{301},\"\"\""), ("\r\n", "\"\r\n\""),
    ])
  func quoting(text: String, quoted: String) {
    #expect(CSVFormat.quoted(text) == quoted)
  }

  @Test(
    "A value in csv is its text; lists are joined by spaces, named values are JSON",
    arguments: [
      (FieldValue.none, ""), (.text("x"), "x"), (.integer(-3), "-3"), (.flag(true), "true"),
      (.list([.integer(12), .integer(37)]), "12 37"), (.list([]), ""),
      (.list([.fields([.init("a", .integer(1))])]), "[{\"a\":1}]"),
      (.fields([.init("b", .none), .init("a", .text("\""))]), "{\"b\":null,\"a\":\"\\\"\"}"),
    ])
  func valuesInCSV(value: FieldValue, text: String) {
    #expect(CSVFormat.text(value) == text)
  }

  @Test(
    "A string in JSON keeps every character and escapes what JSON must",
    arguments: [
      ("plain", #""plain""#), ("\"\\", #""\"\\""#), ("\n\t\r", #""\n\t\r""#),
      ("\u{0}\u{1F}\u{7F}", #""\u0000\u001f\u007f""#),
      ("Türkiye 中 👍", "\"Türkiye 中 👍\""), ("e\u{301}", "\"e\u{301}\""), ("\r\n", #""\r\n""#),
    ])
  func stringsInJSON(text: String, json: String) {
    #expect(JSONText.string(text) == json)
  }

  /// How an answer says that it reads `~`.
  private let dates =
    #""strict_dates":false,"approximate":{"day":"3d","month":"1m","year":"1y"}"#

  @Test("Every query has the same rows in json, jsonl and csv")
  func sameRows() {
    let shell = Shell.csto()
    for query in [
      ["project", "members"], ["project", "instruments"], ["project", "parties"], ["project", "offices"],
      ["project", "meetings"], ["pending"], ["conflicts"], ["log"], ["history", "UZB"],
    ] {
      // A story is told whole.
      let isStory = query[0] == "history"
      let day = isStory ? [] : ["--at", "2020-05-26"]
      let json = shell.run(query + day + ["--format", "json"])
      let jsonl = shell.run(query + day + ["--format", "jsonl"])
      let csv = shell.run(query + day + ["--format", "csv"])
      #expect([json.status, jsonl.status, csv.status] == [.done, .done, .done])
      #expect(json.errors.isEmpty && jsonl.errors.isEmpty && csv.errors.isEmpty)
      let head = #"{"perspective":{"at":"2020-05-26","as_of":{"position":147},\#(dates)},"rows":["#
      #expect(json.lines.first?.hasPrefix(isStory ? #"{"perspective":{"at":""# : head) == true, "\(query)")
      #expect(json.lines.last == "]}")
      let rows = json.lines.dropFirst().dropLast().map { $0.hasSuffix(",") ? String($0.dropLast()) : $0 }
      #expect(rows == jsonl.lines, "\(query)")
      #expect(csv.lines.count >= jsonl.lines.count + 1, "\(query)")
      #expect(!jsonl.lines.isEmpty, "\(query)")
    }
  }

  @Test("No rows are an empty list in json, nothing in jsonl, a head in csv, and a note beside the table")
  func noRows() {
    let shell = Shell.declared()
    #expect(
      shell.run("project", "members", "--at", "2020-01-01", "--format", "json").output
        == "{\"perspective\":{\"at\":\"2020-01-01\",\"as_of\":{\"position\":2},\(dates)},\"rows\":[]}\n")
    #expect(shell.run("project", "members", "--format", "jsonl").output == "")
    #expect(shell.run("project", "members", "--format", "csv").lines.count == 1)
    let table = shell.run("project", "members", "--at", "2020-01-01")
    #expect(
      table == .init(status: .done, output: "", errors: "nobody holds a status on 2020-01-01, as of #2\n"))
  }

  @Test("The fields that scripts rely on come first and in their order")
  func contractFields() {
    let shell = Shell.csto()
    let promised = [
      ["project", "members"]:
        "org,party,name,status,standing,scope,notice,participation,certainty,disputed,since,until,events",
      ["project", "instruments"]:
        "instrument,title,state,certainty,disputed,in_force_from,derived,published,signatories,consents,parties,pending,events",
      ["project", "parties"]:
        "instrument,party,name,state,certainty,disputed,signed_on,consent,consented_on,in_force_from,until,events",
      ["pending"]: "instrument,waiting,certainty,have,need,blocks,events",
      ["project", "meetings"]: "meeting,organ,on,place,attendance,outcomes,modality,events",
      ["history", "UZB"]: "from,until,view,value,certainty,events",
      ["diff", "members", "--from", "2012-01-01", "--to", "2013-01-01"]:
        "change,key,before,after,because,events",
    ]
    for (query, fields) in promised {
      let head = shell.run(query + ["--format", "csv"]).lines.first ?? ""
      #expect(head.hasPrefix(fields), "\(query)")
    }
    let offices = shell.run("project", "offices", "--format", "csv").lines.first?.split(separator: ",") ?? []
    for field in ["office", "holder", "certainty", "disputed", "since", "until", "events"] {
      #expect(offices.contains(Substring(field)))
    }
  }
}
