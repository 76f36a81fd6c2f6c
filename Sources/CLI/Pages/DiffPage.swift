import Diplomacy
import EventLog
import Projections

/// What changed in a view, a row a change: of one that was added or removed what it says, else what differs.
struct DiffPage {
  let view: Assertion.View
  let rows: [DiffRow]
  let compared: Compared
  let inquiry: Inquiry

  /// The lines of the page.
  func lines(on page: Page) throws -> [Words] {
    guard !rows.isEmpty else { return [] }
    let named = try rows.map { (row: $0, name: try subject($0)) }.sorted(byName: \.name) { $0.row.key[0] }
    let table = TextTable(
      columns: [
        .init(header: "change"), .init(header: "where"), .init(header: "who", canWrap: true),
        .init(header: "what", canWrap: true), .init(header: "because", canWrap: true),
        .init(header: "events", canWrap: true),
      ],
      rows: try named.map { row, name in
        [
          change(row), Words(row.key[0]), Words(name), what(row), try because(row),
          ViewTables.positions(row.events),
        ]
      })
    return page.lines(Words(view.rawValue, .strong) + " \(compared.words)", right: limits)
      + table.lines(columns: page.width)
  }

  /// What both looks have in common beside what the heading says is compared.
  private var limits: Words {
    var seen = inquiry.seen
    if compared.before.at != compared.after.at { return seen.words }
    if compared.before.publishedBy == compared.after.publishedBy { return Words() }
    seen.limits.removeAll { $0.name == "published_by" }
    return seen.words
  }

  private func change(_ row: DiffRow) -> Words {
    switch row.change {
    case .added: Words("+ added", .sure)
    case .removed: Words("- removed", .alarm)
    case .changed: Words("~ changed", .unsure)
    }
  }

  /// Who or what the row is about, beside the first of its ids.
  private func subject(_ row: DiffRow) throws -> String {
    row.key.count > 1 ? try inquiry.name(of: row.key[1]) : ""
  }

  private func because(_ row: DiffRow) throws -> Words {
    let ink: Words.Ink = row.because == .event ? .plain : .unsure
    var words = Words(row.because.rawValue, ink)
    if row.events.count > 1, row.because == .retraction || row.because == .correction {
      let kinds = try row.events.map { (place: $0, kind: try kind(of: $0) ?? row.because.rawValue) }
      if Set(kinds.map(\.kind)).count > 1 {
        words = Words(kinds.map { "\($0.kind) \($0.place)" }.joined(separator: ", "), ink)
      }
    }
    if !row.reinstates.isEmpty {
      words += Words(" (", .faint) + ViewTables.positions(row.reinstates) + Words(" stands again)", .faint)
    }
    return words
  }

  /// What kind of record stands at a position: `event`, `replacement`, `retraction of a retraction`.
  private func kind(of position: GlobalPosition) throws -> String? {
    guard let link = try inquiry.correction(at: position), let correction = link.correction else {
      return DiffRow.Cause.event.rawValue
    }
    switch correction.action {
    case .replace: return "replacement"
    case .dispute: return "dispute"
    case .confirm: return "confirmation"
    case .retract:
      let undone = try link.target.flatMap { try inquiry.correction(at: $0)?.correction?.action }
      switch undone {
      case .retract: return "retraction of a retraction"
      case .replace: return "retraction of a replacement"
      case .dispute: return "retraction of a dispute"
      case .confirm: return "retraction of a confirmation"
      case nil: return "retraction"
      }
    }
  }

  /// The fields that say most of a row, in their order.
  private var telling: [String] {
    switch view {
    case .members: ["status", "standing", "scope", "notice", "participation", "certainty", "since"]
    case .instruments: ["state", "certainty", "in_force_from"]
    case .parties: ["state", "certainty", "consented_on", "in_force_from"]
    case .offices: ["certainty", "since"]
    case .pending: ["certainty", "have", "need"]
    case .meetings: ["title", "on", "place"]
    }
  }

  private func what(_ row: DiffRow) -> Words {
    if row.change == .changed {
      return row.differing.map { name in
        let (old, new) = (row.value(name, after: false), row.value(name, after: true))
        return Words("\(label(name)) ", .faint) + text(old, in: name) + " → " + text(new, in: name)
      }.joined(by: "; ")
    }
    return telling.compactMap { name -> Words? in
      guard let value = row.value(name, after: row.change == .added), value != .none else { return nil }
      switch (name, value) {
      case (_, .text("full")), (_, .text("normal")), ("certainty", .text("certain")): return nil
      case ("since", _), ("have", _), ("need", _): return Words("\(name) ", .faint) + text(value, in: name)
      case ("in_force_from", _): return Words("in force ", .faint) + text(value, in: name)
      case ("consented_on", _): return Words("consent ", .faint) + text(value, in: name)
      default: return text(value, in: name)
      }
    }.joined(by: ", ")
  }

  private func label(_ name: String) -> String { String(name.map { $0 == "_" ? " " : $0 }) }

  /// A value as people read it.
  private func text(_ value: FieldValue?, in name: String) -> Words {
    switch value {
    case nil, .some(.none): Words("–", .faint)
    case .text(let text): name == "state" || name == "notice" ? Words(ViewTables.state(text)) : .date(text)
    case .flag(let flag): Words(flag ? "yes" : "no")
    case .list(let items) where items.contains(where: \.hasFields): Words("\(items.count)")
    case .list(let items):
      items.isEmpty ? Words("–", .faint) : items.map { text($0, in: name) }.joined(by: ", ")
    case .some(let value): Words(CSVFormat.text(value))
    }
  }
}

extension FieldValue {
  /// Whether it has named values.
  fileprivate var hasFields: Bool {
    if case .fields = self { true } else { false }
  }
}
