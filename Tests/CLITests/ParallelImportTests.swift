import Diplomacy
import EventLog
import Projections
import TestSupport
import Testing

@testable import CLI

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

@Suite("An import on all cores")
struct ParallelImportTests {
  /// Some thousand bytes a line more, so that a few hundred lines are several batches.
  private static let padding = String(repeating: "p", count: 6_000)

  /// Lines of a seed: names before and after their use, corrections of earlier and later lines and of corrections,
  /// replacements that declare, ids that are written and made, names of States, lines that are there twice.
  private static func lines(_ count: Int, seed: UInt64) -> [String] {
    var random = SeededGenerator(seed: seed)
    var lines = (0..<12).map {
      #"{"type":"entity","id":"e-\#($0)","entity":"O-\#($0)","kind":"organisation","name":"Organisation \#($0)"}"#
    }
    lines += (0..<12).map {
      #"{"type":"instrument","id":"i-\#($0)","instrument":"T-\#($0)","title":"Treaty \#($0)"}"#
    }
    // Speakers need no declaration, and what one is called may turn out to be the name of a State.
    lines += (0..<6).map {
      #"{"type":"entity","id":"s-\#($0)","entity":"ZZ\#($0)","kind":"state","name":"Wonder \#($0)"}"#
    }
    let parties = [#""ARM""#, #""Belarus""#, #"["RUS","Kazakhstan"]"#, #""KGZ""#]
    for number in lines.count..<count {
      let id = random.oneIn(4) ? "" : #""id":"n-\#(number)","#
      let day = "20\(10 + random.below(15))-0\(1 + random.below(9))-1\(random.below(9))"
      let party = parties[random.below(parties.count)]
      let note = #""note":"\#(number) \#(padding)""#
      switch random.below(10) {
      case 0:
        lines.append(
          #"{"type":"correction",\#(id)"action":"retract","target":"n-\#(30 + random.below(count - 30))",\#(note)}"#
        )
      case 1:
        let with =
          #"{"type":"entity","entity":"R-\#(number)","kind":"organisation","name":"R","note":"\#(number)"}"#
        lines.append(
          #"{"type":"correction",\#(id)"action":"replace","target":"e-\#(random.below(12))","with":\#(with)}"#
        )
      case 2, 3:
        lines.append(
          #"{"type":"admission",\#(id)"on":"\#(day)","party":"ARM","org":"O-\#(random.below(12))",\#(note)}"#)
      case 4:
        let speaker = #""asserted_by":"Wonder \#(random.below(9))""#
        lines.append(
          #"{"type":"signature",\#(id)\#(speaker),"on":"\#(day)","party":"ARM","instrument":"T-1",\#(note)}"#)
      default:
        lines.append(
          #"{"type":"signature",\#(id)"on":"\#(day)","party":\#(party),"instrument":"T-\#(random.below(12))",\#(note)}"#
        )
      }
    }
    // Lines that are there twice are no mistake, and are looked at once more.
    for _ in 0..<(seed.isMultiple(of: 2) ? 0 : 5) { lines.append(lines[random.below(lines.count)]) }
    // A correction of a line that has no id would be one of nothing; it may be what another one corrects.
    while true {
      let written = Set(lines.compactMap { $0.part(after: #""id":""#) })
      let count = lines.count
      lines = lines.filter { line in line.part(after: #""target":""#).map(written.contains) ?? true }
      if lines.count == count { break }
    }
    return lines.shuffled(using: &random)
  }

  /// The same events, made ready and appended one after the other, as the library does it.
  private static func oneByOne(_ lines: [String], at path: String, clock: Instant) throws -> TreeHead {
    let log = try EventLog.open(at: path, clock: { clock })
    var recorder = try Recorder(timeline: Timeline(log: log))
    let imported = try lines.map { try ImportedLine(json: Array($0.utf8)) }
    for line in imported { try recorder.look(line.event, origin: line.origin) }
    for line in imported { try recorder.lookForTargets(line.event, origin: line.origin) }
    _ = try log.append(try imported.map { try recorder.prepare($0.event, origin: $0.origin) })
    return try log.root()
  }

  @Test("records, byte for byte, what recording line by line would", arguments: [1, 2, 3, 6] as [UInt64])
  func sameAsOneByOne(seed: UInt64) throws {
    let shell = Shell()
    let lines = Self.lines(600, seed: seed)
    let outcome = shell.run("import", shell.file("lines.jsonl", lines.joined(separator: "\n")))
    #expect(outcome.status == .done, "seed \(seed): \(outcome.errors.prefix(500))")
    let now = try #require(Instant("2026-11-22T00:00:00Z"))
    let expected = try Self.oneByOne(lines, at: shell.folder.file("other.mdb"), clock: now)
    let log = try EventLog.open(at: shell.log)
    #expect(try log.root() == expected, "seed \(seed)")
  }

  @Test(
    "records of lines in canonical form what recording line by line would", arguments: [7, 8] as [UInt64])
  func canonical(seed: UInt64) throws {
    // What is declared and corrected is looked at in another way.
    let isDeclaration: (String) -> Bool = { $0.contains(#""kind""#) || $0.contains(#""title""#) }
    let lines = Self.lines(600, seed: seed).filter { !$0.contains("correction") }
      .map { $0.replacing("Belarus", with: "BLR").replacing("Kazakhstan", with: "KAZ") }
    let canonical = try (lines.filter(isDeclaration) + lines.filter { !isDeclaration($0) })
      .map { String(decoding: try JSONValue(json: $0.utf8).canonical, as: UTF8.self) }
    let shell = Shell()
    for part in [canonical.filter(isDeclaration), canonical.filter { !isDeclaration($0) }] {
      let outcome = shell.run("import", shell.file("lines.jsonl", part.joined(separator: "\n")))
      #expect(outcome.status == .done, "seed \(seed): \(outcome.errors.prefix(500))")
    }
    let expected = try Self.oneByOne(
      canonical, at: shell.folder.file("other.mdb"), clock: #require(Instant("2026-11-22T00:00:00Z")))
    let stored = try EventLog.open(at: shell.log).read(limit: 10_000).map(\.event)
    let other = try EventLog.open(at: shell.folder.file("other.mdb"))
    #expect(try other.root() == expected)
    #expect(try stored == other.read(limit: 10_000).map(\.event), "seed \(seed)")
  }

  @Test(
    "in parts and repeated gives what it gives at once, with what the log says of names",
    arguments: [4, 5] as [UInt64])
  func inParts(seed: UInt64) throws {
    let shell = Shell()
    let lines = Self.lines(400, seed: seed)
    let declarations = lines.filter {
      $0.contains(#""kind""#) && !$0.contains("correction") || $0.contains(#""title""#)
    }
    let facts = lines.filter { $0.contains(#""note""#) && !$0.contains("correction") }
    let corrections = lines.filter { $0.contains("correction") }
    var counts: [Int] = []
    for (name, part) in [("a", declarations), ("b", facts), ("c", corrections), ("d", facts)] {
      let outcome = shell.run("import", shell.file("\(name).jsonl", part.joined(separator: "\n")))
      #expect(outcome.status == .done, "seed \(seed): \(outcome.errors.prefix(500))")
      counts.append(shell.exported.count)
    }
    #expect(counts == [30, counts[1], Set(lines).count, Set(lines).count], "seed \(seed)")
  }

  /// What can be wrong with a line, and how the complaint about it begins.
  enum Flaw: String, CaseIterable {
    case json = "{"
    case name = #"{"type":"signature","on":"2018","party":"Atlantis","instrument":"T-0"}"#
    case target = #"{"type":"correction","action":"retract","target":"nothing"}"#
    case reused = #"{"type":"x-note","id":"f-7","text":"other"}"#
  }

  @Test(
    "refuses a line wherever it stands, with the same words, and leaves the log as it was",
    arguments: Flaw.allCases)
  func failing(flaw: Flaw) throws {
    let fine = (0..<500).map { #"{"type":"x-note","id":"f-\#($0)","text":"\#(Self.padding)"}"# }
    let shell = Shell.declared()
    let before = shell.exported
    // The first and the last lines of the batches in which the file is read.
    let whole = shell.file("whole.jsonl", fine.joined(separator: "\n"))
    var reader = try LineReader(Descriptor.open(reading: whole))
    var places: Set<Int> = [0, fine.count]
    while let batch = try reader.next() {
      for line in [batch.lines.first, batch.lines.last].compactMap(\.self) {
        places.formUnion([line.number - 1, line.number])
      }
    }
    #expect(places.count > 6)
    for place in places.sorted() {
      var lines = fine
      lines.insert(flaw.rawValue, at: place)
      let outcome = shell.run("import", shell.file("bad.jsonl", lines.joined(separator: "\n")))
      #expect(outcome.status == .refused)
      // An id that is used twice is a fault of the second use.
      let number = flaw == .reused && place <= 7 ? 9 : place + 1
      #expect(outcome.errors.hasPrefix("timeline: bad.jsonl:\(number):"), "\(place): \(outcome.errors)")
      #expect(
        outcome.errors.hasSuffix("nothing was imported: 1 line is refused\n"), "\(place): \(outcome.errors)")
      #expect(shell.exported == before)
    }
  }

  @Test(
    "takes memory that does not grow with the file",
    .enabled(if: BuiltProgram.exists, "timeline is not built"))
  func memory() throws {
    let folder = TemporaryFolder()
    let text = String(repeating: "n", count: 60_000)
    var peaks: [Int] = []
    for megabytes in [72, 180] {
      let lines = (0..<(megabytes * 1_000_000 / 60_000)).map {
        #"{"type":"x-note","id":"\#($0)","text":"\#(text)"}"#
      }
      try Files.write(Array(lines.joined(separator: "\n").utf8), to: folder.file("\(megabytes).jsonl"))
      peaks.append(
        try Self.peak(
          of: [
            "\(BuiltProgram.products)/timeline", "import", folder.file("\(megabytes).jsonl"), "--log",
            folder.file("\(megabytes).mdb"),
          ]))
    }
    #expect(peaks[0] > 1_000_000 && peaks[1] - peaks[0] < 40_000_000, "\(peaks)")
  }

  /// The most bytes of memory that a command had at once.
  ///
  /// On Linux it is read from the process itself while it runs: what the system says in the end counts the memory of
  /// this test, too, of which the process was a copy before it began.
  private static func peak(of command: [String]) throws -> Int {
    var words = command.map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var process = pid_t()
    try #require(posix_spawn(&process, words[0]!, nil, nil, &words, environ) == 0)
    var status: Int32 = 0
    var usage = rusage()
    var peak = 0
    while wait4(process, &status, WNOHANG, &usage) == 0 {
      if let text = try? Files.read("/proc/\(process)/status"),
        let line = String(decoding: text, as: UTF8.self).split(separator: "\n").first(where: {
          $0.hasPrefix("VmHWM:")
        })
      {
        peak = max(peak, Int(line.filter(\.isNumber)).map { $0 * 1024 } ?? 0)
      }
      usleep(2_000)
    }
    #expect(status == 0)
    #if canImport(Darwin)
    peak = Int(usage.ru_maxrss)
    #endif
    return peak
  }
}

extension String {
  /// What stands between some words and the next quotation mark.
  fileprivate func part(after words: String) -> String? {
    guard let start = firstRange(of: words)?.upperBound else { return nil }
    return String(self[start...].prefix { $0 != "\"" })
  }
}
