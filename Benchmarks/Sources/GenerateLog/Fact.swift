/// What one event says, as far as generated events go.
struct Fact {
  var type: String
  var id = ""
  var on = ""
  /// Days since 1970-01-01 of the last day that `on` can mean: sources are published from then on.
  var latest = 0
  var action = ""
  var attendance: [String] = []
  var clause = ""
  var entity = ""
  var exit = ""
  var holder = ""
  var instrument = ""
  var kind = ""
  var meeting = ""
  var name = ""
  var office = ""
  var org = ""
  var party: [String] = []
  var place = ""
  var reason = ""
  var source: Source?
  var status = ""
  var target = ""
  var title = ""
  /// The event that takes the place of another, canonical already.
  var replacement: [UInt8] = []

  struct Source {
    var date: String
    var grade: Int
    var publisher: String
    var title: String
  }

  /// The canonical line of the event (RFC 8785): the members in the order of their names.
  ///
  /// All texts are ASCII without quotes, so none is escaped.
  func write(to line: inout [UInt8]) {
    line.append(UInt8(ascii: "{"))
    member("action", action, to: &line)
    if !attendance.isEmpty {
      key("attendance", to: &line)
      line.append(UInt8(ascii: "["))
      for (number, party) in attendance.enumerated() {
        if number > 0 { line.append(UInt8(ascii: ",")) }
        line += #"{"party":""#.utf8
        line += party.utf8
        line += #""}"#.utf8
      }
      line.append(UInt8(ascii: "]"))
    }
    member("clause", clause, to: &line)
    member("entity", entity, to: &line)
    member("exit", exit, to: &line)
    member("holder", holder, to: &line)
    member("id", id, to: &line)
    member("instrument", instrument, to: &line)
    member("kind", kind, to: &line)
    member("meeting", meeting, to: &line)
    member("name", name, to: &line)
    member("office", office, to: &line)
    member("on", on, to: &line)
    member("org", org, to: &line)
    parties(to: &line)
    member("place", place, to: &line)
    member("reason", reason, to: &line)
    sources(to: &line)
    member("status", status, to: &line)
    member("target", target, to: &line)
    member("title", title, to: &line)
    member("type", type, to: &line)
    if !replacement.isEmpty {
      key("with", to: &line)
      line += replacement
    }
    line.append(UInt8(ascii: "}"))
  }

  private func parties(to line: inout [UInt8]) {
    guard party.count > 1 else { return member("party", party.first ?? "", to: &line) }
    key("party", to: &line)
    line.append(UInt8(ascii: "["))
    for (number, party) in party.enumerated() {
      if number > 0 { line.append(UInt8(ascii: ",")) }
      text(party, to: &line)
    }
    line.append(UInt8(ascii: "]"))
  }

  private func sources(to line: inout [UInt8]) {
    guard let source else { return }
    key("source", to: &line)
    line += #"{"date":""#.utf8
    line += source.date.utf8
    line += #"","grade":"#.utf8
    line += String(source.grade).utf8
    line += #","publisher":""#.utf8
    line += source.publisher.utf8
    line.append(UInt8(ascii: "\""))
    member("title", source.title, to: &line)
    line.append(UInt8(ascii: "}"))
  }

  private func member(_ name: String, _ value: String, to line: inout [UInt8]) {
    guard !value.isEmpty else { return }
    key(name, to: &line)
    text(value, to: &line)
  }

  private func key(_ name: String, to line: inout [UInt8]) {
    if line.last != UInt8(ascii: "{") { line.append(UInt8(ascii: ",")) }
    text(name, to: &line)
    line.append(UInt8(ascii: ":"))
  }

  private func text(_ value: String, to line: inout [UInt8]) {
    line.append(UInt8(ascii: "\""))
    line += value.utf8
    line.append(UInt8(ascii: "\""))
  }
}
