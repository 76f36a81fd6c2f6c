/// Organisations and instruments, and what happens to each of them in every round of a log.
///
/// An entity is declared first; then, round after round, one event happens to each entity, in an order that differs from
/// round to round. What happens follows from the number of the entity and of the round alone, so that an act can refer to
/// an earlier one without anything being kept. Ten rounds are a *turn*: in each the same kinds of act come in the same order.
struct World {
  let chance: Chance
  /// The number of the first entity; of ten entities in a row, three are organisations.
  let start: Int
  /// How many entities there are.
  let entities: Int
  /// How many rounds the days are spread over.
  let rounds: Int
  /// How many rounds a step of the entity's life takes; in the others it meets, and changes its chair.
  let pace: Int
  /// The last round first, so that every event is about an earlier day than those before it in the log.
  let isReversed: Bool

  /// A world for so many events: a hundred an entity, its declaration included.
  init(events: Int, chance: Chance, isReversed: Bool = false) {
    self.chance = chance
    start = 0
    entities = max(10, events / 100)
    rounds = max(1, (events - entities + entities - 1) / entities)
    pace = 1
    self.isReversed = isReversed
  }

  /// One organisation that everything happens to.
  init(oneOrganisation number: Int, events: Int, chance: Chance, isReversed: Bool = false) {
    self.chance = chance
    start = (number + 9) / 10 * 10
    entities = 1
    rounds = max(1, events - 1)
    // Beyond this number of steps one would follow another on the same day.
    pace = max(1, rounds / 20_000)
    self.isReversed = isReversed
  }

  /// Every event in the order of the log, without end: the caller stops.
  func forEachEvent(_ body: (Fact) -> Bool) {
    for number in 0..<entities where !body(declaration(of: start + number)) { return }
    for turn in 0..<rounds {
      let round = isReversed ? rounds - 1 - turn : turn
      // A step that shares no factor with the number of entities meets each of them once.
      var step = 1 + chance.below(max(1, entities - 1), Question.round.rawValue, start, round)
      while !areCoprime(step, entities) { step += 1 }
      var place = chance.below(entities, Question.offset.rawValue, start, round)
      for _ in 0..<entities {
        guard body(event(entity: start + place, round: round)) else { return }
        place = (place + step) % entities
      }
    }
  }

  /// What happens to an entity in a round: an act, or the correction of an earlier one.
  func event(entity: Int, round: Int) -> Fact {
    isCorrection(entity: entity, round: round)
      ? correction(entity: entity, round: round) : act(entity: entity, round: round)
  }

  /// What happens to an entity in a round, if it is no correction.
  func act(entity: Int, round: Int, daysLater: Int = 0) -> Fact {
    let turn = round / pace / 10
    let part = round / pace % 10
    var fact: Fact
    if round % pace != 0 {
      fact = routine(entity, round)
    } else if isOrganisation(entity) {
      fact = organisationAct(entity, turn, part, round)
    } else {
      fact = instrumentAct(entity, turn, part, round)
    }
    date(&fact, entity, round, daysLater: daysLater)
    fact.source = source(of: fact, entity, round)
    fact.id = id(entity, round)
    return fact
  }

  func isOrganisation(_ entity: Int) -> Bool { entity % 10 < 3 }

  func name(_ entity: Int) -> String { isOrganisation(entity) ? "ORG-\(entity)" : "TREATY-\(entity)" }

  /// 16 hexadecimal digits in no order, as ids are that come from elsewhere.
  func id(_ entity: Int, _ round: Int) -> String {
    let digits = String(chance.bits(Question.id.rawValue, entity, round), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// A State of an entity: numbers below 193 are all different ones.
  func state(_ entity: Int, _ number: Int) -> String {
    let count = States.codes.count
    let bits = chance.bits(Question.states.rawValue, entity, 0)
    let step = 1 + Int(bits % UInt64(count - 1)), offset = Int((bits >> 32) % UInt64(count))
    return States.codes[(offset + number % count * step) % count]
  }

  private func declaration(of entity: Int) -> Fact {
    let subject = Vocabulary.subjects[entity % Vocabulary.subjects.count]
    var fact: Fact
    if isOrganisation(entity) {
      fact = Fact(type: "entity")
      fact.entity = name(entity)
      fact.kind = "organisation"
      fact.name = "\(Vocabulary.bodies[entity % Vocabulary.bodies.count]) for \(subject) No. \(entity)"
    } else {
      let day = CivilDay.first + chance.below(30, Question.jitter.rawValue, entity, -1)
      fact = Fact(type: "instrument")
      fact.instrument = name(entity)
      fact.title = "\(Vocabulary.forms[entity % Vocabulary.forms.count]) on \(subject) No. \(entity)"
      fact.on = CivilDay.text(day)
      fact.latest = day
      fact.clause = Vocabulary.clauses[chance.below(4, Question.clause.rawValue, entity, 0)]
      fact.exit = "+1y"
      fact.source = source(of: fact, entity, -1)
    }
    fact.id = id(entity, -1)
    return fact
  }

  private func areCoprime(_ left: Int, _ right: Int) -> Bool {
    var (left, right) = (left, right)
    while right != 0 { (left, right) = (right, left % right) }
    return left == 1
  }
}
