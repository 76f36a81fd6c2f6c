import Diplomacy
import EventLog

/// Why an assertion does not hold.
struct AssertionFailure {
  /// What is missing or too many.
  var message: String
  /// The rows it is about.
  var subjects: [Contradiction.Subject]
  /// What those rows rest on.
  var events: [GlobalPosition]
}

extension World {
  /// What an assertion expects on a day and the view does not show; `nil` if it holds.
  ///
  /// Every expected row must be there, with the fields that it names, and no other row may certainly be there. A row
  /// that is only possible contradicts nothing.
  ///
  /// - Parameter isClaimed: whether it is a claim of somebody. The mark of dispute is compared where a row or the
  ///   choice of rows names it, but not in a claim, which can be what the dispute is about.
  func failures(of assertion: Assertion, on day: Day, isClaimed: Bool = false) throws -> AssertionFailure? {
    let isMarked = !isClaimed && assertion.asksForDisputes
    let rows = try rows(of: assertion, isMarked: isMarked, on: day).filter {
      $0.matches(assertion.filter ?? [:])
    }
    let missing = assertion.rows.filter { expected in !rows.contains { $0.matches(expected) } }
    let isComplete = assertion.complete ?? true
    let extra = rows.filter { row in
      isComplete && row.isCertain && !assertion.rows.contains { row.matches($0) }
    }
    guard !missing.isEmpty || !extra.isEmpty else { return nil }
    let expected = missing.map { String(decoding: JSONValue.object($0).canonical, as: UTF8.self) }
    var words: [String] = []
    if !expected.isEmpty { words.append("it has no \(expected.joined(separator: ", "))") }
    if !extra.isEmpty { words.append("it has also \(extra.map(\.label).joined(separator: ", "))") }
    let absent = missing.compactMap { assertion.subject(of: $0) }
    return AssertionFailure(
      message: words.joined(separator: "; "), subjects: (extra.compactMap(\.subject) + absent).uniqued(),
      events: extra.flatMap(\.events).uniqued())
  }

  /// The rows that an assertion speaks of, with the mark of dispute only if that is asked for.
  private func rows(of assertion: Assertion, isMarked: Bool, on day: Day) throws -> [AssertedRow] {
    switch assertion.view {
    case .members:
      let rows = try memberRows(
        of: assertion.org, party: assertion.party, includingFormer: false, on: day)
      return try (isMarked ? marked(rows, on: day) : rows).map {
        AssertedRow($0, $0.party, .member(org: $0.org, party: $0.party), $0.certainty, $0.events)
      }
    case .instruments:
      return try (assertion.instrument.map { [$0] } ?? instrumentNames()).compactMap { id in
        let row = try instrumentRow(id, on: day)
        return try (isMarked ? marked(row, on: day) : row).map {
          AssertedRow($0, id, .instrument(id), $0.certainty, $0.events)
        }
      }
    case .parties:
      let rows = try partyRows(to: assertion.instrument, party: assertion.party, on: day)
      return try (isMarked ? marked(rows, on: day) : rows).map {
        AssertedRow($0, $0.party, .party(instrument: $0.instrument, party: $0.party), $0.certainty, $0.events)
      }
    case .offices:
      return try (assertion.office.map { [$0] } ?? officeNames(of: assertion.org)).flatMap { id in
        let rows = try officeRows(id, on: day)
        return try (isMarked ? marked(rows, on: day) : rows).map {
          AssertedRow($0, $0.holder, .office(id), $0.certainty, $0.events)
        }
      }
    case .meetings:
      return try meetingRows(of: assertion.org, between: day...day, on: day).map {
        AssertedRow($0, $0.meeting, nil, $0.certainty, $0.events)
      }
    case .pending:
      return try (assertion.instrument.map { [$0] } ?? instrumentNames()).flatMap { id in
        try pendingRows(id, on: day).map {
          AssertedRow($0, $0.waiting, .instrument(id), $0.certainty, $0.events)
        }
      }
    }
  }
}

extension Assertion {
  /// Whether it says of a row that it is disputed, or that it is not.
  fileprivate var asksForDisputes: Bool {
    ([filter ?? [:]] + rows).contains { $0["disputed"] != nil }
  }

  /// The row that an expected row stands for.
  fileprivate func subject(of row: [String: JSONValue]) -> Contradiction.Subject? {
    func text(_ name: String) -> String? {
      if case .string(let text)? = row[name] { return text }
      return nil
    }
    switch view {
    case .members:
      guard let org = org ?? text("org"), let party = text("party") ?? party else { return nil }
      return .member(org: org, party: party)
    case .parties:
      guard let instrument = instrument ?? text("instrument"), let party = text("party") ?? party else {
        return nil
      }
      return .party(instrument: instrument, party: party)
    case .instruments, .pending: return (instrument ?? text("instrument")).map { .instrument($0) }
    case .offices: return (office ?? text("office")).map { .office($0) }
    case .meetings: return nil
    }
  }
}

/// A row of any view, with what an assertion needs of it.
private struct AssertedRow {
  let fields: [String: FieldValue]
  let label: String
  let subject: Contradiction.Subject?
  let isCertain: Bool
  let events: [GlobalPosition]

  init(
    _ row: some ViewRow, _ label: String, _ subject: Contradiction.Subject?, _ certainty: Certainty,
    _ events: [GlobalPosition]
  ) {
    self.fields = Dictionary(row.fields.map { ($0.name, $0.value) }) { first, _ in first }
    self.label = label
    self.subject = subject
    self.isCertain = certainty == .certain
    self.events = events
  }

  func matches(_ expected: [String: JSONValue]) -> Bool {
    expected.allSatisfy { name, value in fields[name]?.equals(value) ?? false }
  }
}

extension FieldValue {
  /// Whether the value is the one an assertion names.
  fileprivate func equals(_ expected: JSONValue) -> Bool {
    switch (self, expected) {
    case (.text(let own), .string(let text)): return own == text
    case (.integer(let own), .integer(let number)): return Int64(own) == number
    case (.flag(let own), .bool(let flag)): return own == flag
    case (.list(let own), .array(let values)):
      return own.count == values.count && zip(own, values).allSatisfy { $0.equals($1) }
    case (.fields(let own), .object(let members)):
      return members.allSatisfy { name, value in own.contains { $0.name == name && $0.value.equals(value) } }
    default: return false
    }
  }
}
