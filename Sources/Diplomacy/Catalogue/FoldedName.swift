/// A name reduced to what decides whether two spellings are the same name.
///
/// Small letters without diacritics; apostrophes and full stops dropped, "&" read as "and", "St" as "Saint"; a
/// leading "the" and all that is neither letter nor digit left out. Letters beyond Latin stay as they are.
package struct FoldedName: Hashable {
  private(set) var bytes: [UInt8] = []
  private var word = 0

  /// What a name is put in order by: its bytes without regard to case, accents and a leading article.
  package static func order(of name: String) -> [UInt8] { folded(name) }

  /// Where the name stands in a hash table (FNV-1a).
  var hash: Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: hash ^ (hash >> 32))
  }

  /// Replaces the name by the one that these bytes of UTF-8 spell.
  mutating func read(_ text: some Sequence<UInt8>) {
    bytes.removeAll(keepingCapacity: true)
    word = 0
    var decoder = UTF8()
    var input = text.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&input) { take(scalar) }
    endWord()
  }

  private mutating func take(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x61...0x7A, 0x30...0x39: bytes.append(UInt8(scalar.value))
    case 0x41...0x5A: bytes.append(UInt8(scalar.value) + 0x20)
    case 0x27, 0x2E, 0x2BC, 0x2019, 0x300...0x36F: break
    case 0x26:
      endWord()
      bytes.append(contentsOf: Self.and)
      endWord()
    case 0...0xBF, 0xD7, 0xF7, 0x2010...0x2015: endWord()
    case 0xC0...0x17F: bytes.append(latin.utf8Start[Int(scalar.value) - 0xC0])
    case 0x218...0x21B: bytes.append(scalar.value < 0x21A ? UInt8(ascii: "s") : UInt8(ascii: "t"))
    default: bytes.append(contentsOf: String(scalar).utf8)
    }
  }

  private mutating func endWord() {
    if word == 0, bytes == Self.the {
      bytes.removeAll(keepingCapacity: true)
    } else if bytes.count == word + 2, bytes[word...].elementsEqual(Self.st) {
      bytes.replaceSubrange(word..., with: Self.saint)
    }
    word = bytes.count
  }

  private static let and = Array("and".utf8)
  private static let the = Array("the".utf8)
  private static let st = Array("st".utf8)
  private static let saint = Array("saint".utf8)
}

/// The letters from U+00C0 to U+017F without their diacritics, small; a ligature becomes its first letter.
private let latin: StaticString = """
  aaaaaaaceeeeiiiidnoooooxouuuuytsaaaaaaaceeeeiiiidnoooooxouuuuytyaaaaaaccccccccddddeeeeeeeeeegggg\
  gggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs
  """

/// The bytes of a name as `FoldedName` reads it.
func folded(_ name: String) -> [UInt8] {
  var key = FoldedName()
  key.read(name.utf8)
  return key.bytes
}
