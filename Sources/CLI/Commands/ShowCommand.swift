import ArgumentParser
import Diplomacy
import EventLog
import Projections

/// The command `timeline show`.
struct ShowCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: TimelineCommandName.show.rawValue,
    abstract: "Show one event in full, with what corrects it and what it corrects.",
    discussion: """
      The event is named by its position or by its id. Every correction of it, and every correction of those, is shown \
      with its reason and whether it is in force; so is what a correction is about.

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
    let corrections = try inquiry.corrections(of: shown.position)
    let targets = try inquiry.targets(of: shown.position)
    let seen = inquiry.seen
    if var rows = format.format.rows {
      try rows.begin(seen, EventRow.fieldNames, to: surroundings.output)
      let own = (shown, try inquiry.standing(of: shown.position))
      for (event, standing) in [own] + (corrections + targets).map({ ($0.record, $0.standing) }) {
        try rows.write(.event(event, standing), to: surroundings.output)
      }
      try rows.end(to: surroundings.output)
    } else {
      let page = EventPage(
        event: shown, standing: try inquiry.standing(of: shown.position), corrections: corrections,
        targets: targets,
        day: perspective.at)
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
