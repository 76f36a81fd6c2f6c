import Testing

@testable import CLI

/// What would settle an answer, on a page.
@Suite("Settlements on a page") struct SettlementPageTests {
  /// A log in which one State took an office, and another one some time later.
  private static let shell: Shell = {
    let shell = Shell()
    let lines =
      [#"{"type":"entity","entity":"RIV","kind":"organisation","name":"RIV"}"#]
      + [("CHE", "2005-01-01"), ("DEU", "[2005-12-01..2006-02-01]")].map {
        #"{"type":"office","on":"\#($1)","office":"RIV:president","holder":"\#($0)"}"#
      }
    _ = shell.run("append", "-", input: lines.joined(separator: "\n"))
    return shell
  }()

  @Test("Every line is as narrow as the page, also where a name stands before the “if”")
  func narrow() {
    let outcome = Self.shell.run("why", "office", "RIV:president", "--at", "2006-01-15")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("Switzerland if ") })
    #expect(lines.allSatisfy { $0.count <= 80 }, "\(outcome.output)")
  }

  @Test("What settles several rows is told once, with the office and not the first holder")
  func office() {
    let outcome = Self.shell.run("project", "offices", "--at", "2006-01-15")
    let settled = outcome.output.split(separator: "\n").filter { $0.hasPrefix("settled by ") }
    #expect(!settled.isEmpty)
    #expect(settled.allSatisfy { $0.hasPrefix("settled by RIV:president: ") })
  }

  @Test(
    "What settles the rows of several parties names them all, and counts more than eight",
    arguments: [3, 8, 11])
  func parties(count: Int) {
    let shell = Shell()
    let codes = (1...count).map { "P\($0 < 10 ? "0" : "")\($0)" }
    var lines = codes.map { #"{"type":"entity","entity":"\#($0)","kind":"state","name":"\#($0)"}"# }
    lines.append(
      #"{"type":"instrument","instrument":"T","title":"T","on":"2000-01-01","clause":"when deposits >= \#(count)"}"#
    )
    lines += codes.map {
      #"{"type":"accession","on":"\#($0 == "P01" ? "2001" : "2000-06-01")","party":"\#($0)","instrument":"T"}"#
    }
    _ = shell.run("append", "-", input: lines.joined(separator: "\n"))
    let outcome = shell.run("project", "parties", "--instrument", "T", "--at", "2001-06-01")
    let text = outcome.output.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " ")
    let named = codes.prefix(8).joined(separator: ", ") + (count > 8 ? " and \(count - 8) more" : "")
    #expect(text.contains("settled by \(named): "), "\(outcome.output)")
  }
}
