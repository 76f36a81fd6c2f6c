import Diplomacy
import EventLog

extension World {
  /// Who holds an office on a day: one row a possible holder, none for a vacant office.
  func officeRows(_ id: String, on day: Day) throws -> [OfficeRow] {
    let history = try office(id)
    let states = history.story.states(on: day)
    let holders = states.compactMap(\.holder).uniqued()
    return try holders.map { holder in
      let own = states.filter { $0.holder == holder }
      let isCertain = own.count == states.count && !history.story.isApproximate(on: day)
      let begins = own.compactMap(\.since).uniqued().map { history.story.acts[$0] }
      let since = begins.map(\.bounds).reduce(nil) { $0?.union($1) ?? $1 }
      return OfficeRow(
        office: id, holder: holder, name: try name(of: holder, on: day),
        certainty: isCertain ? .certain : .possible, disputed: false, since: since?.edtf,
        until: history.end(of: own, after: day)?.edtf,
        events: begins.flatMap(\.positions).uniqued().sorted())
    }
  }

  /// Every office that somebody was recorded to hold, of one organisation or of all.
  func officeNames(of org: String?) throws -> [String] {
    if let known = officeLists[org] { return known }
    let names: [String]
    if let org {
      names = try events(tagged: Tag("org", org)).compactMap { seen -> String? in
        guard case .office(let act) = seen.event.act, seen.event.isFact else { return nil }
        return act.office.organisationOfOffice == org ? act.office : nil
      }.uniqued().sorted()
    } else {
      names = try values(ofTag: "office").filter { try isOffice($0) }
    }
    officeLists[org] = names
    return names
  }

  /// Whether an id is one of ``officeNames(of:)``; only what carries it is read.
  func isOffice(_ id: String) throws -> Bool {
    try events(tagged: Tag("office", id)).contains { seen in
      if case .office(let act) = seen.event.act { seen.event.isFact && act.office == id } else { false }
    }
  }

  /// The offices that somebody may hold, of its own or as the one that continues another State.
  func offices(concerning party: String, known: Set<String> = []) throws -> [String] {
    let direct = try events(tagged: Tag("party", party)).compactMap { seen -> String? in
      if case .office(let act) = seen.event.act, seen.event.isFact { act.office } else { nil }
    }
    return (direct + (try inherited(by: party, known, offices))).uniqued().sorted()
  }
}

extension OfficeHistory {
  /// When the next act puts somebody else, or nobody, in the office.
  fileprivate func end(of states: [OfficeState], after day: Day) -> DayBounds? {
    let begins = states.compactMap(\.since).uniqued()
    guard let last = begins.max() else { return nil }
    let coming = stretches.indices.filter { stretches[$0].until > day }
    // The terms without a break from those that run.
    var terms = states.reduce(into: Set<Int>()) { $0.formUnion($1.terms) }
    for place in coming {
      if let since = stretches[place].since, begins.contains(since) {
        terms.formUnion(story.pieces[place].state.terms)
      }
    }
    var bounds: DayBounds?
    for place in coming {
      let stretch = stretches[place]
      if let since = stretch.since, begins.contains(since) { continue }
      guard let begin = stretch.begin, begin.act > last else { continue }
      // The stated end of another term ends nothing of this one.
      if let cause = begin.ends, !terms.contains(cause) { continue }
      // Whoever may have come before, and is not there now, ends nothing that is still to end.
      guard begin.bounds.latest > day else { continue }
      bounds = bounds?.earlier(of: begin.bounds) ?? begin.bounds
    }
    return bounds
  }
}

extension String {
  /// The organisation of an office such as `CSTO:chair`: what stands before the colon.
  var organisationOfOffice: String? {
    utf8.firstIndex(of: UInt8(ascii: ":")).map { String(self[..<$0]) }
  }
}
