#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A folder that is there for a moment.
enum ScratchFolder {
  /// Makes a folder inside another, lends its path, and takes it away with the files in it.
  static func lend<Result>(in parent: String, _ body: (String) throws -> Result) throws -> Result {
    var template = Array("\(parent)/timeline-XXXXXX".utf8CString)
    let isMade = template.withUnsafeMutableBufferPointer { mkdtemp($0.baseAddress!) != nil }
    guard isMade else {
      throw Complaint(
        .environment, "cannot make a temporary folder in \(parent): \(String(cString: strerror(errno)))",
        hint: "name another with TMPDIR")
    }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { remove(path) }
    return try body(path)
  }

  /// Takes a folder away with the files in it.
  static func remove(_ path: String) {
    for name in entries(of: path) { unlink("\(path)/\(name)") }
    rmdir(path)
  }

  private static func entries(of path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
