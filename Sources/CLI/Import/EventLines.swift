import Diplomacy
import EventLog

/// A line of the input, read.
///
/// A class, because an event is a large value and a line is handed from thread to thread and pass to pass.
final class EventLine: Sendable {
  /// Where it stands.
  let place: Complaint.Place
  /// The event, or what is wrong with the line.
  let outcome: Result<ImportedLine, Complaint>
  /// What it declares for the other lines: also that of a line that is refused for its byte order mark alone, so
  /// that the mark is all that is reported.
  let declared: ImportedLine?

  init(place: Complaint.Place, outcome: Result<ImportedLine, Complaint>, declared: ImportedLine? = nil) {
    self.place = place
    self.outcome = outcome
    self.declared = declared ?? (try? outcome.get())
  }
}

/// Some lines of one of the files, not yet read as events.
struct FileBatch: Sendable {
  /// The name of the file as it was given.
  let file: String
  /// The lines.
  let batch: LineBatch

  /// What stands on each line.
  func events() -> [EventLine] { batch.lines.map(event) }

  /// What stands on one line.
  func event(_ line: LineBatch.Line) -> EventLine {
    let place = Complaint.Place(file: file, line: line.number)
    guard let range = line.range else { return EventLine(place: place, outcome: .failure(.lineTooLong)) }
    return batch.bytes.withUnsafeBufferPointer { bytes in
      let text = UnsafeBufferPointer(rebasing: bytes[range])
      do throws(EventError) {
        return EventLine(place: place, outcome: .success(try ImportedLine(json: text)))
      } catch {
        let unmarked =
          text.starts(with: [0xEF, 0xBB, 0xBF]) ? try? ImportedLine(json: text.dropFirst(3)) : nil
        return EventLine(place: place, outcome: .failure(Complaint(error, inLine: text)), declared: unmarked)
      }
    }
  }
}

/// The lines of some files, a batch at a time, in order.
struct FileBatches {
  private let files: [InputFile]
  private var current = 0
  private var reader: LineReader?

  /// Reads files from their first line.
  init(_ files: [InputFile]) {
    self.files = files
  }

  /// The next lines, `nil` after the last file.
  mutating func next() throws(Complaint) -> FileBatch? {
    while current < files.count {
      let file = files[current]
      do throws(StreamError) {
        if reader == nil { reader = try LineReader(file.descriptor) }
        if let batch = try reader?.next() { return FileBatch(file: file.name, batch: batch) }
      } catch {
        throw Complaint(
          .environment, "cannot read \(file.name): \(error.reason)", hint: "nothing more was read")
      }
      reader = nil
      current += 1
    }
    return nil
  }
}

extension Complaint {
  /// A line that is not read.
  static let lineTooLong = Complaint(
    .refused, "the line has more than 1 MiB", hint: "put one event on each line; an event has at most 64 KiB")
}
