#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A new empty folder that is removed, with what is in it, when the value goes.
public final class TemporaryFolder: Sendable {
  /// The absolute path, without a slash at the end.
  public let path: String

  /// Makes a folder in `$TMPDIR`, else in `/tmp`.
  ///
  /// A programmer error (traps) when the system refuses.
  public init() {
    let parent = environmentVariable("TMPDIR") ?? "/tmp"
    var template = Array("\(parent)/timeline-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil, let resolved = realpath(template, nil) else {
      fatalError("no folder for the test in \(parent): errno \(errno)")
    }
    self.path = String(cString: resolved)
    free(resolved)
  }

  deinit {
    TemporaryFolder.remove(path)
  }

  /// The path of a file in the folder.
  public func file(_ name: String) -> String { "\(path)/\(name)" }

  /// The names of what is in the folder, sorted.
  public var names: [String] { TemporaryFolder.names(in: path) }

  /// The names of what is in a folder, sorted; none if it cannot be read.
  public static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  private static func remove(_ path: String) {
    for name in names(in: path) {
      let child = "\(path)/\(name)"
      if unlink(child) != 0 { remove(child) }
    }
    rmdir(path)
  }
}

/// The value of an environment variable of the test process, `nil` when it is not set.
public func environmentVariable(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}
