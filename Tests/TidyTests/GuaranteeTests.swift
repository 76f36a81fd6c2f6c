import Testing

/// What docs/GUARANTEES.md says is proved by a test is proved by a test that is there.
@Suite("Guarantees") struct GuaranteeTests {
  @Test("Every promise names its tests, and every test that is named exists")
  func proofs() throws {
    let page = try #require(PackageFile.all.first { $0.path == "docs/GUARANTEES.md" })
    var count = 0
    for section in page.lines.joined(separator: "\n").split(separator: "\n### ").dropFirst() {
      let text = section.split { $0.isWhitespace }.joined(separator: " ")
      guard let start = text.range(of: "Proved by ") else { continue }
      var file: PackageFile?
      for found in text[start.lowerBound...].matches(of: /\]\(\.\.\/([^)]+)\)|“([^”]+)”/) {
        if let path = found.1 {
          file = PackageFile.all.first { $0.path == path }
          #expect(file != nil, "\(path)")
        } else if let name = found.2 {
          count += 1
          let source = try #require(file, "\(name) stands in no file")
          let words = source.lines.joined(separator: "\n").split { $0.isWhitespace }.joined(separator: " ")
          #expect(words.contains("\"\(name)\""), "\(source.path) has no test “\(name)”")
        }
      }
    }
    #expect(count > 25)
    // The first part has promises only: each has its proof.
    let promises = page.lines.joined(separator: "\n").split(separator: "\n## Rules")[0]
    let sections = promises.split(separator: "\n### ").dropFirst()
    #expect(sections.count > 9)
    for section in sections { #expect(section.contains("Proved by "), "\(section.prefix(40))") }
  }
}
