import Testing

/// Words that say nothing, and words that do not belong into the project.
@Suite("Words") struct WordTests {
  @Test("No type and no file is called by what it might be anything of")
  func emptyNames() {
    let empty = /(?i)(manager|helper|util|utils|utilities|processor)\b/
    let swift = PackageFile.all.filter { $0.path.hasSuffix(".swift") }
    #expect(PackageFile.all.filter { $0.name.prefix { $0 != "." }.contains(empty) }.map(\.path) == [])
    let types = swift.flatMap { file in
      file.places(
        of:
          /\b(struct|class|enum|actor|protocol|typealias|extension) \w*(Manager|Helper|Utils?|Utilities|Processor)\b/
      )
    }
    #expect(types == [])
  }

  @Test("Nothing is left for later in a remark")
  func leftForLater() {
    let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X:", "HA" + "CK"]
    let places = PackageFile.all.filter { !$0.path.hasPrefix("Tests/TidyTests/") }.flatMap { file in
      marks.flatMap { mark in
        zip(1..., file.lines).filter { $0.1.split { !$0.isLetter && $0 != ":" }.contains(Substring(mark)) }
          .map { "\(file):\($0.0): \($0.1)" }
      }
    }
    #expect(places == [])
  }

  @Test("Nothing tells on which machine or by what steps the project was made")
  func machine() {
    let patterns = [
      "/wo" + "rk/", "/ro" + "ot/", "work" + "tree", "index.crates" + ".io", "registry.npm" + "js",
      "pypi" + ".org",
      "proxy.gol" + "ang.org", "hel" + "per",
    ]
    let numbered = /\b[Ii]ssue #?\d/
    let places = PackageFile.all.filter { $0.path != "Tests/TidyTests/WordTests.swift" }.flatMap { file in
      zip(1..., file.lines).filter { place in
        patterns.contains { place.1.contains($0) } || place.1.contains(numbered)
      }.map { "\(file):\($0.0): \($0.1.prefix(200))" }
    }
    #expect(places == [])
  }

  @Test("Every document that is spoken of is there")
  func documents() {
    let paths = Set(PackageFile.all.map(\.path))
    let places = PackageFile.all.filter { !$0.path.hasPrefix("Tests/") }.flatMap { file in
      zip(1..., file.lines).flatMap { number, line in
        line.matches(of: /docs\/[A-Za-z-]+\.md/).map { String($0.0) }.filter { !paths.contains($0) }
          .map { "\(file):\(number): \($0)" }
      }
    }
    #expect(places == [])
  }
}
