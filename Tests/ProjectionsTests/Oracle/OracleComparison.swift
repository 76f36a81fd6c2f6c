import Diplomacy
import EventLog
import TestSupport

@testable import Projections

/// The answers of the engine held against those of the oracle, from one perspective.
struct OracleComparison {
  let world: World
  let oracle: OracleWorld
  let days: [Day]
  /// What differs and must not.
  private(set) var differences: [String] = []
  /// How much was compared, where the engine was less sure, and what had too many completions.
  private(set) var compared = 0
  private(set) var wider = 0
  private(set) var skipped = 0

  init(_ log: RecordedLog, from perspective: OraclePerspective, days: [Day]) throws {
    var own = Perspective(at: .last)
    if perspective.asOf < log.head { own.asOf = .position(GlobalPosition(UInt64(perspective.asOf))) }
    own.publishedBy = perspective.publishedBy
    own.trust = perspective.trust
    own.without = Set(perspective.without.map { GlobalPosition(UInt64($0)) })
    world = try log.timeline.world(own)
    oracle = OracleWorld(log.records, from: perspective)
    self.days = days
    try compareMembers()
    try compareInstruments()
    try compareOffices()
  }

  /// Holds one Boolean reading against the oracle's: whether something may be so, and whether it surely is.
  private mutating func hold(
    _ what: @autoclosure () -> String, may: Bool, must: Bool, all: Bool, some: Bool, isCoupled: Bool
  ) {
    compared += 1
    if may == some, must == all { return }
    let isWider = (may || !some) && (!must || all)
    if isWider, isCoupled {
      wider += 1
    } else {
      differences.append(
        "\(what()): \(must ? "certain" : may ? "possible" : "no"), and by the oracle \(all ? "certain" : some ? "possible" : "no")"
      )
    }
  }
}

extension OracleComparison {
  private mutating func compareMembers() throws {
    var seats: [String: OracleSeat] = [:]
    for seat in oracle.allSeats { seats["\(seat.organ ?? seat.org) \(seat.party)"] = seat }
    var rows: [Day: [String: [MemberRow]]] = [:]
    for day in days {
      let found = try world.memberRows(of: nil, party: nil, includingFormer: true, on: day)
      rows[day] = Dictionary(grouping: found) { "\($0.org) \($0.party)" }
      for row in try world.marked(found, on: day) {
        checkDisputed(row.disputed, row.events, "\(row.org) \(row.party) on \(day)")
      }
      for key in rows[day]!.keys where seats[key] == nil {
        differences.append("\(key) is unknown to the oracle")
      }
    }
    for (key, seat) in seats.sorted(by: { $0.key < $1.key }) {
      guard let answer = oracle.answer(seat, on: days) else {
        skipped += 1
        continue
      }
      for day in days {
        compare(rows[day]![key] ?? [], answer.values[day]!, "\(key) on \(day)", answer.isCoupled)
      }
    }
  }

