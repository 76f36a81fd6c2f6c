/// A stream of whole lines: what is written comes out in the order written, never a part of a line.
///
/// Lines are gathered and handed to the operating system 64 KiB at a time, so that a long answer is not a call
/// for each line; `flush` sends the rest.
final class LineOutput {
  /// Where the lines go.
  let descriptor: Int32
  private var waiting: [UInt8] = []
  private let capacity: Int

  /// A stream to an open file; nothing is written yet.
  init(descriptor: Int32, capacity: Int = 1 << 16) {
    self.descriptor = descriptor
    self.capacity = capacity
  }

  /// Adds a line; the newline is added here.
  func write(line: String) throws(StreamError) {
    waiting.append(contentsOf: line.utf8)
    try endLine()
  }

  /// Adds a line of bytes; the newline is added here.
  func write(line: [UInt8]) throws(StreamError) {
    waiting.append(contentsOf: line)
    try endLine()
  }

  /// Adds a line of bytes; the newline is added here.
  func write(line: UnsafeRawBufferPointer) throws(StreamError) {
    waiting.append(contentsOf: line)
    try endLine()
  }

  /// Sends what is gathered.
  func flush() throws(StreamError) {
    guard !waiting.isEmpty else { return }
    let lines = waiting
    waiting.removeAll(keepingCapacity: true)
    try Descriptor.write(lines, to: descriptor)
  }

  private func endLine() throws(StreamError) {
    waiting.append(UInt8(ascii: "\n"))
    if waiting.count >= capacity { try flush() }
  }
}
