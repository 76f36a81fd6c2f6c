import EventLog

/// The identities of the events of an import, so that a second use of an id is found wherever in the files it is.
///
/// An event takes 32 bytes and what the table needs to grow, 48 to 96 bytes in all: ids and contents are kept as
/// 128-bit sums with a key of this process (SipHash), too long for two of them to be the same by chance.
struct Identities {
  /// What an event is to those before it.
  enum Standing {
    case new
    /// The same id with the same content.
    case duplicate
    /// The same id with other content.
    case reused
  }

  private struct Sum: Hashable {
    let high: Int
    let low: Int

    init(_ bytes: [UInt8]) {
      var first = Hasher()
      var second = Hasher()
      first.combine(0)
      second.combine(1)
      bytes.withUnsafeBytes { bytes in
        first.combine(bytes: bytes)
        second.combine(bytes: bytes)
      }
      self.high = first.finalize()
      self.low = second.finalize()
    }
  }

  private var contents: [Sum: Sum] = [:]

  /// Takes note of an event, unless its id is used already.
  mutating func note(_ event: Event) -> Standing {
    let id = Identities.id(of: event)
    let content = Sum(event.payload)
    guard let known = contents[id] else {
      contents[id] = content
      return .new
    }
    return known == content ? .duplicate : .reused
  }

  /// Forgets an event that is refused for another reason.
  mutating func forget(_ event: Event) {
    contents[Identities.id(of: event)] = nil
  }

  private static func id(of event: Event) -> Sum {
    Sum(Array((event.id ?? EventID(contentOf: event.payload)).text.utf8))
  }
}
