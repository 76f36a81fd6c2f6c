#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// A file that cannot be read.
struct Unreadable: Error {
  let path: String
}

/// The lines of a file of UTF-8.
func lines(of path: String) throws -> [Substring] {
  guard let file = fopen(path, "r") else { throw Unreadable(path: path) }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
    bytes.append(contentsOf: buffer[..<count])
  }
  return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
}
