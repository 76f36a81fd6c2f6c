import Diplomacy
import EventLog

/// A line of the input, read.
///
/// A class, because an event is a large value: it is handed from thread to thread, and looked at in place.
final class EventLine: Sendable {
  /// Where it stands.
  let place: Complaint.Place
  /// What is wrong with the line, `nil` for nothing.
  let complaint: Complaint?
  /// The event; also that of a line that is refused for its byte order mark alone, so that what it declares counts and
  /// the mark is all that is reported.
  let imported: ImportedLine?
  /// What it is to other lines.
  let part: Part
  /// What a line that is refused would declare, as far as that can be read.
  let undeclared: [String]
  /// Whether nothing is wrong with the line.
  let isReadable: Bool
  /// Where its bytes stand in its batch, if they are the canonical form of the event.
  let canonical: Range<Int>?

  /// What a line is to the other lines; a replacement is a correction that declares.
  enum Part {
    case none, declaration, correction, replacement
  }

  /// A line with which nothing is wrong.
  init(_ imported: consuming ImportedLine, at place: Complaint.Place, canonical: Range<Int>? = nil) {
    self.canonical = canonical
    self.place = place
    self.complaint = nil
    self.isReadable = true
    self.part = imported.event.act.part
    self.imported = imported
    self.undeclared = []
  }

  /// A line that is refused.
  init(
    _ imported: ImportedLine?, _ complaint: Complaint, at place: Complaint.Place, undeclared: [String] = []
  ) {
    self.canonical = nil
    self.place = place
    self.complaint = complaint
    self.isReadable = false
    self.part = imported?.event.act.part ?? .none
    self.imported = imported
    self.undeclared = undeclared
  }
}

extension EventLine {
  /// The event of a line with which nothing is wrong: a copy, where a part of it would not do.
  var readable: ImportedLine? { isReadable ? imported : nil }

  /// The id that is written on a line with which nothing is wrong.
  var writtenID: String? { isReadable ? imported?.event.id : nil }

  /// Whether it declares something, itself or in place of another event.
  var declares: Bool { part == .declaration || part == .replacement }

  /// Whether it corrects something.
  var corrects: Bool { part == .correction || part == .replacement }

  /// Whether the event of the line is in order with these names; the target of a correction is another question.
  func isFine(with names: Names) -> Bool {
    isReadable && (try? imported?.event.resolved(in: names)) != nil
  }
}

extension Act {
  fileprivate var part: EventLine.Part {
    switch self {
    case .entity, .instrument, .table, .category: .declaration
    case .correction(let correction):
      correction.with?.act.part == .declaration ? .replacement : .correction
    default: .none
    }
  }
}

/// Some lines of one of the files, not yet read as events.
struct FileBatch: Sendable {
  /// The name of the file as it was given.
  let file: String
  /// The lines.
  let batch: LineBatch
  /// Lines that are taken for unreadable: they are refused, and what they would declare or be to others does not count.
  let leftOut: Set<Complaint.Place>

  /// What stands on each line.
  func events() -> [EventLine] { batch.lines.map(event) }

  /// What stands on one line.
  func event(_ line: LineBatch.Line) -> EventLine {
    let place = Complaint.Place(file: file, line: line.number)
    guard let range = line.range else { return EventLine(nil, .lineTooLong, at: place) }
    return batch.bytes.withUnsafeBufferPointer { bytes in
      let text = UnsafeBufferPointer(rebasing: bytes[range])
      if !leftOut.isEmpty, leftOut.contains(place) {
        return EventLine(nil, .leftOut, at: place, undeclared: RefusedDeclaration.names(in: text))
      }
      do throws(EventError) {
        let (line, isCanonical) = try ImportedLine.reading(text)
        return EventLine(line, at: place, canonical: isCanonical ? range : nil)
      } catch {
        let unmarked =
          text.starts(with: [0xEF, 0xBB, 0xBF]) ? try? ImportedLine(json: text.dropFirst(3)) : nil
        return EventLine(
          unmarked, Complaint(error, inLine: text), at: place,
          undeclared: unmarked == nil ? RefusedDeclaration.names(in: text) : [])
      }
    }
  }
}

/// The lines of some files, a batch at a time, in order.
struct FileBatches {
  private let files: [InputFile]
  private let leftOut: Set<Complaint.Place>
  private var current = 0
  private var reader: LineReader?

  /// Reads files from their first line.
  ///
  /// - Parameter leftOut: see `FileBatch.leftOut`.
  init(_ files: [InputFile], leavingOut leftOut: Set<Complaint.Place> = []) {
    self.files = files
    self.leftOut = leftOut
  }

  /// The next lines, `nil` after the last file.
  mutating func next() throws(Complaint) -> FileBatch? {
    while current < files.count {
      let file = files[current]
      do throws(StreamError) {
        if reader == nil { reader = try LineReader(file.descriptor) }
        if let batch = try reader?.next() {
          // A text of its own: threads that share one wait for each other to count who uses it.
          return FileBatch(
            file: String(decoding: Array(file.name.utf8), as: UTF8.self), batch: batch, leftOut: leftOut)
        }
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

  /// A line of which it was said already what is wrong.
  static let leftOut = Complaint(.refused, "the line is refused")
}
