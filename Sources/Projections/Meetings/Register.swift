import Diplomacy
import EventLog

extension World {
  /// The register of meetings, in the order of their days; those that are certain to begin after `day` are left out
  /// unless they are planned or expected and were announced by then.
  func meetingRows(of org: String?, between days: ClosedRange<Day>?, on day: Day) throws -> [MeetingRow] {
    var byMeeting: [String: [SeenEvent]] = [:]
    if org == nil, let days {
      for id in try meetings(near: days) {
        let records = try events(tagged: Tag("meeting", id)).filter { $0.event.act.meeting == id }
        if !records.isEmpty { byMeeting[id] = records }
      }
    } else {
      for seen in try org.map({ try events(tagged: Tag("org", $0)) }) ?? events(ofTypes: ["meeting"]) {
        if let id = seen.event.act.meeting { byMeeting[id, default: []].append(seen) }
      }
    }
    return try byMeeting.compactMap { id, records in try meetingRow(id, records, between: days, on: day) }
      .sorted { ($0.on ?? "", $0.meeting) < ($1.on ?? "", $1.meeting) }
  }

  /// The meetings that may touch some days, by the headers of their records, and all that corrections or assumed events
  /// speak of.
  private func meetings(near days: ClosedRange<Day>) throws -> Set<String> {
    let held = try log.values(ofTag: "meeting", in: ["meeting"], through: head) { bounds, precision in
      guard let bounds else { return false }
      // The header has the first day of an interval; the last one may be any later day.
      let isInterval = precision & EDTF.Precision.interval.rawValue != 0
      return bounds.earliest <= days.upperBound && (isInterval || bounds.latest >= days.lowerBound)
    }
    let corrected = try log.values(ofTag: "meeting", in: ["correction"], through: head) { _, _ in true }
    return held.union(corrected).union(assumedValues(ofTag: "meeting"))
  }

  private func meetingRow(
    _ id: String, _ records: [SeenEvent], between days: ClosedRange<Day>?, on day: Day
  ) throws -> MeetingRow? {
    let ordered = records.sorted(by: SeenEvent.isBetterEvidence)
    // A record that it was held says more than an announcement.
    let facts = ordered.filter(\.event.isFact)
    let deciding = (facts.isEmpty ? ordered : facts)[0]
    guard let on = deciding.event.on else { return nil }
    let last = on.lastDay(strict: false) ?? on.bounds
    if let days {
      guard on.bounds.earliest <= days.upperBound, last.latest >= days.lowerBound else { return nil }
    } else {
      guard on.bounds.earliest <= day || deciding.event.announced(by: day) else { return nil }
    }
    var row = MeetingRow(
      meeting: id, organ: [], on: on.text, place: nil, attendance: [], outcomes: try outcomes(of: id),
      modality: (deciding.event.modality ?? .fact).rawValue, events: ordered.map(\.position).sorted(),
      title: nil,
      mode: nil, certainty: on.bounds.latest <= day ? .certain : .possible)
    for seen in ordered {
      guard case .meeting(let act) = seen.event.act else { continue }
      let organs = act.organ?.values ?? act.org.map { [$0] } ?? []
      row.organ = (row.organ + organs).uniqued()
      row.place = row.place ?? act.place
      row.title = row.title ?? act.title
      row.mode = row.mode ?? act.mode?.rawValue
      row.attendance += (act.attendance ?? []).map { attendance($0, of: seen) }
    }
    row.attendance = row.attendance.uniqued()
    row.events = (row.events + row.outcomes.map(\.position)).uniqued().sorted()
    return row
  }

  private func attendance(_ attendee: Meeting.Attendee, of seen: SeenEvent) -> MeetingRow.Attendance {
    let modality = attendee.modality ?? seen.event.modality ?? .fact
    let presence =
      modality == .fact ? (attendee.attended == false ? "absent" : "attended") : modality.rawValue
    return MeetingRow.Attendance(
      party: attendee.party, name: attendee.name, capacity: attendee.capacity, invitedBy: attendee.invitedBy,
      presence: presence)
  }

  /// Decisions and statements of a meeting.
  ///
  /// One that is adopted says more than its announcement.
  private func outcomes(of meeting: String) throws -> [MeetingRow.Outcome] {
    var outcomes: [MeetingRow.Outcome] = []
    for seen in try events(tagged: Tag("meeting", meeting)) {
      let modality = (seen.event.modality ?? .fact).rawValue
      switch seen.event.act {
      case .decision(let act) where act.meeting == meeting:
        outcomes.append(
          MeetingRow.Outcome(
            kind: "decision", title: act.title, modality: modality, method: act.method?.rawValue,
            position: seen.position))
      case .statement(let act) where act.meeting == meeting:
        outcomes.append(
          MeetingRow.Outcome(
            kind: "statement", title: act.title, modality: modality, method: nil, position: seen.position))
      default: break
      }
    }
    let adopted = Set(outcomes.filter { $0.modality == "fact" }.map { $0.kind + $0.title })
    return outcomes.filter { $0.modality == "fact" || !adopted.contains($0.kind + $0.title) }
      .sorted { ($0.kind, $0.title, $0.modality) < ($1.kind, $1.title, $1.modality) }
  }
}

extension Act {
  /// The id of the meeting, if it is one.
  fileprivate var meeting: String? {
    if case .meeting(let act) = self { act.meeting } else { nil }
  }
}

extension DiplomaticEvent {
  /// Whether a planned thing was known of by a day: the publication of its source, where that is known.
  fileprivate func announced(by day: Day) -> Bool {
    guard !isFact else { return false }
    return publishedOn.isCivil && publishedOn <= day
  }
}
