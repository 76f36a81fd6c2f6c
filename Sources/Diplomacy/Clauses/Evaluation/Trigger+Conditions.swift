import EventLog

extension Trigger {
  /// The days on which a condition is met.
  func days(of condition: Clause.Condition) -> DayReadings {
    switch condition {
    case .and(let left, let right): return days(of: left).intersection(days(of: right))
    case .or(let left, let right): return days(of: left).union(days(of: right))
    case .all(let list): return list.reduce(DayReadings(.always)) { $0.intersection(counted.days(of: $1)) }
    case .deposits(let number): return DayReadings(counted.counts(), areAtLeast: number)
    case .depositsOf(let group, let number):
      return DayReadings(counted.counts(of: names(in: group)), areAtLeast: number)
    case .others(let number): return DayReadings(counted.counts(excluding: named), areAtLeast: number)
    case .allSignatories: return part(1, of: 1, seats: signatories)
    case .allMembers, .allParties: return part(1, of: 1, seats: seats(of: condition))
    case .fraction(let fraction, _):
      return part(fraction.numerator, of: fraction.denominator, seats: seats(of: condition))
    case .share(let id, let percentage):
      guard let table = circumstances.tables[id], table.total > 0 else { return DayReadings() }
      return DayReadings(
        whereSumOf: weights(in: table), isAtLeast: percentage.needed(of: table.total))
    case .inForce(let instrument):
      return .union(of: (circumstances.inForce[instrument] ?? []).map(\.days))
    case .date(let date): return DayReadings(DaySet(from: date))
    case .onSignature: return .union(of: signatories.map(\.belongs))
    }
  }

  /// Everyone in a list or category of the clause: whoever is not among the `others`.
  public var named: Set<String> {
    let references = clause.condition.references
    return Set(references.parties + references.categories.flatMap { circumstances.categories[$0] ?? [] })
  }

  func names(in group: Clause.Group) -> [String] {
    switch group {
    case .list(let names): names
    case .category(let id): circumstances.categories[id] ?? []
    }
  }

  func weights(in table: WeightTable) -> [(weight: Int, readings: DayReadings)] {
    table.values.compactMap { name, weight in
      counted.leftOut.contains(name) ? nil : (max(0, weight), counted.days(of: name))
    }
  }
}

/// One who belongs to a body, and its consent.
struct Seat {
  var name: String
  /// The days on which it belongs.
  var belongs: DayReadings
  /// The days on which its consent counts.
  var consented: DayReadings
}

extension Trigger {
  var signatories: [Seat] {
    parties.compactMap { name, party in
      party.signed.map {
        Seat(name: name, belongs: Stretch(from: $0).days, consented: counted.days(of: name))
      }
    }
  }

  /// Those whom an atom asks for all or a part of.
  ///
  /// The instrument of an organisation that is left out is not counted in a fraction; its seat stays.
  func seats(of atom: Clause.Condition) -> [Seat] {
    let body: Clause.Body
    var leftOut: Set<String> = []
    switch atom {
    case .allSignatories: return signatories
    case .allMembers(let org): body = .members(of: org)
    case .allParties(let instrument): body = .parties(to: instrument)
    case .fraction(_, let of): (body, leftOut) = (of, counted.leftOut)
    default: return []
    }
    return circumstances.roster(of: body).map { name, stretches in
      Seat(
        name: name, belongs: .union(of: stretches.map(\.days)),
        consented: leftOut.contains(name) ? DayReadings() : counted.days(of: name))
    }
  }

  /// The days on which p/q of a body that is not empty have consented.
  ///
  /// Each who belongs adds q − p with a consent and −p without one; the sum must not be negative. Who belongs and who
  /// has consented are independent, so the least and the greatest sum follow from each seat by itself: one that may be
  /// there or not adds what is worse, or better, than nothing.
  func part(_ p: Int, of q: Int, seats: [Seat]) -> DayReadings {
    var least: [(Int, DaySet)] = []
    var greatest: [(Int, DaySet)] = []
    var sureSeats: [DaySet] = []
    var possibleConsents: [DaySet] = []
    for seat in seats {
      let (belongs, consented) = (seat.belongs, seat.consented)
      let sure = belongs.surely.intersection(consented.surely)
      least.append((-p, belongs.possibly))
      least.append((p, belongs.possibly.intersection(consented.surely)))
      least.append((q - p, sure))
      let possible = belongs.possibly.intersection(consented.possibly)
      greatest.append((-p, belongs.surely))
      greatest.append((p, belongs.surely.intersection(consented.possibly)))
      greatest.append((q - p, possible))
      sureSeats.append(belongs.surely)
      possibleConsents.append(possible)
    }
    let isThere = DaySet.union(of: sureSeats)
    return DayReadings(
      surely: DaySet(whereSumOf: least, isAtLeast: 0).intersection(isThere),
      possibly: DaySet(whereSumOf: greatest, isAtLeast: 0)
        .intersection(.union(of: [isThere] + possibleConsents)))
  }
}

extension DayReadings {
  /// The days on which so many of them hold.
  init(_ readings: [DayReadings], areAtLeast number: Int) {
    self.init(whereSumOf: readings.map { (1, $0) }, isAtLeast: number)
  }
}
