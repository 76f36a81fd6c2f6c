#if canImport(Darwin)
import CoreFoundation
#else
@_spi(_Unicode) import Swift
#endif

/// Unicode normal form C, the one form of text that the log accepts: equal text has equal bytes.
package enum NormalForm {
  /// Whether a scalar leaves a string in NFC whatever stands beside it, as long as that does too.
  ///
  /// Scalars below U+0300, Cyrillic letters and the dashes and quotation marks of print have the quick check
  /// property NFC_QC = Yes and combining class 0 (UAX #15, section 9); a string of these alone is NFC.
  package static func isInert(_ scalar: UInt32) -> Bool {
    scalar < 0x300
      || (scalar >= 0x400 && scalar <= 0x482) || (scalar >= 0x48A && scalar <= 0x52F)
      || (scalar >= 0x2010 && scalar <= 0x2027)
  }

  /// Whether the text is in normal form C.
  package static func holds(for text: String) -> Bool {
    if text.unicodeScalars.allSatisfy({ isInert($0.value) }) { return true }
    #if canImport(Darwin)
    let bytes = Array(text.utf8)
    let encoding = CFStringBuiltInEncodings.UTF8.rawValue
    guard let written = CFStringCreateWithBytes(nil, bytes, bytes.count, encoding, false),
      let normal = CFStringCreateMutableCopy(nil, 0, written)
    else { return false }
    CFStringNormalize(normal, .C)
    return CFStringCompare(written, normal, []) == .compareEqualTo
    #else
    return text._nfc.elementsEqual(text.unicodeScalars)
    #endif
  }
}
