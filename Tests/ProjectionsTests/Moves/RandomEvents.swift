import Diplomacy
import EventLog
import TestSupport

@testable import Projections

/// A small log of random acts of three parties, an organisation, a treaty and an office, recorded in no order of
/// the world, some of them corrected.
enum RandomEvents {
  static let parties = ["FRA", "DEU", "ITA"]

  /// The lines of a log; each event has an id.
  /// - Parameter approximate: whether some dates have a `~`.
  static func lines(seed: UInt64, acts count: Int = 14, approximate: Bool = false) -> [String] {
    var random = SeededGenerator(seed: seed)
    var lines = [
      #"{"type":"entity","entity":"O","kind":"organisation","name":"O","on":"1980-01-01"}"#,
      #"{"type":"instrument","instrument":"X","title":"X","on":"1989-01-01","clause":"when deposits >= 2 effective +1m","exit":"+6m"}"#,
    ]
    var ids: [String] = []
    for number in 0..<count {
      let id = "act-\(number)"
      if number > 4, random.oneIn(4) {
        lines.append(correction(id: id, of: random.pick(ids), number, &random, approximate))
      } else {
        lines.append(act(id: id, &random, approximate))
      }
      ids.append(id)
    }
    return lines
  }

  private static func correction(
    id: String, of target: String, _ number: Int, _ random: inout SeededGenerator, _ approximate: Bool
  ) -> String {
    let action = random.pick(["retract", "retract", "replace", "dispute", "confirm"])
    let with = action == "replace" ? #","with":\#(act(id: nil, &random, approximate))"# : ""
    return
      #"{"type":"correction","id":"\#(id)","action":"\#(action)","target":"\#(target)","reason":"r\#(number)"\#(with)}"#
  }

  private static func act(id: String?, _ random: inout SeededGenerator, _ approximate: Bool) -> String {
    let party = random.pick(parties)
    let what = random.pick([
      #""type":"admission","party":"\#(party)","org":"O""#,
      #""type":"admission","party":"\#(party)","org":"O""#,
      #""type":"suspension","party":"\#(party)","org":"O""#,
      #""type":"cessation","party":"\#(party)","org":"O""#,
      #""type":"signature","party":"\#(party)","instrument":"X""#,
      #""type":"ratification","party":"\#(party)","instrument":"X""#,
      #""type":"ratification","party":"\#(party)","instrument":"X""#,
      #""type":"withdrawal","party":"\#(party)","instrument":"X""#,
      #""type":"office","office":"O:chair","holder":"\#(party)""#,
      #""type":"meeting","meeting":"m\#(random.below(2))","org":"O","place":"P\#(random.below(2))""#,
    ])
    let named = id.map { #","id":"\#($0)""# } ?? ""
    return #"{\#(what),"on":"\#(date(&random, approximate))"\#(named)}"#
  }

  private static func date(_ random: inout SeededGenerator, _ approximate: Bool) -> String {
    let day = Day("1990-01-01")!.adding(days: random.below(1_400))
    let mark = approximate && random.oneIn(2) ? "~" : ""
    switch random.below(5) {
    case 0: return day.description.prefix(4) + mark
    case 1: return day.description.prefix(7) + mark
    default: return day.description + mark
    }
  }

  /// Days on which something may be asked.
  static func days(_ count: Int, seed: UInt64) -> [Day] {
    var random = SeededGenerator(seed: seed &+ 77)
    return (0..<count).map { _ in Day("1989-06-01")!.adding(days: random.below(1_900)) }
  }
}
