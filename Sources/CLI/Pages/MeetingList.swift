import EventLog
import Projections

/// Meetings, each with who took part and what came out of it.
struct MeetingList {
  let rows: [MeetingRow]
  let inquiry: Inquiry

  /// The lines of the list.
  func lines(on page: Page) throws -> [Words] {
    try rows.flatMap { try lines(of: $0, on: page) }
  }

  private func lines(of row: MeetingRow, on page: Page) throws -> [Words] {
    var head = PageLines(page: page)
    head.add(try self.head(of: row), right: row.events)
    var lines = head.lines
    var labels = Labels(width: min(page.width, Page.comfortable) - 2)
    for presence in ["attended", "expected", "planned", "conditional", "absent"] {
      let there = row.attendance.filter { $0.presence == presence }
      labels.add(presence, try MeetingList.merged(there).map(words).joined(by: ", "))
    }
    for outcome in row.outcomes {
      var words = Words(outcome.title)
      if let method = outcome.method { words += Words(" (\(ViewTables.state(method)))", .faint) }
      if outcome.modality != "fact" {
        words += Words(" (\(outcome.modality); no adoption is recorded)", .unsure)
      }
      labels.add(outcome.kind, words)
    }
    lines += labels.lines.map { "  " + $0 }
    return lines
  }

  private func head(of row: MeetingRow) throws -> Words {
    var words = Words.date(row.on)
    if row.certainty == .possible { words += Words(" (possibly)", .unsure) }
    let title = try row.title ?? row.organ.map { try inquiry.name(of: $0) }.joined(separator: ", ")
    words += "  " + Words(title.isEmpty ? row.meeting : title, .strong)
    if let place = row.place { words += Words(", \(place)") }
    if let mode = row.mode { words += Words(", \(ViewTables.state(mode))") }
    if row.modality != "fact" { words += Words(" (\(row.modality))", .unsure) }
    return words
  }

  /// Each person once, with all capacities.
  private static func merged(_ attendance: [MeetingRow.Attendance]) -> [MeetingRow.Attendance] {
    var merged: [MeetingRow.Attendance] = []
    for attendee in attendance {
      let place = merged.firstIndex {
        $0.party == attendee.party && $0.name == attendee.name && attendee.name != nil
      }
      if let place {
        let capacities = [merged[place].capacity, attendee.capacity].compactMap { $0 }
        merged[place].capacity = capacities.isEmpty ? nil : capacities.joined(separator: ", ")
        merged[place].invitedBy = merged[place].invitedBy ?? attendee.invitedBy
      } else {
        merged.append(attendee)
      }
    }
    return merged
  }

  /// `Armenia (Nalbandyan, minister)`, or `Bordyuzha (Secretary General)`.
  private func words(_ attendee: MeetingRow.Attendance) throws -> Words {
    let party = try attendee.party.map { try inquiry.name(of: $0) }
    let invited = try attendee.invitedBy.map { "invited by \(try inquiry.name(of: $0))" }
    let remarks = [party == nil ? nil : attendee.name, attendee.capacity, invited].compactMap { $0 }
    let subject = Words.unbroken(party ?? attendee.name ?? "unnamed")
    return remarks.isEmpty ? subject : subject + Words(" (\(remarks.joined(separator: ", ")))", .faint)
  }
}
