import Projections

extension Overview {
  /// Every row of the page, with the name of its view in front.
  var outputRows: [OutputRow] {
    let existing = organisations.map { organisation in
      OutputRow.named([
        .init("view", .text("organisations")), .init("org", .text(organisation.org)),
        .init("name", .text(organisation.name)),
        .init("exists", .text(optional: organisation.exists?.rawValue)),
        .init("since", .text(optional: organisation.since)),
      ])
    }
    let gates = organisations.flatMap(\.gates).map { gate in
      OutputRow.named([
        .init("view", .text("gates")), .init("org", .text(gate.org)), .init("status", .text(gate.status)),
        .init("instrument", .text(gate.instrument)),
        .init("available", .text(optional: gate.available?.rawValue)),
        .init("events", .list(gate.events.map { .integer(Int($0.number)) })),
      ])
    }
    return existing + named("members", organisations.flatMap(\.members)) + gates
      + named("instruments", instruments) + named("offices", organisations.flatMap(\.offices) + offices)
      + named("meetings", meetings)
  }

  private func named(_ view: String, _ rows: [some ViewRow]) -> [OutputRow] {
    rows.map { .named([.init("view", .text(view))] + $0.fields) }
  }
}
