import ArgumentParser
import EventLog
import Projections

/// The command `timeline stats`.
struct StatsCommand: TimelineSubcommand {
  static let configuration = CommandConfiguration(
    commandName: TimelineCommandName.stats.rawValue,
    abstract: "Print what the log holds and how large it is.",
    discussion: """
      Events, the root of the tree, record times, sizes, the version of liblmdb. Whether the disk has all of it: a program \
      can ask for relaxed durability, and then a failure of the machine can undo its last events. Who reads: the pages \
      that are freed while somebody reads are not used again before he is done, so a reader that lags far behind makes \
      the file grow.

        timeline stats
        timeline stats --format json
      """)

  @OptionGroup var format: FormatOptions
  @OptionGroup var log: LogOptions

  func run(in surroundings: Surroundings) throws -> ExitStatus {
    let opened = try log.openForReading(in: surroundings)
    let row = StatisticsRow(path: opened.path, statistics: try opened.statistics())
    let seen = Answer.Seen(Perspective(at: try surroundings.today()), asOf: row.statistics.head)
    try format.write(Answer([row], seen: seen) { row.lines(on: $0) }, in: surroundings)
    return .done
  }
}

/// What a log holds, as one row.
struct StatisticsRow: ViewRow {
  /// The file.
  let path: String
  /// What the log says of itself.
  let statistics: EventLog.Statistics

  static let fieldNames = [
    "path", "events", "first_recorded_at", "last_recorded_at", "created_at", "format", "durability",
    "file_bytes",
    "page_bytes", "used_pages", "free_pages", "map_bytes", "readers", "reader_limit", "entries", "liblmdb",
    "pages", "commits", "reader_slots", "oldest_reader", "root",
    "relaxed_since", "indexed",
  ]

  var fieldValues: [FieldValue] {
    [
      .text(path), .integer(Int(statistics.events)),
      .text(optional: statistics.firstRecordedAt?.description),
      .text(optional: statistics.lastRecordedAt?.description), .text(statistics.createdAt.description),
      .integer(statistics.formatVersion), .text(statistics.durability.rawValue),
      .integer(statistics.fileSize),
      .integer(statistics.pageSize), .integer(statistics.usedPages), .integer(statistics.freePages),
      .integer(statistics.mapSize), .integer(statistics.readers.count), .integer(statistics.readerLimit),
      sizes(\.entries), .text(statistics.lmdbVersion), sizes(\.pages), .integer(statistics.lastTransaction),
      .integer(statistics.readerSlots),
      statistics.oldestReader.map {
        .fields([.init("process", .integer($0.process)), .init("lag", .integer($0.lag))])
      } ?? .none, .text(statistics.root.root.description),
      statistics.relaxedSince.map { .integer(Int(clamping: $0.number)) } ?? .none,
      .integer(Int(clamping: statistics.indexed.number)),
    ]
  }

  private func sizes(_ size: KeyPath<EventLog.Statistics.Table, Int>) -> FieldValue {
    .fields(
      statistics.tables.sorted { $0.key < $1.key }.map { .init($0.key, .integer($0.value[keyPath: size])) })
  }

  /// The same for people.
  func lines(on page: Page) -> [Words] {
    var labels = Labels(width: page.width)
    labels.add("log", Words(path))
    labels.add("events", Words(String(statistics.events)))
    labels.add("root", .unbroken(statistics.root.root.description))
    if let first = statistics.firstRecordedAt, let last = statistics.lastRecordedAt {
      labels.add("recorded", .unbroken("\(first)") + " to " + .unbroken("\(last)"))
    }
    labels.add("created", Words("\(statistics.createdAt), format \(statistics.formatVersion)"))
    labels.add("durability", Words(durability))
    labels.add(
      "file",
      Words(
        "\(statistics.fileSize) bytes: \(statistics.usedPages) pages in use, \(statistics.freePages) free"))
    let largest = statistics.tables.sorted { ($1.value.pages, $0.key) < ($0.value.pages, $1.key) }
    for (name, table) in largest {
      labels.add(
        "table",
        Words(
          "\(name): \(table.entries.counted("entry", "entries")), \(table.pages.counted("page", "pages"))"))
    }
    if statistics.indexed < statistics.head {
      labels.add("indexes", Words("up to \(statistics.indexed); a later append enters the events after it"))
    }
    labels.add("readers", Words(readers))
    labels.add("liblmdb", Words(statistics.lmdbVersion))
    return labels.lines
  }

  private var durability: String {
    guard let since = statistics.relaxedSince else { return "full" }
    return "relaxed since \(since): a failure of the machine can undo what was recorded from there on"
  }

  private var readers: String {
    let count = "\(statistics.readers.count) of \(statistics.readerLimit)"
    guard let oldest = statistics.oldestReader else { return count }
    return "\(count); the oldest, process \(oldest.process), lags \(oldest.lag) commits behind"
  }
}
