/// A file of events that can be read several times.
struct InputFile {
  /// The name it was given, `-` for standard input.
  let name: String
  /// The open file.
  let descriptor: Int32

  /// Opens a file; what cannot be read twice (standard input, a pipe) is first copied to a temporary file that has
  /// no name and goes away with the process.
  init(_ name: String, in surroundings: Surroundings) throws(Complaint) {
    self.name = name
    do throws(StreamError) {
      let opened = name == "-" ? surroundings.input : try Descriptor.open(reading: name)
      if Descriptor.isFolder(opened) { throw StreamError.isFolder }
      var isKept = name == "-"
      defer { if !isKept { Descriptor.close(opened) } }
      // Standard input is copied even when it is a file: reading it twice would move the offset of its owner.
      let canRewind = name == "-" ? false : try Descriptor.isRegular(opened)
      isKept = isKept || canRewind
      self.descriptor = canRewind ? opened : try InputFile.copy(of: opened, in: surroundings.temporaryFolder)
    } catch {
      throw Complaint(
        .environment, "cannot read \(name): \(error.reason)", hint: InputFile.remedy(for: error))
    }
  }

  /// Gives the file back.
  func close() {
    Descriptor.close(descriptor)
  }

  private static func copy(of source: Int32, in folder: String) throws(StreamError) -> Int32 {
    let copy = try Descriptor.unlinkedFile(in: folder)
    var buffer = [UInt8](repeating: 0, count: LineReader.bufferSize)
    while true {
      let count = try Descriptor.read(source, into: &buffer)
      if count == 0 { return copy }
      try Descriptor.write(Array(buffer[..<count]), to: copy)
    }
  }

  private static func remedy(for error: StreamError) -> String {
    switch error {
    case .isFolder: "name a file of JSON Lines"
    case .noSuchFile: "check the name; - is standard input"
    default:
      "check who may read the file, and that there is room in the temporary folder ($TMPDIR, else /tmp)"
    }
  }
}
