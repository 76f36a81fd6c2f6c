import Diplomacy
import EventLog
import Projections

/// One organisation on the overview: members first, then every status and standing on lines of their own.
struct OrganisationBlock {
  private let organisation: Overview.Organisation
  /// Its members by their names.
  private let members: [MemberRow]
  let inquiry: Inquiry
  /// Whether it stands at the head of the page, where the part of the log is named.
  let isFirst: Bool

  init(organisation: Overview.Organisation, inquiry: Inquiry, isFirst: Bool) {
    self.organisation = organisation
    self.members = organisation.members.sorted(byName: \.name)
    self.inquiry = inquiry
    self.isFirst = isFirst
  }

  /// The lines of the block.
  func lines(on page: Page) throws -> [Words] {
    var lines = PageLines(page: page)
    lines.addHead(
      Words(organisation.org, .strong) + " on \(inquiry.seen.at)",
      right: isFirst ? inquiry.seen.words : Words())
    if organisation.name != organisation.org { lines.addHead(Words(organisation.name)) }
    addExistence(to: &lines)
    addMembers(to: &lines)
    try addStandings(to: &lines)
    addOtherStatuses(to: &lines)
    var told: Set<String> = []
    for row in organisation.offices {
      lines.add(label(of: row.office), Words(), OrganisationBlock.words(row), right: row.events)
      for sentence in row.settledBy where told.insert(sentence).inserted {
        lines.add("", Words(), Words("settled by \(sentence)", .faint))
      }
    }
    addGates(to: &lines)
    return lines.lines
  }

  private func addExistence(to lines: inout PageLines) {
    let since = organisation.since == nil ? Words() : "; it exists since " + .date(organisation.since)
    switch organisation.exists {
    case .certain: break
    case .possible: lines.add("exists", Words(), Words("possibly", .unsure) + since)
    case nil: lines.add("exists", Words(), Words("not on this day", .unsure) + since)
    }
  }

  private func addMembers(to lines: inout PageLines) {
    let members = members.filter { $0.status == "member" && $0.org == organisation.org }
    let counted = members.filter { $0.standing != "suspended" || $0.standingCertainty == .possible }
    let sure = counted.filter { $0.certainty == .certain && $0.standing != "suspended" }
    let unsure = counted.filter { $0.certainty == .possible || $0.standing == "suspended" }
    if !sure.isEmpty {
      let remark = Words.unbroken(sure.count == 1 ? "(certain)" : "(all certain)", .sure)
      lines.add(
        "members", ViewTables.count(sure.count, unsure.count), (sure.map(name) + [remark]).joined(by: "  "))
    }
    if sure.isEmpty, !unsure.isEmpty {
      lines.add("members", ViewTables.count(0, unsure.count), Words("none for certain", .unsure))
    }
    for row in unsure {
      let remark = row.standing == "suspended" ? "possibly suspended" : "possibly a member"
      let since = row.since == nil ? Words() : Words(" since ", .unsure) + .date(row.since, .unsure)
      lines.add("possible", "1", name(row) + "  " + Words(remark, .unsure) + since, right: row.events)
      for sentence in row.settledBy { lines.add("", Words(), Words("settled by \(sentence)", .faint)) }
    }
  }

  /// What keeps a member from being simply a member, whatever its status is.
  private func addStandings(to lines: inout PageLines) throws {
    for row in members where row.status != "granted" {
      let since = row.since == nil ? Words() : "  since " + .date(row.since)
      if row.standing == "suspended", row.standingCertainty == .certain {
        lines.add(
          "suspended", one(row), name(row) + since + (try decider(of: row)), right: row.events.suffix(1))
      } else if row.standing == "restricted" {
        let scope = row.scope.map { ": \($0)" } ?? ""
        lines.add("restricted", one(row), name(row) + Words(scope) + since, right: row.events.suffix(1))
      }
      if let notice = row.notice {
        let until = row.until == nil ? Words() : " on " + .date(row.until)
        lines.add(
          "notice", "1", name(row) + "  " + Words(ViewTables.state(notice)) + until,
          right: row.events.suffix(1))
      }
      if row.participation != "normal" {
        lines.add(
          "frozen", "1", name(row) + "  participation \(row.participation), no effect in law",
          right: row.events.suffix(1))
      }
      addDoubts(of: row, to: &lines)
    }
  }

