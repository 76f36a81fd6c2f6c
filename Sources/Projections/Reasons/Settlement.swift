import Diplomacy
import EventLog

/// Names, in sentences, what would settle an answer that is only possible.
struct Settlement {
  let world: World
  /// The day that is asked for.
  let day: Day
  /// Instruments on the way here, so that a circle of them ends.
  private var asked: Set<String> = []

  init(world: World, day: Day) {
    self.world = world
    self.day = day
  }

  /// What would settle whether a status is held, with what standing, notice and participation; none where all
  /// of it is certain.
  func sentences(of key: MembershipKey, status: String) throws -> [String] {
    let story = try world.membership(key).story
    let doubt = Doubt(story: story, day: day) { state -> [String]? in
      state.holds(status) ? state.axes : nil
    }
    return try sentences(doubt.settling(), in: story) { try facts(story.acts[$0], of: key) }
  }

  /// What would settle whether somebody held a status, asked for or was granted one, as a row of all of them says.
  func sentences(
    of key: MembershipKey, where holds: @escaping (MembershipState) -> Bool
  ) throws -> [String] {
    let story = try world.membership(key).story
    let doubt = Doubt(story: story, day: day, answer: holds)
    return try sentences(doubt.settling(), in: story) { try facts(story.acts[$0], of: key) }
  }

  /// What would settle what an instrument is to a party.
  func sentences(party: String, instrument id: String) throws -> [String] {
    guard let story = try world.instrument(id).parties[party]?.story else { return [] }
    let doubt = Doubt(story: story, day: day, answer: \.step)
    return try sentences(doubt.settling(), in: story) { try facts(story.acts[$0], party, to: id) }
  }

  /// What would settle who holds an office.
  func sentences(office id: String) throws -> [String] {
    let story = try world.office(id).story
    let doubt = Doubt(story: story, day: day, answer: \.holder)
    return try sentences(doubt.settling(), in: story) { try [fact(story.acts[$0], office: id)] }
  }

  private func sentences<State: StoryState, Answer>(
    _ settling: Doubt<State, Answer>.Settling?, in story: Story<State>, _ facts: (Int) throws -> [Fact]
  ) throws -> [String] {
    switch settling {
    case nil: return []
    case .sides(let acts), .days(let acts): return try Settlement.told(acts.flatMap(facts))
    case .order(let first, let second):
      let (one, two) = (try facts(first), try facts(second))
      guard let one = one.first, let two = two.first else { return [] }
      return [
        "which came first: \(one.apposition) \(one.bounds.phrase), or \(two.apposition) \(two.bounds.phrase)"
      ]
    }
  }
}

/// Something whose day is not known, and what is known of it.
struct Fact {
  /// What it is, with where it is recorded: `the admission of Uzbekistan to CSTO (#53)`.
  let subject: String
  /// The days on which it can have been.
  let bounds: DayBounds
  /// Where it is recorded.
  let position: GlobalPosition?
  /// What is known, in a sentence; made once, as every party to a treaty may ask for it.
  let sentence: String

  /// What it is, with a comma after it, which some subjects bring.
  fileprivate var apposition: String { subject.hasSuffix(",") ? subject : subject + "," }

  /// - Parameter choice: the days as the record writes them, where they are a choice of some.
  init(subject: String, bounds: DayBounds, choice: String? = nil, position: GlobalPosition? = nil) {
    self.subject = subject
    self.bounds = bounds
    self.position = position
    if let choice {
      sentence = "\(subject) is only known to be on one of \(choice)"
    } else {
      let isKnown = bounds.isExact || bounds == .unknown
      sentence = "\(subject) is \(isKnown ? "" : "only known to lie ")\(bounds.phrase)"
    }
  }

  /// An instrument of which it is asked on a day what its entry into force rests on.
  struct Asked: Hashable {
    var instrument: String
    var day: Day
  }
}

extension Settlement {
  /// More sentences than these are not all told, but this many and how many more there are.
  private static let sentenceLimit = (most: 12, told: 8)

  /// What is known of each fact; of many, of the first of them, and how many more there are.
  static func told(_ facts: [Fact]) -> [String] {
    let sentences = facts.map(\.sentence).uniqued()
    guard sentences.count > sentenceLimit.most else { return sentences }
    let left = sentences.count - sentenceLimit.told
    return sentences.prefix(sentenceLimit.told) + [
      "the days of \(left) more acts, of \(sentences.count) in all, that may lie on both sides"
    ]
  }

  /// A fact with its first record.
  func fact(_ noun: String, _ bounds: DayBounds, _ positions: [GlobalPosition]) throws -> Fact {
    let place = positions.first.map { " (\($0))" } ?? ""
    var choice: String?
    if let position = positions.first, let on = try world.event(at: position)?.on, on.bounds == bounds,
      on.text.contains(","), on.text.hasPrefix("[")
    {
      choice = on.text.plain.split(separator: ",").joined(separator: ", ")
    }
    return Fact(subject: noun + place, bounds: bounds, choice: choice, position: positions.first)
  }

  private func fact(_ act: StoryAct<OfficeState.Effect>, office id: String) throws -> Fact {
    let holder =
      switch act.effect {
      case .take(let holder), .leave(let holder), .pass(_, let holder): try world.name(of: holder, on: day)
      }
    return try fact(
      ActWords(act.effect, office: id, holder: holder).noun, act.bounds, act.positions)
  }

