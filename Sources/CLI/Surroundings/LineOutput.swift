/// A stream of whole lines: what is written comes out in the order written, never a part of a line.
///
/// Lines are gathered and handed to the operating system 64 KiB at a time, so that a long answer is not a call
/// for each line; `flush` sends the rest.
final class LineOutput {
  /// Where the lines go.
  let descriptor: Int32
  private var waiting: [UInt8] = []
  private let capacity: Int
  private var stopsWhenAsked = false

  /// A stream to an open file; nothing is written yet.
  init(descriptor: Int32, capacity: Int = 1 << 16) {
    self.descriptor = descriptor
    self.capacity = capacity
  }

  /// Adds a line; the newline is added here.
  func write(line: String) throws {
    waiting.append(contentsOf: line.utf8)
    try endLine()
  }

  /// Adds a line of bytes; the newline is added here.
  func write(line: [UInt8]) throws {
    waiting.append(contentsOf: line)
    try endLine()
  }

  /// Adds a line of bytes; the newline is added here.
  func write(line: UnsafeRawBufferPointer) throws {
    waiting.append(contentsOf: line)
    try endLine()
  }

  /// Sends what is gathered.
  func flush() throws {
    guard !waiting.isEmpty else { return }
    let lines = waiting
    waiting.removeAll(keepingCapacity: true)
    if stopsWhenAsked {
      try Descriptor.write(lines: lines, to: descriptor, unless: { StopSignals.haveCome })
    } else {
      try Descriptor.write(lines, to: descriptor)
    }
  }

  /// From now on SIGINT and SIGTERM end nothing by themselves: `flush` and `idle` throw `AskedToStop`.
  ///
  /// The line at work is written to its end first; only what a reader that does not read holds up is given up, in the
  /// middle of a line if it must be.
  func holdStopSignals() {
    StopSignals.hold()
    stopsWhenAsked = true
  }

  /// Does nothing for a while, but notices that nobody reads any more.
  ///
  /// - Throws: `StreamError` with `EPIPE` when the other end is closed; `AskedToStop`.
  func idle(milliseconds: Int32) throws {
    if stopsWhenAsked, StopSignals.haveCome { throw AskedToStop() }
    _ = try Descriptor.wait(for: 0, on: descriptor, milliseconds: milliseconds)
  }

  private func endLine() throws {
    waiting.append(UInt8(ascii: "\n"))
    if waiting.count >= capacity { try flush() }
  }
}
