import LMDB
import Threads

/// The small number that stands for a type or a tag in the log's tables, from 1; it never changes.
public struct TermID: Hashable, Sendable {
  /// As stored: four bytes, big-endian.
  public let number: UInt32

  /// The term with this number.
  public init(number: UInt32) {
    self.number = number
  }
}

/// A type or a tag: what the log has an index for.
public enum Term: Hashable, Sendable {
  /// The type of an event.
  case type(EventType)
  /// One of its tags.
  case tag(Tag)

  private static let typeMark: UInt8 = 0
  private static let tagMark: UInt8 = 1

  /// The value under which it is stored: a byte for its kind, then its UTF-8.
  var bytes: [UInt8] {
    switch self {
    case .type(let type): [Term.typeMark] + type.name.utf8
    case .tag(let tag): [Term.tagMark] + tag.description.utf8
    }
  }

  /// Reads what ``bytes`` wrote; `nil` for bytes that no term has.
  init?(_ bytes: RawSpan) {
    guard bytes.byteCount >= 1, let text = bytes.extracting(droppingFirst: 1).text else { return nil }
    switch bytes.bigEndian(at: 0, as: UInt8.self) {
    case Term.typeMark:
      self = .type(EventType(text))
    case Term.tagMark:
      guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
      self = .tag(Tag(String(text[..<colon]), String(text[text.utf8.index(after: colon)...])))
    default:
      return nil
    }
  }
}

/// Numbers of terms that are known without asking the table.
struct TermNumbers {
  private(set) var types: [EventType: TermID] = [:]
  private(set) var tags: [Tag: TermID] = [:]

  var count: Int { types.count + tags.count }

  subscript(term: Term) -> TermID? {
    switch term {
    case .type(let type): types[type]
    case .tag(let tag): tags[tag]
    }
  }

  mutating func keep(_ term: Term, as id: TermID) {
    switch term {
    case .type(let type): types[type] = id
    case .tag(let tag): tags[tag] = id
    }
  }
}

/// Terms by their numbers, which begin at 1 and mostly lie close together.
private struct KnownTerms {
  private static let pageSize = 1 << 6
  /// How many terms there is room for.
  private(set) var room = 0
  /// Terms a page at a time; a page nobody asked for is empty.
  private var pages: [[Term?]] = []

  subscript(id: TermID) -> Term? {
    let (page, place) = Int(id.number).quotientAndRemainder(dividingBy: KnownTerms.pageSize)
    guard page < pages.count, !pages[page].isEmpty else { return nil }
    return pages[page][place]
  }

  mutating func keep(_ term: Term, as id: TermID) {
    let (page, place) = Int(id.number).quotientAndRemainder(dividingBy: KnownTerms.pageSize)
    while pages.count <= page { pages.append([]) }
    if pages[page].isEmpty {
      pages[page] = Array(repeating: nil, count: KnownTerms.pageSize)
      room += KnownTerms.pageSize
    }
    pages[page][place] = term
  }
}

/// The dictionary of the log: which number stands for which type or tag.
///
/// Numbers are given in the order of first use, from 1, and never change, so what was once read from a
/// committed transaction can be kept. Table `names` holds both ways: 0 ‖ term → version ‖ number, and 1 ‖
/// number → version ‖ term.
final class TermDictionary: Sendable {
  private struct Known {
    var numbers = TermNumbers()
    var terms = KnownTerms()

    mutating func makeRoom(for count: Int) {
      // Where the numbers lie far apart, pages take more room than terms.
      if max(numbers.count + count, terms.room / 4) > TermDictionary.limit { self = Known() }
    }

    mutating func keep(_ term: Term, as id: TermID) {
      numbers.keep(term, as: id)
      terms.keep(term, as: id)
    }
  }

  private let known = Guarded(Known())
  /// How many terms are kept in memory; when there are more, all are forgotten and read again as needed.
  private static let limit = 1 << 18

  private static let byTerm: UInt8 = 0
  private static let byNumber: UInt8 = 1
  private static let version: UInt8 = 1

  static func key(of term: Term) -> [UInt8] { [byTerm] + term.bytes }
  static func key(of id: TermID) -> [UInt8] { [byNumber] + bigEndian(id.number) }
  static func value(of id: TermID) -> [UInt8] { [version] + bigEndian(id.number) }
  static func value(of term: Term) -> [UInt8] { [version] + term.bytes }

