import Testing

/// Files that fit into a head, functions that fit on a screen.
@Suite("Sizes") struct SizeTests {
  static let files = ["Sources", "Tests", "Examples/Sources", "Benchmarks"].flatMap {
    PackageFile.swift(in: $0)
  }

  @Test("A file has at most 350 lines")
  func fileLength() {
    let long = SizeTests.files.filter { $0.lines.count > 351 }.map { "\($0): \($0.lines.count - 1) lines" }
    #expect(long == [])
  }

  @Test("A function has at most 60 lines")
  func functionLength() {
    let long = SizeTests.files.flatMap { file in
      functions(of: file).filter { $0.length > 60 }.map { "\(file):\($0.line): \($0.length) lines" }
    }
    #expect(long == [])
  }

  @Test("The functions are found by which their length is judged")
  func found() {
    let file = PackageFile(
      path: "x.swift",
      lines: [
        "  func one() {", "    let a = 1", "  }", "  init(", "    a: Int", "  ) throws {", "    self.a = a",
        "  }",
      ])
    #expect(functions(of: file).map(\.line) == [1, 4])
    #expect(functions(of: file).map(\.length) == [3, 5])
    #expect(SizeTests.files.flatMap { functions(of: $0) }.count > 500)
  }

  /// The functions of a file that is formatted: each ends with the first closing brace as far left as its first word.
  private func functions(of file: PackageFile) -> [(line: Int, length: Int)] {
    file.lines.indices.compactMap { start in
      let line = file.lines[start]
      guard line.contains(/^ *(?:[@\w()]+ )*(?:func |init[(<?]|deinit )/) else { return nil }
      let margin = line.prefix { $0 == " " }
      for end in file.lines[start...].indices {
        let other = file.lines[end]
        if end > start, other == margin + "}" { return (start + 1, end - start + 1) }
        // Without a body: a requirement of a protocol, or all on one line.
        if end > start, !other.isEmpty, !other.hasPrefix(margin + " "), !other.hasPrefix(margin + ")"),
          !other.hasPrefix(margin + "{"), !other.hasPrefix(margin + "->")
        {
          return nil
        }
      }
      return nil
    }
  }
}
