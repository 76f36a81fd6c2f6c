import Foundation
import TestSupport
import Testing

@testable import CLI

/// Whether the check can be run that shares no code with the program.
private let hasPython = ["/usr/bin/python3", "/usr/local/bin/python3", "/bin/python3"].contains {
  Files.exists($0)
}

/// What the program says of a log, checked by `Scripts/verify-log.py`.
@Suite(
  "Roots and proofs",
  .enabled(if: BuiltProgram.exists && hasPython, "the program is not built, or there is no python3"))
struct ProofTests {
  private let program: BuiltProgram
  private static let checker = "python3 \(Files.package)/Scripts/verify-log.py"

  init() throws {
    program = try BuiltProgram()
  }

  /// A log of so many notes, in commits of at most 100.
  private func fill(_ count: Int) throws {
    for start in stride(from: 0, to: count, by: 100) {
      let lines = (start..<min(start + 100, count)).map { "{\"text\":\"\($0) ä\",\"type\":\"x-note\"}\n" }
      try Files.write(Array(lines.joined().utf8), to: program.folder.file("events.jsonl"))
      #expect(try program.run("timeline import events.jsonl").status == 0)
    }
  }

  private func root(_ size: Int) throws -> String {
    let outcome = try program.run("timeline root --size \(size) --format csv")
    #expect(outcome.status == 0, "\(outcome.errors)")
    return String(outcome.output.split(separator: "\n").last?.split(separator: ",").last ?? "")
  }

  @Test(
    "The root is the one that somebody else computes from the export", arguments: [1, 2, 3, 255, 256, 257])
  func root(count: Int) throws {
    try fill(count)
    let root = try root(count)
    let same = try program.run("timeline export | \(Self.checker) root --expect \(count):\(root)")
    #expect(same.status == 0 && same.output == "\(count):\(root)\n", "\(same.errors)")
    let other = try program.run(
      "timeline export | sed '1s/0 ä/1 ä/' | \(Self.checker) root --expect \(count):\(root)")
    #expect(other.status == 1 && other.errors.contains("another head"), "\(other)")
    let shorter = try program.run(
      "timeline export | sed '$d' | \(Self.checker) root --expect \(count):\(root)")
    #expect(shorter.status == 1, "\(shorter)")
    #expect(try program.run("timeline verify").output.contains(root))
  }

  @Test("The few lines that docs/INTEGRITY.md prints compute the root")
  func shownProgram() throws {
    try fill(300)
    let page = String(decoding: try Files.read("\(Files.package)/docs/INTEGRITY.md"), as: UTF8.self)
    let code = page.components(separatedBy: "```python\n").dropFirst().first?.components(separatedBy: "```")
      .first
    try Files.write(Array((try #require(code)).utf8), to: program.folder.file("root.py"))
    let outcome = try program.run("timeline export | python3 root.py")
    #expect(try outcome.output == root(300) + "\n", "\(outcome)")
    #expect(try program.run("python3 root.py < /dev/null").output == root(0) + "\n")
  }

  @Test("An export with lines out of order, missing or cut off has no root")
  func noExport() throws {
    try fill(3)
    for change in ["sed '2d'", "sort -r", "head -c 30", "sed 's/{\"position\":3/{\"position\":4/'"] {
      let outcome = try program.run("timeline export | \(change) | \(Self.checker) root")
      #expect(outcome.status == 1 && outcome.errors.hasPrefix("refused: line "), "\(change): \(outcome)")
    }
  }

  @Test("Proofs hold for somebody who has the root and nothing else")
  func proofs() throws {
    try fill(300)
    let root = try root(300)
    for position in [1, 2, 255, 256, 257, 299, 300] {
      let outcome = try program.run(
        "timeline proof --event \(position) | \(Self.checker) proof --head 300:\(root)")
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome)")
      #expect(outcome.output.contains("event #\(position) is in the log of 300 events"))
    }
    for size in [0, 1, 2, 100, 255, 256, 257, 299, 300] {
      let from = try self.root(size)
      let outcome = try program.run(
        "timeline proof --from-size \(size) | \(Self.checker) proof --from-head \(size):\(from) --head 300:\(root)"
      )
      #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome)")
      #expect(outcome.output.contains("begins with the log of \(size) events"))
    }
    let earlier = try program.run(
      "timeline proof --event 7 --size 9 | \(Self.checker) proof --head 9:\(try self.root(9))")
    #expect(earlier.status == 0, "\(earlier)")
    let unknown = try program.run("timeline proof --event 7 | \(Self.checker) proof")
    #expect(unknown.status == 0 && unknown.errors.contains("compare them with ones that you kept"))
  }

  @Test(
    "No bit of a proof can be changed",
    arguments: [
      "--event 87", "--event 256 --size 257", "--event 300", "--from-size 100", "--from-size 255 --size 299",
    ])
  func altered(arguments: String) throws {
    try fill(300)
    #expect(try program.run("timeline proof \(arguments) > proof.json").status == 0)
    let driver = """
      import importlib.util, json, sys
      spec = importlib.util.spec_from_file_location("checker", sys.argv[1])
      checker = importlib.util.module_from_spec(spec)
      spec.loader.exec_module(checker)
      whole = open("proof.json", "rb").read().rstrip(b"\\n")
      proof = json.loads(whole)
      heads = [(proof.get(before + "size"), bytes.fromhex(proof.get(before + "root", ""))) for before in ("from_", "")]
      checker.check_proof(whole, *heads)
      held, count = [], 0
      for bit in range(8 * len(whole)):
          changed = bytearray(whole)
          changed[bit // 8] ^= 1 << bit % 8
          count += 1
          try:
              checker.check_proof(bytes(changed), *heads)
              held.append(bit)
          except checker.Refused:
              pass
      # Whole members and nodes, left out, doubled or moved.
      for name in proof:
          for value in (None, 0, proof[name] + 1 if type(proof[name]) is int else [], "", [proof[name]]):
              count += 1
              try:
                  checker.check_proof(json.dumps({**proof, name: value}), *heads)
                  if value != proof[name]: held.append((name, value))
              except checker.Refused:
                  pass
      path = proof["path"]
      for index in range(len(path)):
          for other in (path[:index] + path[index + 1:], path[:index] + path[index:index + 1] * 2 + path[index + 1:], path[::-1]):
              count += 1
              try:
                  checker.check_proof(json.dumps({**proof, "path": other}), *heads)
                  if other != path: held.append(("path", index))
              except checker.Refused:
                  pass
      print(count, held)
      """
    try Files.write(Array(driver.utf8), to: program.folder.file("driver.py"))
    let outcome = try program.run("python3 driver.py \(Files.package)/Scripts/verify-log.py")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.hasSuffix(" []\n"), "these changes were not noticed: \(outcome.output)")
    #expect(Int(outcome.output.prefix { $0 != " " }) ?? 0 > 5000)
  }
}