  private mutating func compare(
    _ rows: [MemberRow], _ values: Set<OracleMember>, _ what: String, _ isCoupled: Bool
  ) {
    if rows.contains(where: \.approximate) { return }
    let words = ["former", "granted", "none"]
    let held = rows.filter { !words.contains($0.status) }
    for status in Set(held.map(\.status)).union(values.flatMap(\.held)).sorted() {
      let row = held.first { $0.status == status }
      let holding = values.filter { $0.held.contains(status) }
      hold(
        "\(what): \(status)", may: row != nil, must: row?.certainty == .certain,
        all: holding.count == values.count, some: !holding.isEmpty, isCoupled: isCoupled)
      guard let row, !isCoupled, !holding.isEmpty else { continue }
      let isOne = Set(holding.map(\.standing)).count == 1
      hold(
        "\(what): standing \(row.standing)", may: true, must: row.standingCertainty == .certain, all: isOne,
        some: true,
        isCoupled: isCoupled)
      let isShown = holding.contains {
        $0.standing == row.standing && $0.scope == row.scope && $0.notice == row.notice
          && $0.isFrozen == (row.participation == "frozen")
      }
      if !isShown {
        differences.append(
          "\(what): \(row.standing) \(row.notice ?? "") \(row.participation) is in no completion")
      }
    }
    for status in Set(rows.compactMap(\.formerly)).union(values.flatMap(\.former)).sorted() {
      let row = rows.first { $0.formerly == status }
      // A kind of status that may be held is not shown as a former one.
      if held.contains(where: { $0.status == status }), isCoupled { continue }
      let isHeld = values.contains { $0.held.contains(status) }
      let past = isHeld ? [] : values.filter { $0.former.contains(status) }
      hold(
        "\(what): formerly \(status)", may: row != nil, must: row?.certainty == .certain,
        all: past.count == values.count, some: !past.isEmpty, isCoupled: isCoupled || isHeld)
    }
    for status in Set(rows.compactMap(\.granted)).union(values.flatMap(\.granted)).sorted() {
      let row = rows.first { $0.granted == status }
      let waiting = values.filter { $0.granted.contains(status) }
      hold(
        "\(what): granted \(status)", may: row != nil, must: row?.certainty == .certain,
        all: waiting.count == values.count, some: !waiting.isEmpty, isCoupled: isCoupled)
    }
    let asking = values.allSatisfy(\.held.isEmpty) ? values.filter { $0.notice != nil } : []
    let row = rows.first { $0.status == "none" }
    hold(
      "\(what): applicant", may: row != nil, must: row?.certainty == .certain,
      all: asking.count == values.count,
      some: !asking.isEmpty, isCoupled: isCoupled)
  }

  private mutating func checkDisputed(_ isDisputed: Bool, _ events: [GlobalPosition], _ what: String) {
    let positions = Set(events.map { Int($0.number) })
    if !isDisputed, !positions.isDisjoint(with: oracle.disputed) {
      differences.append("\(what): rests on a disputed record and is not marked")
    }
  }

  private mutating func compareInstruments() throws {
    for id in oracle.allInstruments {
      var bound: [Day: (sure: Int, possible: Int)] = [:]
      var isCoupled = false
      var isSkipped = false
      let history = try world.instrument(id)
      let parties = Set(oracle.allParties(to: id)).union(history.parties.keys).sorted()
      for party in parties {
        guard let answer = oracle.answer(party, to: id, on: days) else {
          skipped += 1
          isSkipped = true
          continue
        }
        isCoupled = isCoupled || answer.isCoupled
        let rests = oracle.answer(resting: party, to: id, on: days)
        if rests == nil { skipped += 1 }
        for day in days {
          let row = try history.parties[party].flatMap { try world.partyRow($0, of: id, on: day) }
          compare(row, answer.values[day]!, "\(id) \(party) on \(day)", answer.isCoupled)
          let isBound = answer.values[day]!.map { $0 == "party" || $0 == "leaving" }
          if isBound.allSatisfy({ $0 }) { bound[day, default: (0, 0)].sure += 1 }
          if isBound.contains(true) { bound[day, default: (0, 0)].possible += 1 }
          if let rests {
            let values = rests.values[day]!
            hold(
              "\(id) \(party) on \(day): suspended", may: row?.suspended != nil,
              must: row?.suspended == .certain, all: values == [true], some: values.contains(true),
              isCoupled: rests.isCoupled)
          }
          if let row {
            checkDisputed(
              try world.marked([row], on: day)[0].disputed, row.events, "\(id) \(party) on \(day)")
          }
        }
      }
      guard let answer = oracle.answer(instrument: id, on: days) else {
        skipped += 1
        continue
      }
      for day in days {
        guard let row = try world.instrumentRow(id, on: day) else { continue }
        let values = answer.values[day]!
        compare(row, values, "\(id) on \(day)", answer.isCoupled)
        if !isSkipped {
          let (sure, possible) = bound[day] ?? (0, 0)
          holdCount(
            "\(id) on \(day): parties", row.parties...row.parties + row.possibleParties, sure...possible,
            isCoupled || answer.isCoupled)
        }
        // Before its adoption nothing is awaited of it, even where it was published to take effect earlier.
        guard day >= history.adopted.earliest else { continue }
        comparePending(try world.pendingRows(id, on: day), values, "\(id) on \(day)", answer.isCoupled)
      }
    }
  }

