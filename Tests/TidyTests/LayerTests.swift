import Testing

/// The layers of docs/ARCHITECTURE.md: what each target may import, in one direction.
@Suite("Layers") struct LayerTests {
  static let system: Set = ["Swift", "Synchronization", "Glibc", "Musl", "Darwin"]
  static let allowed: [String: Set<String>] = [
    "Sources/Threads": [],
    "Sources/LMDB": ["CLMDB", "Threads"],
    "Sources/EventLog": ["LMDB", "Threads", "Crypto"],
    // CoreFoundation knows the normal forms of Unicode on macOS, where it is part of the system.
    "Sources/Diplomacy": ["EventLog", "CoreFoundation"],
    "Sources/Projections": ["Diplomacy", "EventLog", "Threads"],
    "Sources/CLI": ["Projections", "Diplomacy", "EventLog", "Threads", "ArgumentParser"],
    "Tests/TestSupport": ["EventLog", "Diplomacy", "Threads", "Foundation", "Synchronization"],
  ]

  @Test("A target imports only what stands below it", arguments: allowed.keys.sorted())
  func imports(target: String) throws {
    let files = PackageFile.swift(in: target)
    #expect(!files.isEmpty, "no files in \(target)")
    let known = try #require(LayerTests.allowed[target]).union(LayerTests.system)
    for file in files {
      for (number, line) in zip(1..., file.lines) {
        guard let found = line.firstMatch(of: importLine) else { continue }
        #expect(known.contains(String(found.1)), "\(file):\(number): \(line)")
      }
    }
  }

  @Test("Every target of the package has its line in the table")
  func everyTarget() {
    let folders = Set(
      PackageFile.all.map(\.path).filter { $0.hasPrefix("Sources/") && $0.hasSuffix(".swift") }
        .map { $0.split(separator: "/").prefix(2).joined(separator: "/") })
    #expect(folders.subtracting(LayerTests.allowed.keys) == [])
  }

  @Test("Foundation is not among what the program is made of")
  func foundation() {
    let places = PackageFile.swift(in: "Sources").flatMap { $0.places(of: /import.*\bFoundation/) }
    #expect(places == [])
  }

  @Test("Only the program prints, and through its own streams")
  func printing() {
    let places = PackageFile.swift(in: "Sources").flatMap {
      $0.places(of: /(^|[^.\w`"])(debugPrint|print|dump)\(/)
    }
    #expect(places == [])
  }

  @Test("Only the program reads the clock of the machine, the environment and the terminal")
  func surroundings() {
    let allowed = ["Sources/EventLog/Storage/Instant+Clock.swift"]
    let places = PackageFile.swift(in: "Sources")
      .filter { !$0.path.hasPrefix("Sources/CLI/") && !allowed.contains($0.path) }
      .flatMap {
        $0.places(of: /\b(getenv|clock_gettime|gettimeofday|isatty|ContinuousClock|SuspendingClock)\(/)
      }
    #expect(places == [])
  }

  private var importLine: Regex<(Substring, Substring)> {
    /^(?:@[\w()]+ +|public +|package +|internal +|private +)*import +(?:struct +|class +|enum +|func +)?(\w+)/
  }
}
