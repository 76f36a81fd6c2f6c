import Diplomacy
import EventLog
import Projections

extension EventPage {
  /// What corrections have made of the event, each of them, and what it corrects.
  func addChain(to labels: inout Labels) throws {
    labels.add("standing", EventPage.words(of: standing))
    for (index, link) in corrections.enumerated() {
      labels.add(index == 0 ? "corrected" : "", try words(of: link), .alarm)
    }
    for (index, link) in targets.enumerated() {
      labels.add(index == 0 ? "corrects" : "", try words(of: link))
    }
  }

  /// What has become of an event; nothing for one that stands as it was recorded.
  private static func words(of standing: RecordStanding) -> Words {
    var parts: [Words] = []
    if let by = standing.correctedBy {
      parts.append(Words("\(standing.isReplaced ? "replaced" : "retracted") by \(by)", .alarm))
    } else if let isInForce = standing.isInForce {
      parts.append(isInForce ? Words("in force", .sure) : Words("not in force", .alarm))
    }
    if !standing.disputedBy.isEmpty {
      parts.append(Words("disputed by \(list(standing.disputedBy))", .alarm))
    }
    if !standing.confirmedBy.isEmpty {
      parts.append(Words("confirmed by \(list(standing.confirmedBy))", .sure))
    }
    return parts.joined(by: ", ")
  }

  /// `#92 retract #37 · wrong organ, says Lavrov, in force`.
  private func words(of link: CorrectionLink) throws -> Words {
    var words = Words("\(link.record.position) ", .faint)
    if let correction = link.correction {
      words += Words(correction.action.rawValue)
      if let target = link.target, target != event.position { words += Words(" \(target)", .faint) }
      if let reason = correction.reason { words += Words(" · \(reason)") }
      if let with = correction.with { words += Words(" · by ", .faint) + Words(with.type.name) + told(with) }
    } else {
      let told = try EventWords(link.record, namesOn: day)
      words += Words("\(told.type) \(told.on)".trimmed + " · ") + told.what
    }
    if !link.assertedBy.isEmpty {
      words += Words(", says \(link.assertedBy.joined(separator: ", "))", .faint)
    }
    let standing = EventPage.words(of: link.standing)
    return standing.isEmpty ? words : words + Words(", ") + standing
  }

  private func told(_ event: DiplomaticEvent) -> Words {
    event.on.map { Words(" \($0.text)") } ?? Words()
  }

  private static func list(_ positions: [GlobalPosition]) -> String {
    ViewTables.runs(of: positions).joined(separator: ", ")
  }
}
