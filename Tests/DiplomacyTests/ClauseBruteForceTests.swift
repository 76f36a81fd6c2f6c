import Diplomacy
import EventLog
import TestSupport
import Testing

@Suite("Clauses: bounds are those of every possible world")
struct ClauseBruteForceTests {
  static let names = ["A", "B", "C", "D", "E"]
  static let ids = ["X", "Y"]
  static let days = 0..<20
  static let last = 11

  /// What may happen in a random world.
  struct Kind {
    /// Consents may be withdrawn, memberships end, States come to an end.
    var isMonotone: Bool
    /// How many days may be uncertain.
    var uncertain: Int
  }

  static func world(_ random: inout SeededGenerator, _ kind: Kind) -> UncertainWorld {
    var world = UncertainWorld()
    var uncertain = kind.uncertain
    func day(_ random: inout SeededGenerator, from: Int = 0) -> Int {
      let first = from + random.below(last - from)
      var width = 0
      if uncertain > 0, random.oneIn(2) {
        width = 1 + random.below(3)
        uncertain -= 1
      }
      return world.add(
        DayBounds(Day(number: Int32(first)), Day(number: Int32(min(first + width, last + 2)))))
    }
    func stays(_ random: inout SeededGenerator) -> [(from: Int, until: Int?)] {
      let from = random.oneIn(2) ? world.add(DayBounds(Day(number: 0))) : day(&random)
      let until = !kind.isMonotone && random.oneIn(3) ? day(&random) : nil
      guard until != nil, random.oneIn(3) else { return [(from, until)] }
      return [(from, until), (day(&random), nil)]
    }
    let names = names.shuffled(using: &random).prefix(3 + random.below(3))
    if !kind.isMonotone, random.oneIn(2) {
      for name in names.dropFirst() where random.oneIn(3) { world.fixed.successions[name] = names[0] }
      if random.oneIn(4), names.count > 3 { world.fixed.successions[names[3]] = names[1] }
    }
    for name in names {
      if random.oneIn(2) { world.signed[name] = day(&random) }
      var own: [(given: Int, withdrawn: Int?, form: String)] = []
      for _ in 0..<(random.oneIn(6) ? 2 : random.oneIn(5) ? 0 : 1) {
        let isSuccession = world.fixed.successions[name] != nil && random.oneIn(2)
        let form = isSuccession ? "succession" : random.pick(Consent.Form.allCases).rawValue
        let withdrawn = !kind.isMonotone && random.oneIn(4) ? day(&random, from: 3) : nil
        own.append((day(&random), withdrawn, form))
      }
      if !own.isEmpty { world.consents[name] = own }
      if !kind.isMonotone, random.oneIn(5) { world.extinct[name] = day(&random, from: 2) }
    }
    for id in ids {
      for name in names where random.oneIn(2) { world.members[id, default: [:]][name] = stays(&random) }
      for name in names where random.oneIn(2) { world.parties[id, default: [:]][name] = stays(&random) }
      if random.oneIn(2) { world.inForce[id] = stays(&random) }
      if random.oneIn(2) {
        let weights = names.map { ($0, random.below(50)) }
        world.fixed.tables[id] = WeightTable(
          table: id, unit: "t", total: 100, values: Dictionary(uniqueKeysWithValues: weights))
      }
      if random.oneIn(2) { world.fixed.categories[id] = Array(names.prefix(1 + random.below(3))) }
    }
    world.fixed.reios = random.oneIn(3) ? [random.pick(names)] : []
    return world
  }

  static func clause(_ random: inout SeededGenerator, depth: Int) -> Clause {
    var generator = ClauseGenerator(random: random, names: names, ids: ids, days: last, most: 4)
    var clause = generator.clause(depth: depth)
    random = generator.random
    clause.delay = .none
    return clause
  }

  @Test(
    "On every day an atom surely holds exactly in all worlds, and possibly exactly in some",
    arguments: [1, 2, 3, 4] as [UInt64])
  func atoms(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for round in 0..<500 {
      let world = Self.world(&random, Kind(isMonotone: false, uncertain: 5))
      let clause = Self.clause(&random, depth: 0)
      let dependsOnItself = clause.eligible.map { $0 == clause.condition.body } ?? false
      guard world.completions <= 256, clause.condition.atoms.count == 1 else { continue }
      var all = Set(Self.days)
      var some: Set<Int> = []
      world.forEachCompletion { exact in
        for day in Self.days {
          if exact.isMet(clause.condition, clause, on: Day(number: Int32(day))) {
            some.insert(day)
          } else {
            all.remove(day)
          }
        }
      }
      let trigger = world.trigger(clause)
      let surely = Set(
        Self.days.filter { trigger.isMet(clause.condition, on: Day(number: Int32($0)), .surely) })
      let possibly = Set(
        Self.days.filter { trigger.isMet(clause.condition, on: Day(number: Int32($0)), .possibly) })
      if dependsOnItself {
        #expect(surely.isSubset(of: all) && some.isSubset(of: possibly), "\(clause), seed \(seed), \(round)")
      } else {
        #expect(surely == all, "\(clause), seed \(seed), round \(round)")
        #expect(possibly == some, "\(clause), seed \(seed), round \(round)")
      }
    }
  }

  @Test("Where nothing is taken back, the bounds are those of all worlds", arguments: [5, 6, 7] as [UInt64])
  func monotone(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var checked = 0
    while checked < 300 {
      let world = Self.world(&random, Kind(isMonotone: true, uncertain: 5))
      let clause = Self.clause(&random, depth: 2)
      guard world.completions <= 256, clause.isMonotone else { continue }
      checked += 1
      let hull = Self.hull(world, clause)
      #expect(world.trigger(clause).bounds() == hull, "\(clause), seed \(seed), check \(checked)")
    }
  }

