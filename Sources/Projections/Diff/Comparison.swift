import Diplomacy
import EventLog

/// Two looks at one view: the rows that differ, and the records that make each difference.
///
/// Every cause is found by leaving records out and looking again (`--without`), so that what is named is what makes
/// the difference; nothing is concluded from dates or types alone.
final class Comparison {
  let view: Assertion.View
  let filter: RowFilter
  let timeline: Timeline
  /// The perspectives that are compared, and the log as each sees it.
  let before: Perspective
  let after: Perspective
  let first: World
  let second: World
  private let decoded: DecodedEvents?
  private var trials: [Trial: World] = [:]
  /// What one of the two sees and the other does not, found once.
  var knownNews: News?
  /// The records that alone explain rows found so far, by what differs in these.
  var knownCauses: [DifferenceShape: [KnownCause]] = [:]

  /// A world with some records left out.
  private struct Trial: Hashable {
    var without: Set<GlobalPosition>
    var isSecond: Bool
  }

  /// So many worlds are kept at most, and fewer of long histories.
  private static let trialLimit = 256
  /// So many events are kept at most by all of them together.
  private static let eventLimit = 1_000_000

  init(
    _ view: Assertion.View, _ filter: RowFilter, over timeline: Timeline, from before: Perspective,
    to after: Perspective
  ) throws {
    self.view = view
    self.timeline = timeline
    self.before = before
    self.after = after
    // Assumed events take the places after the log, which leaving out may change.
    let isShared = before.assumed.isEmpty && after.assumed.isEmpty && before.strictDates == after.strictDates
    self.decoded =
      isShared
      ? DecodedEvents(strictly: before.strictDates, upcasters: timeline.upcasters, keepsReadings: true) : nil
    self.first = try timeline.world(before, sharing: decoded)
    self.second = try timeline.world(after, sharing: decoded)
    self.filter = try filter.known(to: [second, first])
  }

  /// The rows that differ, by their keys.
  func rows() throws -> [DiffRow] {
    let old = try keyed(first.comparedRows(view, filter, on: before.at))
    let new = try keyed(second.comparedRows(view, filter, on: after.at))
    let keys = Set(old.keys).union(new.keys).sorted {
      $0.lexicographicallyPrecedes($1) { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }
    let differences = keys.map { Difference(key: $0, before: old[$0], after: new[$0]) }.filter(\.isAny)
    guard before.at == after.at else {
      return try differences.map { row($0, try cause(betweenDays: $0)) }
    }
    // What is found late may explain the rows before it too.
    let found = try differences.map { try records(behind: $0) }
    let news = try news()
    return try zip(differences, found).map { difference, records in
      row(difference, try cause(by: try shared(records, behind: difference), news))
    }
  }

  private func row(_ difference: Difference, _ cause: DifferenceCause) -> DiffRow {
    let shape = difference.shape
    return DiffRow(
      change: shape.change, key: difference.key, before: difference.before?.fields,
      after: difference.after?.fields, because: cause.label, events: cause.events.uniqued().sorted(),
      view: view.rawValue, differing: shape.differing, reinstates: cause.reinstates)
  }

  /// Rows by their keys; a key that several have gets a number.
  private func keyed(_ rows: [ComparedRow]) -> [[String]: ComparedRow] {
    var keyed: [[String]: ComparedRow] = [:]
    for row in rows {
      var (key, number) = (row.key, 2)
      while keyed[key] != nil { (key, number) = (row.key + ["\(number)"], number + 1) }
      keyed[key] = row
    }
    return keyed
  }

  /// The log as one of the perspectives sees it, with some records left out.
  func world(without positions: Set<GlobalPosition>, second isSecond: Bool) throws -> World {
    let trial = Trial(without: positions, isSecond: isSecond)
    if let known = trials[trial] { return known }
    var perspective = isSecond ? after : before
    perspective.without.formUnion(positions)
    let world = try timeline.world(perspective, sharing: decoded)
    // Its rows are held against others by what they say, and printed nowhere.
    world.settlesDoubts = false
    let limit = Self.eventLimit / max(1, decoded?.count ?? Self.eventLimit)
    if trials.count >= min(max(limit, 1), Self.trialLimit) { trials = [:] }
    trials[trial] = world
    return world
  }
}

/// A row that differs.
struct Difference {
  let key: [String]
  let before: ComparedRow?
  let after: ComparedRow?
  /// What it has in common with others.
  let shape: DifferenceShape

  init(key: [String], before: ComparedRow?, after: ComparedRow?) {
    self.key = key
    self.before = before
    self.after = after
    self.shape = DifferenceShape(before, after)
  }

  /// Whether there is one.
  var isAny: Bool { shape.change != .changed || !shape.differing.isEmpty }
  /// The positions that either row rests on.
  var events: [GlobalPosition] { ((before?.events ?? []) + (after?.events ?? [])).uniqued() }
}

/// What rows that differ alike have in common.
struct DifferenceShape: Hashable {
  let change: DiffRow.Change
  let differing: [String]

  init(_ before: ComparedRow?, _ after: ComparedRow?) {
    switch (before, after) {
    case (nil, _): (change, differing) = (.added, [])
    case (_, nil): (change, differing) = (.removed, [])
    case (let before?, let after?): (change, differing) = (.changed, after.differences(from: before))
    }
  }
}

/// A record that alone explains some rows.
struct KnownCause {
  let record: RecordedEvent
  var rows = 1
}

/// What makes a difference.
struct DifferenceCause {
  var label = DiffRow.Cause.event
  var events: [GlobalPosition]
  var reinstates: [GlobalPosition] = []
}

extension RowFilter {
  /// The filter with ids as they are known to one of the worlds; throws `UnknownID` for one that none knows.
  fileprivate func known(to worlds: [World]) throws -> RowFilter {
    func known(_ text: String?, as role: UnknownID.Role) throws -> String? {
      var unknown: UnknownID?
      for world in worlds {
        do {
          return try world.known(text, as: role)
        } catch let error as UnknownID {
          unknown = unknown ?? error
        }
      }
      if let unknown { throw unknown }
      return nil
    }
    return RowFilter(
      org: try known(org, as: .organisation), instrument: try known(instrument, as: .instrument),
      party: try known(party, as: .party), includingFormer: includingFormer)
  }
}

extension Timeline {
  /// What differs in a view from one perspective to another, and why.
  ///
  /// Two perspectives of different days are told apart by what happened between the days; two of one day, by what was
  /// recorded or published between. Rows that rest on other records and say the same do not differ. Throws `UnknownID`
  /// for an id of the filter that neither perspective knows.
  public func diff(
    _ view: Assertion.View, where filter: RowFilter = RowFilter(), from before: Perspective,
    to after: Perspective
  ) throws -> [DiffRow] {
    try Comparison(view, filter, over: self, from: before, to: after).rows()
  }
}
