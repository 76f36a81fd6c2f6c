import Diplomacy
import EventLog
import Projections
import TestSupport
import Testing

/// Disputes that mark nothing.
@Suite struct IdleDisputeTests {
  @Test("A dispute of what had been replaced is told to mark nothing", arguments: [false, true])
  func idleDispute(isEarlier: Bool) throws {
    let replacement =
      #"{"type":"correction","id":"r","action":"replace","target":"a","reason":"r","with":{"type":"admission","on":"2002-01-01","party":"FRA","org":"O"}}"#
    let dispute = #"{"type":"correction","id":"d","action":"dispute","target":"a","reason":"r"}"#
    let timeline = try SeedLog(
      lines: [
        #"{"type":"entity","entity":"O","kind":"organisation","name":"O"}"#,
        #"{"type":"admission","id":"a","on":"2001-01-01","party":"FRA","org":"O"}"#,
      ] + (isEarlier ? [dispute, replacement] : [replacement, dispute])
    ).timeline
    let found = try timeline.inquire(from: Perspective("2010-01-01")).check().map(\.message)
    #expect(found == (isEarlier ? [] : ["#4 disputes #2, which #3 had replaced: it marks nothing"]))
  }
}