  /// What an act of a membership rests on.
  private func facts(_ act: StoryAct<MembershipState.Effect>, of key: MembershipKey) throws -> [Fact] {
    let party = try world.name(of: key.party, on: day)
    let words = ActWords(act.effect, party: party, org: key.organ ?? key.org)
    let own = try fact(words.noun, act.bounds, act.positions)
    switch act.rule {
    case .originalMember(let charter):
      let found = try facts(ofEntryOf: key.party, into: charter)
      return found.isEmpty ? [own] : found
    case .gateOpened(let ids):
      let found = try ids.flatMap { try facts(ofForceOf: $0) }
      return found.isEmpty ? [own] : found
    case .exitClause: return try [notice(words.noun, act) ?? own]
    default: return [own]
    }
  }

  /// What an act of a party towards an instrument rests on.
  private func facts(_ act: StoryAct<PartyState.Effect>, _ party: String, to id: String) throws -> [Fact] {
    let name = try world.name(of: party, on: day)
    let form = try act.positions.first.flatMap { try world.event(at: $0)?.consentForm }
    let words = ActWords(act.effect, party: name, instrument: id, form: form)
    let own = try fact(words.noun, act.bounds, act.positions)
    let found: [Fact]
    switch act.rule {
    case .generalDate: found = try facts(ofForceOf: id)
    case .ownConsent: found = try facts(ofEntryOf: party, into: id)
    case .extended(let other): found = try facts(ofEntryOf: party, into: other)
    case .exitClause: found = try [notice(words.noun, act) ?? own]
    case .termEnded(let other, _): found = try [end(words.noun, ofTermOf: other, act.bounds) ?? own]
    default: found = [own]
    }
    return found.isEmpty ? [own] : found
  }

  /// The effect of a notice whose own day is not known.
  private func notice<Effect>(_ noun: String, _ act: StoryAct<Effect>) throws -> Fact? {
    guard let position = act.positions.first, let given = try world.event(at: position)?.noticeBounds,
      !given.isExact
    else { return nil }
    return Fact(
      subject: "\(noun), which follows from its notice \(given.phrase) (\(position)),", bounds: act.bounds)
  }

  /// The end of a term that began on a day that is not known.
  func end(_ noun: String, ofTermOf id: String, _ bounds: DayBounds) throws -> Fact? {
    let force = try world.instrument(id).force
    guard let begin = force.chosenIfEver, !begin.isExact else { return nil }
    let own = force.isPublishedChosen ? force.publications.map(\.position) : []
    let place = own.first.map { " (\($0))" } ?? ""
    return Fact(
      subject: "\(noun), which follows from the entry into force of \(id) \(begin.phrase)\(place),",
      bounds: bounds, position: own.first)
  }

  /// What it rests on when an instrument entered into force for a party.
  private func facts(ofEntryOf party: String, into id: String) throws -> [Fact] {
    let history = try world.instrument(id)
    guard let own = history.parties[party], let entry = own.entries.first, !entry.isPublishedChosen else {
      return []
    }
    let name = try world.name(of: party, on: day)
    // Who is bound on the general date is so whenever it consented.
    let isGeneral = entry.bounds == history.force.chosen
    let consents = try own.consents.prefix(1).filter {
      !isGeneral && !$0.bounds.isExact && $0.form != ConsentRecord.inferredForm
    }.map { try fact("the \($0.noun) of \(name) to \(id)", $0.bounds, $0.evidence.positions) }
    let general = try facts(ofForceOf: id)
    return general.contains { $0.subject == consents.first?.subject } ? general : consents + general
  }

  /// What it rests on whether an instrument was in force by the day; nothing where that is sure.
  func facts(ofForceOf id: String) throws -> [Fact] {
    // On the way through other instruments the answer may be another one.
    guard asked.isEmpty else { return try findFacts(ofForceOf: id) }
    let asking = Fact.Asked(instrument: id, day: day)
    if let known = world.forceFacts[asking] { return known }
    let found = try findFacts(ofForceOf: id)
    world.forceFacts[asking] = found
    return found
  }

  private func findFacts(ofForceOf id: String) throws -> [Fact] {
    let history = try world.instrument(id)
    guard !asked.contains(id), let chosen = history.force.chosen, chosen.straddles(day) else { return [] }
    var deeper = self
    deeper.asked.insert(id)
    let own = try fact("the entry into force of \(id)", chosen, history.force.positions)
    if history.force.isPublishedChosen {
      return [try fact("the entry into force of \(id)", chosen, history.force.publications.map(\.position))]
    }
    var found: [Fact] = []
    if let deadline = history.deadline(forForceBy: day), let doubt = DepositDoubt(history, metBy: deadline) {
      found += try world.settling(doubt, .force, by: deadline).map {
        try fact($0, history, isRecorded: true)
      }
    }
    for other in history.declaration?.clause?.references.instruments ?? [] {
      found += try deeper.facts(ofForceOf: other)
    }
    if let parent = history.declaration?.parent { found += try deeper.facts(ofForceOf: parent) }
    return found.isEmpty ? [own] : found
  }

  /// An act that a clause counts.
  func fact(
    _ candidate: DepositDoubt.Candidate, _ history: InstrumentHistory, isRecorded: Bool
  ) throws -> Fact {
    let name = try world.name(of: candidate.party, on: day)
    let party = history.parties[candidate.party]
    let consents = (party?.consents ?? []).filter { !isRecorded || $0.form != ConsentRecord.inferredForm }
    switch candidate.kind {
    case .signature:
      return try fact(
        "the signature of \(history.id) by \(name)", candidate.bounds, party?.signature?.positions ?? [])
    case .consent(let index):
      return try fact(
        "the \(consents[index].noun) of \(name) to \(history.id)", candidate.bounds,
        consents[index].evidence.positions)
    case .withdrawal(let index):
      // As it is recorded: what is counted is also that it may have come too late.
      let taken = consents[index].withdrawal
      return try fact(
        "the withdrawal of \(name) from \(history.id)", taken?.bounds ?? candidate.bounds,
        taken?.positions ?? [])
    }
  }
}
