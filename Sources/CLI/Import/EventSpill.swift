import EventLog

/// The events of the first batches of the files as the first pass made them ready, for the last pass: as many as a
/// temporary file without a name may hold, or has room for.
///
/// What is not here is read again from the files: it is there to save time, and nothing depends on it.
struct EventSpill {
  private let folder: String
  private let limit: Int
  private var file: Int32?
  /// How many bytes each batch has.
  private var sizes: [Int] = []
  private var total = 0
  private var isOver = false
  private var read = 0

  /// Nothing yet.
  ///
  /// - Parameters:
  ///   - folder: where the temporary file is made.
  ///   - limit: how many bytes it may have.
  init(in folder: String, limit: Int = 1 << 30) {
    self.folder = folder
    self.limit = limit
  }

  /// Keeps the events of the batch that follows; once a batch cannot be kept, no later one is.
  mutating func append(_ batch: EventBytes) {
    guard !isOver else { return }
    do throws(StreamError) {
      guard total + batch.bytes.count <= limit else {
        isOver = true
        return
      }
      if file == nil { file = try Descriptor.unlinkedFile(in: folder) }
      if let file { try Descriptor.write(batch.bytes, to: file) }
      sizes.append(batch.bytes.count)
      total += batch.bytes.count
    } catch {
      // A full disk: what is kept so far is of use.
      isOver = true
    }
  }

  /// Forgets everything.
  mutating func drop() {
    isOver = true
    sizes = []
  }

  /// Gives the temporary file back.
  mutating func close() {
    if let file { Descriptor.close(file) }
    file = nil
    drop()
  }

  /// The events of the next batch, from the first batch on; `nil` for one that is not kept.
  mutating func next() -> [UInt8]? {
    guard read < sizes.count, let file else { return nil }
    do throws(StreamError) {
      if read == 0 { try Descriptor.rewind(file) }
      var bytes = [UInt8](repeating: 0, count: sizes[read])
      try Descriptor.readAll(file, into: &bytes)
      read += 1
      return bytes
    } catch {
      drop()
      return nil
    }
  }
}
