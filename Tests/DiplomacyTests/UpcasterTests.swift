import EventLog
import TestSupport
import Testing

@testable import Diplomacy

@Suite("Versions of payloads")
struct UpcasterTests {
  /// `x-visit` wrote `guest`, then a list `guests`, then `guests` and their number.
  static let visits = Upcasters([
    Upcaster("x-visit", from: 2) { members in
      guard case .array(let guests)? = members["guests"] else { return members }
      return members.merging(["count": .integer(Int64(guests.count))]) { $1 }
    },
    Upcaster("x-visit", from: 1) { members in
      var next = members
      next["guest"] = nil
      next["guests"] = members["guest"].map { .array([$0]) }
      return next
    },
  ])

  static let payloads = [
    #"{"guest":"SRB","id":"v","on":"2015-04-02","party":"TJK","type":"x-visit"}"#,
    #"{"guests":["SRB"],"id":"v","on":"2015-04-02","party":"TJK","type":"x-visit","version":2}"#,
    #"{"count":1,"guests":["SRB"],"id":"v","on":"2015-04-02","party":"TJK","type":"x-visit","version":3}"#,
  ]

  private func read(_ payload: String) throws -> DiplomaticEvent {
    try DiplomaticEvent(json: payload.utf8, upcasters: Self.visits)
  }

  @Test("Every version is read as the newest, and what is read is written as the newest", arguments: payloads)
  func newest(payload: String) throws {
    let event = try read(payload)
    #expect(String(decoding: event.canonicalJSON, as: UTF8.self) == Self.payloads[2])
    #expect(event.version == 3)
    #expect(event.type == "x-visit")
  }

  @Test("Reading what was written gives the same event, from every version", arguments: payloads)
  func roundTrip(payload: String) throws {
    let event = try read(payload)
    #expect(try DiplomaticEvent(json: event.canonicalJSON, upcasters: Self.visits) == event)
    #expect(try DiplomaticEvent(event.json) == event, "without the steps too: it is the newest")
  }

  @Test("An event inside a correction or a claim is raised like any other", arguments: payloads)
  func nested(payload: String) throws {
    let correction = try read(#"{"action":"replace","target":1,"type":"correction","with":\#(payload)}"#)
    let claim = try read(#"{"asserted_by":"A","on":"2015","says":\#(payload),"type":"claim"}"#)
    #expect(String(decoding: correction.canonicalJSON, as: UTF8.self).contains(Self.payloads[2]))
    #expect(String(decoding: claim.canonicalJSON, as: UTF8.self).contains(Self.payloads[2]))
  }

  @Test("A version that is newer than any known is refused by name, in a built-in type any but the first")
  func newer() {
    let later = Self.payloads[2].replacingVersion(with: 4)
    #expect(
      throws: EventError(path: "version", reason: .unsupportedVersion(4, supported: 3, of: "x-visit"))
    ) { try read(later) }
    // Fields that a later version may have are not what is complained of.
    let signature = #"{"signatory":"ARM","type":"signature","version":2}"#
    let error = #expect(throws: EventError.self) { try read(signature) }
    #expect(error?.reason == .unsupportedVersion(2, supported: 1, of: "signature"))
    #expect(
      error?.sentence
        == "the event of type signature has version 2, and this program reads version 1 (at byte 49)")
    #expect(error?.hint != nil)
  }

  @Test(
    "The first version is not written, and a version is a number from 2",
    arguments: ["1", "0", "\"2\"", "true"])
  func malformed(version: String) {
    for type in ["x-visit", "x-other", "signature"] {
      #expect(throws: EventError.self) { try read(#"{"type":"\#(type)","version":\#(version)}"#) }
    }
  }

  @Test("Of a type that nobody gave steps for, any version is kept as it is")
  func unknown() throws {
    let event = try read(#"{"type":"x-other","version":9}"#)
    #expect(event.version == 9)
    #expect(event.canonicalJSON == Array(#"{"type":"x-other","version":9}"#.utf8))
  }

  @Test("An imported line of an older version is the same event as in the log it came from")
  func imported() throws {
    let payload = #"{"guest":"SRB","on":"2015-04-02","type":"x-visit"}"#
    let place = #""position":3,"recorded_at":"2026-01-01T00:00:00.000000Z""#
    let line = "{\(place)," + payload.dropFirst()
    let imported = try ImportedLine(json: line.utf8, upcasters: Self.visits)
    #expect(imported.event.version == 3)
    #expect(imported.event.id == EventID(contentOf: Array(payload.utf8)).text)
    #expect(imported.place?.position == GlobalPosition(3))
    let recorded = imported.event.recorded()
    #expect(recorded.id == EventID(contentOf: Array(payload.utf8)))
    #expect(try ImportedLine(json: recorded.payload, upcasters: Self.visits).event == imported.event)
    let known = try ImportedLine(json: Self.payloads[0].utf8, upcasters: Self.visits)
    #expect(known.event.id == "v")
  }

  @Test("The steps that are built in lead to the version that each built-in type is read in")
  func builtIn() {
    for codec in ActCodec.all { #expect(Upcasters.standard.newest(of: codec.type) ?? 1 == codec.version) }
  }
}

extension String {
  fileprivate func replacingVersion(with version: Int) -> String {
    "\(dropLast(2))\(version)}"
  }
}