  private mutating func compare(_ row: PartyRow?, _ steps: Set<String>, _ what: String, _ isCoupled: Bool) {
    let found = row.map { Set([$0.state] + $0.alternatives) } ?? ["none"]
    compared += 1
    if found == steps, row.map({ ($0.certainty == .certain) == (steps.count == 1) }) ?? true { return }
    if isCoupled, found.isSuperset(of: steps) {
      wider += 1
    } else {
      differences.append("\(what): \(found.sorted()), and by the oracle \(steps.sorted())")
    }
  }

  private mutating func compare(
    _ row: InstrumentRow, _ values: Set<OracleInstrument>, _ what: String, _ isCoupled: Bool
  ) {
    let states = Set(values.map(\.state))
    hold(
      "\(what): \(row.state) of \(states.sorted())", may: true, must: row.certainty == .certain,
      all: states == [row.state], some: states.contains(row.state) || isCoupled, isCoupled: isCoupled)
    let signed = values.map(\.signatories)
    let surely = signed.reduce(signed[0]) { $0.intersection($1) }
    if row.signatories != surely.count {
      differences.append("\(what): \(row.signatories) signatories of \(surely.count)")
    }
    let consents = values.map(\.consents)
    holdCount(
      "\(what): consents", row.consents...row.consents + row.possibleConsents,
      consents.min()!...consents.max()!,
      isCoupled)
  }

  private mutating func holdCount(
    _ what: String, _ found: ClosedRange<Int>, _ expected: ClosedRange<Int>, _ isCoupled: Bool
  ) {
    compared += 1
    if found == expected { return }
    if isCoupled, found.lowerBound <= expected.lowerBound, found.upperBound >= expected.upperBound {
      wider += 1
    } else {
      differences.append("\(what): \(found), and by the oracle \(expected)")
    }
  }

  private mutating func comparePending(
    _ rows: [PendingRow], _ values: Set<OracleInstrument>, _ what: String, _ isCoupled: Bool
  ) {
    let own = rows.filter { $0.unit != "instruments" || world.isCondition($0) }
    let waiting = values.filter(\.isWaiting)
    hold(
      "\(what): pending", may: !own.isEmpty, must: waiting.count == values.count && !own.isEmpty,
      all: waiting.count == values.count, some: !waiting.isEmpty, isCoupled: isCoupled)
    guard values.allSatisfy({ !$0.isWaiting || $0.awaited != nil }) else { return }
    let names = Set(RandomLog.states + ["EU"])
    let awaited = values.map { $0.awaited ?? [] }
    for party in names.sorted() {
      let row = own.first { $0.waiting == party }
      let those = awaited.filter { $0.contains(party) }
      hold(
        "\(what): awaits \(party)", may: row != nil, must: row?.certainty == .certain,
        all: those.count == awaited.count,
        some: !those.isEmpty, isCoupled: isCoupled)
    }
  }

  private mutating func compareOffices() throws {
    for id in oracle.allOffices {
      guard let answer = oracle.answer(office: id, on: days) else {
        skipped += 1
        continue
      }
      for day in days {
        let values = answer.values[day]!
        let rows = try world.officeRows(id, on: day)
        for holder in Set(rows.map(\.holder)).union(values.compactMap { $0 }).sorted() {
          let row = rows.first { $0.holder == holder }
          hold(
            "\(id) on \(day): \(holder)", may: row != nil, must: row?.certainty == .certain,
            all: values == [holder],
            some: values.contains(holder), isCoupled: false)
        }
      }
    }
  }
}

extension World {
  /// Whether a row awaits another instrument by the clause, and not by the parent.
  fileprivate func isCondition(_ row: PendingRow) -> Bool {
    let declaration = try? declaration(of: row.instrument)
    return declaration?.clause?.condition.references.entriesIntoForce.contains {
      row.waiting.hasSuffix(" \($0)")
    } ?? false
  }
}
