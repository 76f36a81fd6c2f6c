/// A number for the id that is written on each line of the files, in their order: 0 where there is none.
///
/// 8 bytes a line: of the last million in memory, of those before them in a temporary file without a name. Two ids may
/// have the same number; that costs time, no more.
struct WrittenIDs {
  private let folder: String
  private var recent: [UInt64] = []
  private var spilled: Int32?
  private var spilledCount = 0
  /// How many numbers were read again.
  private var read = 0

  private let limit: Int

  /// No line yet.
  ///
  /// - Parameters:
  ///   - folder: where the temporary file is made, if it is needed.
  ///   - limit: how many numbers are kept in memory.
  init(spillingTo folder: String, keeping limit: Int = 1 << 20) {
    self.folder = folder
    self.limit = limit
  }

  /// The number of an id; it differs from process to process.
  static func sum(of id: String) -> UInt64 {
    var hasher = Hasher()
    var id = id
    id.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    return max(1, UInt64(bitPattern: Int64(hasher.finalize())))
  }

  /// How many lines there are.
  var count: Int { spilledCount + recent.count }

  /// Adds the numbers of the lines that follow.
  mutating func append(_ sums: [UInt64]) throws(Complaint) {
    recent += sums
    guard recent.count > limit else { return }
    try spilling { () throws(StreamError) in
      if spilled == nil { spilled = try Descriptor.unlinkedFile(in: folder) }
      if let spilled { try Descriptor.write(recent.withUnsafeBytes { Array($0) }, to: spilled) }
    }
    spilledCount += recent.count
    recent.removeAll(keepingCapacity: true)
  }

  /// Gives the temporary file back.
  func close() {
    if let spilled { Descriptor.close(spilled) }
  }

  /// Goes back to the first line.
  mutating func rewind() throws(Complaint) {
    read = 0
    try spilling { () throws(StreamError) in
      if let spilled { try Descriptor.rewind(spilled) }
    }
  }

  /// The numbers of the next lines, as many as are asked for and there.
  mutating func next(_ wanted: Int) throws(Complaint) -> [UInt64] {
    var sums: [UInt64] = []
    if read < spilledCount, let file = spilled {
      sums = [UInt64](repeating: 0, count: min(wanted, spilledCount - read))
      var bytes = [UInt8](repeating: 0, count: sums.count * 8)
      try spilling { () throws(StreamError) in try Descriptor.readAll(file, into: &bytes) }
      bytes.withUnsafeBytes { bytes in
        for index in sums.indices { sums[index] = bytes.load(fromByteOffset: index * 8, as: UInt64.self) }
      }
    }
    let start = max(0, read + sums.count - spilledCount)
    sums += recent[start..<min(recent.count, start + wanted - sums.count)]
    read += sums.count
    return sums
  }

  private func spilling(_ body: () throws(StreamError) -> Void) throws(Complaint) {
    do throws(StreamError) {
      try body()
    } catch {
      throw Complaint(
        .environment, "cannot keep the ids of the files in \(folder): \(error.reason)",
        hint: "see that there is room in the temporary folder ($TMPDIR, else /tmp)")
    }
  }
}

extension WrittenIDs {
  /// Whether a number is there twice.
  ///
  /// Share by share, by the highest bits, so that the memory is that of one share.
  ///
  /// - Parameter size: how many numbers are compared at once.
  mutating func hasRepetition(share size: Int = 1 << 19) throws(Complaint) -> Bool {
    var bits = 0
    while count >> bits > size { bits += 1 }
    var slots = 16
    while slots < 2 * count >> bits { slots *= 2 }
    // A share is not of exactly the same size as the others.
    if bits > 0 { slots *= 2 }
    for share in 0..<(UInt64(1) << UInt64(bits)) {
      var seen = [UInt64](repeating: 0, count: slots)
      try rewind()
      while true {
        let sums = try next(1 << 16)
        if sums.isEmpty { break }
        // A shift by 64 gives 0: with no bits everything is of share 0.
        for sum in sums where sum != 0 && sum >> UInt64(64 - bits) == share {
          var slot = Int(truncatingIfNeeded: sum) & (slots - 1)
          while seen[slot] != 0 {
            if seen[slot] == sum { return true }
            slot = (slot + 1) & (slots - 1)
          }
          seen[slot] = sum
        }
      }
    }
    return false
  }
}
