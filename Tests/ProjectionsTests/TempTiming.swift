import Testing
import EventLog
@testable import Projections
@Test func timing() throws {
  let a = try Answers(SeedLog.csto())
  for k in 0..<3 {
    let s = ContinuousClock.now
    for n in 0..<100 { _ = try a.all(on: Day(number: 10000 + Int32(n) * 90)) }
    print("100 days", k, ContinuousClock.now - s)
  }
  func t(_ name: String, _ body: () throws -> Void) rethrows {
    let s = ContinuousClock.now
    for _ in 0..<100 { try body() }
    print(name, ContinuousClock.now - s)
  }
  let d = Day("2015-04-02")!
  try t("members") { _ = try a.world.memberRows(of: nil, party: nil, includingFormer: true, on: d) }
  let m = try a.world.memberRows(of: nil, party: nil, includingFormer: true, on: d)
  try t("marked") { _ = try a.world.marked(m, on: d) }
  try t("instruments") { _ = try a.world.instrumentNames().compactMap { try a.world.instrumentRow($0, on: d) } }
  try t("parties") { _ = try a.world.partyRows(to: nil, party: nil, on: d) }
  try t("offices") { _ = try a.world.officeNames(of: nil).flatMap { try a.world.officeRows($0, on: d) } }
  try t("meetings") { _ = try a.world.meetingRows(of: nil, between: nil, on: d) }
  try t("pending") { _ = try a.world.instrumentNames().flatMap { try a.world.pendingRows($0, on: d) } }
}
