import Foundation
import TestSupport

/// A text file of the package.
struct PackageFile: CustomStringConvertible {
  /// The path in the package.
  let path: String
  /// Its lines, from the first.
  let lines: [String]

  var description: String { path }
  /// The name without the folders.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// Every text file that belongs to the project, whatever it is for.
  static let all: [PackageFile] = {
    let left = [".git", ".build", ".swiftpm", "Package.resolved"]
    var files: [PackageFile] = []
    guard let walk = FileManager.default.enumerator(atPath: Files.package) else { return [] }
    for case let path as String in walk {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      if left.contains(name) || name.hasPrefix(".build-") {
        walk.skipDescendants()
      } else if let text = try? String(contentsOfFile: "\(Files.package)/\(path)", encoding: .utf8) {
        files.append(PackageFile(path: path, lines: text.components(separatedBy: "\n")))
      }
    }
    return files.sorted { $0.path < $1.path }
  }()

  /// The Swift files below a folder.
  static func swift(in folder: String) -> [PackageFile] {
    all.filter { $0.path.hasPrefix(folder + "/") && $0.path.hasSuffix(".swift") }
  }

  /// The whole text of a file, `nil` where it is not there.
  static func text(_ path: String) -> String? {
    all.first { $0.path == path }?.lines.joined(separator: "\n")
  }

  /// Where a pattern is found: `path:line: the line`.
  func places(of pattern: some RegexComponent) -> [String] {
    zip(1..., lines).filter { $0.1.contains(pattern) }.map { "\(path):\($0.0): \($0.1)" }
  }
}
