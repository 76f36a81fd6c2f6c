import TestSupport
import Testing

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A file of `docs/` that is made from what the program really prints.
struct Recorded {
  /// The name in `docs/`.
  let name: String
  /// What the file must hold.
  let text: String

  /// Whether this run writes the files instead of comparing them: `TIMELINE_RECORD=1 swift test`.
  static let isRecording = getenv("TIMELINE_RECORD").map { String(cString: $0) } == "1"

  /// Compares the file with the text, or writes it.
  func check(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let path = "\(Files.package)/docs/\(name)"
    if Recorded.isRecording {
      mkdir("\(Files.package)/docs", 0o755)
      return try Files.write(Array(text.utf8), to: path)
    }
    let recorded = try String(decoding: Files.read(path), as: UTF8.self)
    let remedy: Comment =
      "docs/\(name) is not what the program prints: run TIMELINE_RECORD=1 swift test, read the difference"
    #expect(recorded == text, remedy, sourceLocation: sourceLocation)
  }
}
