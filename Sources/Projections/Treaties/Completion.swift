import Diplomacy
import EventLog

/// Whose consents met the condition of a clause: the question asked again as if one of them had never been given.
///
/// A consent came too late to be one of those that brought the treaty into force exactly if the condition was met before
/// it by the others. Used by one thread, while an instrument is built.
final class Completion {
  private let question: Trigger
  /// Whether it is all the same who consents: then what was found for one party serves for all of whom as much is known.
  private let isAnonymous: Bool
  private var byParty: [Left: DayBounds?] = [:]
  private var byShape: [Shape: DayBounds?] = [:]

  private struct Left: Hashable {
    var party: String
    var last: Int
  }
  private struct Shape: Hashable {
    var party: Trigger.Party
    var last: Int
  }

  init(_ question: Trigger) {
    self.question = question
    let asked = question.clause.references
    let named = [asked.parties, asked.organisations, asked.instruments, asked.tables, asked.categories]
    isAnonymous = named.allSatisfy(\.isEmpty) && question.circumstances.successions.isEmpty
  }

  /// When the condition is met without one consent; `nil` where it never may be.
  ///
  /// - Parameter last: which of the party's recorded consents, counted from the last one, which is 1.
  func bounds(without last: Int, of party: String) -> DayBounds? {
    guard let own = question.parties[party], own.consents.indices.contains(own.consents.count - last) else {
      return question.bounds()
    }
    let circumstances = question.circumstances
    guard isAnonymous, circumstances.extinct[party] == nil, !circumstances.reios.contains(party) else {
      return byParty.value(Left(party: party, last: last)) { ask(without: last, of: party) }
    }
    return byShape.value(Shape(party: own, last: last)) { ask(without: last, of: party) }
  }

  private func ask(without last: Int, of party: String) -> DayBounds? {
    var parties = question.parties
    let consents = parties[party]?.consents.count ?? 0
    parties[party]?.consents.remove(at: consents - last)
    return Trigger(clause: question.clause, parties: parties, circumstances: question.circumstances).bounds()
  }
}

extension Dictionary {
  /// What is known under a key, found out where it is not.
  fileprivate mutating func value<Known>(_ key: Key, orElse find: () -> Known?) -> Known?
  where Value == Known? {
    if let known = self[key] { return known }
    let found = find()
    self[key] = .some(found)
    return found
  }
}
