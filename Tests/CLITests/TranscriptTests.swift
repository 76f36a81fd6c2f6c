import TestSupport
import Testing

/// A file of transcripts, and how its blocks are read.
///
/// A transcript of the tests begins with nothing and is 100 columns wide. Prose shows 80 columns and speaks of a log
/// that holds the history of the CSTO, until a line `Log: …` names other seeds.
struct TranscriptFile: Sendable, CustomTestStringConvertible {
  /// The path in the package.
  let path: String
  /// Whether standard error is marked with `! `; in prose it stands among the rest, as on a screen.
  let marksErrors: Bool

  var testDescription: String { path }
  var absolutePath: String { "\(Files.package)/\(path)" }

  /// The transcripts of the tests, the README and the documents.
  static let all: [TranscriptFile] = {
    // Pages that other tests make are compared by them; their commands run where the page does not say.
    let made = ["docs/ERRORS.md", "docs/cli-reference.md"]
    let prose = ["README.md"] + markdown(in: "docs").filter { !made.contains($0) }
    return markdown(in: folder).map { TranscriptFile(path: $0, marksErrors: true) }
      + prose.filter { Files.exists("\(Files.package)/\($0)") }
      .map { TranscriptFile(path: $0, marksErrors: false) }
  }()

  static let folder = "Tests/CLITests/Transcripts"

  private static func markdown(in folder: String) -> [String] {
    TemporaryFolder.names(in: "\(Files.package)/\(folder)").filter { $0.hasSuffix(".md") }
      .map { "\(folder)/\($0)" }
  }
}

/// Every command that a document shows prints what the document says, through the program as it is built.
///
/// With `TIMELINE_RECORD=1` what is printed is written into the files instead; read the difference before you commit it.
@Suite("Transcripts", .enabled(if: BuiltProgram.exists, "the program is not built"))
struct TranscriptTests {
  @Test("print what they say", arguments: TranscriptFile.all)
  func replay(file: TranscriptFile) throws {
    let text = String(decoding: try Files.read(file.absolutePath), as: UTF8.self)
    let transcript = Transcript(text, all: file.marksErrors)
    var program = try self.program(for: file, seeds: file.marksErrors ? [] : ["seeds/csto.jsonl"])
    var printed: [[String]] = []
    for part in transcript.parts {
      switch part {
      case .words(let words):
        if let seeds = Transcript.seeds(in: words) { program = try self.program(for: file, seeds: seeds) }
      case .block(let steps):
        for step in steps { printed.append(try replay(step, in: file, with: program)) }
      }
    }
    if Recorded.isRecording {
      try Files.write(Array(transcript.text(printed: printed).utf8), to: file.absolutePath)
    }
  }

  /// The program in a folder with a log that is made of seeds; without any there is no log.
  private func program(for file: TranscriptFile, seeds: [String]) throws -> BuiltProgram {
    let program = try BuiltProgram(columns: file.marksErrors ? 100 : 80)
    if !seeds.isEmpty {
      let outcome = try program.run("timeline import \(seeds.joined(separator: " "))")
      #expect(outcome.status == 0, "\(file.path): \(outcome.errors)")
    }
    return program
  }

  /// What a step prints now; it must be what the file says, unless the file is recorded anew.
  private func replay(_ step: Transcript.Step, in file: TranscriptFile, with program: BuiltProgram) throws
    -> [String]
  {
    let lines = try lines(of: step, in: file, with: program)
    guard !Recorded.isRecording else { return lines }
    let command = step.command.joined(separator: "\n")
    #expect(
      lines == step.printed,
      """
      \(file.path):\(step.line): \(command)
      printed:
      \(lines.joined(separator: "\n"))
      """)
    return lines
  }

  private func lines(of step: Transcript.Step, in file: TranscriptFile, with program: BuiltProgram) throws
    -> [String]
  {
    let outcome = try program.run(
      step.command.joined(separator: "\n"), errors: file.marksErrors ? .apart : .withOutput)
    // Messages of the system name the folder the commands run in, which is another one each time.
    let output = outcome.output.replacing(program.folder.path, with: "/home/you")
    let errors = outcome.errors.replacing(program.folder.path, with: "/home/you")
    return TranscriptTests.lines(output) + TranscriptTests.lines(errors).map { $0.isEmpty ? "!" : "! \($0)" }
      + (outcome.status == 0 ? [] : ["[exit \(outcome.status)]"])
  }

  private static func lines(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  @Test("exist for what people do first, and each runs something")
  func present() throws {
    let names = TranscriptFile.all.filter(\.marksErrors).map(\.path)
    #expect(names.count >= 6)
    for name in names {
      let text = String(decoding: try Files.read("\(Files.package)/\(name)"), as: UTF8.self)
      #expect(!Transcript(text, all: true).steps.isEmpty, "\(name) has no command")
    }
  }

  @Test("A page says which seeds its log is made of, and only a line of its own says so")
  func seeds() {
    #expect(
      Transcript.seeds(in: ["Log: `seeds/a.jsonl` and `seeds/b.jsonl`", ""]) == [
        "seeds/a.jsonl", "seeds/b.jsonl",
      ])
    #expect(Transcript.seeds(in: ["Log: `a`", "## B", "Log: `b`"]) == ["b"])
    #expect(Transcript.seeds(in: ["A log: `seeds/a.jsonl`", "Log: none"]) == nil)
  }

  @Test("A file that prints what it says stays as it is, to the byte")
  func unchanged() throws {
    let text =
      "# A\n\n```console\n$ timeline x\n> y\n>\nout\n! err\n[exit 1]\n$ true\n```\n\n```\n$ no\n```\n"
    let transcript = Transcript(text, all: false)
    #expect(transcript.steps.map(\.command) == [["timeline x", "y", ""], ["true"]])
    #expect(transcript.steps.map(\.printed) == [["out", "! err", "[exit 1]"], []])
    #expect(transcript.steps.map(\.line) == [4, 10])
    #expect(transcript.text(printed: transcript.steps.map(\.printed)) == text)
  }
}
