extension World {
  /// Whether an entity is corrected in a round: of all events one in a hundred.
  func isCorrection(entity: Int, round: Int) -> Bool {
    guard !isReversed, round >= 8, isFree(entity: entity, round: round) else { return false }
    return chance.happens(
      perMille: isOrganisation(entity) ? 95 : 75, Question.correction.rawValue, entity, round)
  }

  /// The correction of an earlier act of the same entity: what is retracted or disputed is an act that nothing rests on.
  func correction(entity: Int, round: Int) -> Fact {
    var target = 0
    for attempt in 0..<8 {
      target = chance.below(round, Question.target.rawValue &+ attempt &* 1_000, entity, round)
      if !isCorrection(entity: entity, round: target) { break }
      target = 0
    }
    var fact: Fact
    if isFree(entity: entity, round: target), target > 0 {
      fact = Fact(type: "correction")
      fact.action =
        ["retract", "dispute", "confirm"][chance.below(3, Question.action.rawValue, entity, round)]
      fact.target = id(entity, target)
    } else {
      fact = replacement(entity: entity, round: target, daysLater: 1 + round % 20)
    }
    fact.reason = Vocabulary.reasons[chance.below(3, Question.action.rawValue, round, entity)]
    fact.latest = CivilDay.first + 60 + round * (CivilDay.last - CivilDay.first - 200) / rounds
    fact.source = source(of: fact, entity, round)
    fact.id = id(entity, round)
    return fact
  }

  /// So many corrections of one event, each with another day for it.
  func corrections(of round: Int, entity: Int, count: Int, _ body: (Fact) -> Bool) {
    for number in 0..<count {
      var fact = replacement(entity: entity, round: round, daysLater: 1 + number)
      fact.reason = "reading No. \(number + 1)"
      fact.id = id(entity, -2 - number)
      guard body(fact) else { return }
    }
  }

  private func replacement(entity: Int, round: Int, daysLater: Int) -> Fact {
    var corrected = act(entity: entity, round: round, daysLater: daysLater)
    corrected.id = ""
    var fact = Fact(type: "correction")
    fact.action = "replace"
    fact.target = id(entity, round)
    corrected.write(to: &fact.replacement)
    return fact
  }
}
