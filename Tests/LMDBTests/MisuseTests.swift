import Foundation
import Testing

/// The programs of `Tests/Misuse`: each makes one classic mistake with LMDB, and the compiler must refuse it.
///
/// A program names, in a comment `// expected-error: …`, a part of the message it must be refused with.
/// `Correct.swift` uses the same verbs and must compile: without it, a missing module would pass for a
/// refusal.
@Suite("A program that misuses a transaction")
struct MisuseTests {
  static let programs: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".swift") && $0 != "Correct.swift" }.sorted()
  }()

  @Test("does not compile", arguments: programs)
  func misuse(program: String) throws {
    let source = try String(contentsOfFile: "\(MisuseTests.folder)/\(program)", encoding: .utf8)
    let marker = "// expected-error: "
    let expected = try #require(
      source.split(separator: "\n").first { $0.hasPrefix(marker) }?.dropFirst(marker.count),
      "\(program) does not say what it is refused with")
    let (status, output) = try Compiler.check("\(MisuseTests.folder)/\(program)")
    #expect(status != 0, "\(program) compiles")
    #expect(output.contains("error: "))
    #expect(output.contains(expected), "\(program) is refused for another reason:\n\(output)")
  }

  @Test("differs from the correct one, which compiles")
  func correct() throws {
    let (status, output) = try Compiler.check("\(MisuseTests.folder)/Correct.swift")
    #expect(status == 0, "\(output)")
    #expect(MisuseTests.programs.count >= 8)
  }

  static let folder = "\(Compiler.package)/Tests/Misuse"
}

/// The Swift compiler, run on one file against the module `LMDB` of the build that runs this test.
private enum Compiler {
  /// The folder of the package.
  static let package: String = {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().path
  }()

  /// Compiles as far as the checks of lifetimes and exclusive access; writes nothing.
  static func check(_ file: String) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "swiftc", "-emit-sil", "-o", "/dev/null", "-swift-version", "6", "-enable-experimental-feature",
      "Lifetimes",
      // The package manager names a package after its folder.
      "-package-name", URL(fileURLWithPath: package).lastPathComponent.lowercased(),
      "-I", try modules(), "-I", "\(package)/Sources/CLMDB", file,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  /// The folder of the compiled modules: beside the test program, or some folders above it.
  private static func modules() throws -> String {
    var folder = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    // On macOS the test runner is the executable, and the tests are a bundle among its arguments.
    if let bundle = CommandLine.arguments.first(where: { $0.contains(".xctest") }) {
      folder = URL(fileURLWithPath: bundle)
    }
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let modules = folder.appendingPathComponent("Modules")
      if FileManager.default.fileExists(atPath: modules.appendingPathComponent("LMDB.swiftmodule").path) {
        return modules.path
      }
    }
    throw ModulesNotFound(program: CommandLine.arguments[0])
  }

  struct ModulesNotFound: Error {
    let program: String
  }
}
