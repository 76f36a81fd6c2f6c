import ArgumentParser
import Diplomacy
import EventLog
import Projections

/// The command `timeline show`.
struct ShowCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show one event in full, with what corrects it.",
    discussion: """
      The event is named by its position or by its id.

        timeline show 37
        timeline show csto-37-a --format json
      """)

  @Argument(
    help: ArgumentHelp("The position of the event, with or without #, or its id.", valueName: "position"))
  var event: String
  @OptionGroup var format: FormatOptions
  @OptionGroup var perspective: PerspectiveOptions
  @OptionGroup var log: LogOptions

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    let timeline = Timeline(log: try log.openForReading(in: surroundings))
    let perspective = try perspective.perspective(over: timeline, in: surroundings)
    let inquiry = try timeline.inquire(from: perspective)
    let shown = try find(in: inquiry)
    let corrections = try inquiry.records(.corrections(of: shown))
    let seen = inquiry.seen
    if var rows = format.format.rows {
      try rows.begin(seen, EventRow.fieldNames, to: surroundings.output)
      for event in [shown] + corrections { try rows.write(.event(event), to: surroundings.output) }
      try rows.end(to: surroundings.output)
    } else {
      let page = EventPage(event: shown, corrections: corrections, day: perspective.at)
      try FormatOptions.write(try page.lines(on: surroundings.page), in: surroundings)
    }
    return .done
  }

  private func find(in inquiry: Inquiry) throws -> RecordedEvent {
    let digits = event.hasPrefix("#") ? event.dropFirst() : event[...]
    let head = inquiry.head
    if let position = GlobalPosition(number: digits) {
      if position > .start, let found = try inquiry.record(at: position) { return found }
      throw Complaint(
        .refused, "there is no event \(position)",
        hint: head == .start ? "the log is empty" : "the log has the positions 1 to \(head.number)")
    }
    if let found = try inquiry.record(withID: EventID(event)) { return found }
    throw Complaint(
      .refused, "there is no event with the id “\(event)”", hint: "`timeline log` lists the positions")
  }
}

extension EventQuery {
  /// The corrections that name an event, by its position or by its id.
  static func corrections(of event: RecordedEvent) -> EventQuery {
    EventQuery([
      Item(types: ["correction"], tags: [Tag("target", event.position.description)]),
      Item(types: ["correction"], tags: [Tag("target", event.id.text)]),
    ])
  }
}
