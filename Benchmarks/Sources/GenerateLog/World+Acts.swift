extension World {
  /// The life of an organisation: States apply, are admitted, suspended, reinstated and leave; it meets and is chaired.
  func organisationAct(_ entity: Int, _ turn: Int, _ part: Int, _ round: Int) -> Fact {
    let leaving = turn - 60
    switch part {
    case 0 where turn == 0:
      return membership("admission", entity, ([0] + Array(150..<156)).map { state(entity, $0) })
    case 0 where (75...77).contains(turn), 1 where (75...77).contains(turn):
      // These are the founders, who are members already.
      return meeting(entity, round)
    case 0, 1:
      return membership("admission", entity, [state(entity, 2 * turn + part)])
    case 2:
      return membership("application", entity, [state(entity, 2 * (turn + 1))])
    case 4:
      return office(entity, state(entity, 2 * turn))
    case 5 where leaving >= 0, 7 where leaving >= 0:
      // In a long life States come back, so those that came early leave first.
      let number = 2 * leaving + (part == 5 ? 0 : 1)
      let hasLeft = part == 7 && leavesEarly(entity, leaving)
      return hasLeft ? meeting(entity, round) : membership("cessation", entity, [state(entity, number)])
    case 6 where turn > 0 && isSuspended(entity, turn):
      return membership("suspension", entity, [state(entity, 2 * (turn - 1))])
    case 8 where turn > 0 && isSuspended(entity, turn):
      return membership("reinstatement", entity, [state(entity, 2 * (turn - 1))])
    case 9 where turn > 1 && leavesEarly(entity, turn - 2):
      return membership("cessation", entity, [state(entity, 2 * (turn - 2) + 1)])
    case 8, 9:
      return decision(entity, round)
    default:
      return meeting(entity, round)
    }
  }

  /// The life of an instrument: States sign, ratify, accede, reserve and withdraw.
  func instrumentAct(_ entity: Int, _ turn: Int, _ part: Int, _ round: Int) -> Fact {
    switch part {
    case 0...2:
      // One signature in five is that of several States on one day.
      let first = 3 * turn + part
      let others = chance.below(5, Question.size.rawValue, entity, round) == 0 ? 3 : 0
      let signatories = [state(entity, first)] + (0..<others).map { state(entity, 60 + 3 * first + $0) }
      return treaty("signature", entity, signatories)
    case 3...5:
      return treaty("ratification", entity, [state(entity, 3 * turn + part - 3)])
    case 6, 7:
      return treaty("accession", entity, [state(entity, 30 + 2 * turn + part - 6)])
    case 8 where turn > 4:
      return treaty("withdrawal", entity, [state(entity, 3 * (turn - 5))])
    case 8:
      return treaty("objection", entity, [state(entity, 3 * turn + 1)])
    default:
      return treaty("reservation", entity, [state(entity, 3 * turn + 2)])
    }
  }

  /// What an organisation does between the steps of its life.
  func routine(_ entity: Int, _ round: Int) -> Fact {
    round % 3 == 0 ? office(entity, state(entity, round)) : meeting(entity, round)
  }

  /// Whether an act in this round stands for itself, so that nothing is lost if it is another one.
  func isFree(entity: Int, round: Int) -> Bool {
    let part = round % 10
    return isOrganisation(entity)
      ? part == 3 || (part == 9 && round < 20) : part == 8 && round < 50 || part == 9
  }

  /// Whether nothing else happened first, so that the act may have been long ago.
  private func canBeEarlier(entity: Int, round: Int) -> Bool {
    guard round % pace == 0 else { return false }
    // Who comes back after having left cannot have come back before.
    guard round / pace < 600 else { return round / pace % 10 == 3 }
    let part = round / pace % 10
    return isOrganisation(entity) ? part == 1 || part == 3 || part == 7 : part < 3 || part == 6 || part == 7
  }

  /// The day of an act, sometimes years before the others of its round, sometimes known only as a range.
  func date(_ fact: inout Fact, _ entity: Int, _ round: Int, daysLater: Int) {
    let span = CivilDay.last - CivilDay.first - 200
    // Acts that rest on each other keep their order: ranges and chance stay within the time between two steps.
    let spread = max(1, min(60, span * pace / rounds / 2))
    var day = CivilDay.first + 60 + round * span / rounds
    day += chance.below(spread, Question.jitter.rawValue, entity, round)
    if !isReversed, round >= 5, canBeEarlier(entity: entity, round: round),
      chance.happens(perMille: 125, Question.backDated.rawValue, entity, round)
    {
      day =
        CivilDay.first + 60
        + chance.below(round * span / rounds + 1, Question.backDay.rawValue, entity, round)
    }
    day += daysLater
    (fact.on, fact.latest) = range(from: day, spread: spread, entity, round)
  }

  /// A day as a text and the last day that it can mean: one in ten is known only as a range.
  private func range(from day: Int, spread: Int, _ entity: Int, _ round: Int) -> (text: String, latest: Int) {
    guard chance.happens(perMille: 100, Question.range.rawValue, entity, round) else {
      return (CivilDay.text(day), day)
    }
    switch chance.below(4, Question.rangeForm.rawValue, entity, round) {
    case 0 where spread > 30: return (CivilDay.month(day), day + 31)
    case 1 where spread > 5: return (CivilDay.text(day) + "~", day + 3)
    default:
      let last = day + 1 + chance.below(spread, Question.rangeForm.rawValue, entity, -round)
      return ("[\(CivilDay.text(day))..\(CivilDay.text(last))]", last)
    }
  }

  /// Where it is written, for seven events of ten; published within a month.
  func source(of fact: Fact, _ entity: Int, _ round: Int) -> Fact.Source? {
    guard chance.happens(perMille: 700, Question.source.rawValue, entity, round) else { return nil }
    let publisher = Vocabulary.publishers[chance.below(6, Question.source.rawValue, round, entity)]
    let delay = chance.below(30, Question.sourceDay.rawValue, entity, round)
    return Fact.Source(
      date: CivilDay.text(fact.latest + delay),
      grade: 1 + chance.below(6, Question.grade.rawValue, entity, round),
      publisher: publisher, title: delay % 3 == 0 ? "Notice concerning \(name(entity))" : "")
  }

  private func isSuspended(_ entity: Int, _ turn: Int) -> Bool {
    chance.below(2, Question.detail.rawValue, entity, turn) == 0
  }

  /// Whether the second State admitted in a turn leaves soon after.
  private func leavesEarly(_ entity: Int, _ turn: Int) -> Bool {
    chance.below(3, Question.detail.rawValue, entity, -1 - turn) == 0
  }

  private func membership(_ type: String, _ entity: Int, _ parties: [String]) -> Fact {
    var fact = Fact(type: type)
    fact.org = name(entity)
    fact.party = parties
    if type == "admission" { fact.status = "member" }
    return fact
  }

  private func treaty(_ type: String, _ entity: Int, _ parties: [String]) -> Fact {
    var fact = Fact(type: type)
    fact.instrument = name(entity)
    fact.party = parties
    return fact
  }

  private func office(_ entity: Int, _ holder: String) -> Fact {
    var fact = Fact(type: "office")
    fact.office = "\(name(entity)):chair"
    fact.holder = holder
    return fact
  }

  private func meeting(_ entity: Int, _ round: Int) -> Fact {
    var fact = Fact(type: "meeting")
    let size = 2 + chance.below(6, Question.size.rawValue, entity, round)
    let first = chance.below(States.codes.count, Question.detail.rawValue, round, entity)
    fact.meeting = "\(name(entity))/M\(round)"
    fact.org = name(entity)
    fact.place = Vocabulary.places[(entity + round) % Vocabulary.places.count]
    fact.attendance = (0..<size).map { state(entity, first + $0) }
    return fact
  }

  private func decision(_ entity: Int, _ round: Int) -> Fact {
    var fact = Fact(type: "decision")
    fact.org = name(entity)
    fact.title = "Decision No. \(round) on the budget"
    return fact
  }
}