  @Test("The bounds hold the trigger day of every world", arguments: [8, 9, 10, 11] as [UInt64])
  func containment(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var checked = 0
    var wider = 0
    var ranges = 0
    while checked < 500 {
      let world = Self.world(&random, Kind(isMonotone: false, uncertain: 5))
      let clause = Self.clause(&random, depth: 2)
      guard world.completions <= 256 else { continue }
      checked += 1
      let bounds = world.trigger(clause).bounds()
      let hull = Self.hull(world, clause)
      if bounds != hull { wider += 1 }
      if bounds?.latest != .distantFuture { #expect(world.trigger(clause).boundsIfEver() == bounds) }
      if let hull, hull.earliest != hull.latest { ranges += 1 }
      guard let hull else { continue }
      #expect(bounds.map { $0.union(hull) == $0 } == true, "\(clause), seed \(seed), check \(checked)")
    }
    #expect(ranges * 20 > checked, "\(ranges) of \(checked) are ranges, seed \(seed)")
    // Where one act decides in two directions the bounds may be wider; it is rare.
    #expect(wider * 100 < checked, "\(wider) of \(checked) are wider, seed \(seed)")
  }

  @Test(
    "What may never be met is met by its last day, in every world in which it is",
    arguments: [17, 18, 19] as [UInt64])
  func ever(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var checked = 0
    var wider = 0
    while checked < 150 {
      let world = Self.world(&random, Kind(isMonotone: false, uncertain: 5))
      let clause = Self.clause(&random, depth: 2)
      guard world.completions <= 256, world.trigger(clause).bounds()?.latest == .distantFuture,
        let known = world.trigger(clause).boundsIfEver()
      else { continue }
      checked += 1
      var last: Day?
      world.forEachCompletion { exact in
        guard let day = exact.trigger(of: clause, within: Self.days) else { return }
        last = max(last ?? day, day)
        #expect(known.contains(day), "\(clause), seed \(seed), check \(checked)")
      }
      if known.latest != last { wider += 1 }
    }
    #expect(wider * 4 < checked, "\(wider) of \(checked) are wider, seed \(seed)")
  }

  @Test(
    "A deposit more never makes the trigger later, and one less never earlier",
    arguments: [12, 13, 14] as [UInt64])
  func moreDeposits(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var changed = 0
    for round in 0..<1500 {
      let clause = Self.clause(&random, depth: 2)
      let trigger = Self.world(&random, Kind(isMonotone: false, uncertain: 6)).trigger(clause)
      let party = random.pick(Self.names)
      let first = Int32(random.below(Self.last))
      let given = DayBounds(Day(number: first), Day(number: first + Int32(random.below(3))))
      var parties = trigger.parties
      parties[party, default: .init()].consents.append(
        .init(given: given, form: random.pick(Consent.Form.allCases).rawValue))
      let more = Trigger(clause: clause, parties: parties, circumstances: trigger.circumstances)
      let (before, after) = (trigger.bounds(), more.bounds())
      if before != after { changed += 1 }
      let never = DayBounds(.distantFuture)
      #expect((after ?? never).earliest <= (before ?? never).earliest, "\(clause), seed \(seed), \(round)")
      #expect((after ?? never).latest <= (before ?? never).latest, "\(clause), seed \(seed), \(round)")
    }
    #expect(changed > 50, "the deposits decide something")
  }

  @Test("Nobody's own date is before the general date", arguments: [15, 16] as [UInt64])
  func generalDate(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    for round in 0..<2000 {
      var clause = Self.clause(&random, depth: 0)
      clause.delay = TimeDelayTests.delay(&random)
      func bounds(_ random: inout SeededGenerator) -> DayBounds {
        let first = Int32(random.below(500))
        return DayBounds(Day(number: first), Day(number: first + Int32(random.below(60))))
      }
      let (trigger, consent) = (bounds(&random), bounds(&random))
      let opening = random.oneIn(3) ? nil : bounds(&random)
      let general = clause.inForce(trigger: trigger, opening: opening)
      let own = clause.inForce(forParty: consent, trigger: trigger, opening: opening)
      #expect(own.earliest >= general.earliest, "\(clause), seed \(seed), round \(round)")
      #expect(own.latest >= general.latest, "\(clause), seed \(seed), round \(round)")
      if trigger.latest < consent.earliest {
        #expect(own.earliest >= consent.earliest, "\(clause), seed \(seed), round \(round)")
      }
    }
  }

  /// The bounds of the trigger days of all worlds, `nil` where none has one.
  static func hull(_ world: UncertainWorld, _ clause: Clause) -> DayBounds? {
    var earliest: Day?
    var latest = Day.distantPast
    world.forEachCompletion { exact in
      let day = exact.trigger(of: clause, within: days)
      if let day { earliest = min(earliest ?? day, day) }
      latest = max(latest, day ?? .distantFuture)
    }
    return earliest.map { DayBounds($0, latest) }
  }
}

extension Clause {
  /// Whether more consents never make it harder: no part waits for everyone of a body that can grow.
  var isMonotone: Bool {
    condition.atoms.allSatisfy { atom in
      switch atom {
      case .allSignatories, .allMembers, .allParties, .fraction: false
      default: true
      }
    }
  }
}

extension Clause.Condition {
  fileprivate var body: Clause.Body? {
    switch self {
    case .allMembers(let org): .members(of: org)
    case .allParties(let id): .parties(to: id)
    case .fraction(_, let body): body
    default: nil
    }
  }
}
