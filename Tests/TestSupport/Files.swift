#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Whole files for tests; what the system refuses is an error with its `errno`.
public enum Files {
  /// The system refused.
  public struct Failure: Error {
    /// The file.
    public let path: String
    /// `errno`.
    public let code: Int32
  }

  /// Every byte of a file.
  public static func read(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw Failure(path: path, code: errno) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      guard count > 0 else { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  /// A file of UTF-8, split at each newline, with or without a carriage return; the last line needs none.
  ///
  /// Swift takes the two together for one character, so that a search for "\n" alone does not find them.
  public static func lines(of path: String) throws -> [Substring] {
    String(decoding: try read(path), as: UTF8.self).split { $0 == "\n" || $0 == "\r\n" }
  }

  /// Makes or replaces a file.
  public static func write(_ bytes: [UInt8], to path: String) throws {
    guard let file = fopen(path, "wb") else { throw Failure(path: path, code: errno) }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw Failure(path: path, code: errno) }
  }

  /// The folder of the package, without a slash at the end.
  public static let package = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  /// The bytes a file has, without opening it.
  public static func size(_ path: String) throws -> Int {
    var status = stat()
    guard stat(path, &status) == 0 else { throw Failure(path: path, code: errno) }
    return Int(status.st_size)
  }

  /// Whether there is something at a path.
  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}

/// The folder of real tables that some tests read.
public enum RealData {
  /// `$TIMELINE_DATA`, else `../shared/data` beside the package; `nil` when neither is there.
  ///
  /// Tests that need it are skipped without it: `.enabled(if: RealData.folder != nil, "real tables are
  /// absent")`.
  public static let folder: String? = {
    let candidates = [environmentVariable("TIMELINE_DATA"), "\(Files.package)/../shared/data"]
    return candidates.compactMap { $0 }.first { Files.exists($0) }
  }()

  /// The path of one table, `nil` when it is absent.
  public static func file(_ name: String) -> String? {
    folder.map { "\($0)/\(name)" }.flatMap { Files.exists($0) ? $0 : nil }
  }
}