  private static func bigEndian(_ number: UInt32) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }

  /// The number of a term that is kept in memory.
  func known(_ term: Term) -> TermID? {
    known.withLock { $0.numbers[term] }
  }

  /// The numbers of some terms, as far as they are kept in memory: they never change.
  ///
  /// Looked up a few at a time, so that nobody waits long for the lock.
  func numbers(of terms: [Term]) -> [TermID?] {
    var numbers: [TermID?] = []
    numbers.reserveCapacity(terms.count)
    var rest = terms[...]
    while !rest.isEmpty {
      known.withLock { known in numbers += rest.prefix(256).lazy.map { known.numbers[$0] } }
      rest = rest.dropFirst(256)
    }
    return numbers
  }

  /// The numbers of all terms that are kept in memory, as they are now.
  ///
  /// Whoever holds them makes the next term that is kept a copy of them all, so not for long.
  var numbers: TermNumbers { known.withLock { $0.numbers } }

  /// Keeps terms of a transaction that was committed.
  func keep(_ terms: TermNumbers) {
    guard terms.count > 0 else { return }
    known.withLock { known in
      known.makeRoom(for: terms.count)
      for (type, id) in terms.types { known.keep(.type(type), as: id) }
      for (tag, id) in terms.tags { known.keep(.tag(tag), as: id) }
    }
  }

  /// The number of a term in the table, `nil` when no event has it.
  static func number(of term: Term, in view: ReadTransaction, _ names: Table) throws -> TermID? {
    guard let value = try view.value(forKey: key(of: term).span.bytes, in: names) else { return nil }
    guard value.byteCount == 5, value.bigEndian(at: 0, as: UInt8.self) == version else {
      throw RecordDamage(reason: "an entry of the dictionary is malformed")
    }
    return TermID(number: value.bigEndian(at: 1))
  }

  /// The term of a number, from memory or from the table; `nil` when the table does not hold it.
  ///
  /// `view` must be of a read transaction: what a writer sees may yet be given up.
  func term(of id: TermID, in view: ReadTransaction, _ names: Table) throws -> Term? {
    if let term = known.withLock({ $0.terms[id] }) { return term }
    guard let value = try view.value(forKey: TermDictionary.key(of: id).span.bytes, in: names),
      value.byteCount > 1, value.bigEndian(at: 0, as: UInt8.self) == TermDictionary.version,
      let term = Term(value.extracting(droppingFirst: 1))
    else { return nil }
    known.withLock { known in
      known.makeRoom(for: 1)
      known.keep(term, as: id)
    }
    return term
  }

  /// The type and the tags of a record, where all of them are kept in memory.
  func known(_ record: RecordView) -> (type: EventType, tags: [Tag])? {
    known.withLock { known in
      guard case .type(let type) = known.terms[record.type] else { return nil }
      var tags: [Tag] = []
      tags.reserveCapacity(record.tagCount)
      for index in 0..<record.tagCount {
        guard case .tag(let tag) = known.terms[record.tag(at: index)] else { return nil }
        tags.append(tag)
      }
      return (type, tags)
    }
  }

  /// The values of the tags with a key, in the order of their bytes.
  static func values(ofTag key: String, in view: ReadTransaction, _ names: Table) throws -> [String] {
    let prefix = TermDictionary.key(of: .tag(Tag(key, "")))
    var values: [String] = []
    var cursor = try view.cursor(in: names)
    var entry = try cursor.seek(atOrAfter: prefix.span.bytes)
    while let current = entry {
      guard current.key.starts(with: prefix.span.bytes) else { break }
      guard let value = current.key.extracting(droppingFirst: prefix.count).text else {
        throw RecordDamage(reason: "a key of the dictionary is malformed")
      }
      values.append(value)
      entry = try cursor.next()
    }
    return values
  }

  /// The highest number given so far, 0 for none.
  static func last(in view: ReadTransaction, _ names: Table) throws -> UInt32 {
    var cursor = try view.cursor(in: names)
    guard let entry = try cursor.last() else { return 0 }
    guard entry.key.bigEndian(at: 0, as: UInt8.self) == byNumber else { return 0 }
    guard entry.key.byteCount == 5 else {
      throw RecordDamage(reason: "a key of the dictionary is malformed")
    }
    return entry.key.bigEndian(at: 1)
  }
}