  /// What is only possible of a status that is held, with what would settle it where no line has said that.
  private func addDoubts(of row: MemberRow, to lines: inout PageLines) {
    guard !row.doubts.isEmpty else { return }
    let words = row.doubts.map(ViewTables.state).joined(separator: ", ")
    lines.add(
      "possible", "1", name(row) + "  " + Words(words, .unsure), right: row.events.suffix(1)
    )
    let isTold = row.certainty == .possible || row.standing == "suspended"
    for sentence in row.settledBy where !isTold {
      lines.add("", Words(), Words("settled by \(sentence)", .faint))
    }
  }

  /// One who surely stands so, or `0..1`.
  private func one(_ row: MemberRow) -> Words {
    row.certainty == .certain && row.standingCertainty == .certain
      ? ViewTables.count(1) : ViewTables.count(0, 1)
  }

  private func addOtherStatuses(to lines: inout PageLines) {
    let others = members.filter { $0.status != "member" || $0.org != organisation.org }
    var groups: [(key: [String], rows: [MemberRow])] = []
    for row in others {
      let key = [row.status, row.org, row.certainty.rawValue]
      if let place = groups.firstIndex(where: { $0.key == key }) {
        groups[place].rows.append(row)
      } else {
        groups.append((key, [row]))
      }
    }
    for (_, rows) in groups {
      let first = rows[0]
      var text = rows.map(name).joined(by: "  ")
      if first.certainty == .possible { text += Words("  (possibly)", .unsure) }
      if first.org != organisation.org { text += Words("  of \(first.org) only", .faint) }
      let events = rows.flatMap(\.events)
      lines.add(
        OrganisationBlock.plural(first.status),
        first.certainty == .certain ? ViewTables.count(rows.count) : ViewTables.count(0, rows.count), text,
        right: events.count > 4 ? [] : events)
    }
  }

  private func addGates(to lines: inout PageLines) {
    guard organisation.exists != nil else { return }
    var groups: [(gates: [Overview.Gate], statuses: [String])] = []
    let byStatus = Dictionary(grouping: organisation.gates, by: \.status).sorted { $0.key < $1.key }
    for (status, gates) in byStatus {
      if let place = groups.firstIndex(where: { $0.gates.map(\.instrument) == gates.map(\.instrument) }) {
        groups[place].statuses.append(status)
      } else {
        groups.append((gates, [status]))
      }
    }
    for (gates, statuses) in groups {
      let closed = gates.filter { $0.inForce == nil }
      let unsure = gates.filter { $0.inForce == .possible }
      let (words, ink): (String, Words.Ink) =
        if !closed.isEmpty {
          ("not available: \(OrganisationBlock.are(closed, "not in force"))", .unsure)
        } else if !unsure.isEmpty {
          ("possibly available: \(OrganisationBlock.names(unsure)) may be in force", .unsure)
        } else {
          ("available: \(OrganisationBlock.are(gates, "in force"))", .plain)
        }
      lines.add("statuses", Words(), Words("\(statuses.joined(separator: ", ")): ") + Words(words, ink))
    }
  }

  /// `A is in force`, `A and B are in force`.
  private static func are(_ gates: [Overview.Gate], _ what: String) -> String {
    "\(names(gates)) \(gates.count == 1 ? "is" : "are") \(what)"
  }

  private static func names(_ gates: [Overview.Gate]) -> String {
    gates.map(\.instrument).listed()
  }

  /// Who decided a suspension, from the event that did.
  private func decider(of row: MemberRow) throws -> Words {
    for position in row.events.reversed() {
      guard let event = try inquiry.event(at: position), event.event.type == "suspension",
        let by = event.event.json["by"]?.text
      else { continue }
      return Words(" (\(try inquiry.name(of: by)))")
    }
    return Words()
  }

  private func name(_ row: MemberRow) -> Words {
    .unbroken(row.name) + (row.disputed ? Words.unbroken(" (disputed)", .alarm) : Words())
  }

  /// `chair` of `CSTO:chair`.
  private func label(of office: String) -> String {
    office.hasPrefix("\(organisation.org):") ? String(office.dropFirst(organisation.org.count + 1)) : office
  }

  /// The holder of an office, since when, and how sure.
  static func words(_ row: OfficeRow) -> Words {
    var words = Words.unbroken(row.name)
    if row.since != nil { words += "  since " + .date(row.since) }
    if row.until != nil { words += ", until " + .date(row.until) }
    if row.certainty == .possible { words += Words("  (possible)", .unsure) }
    if row.disputed { words += Words("  (disputed)", .alarm) }
    return words
  }

  private static func plural(_ status: String) -> String {
    ["granted", "former"].contains(status) ? status : "\(status)s"
  }
}
