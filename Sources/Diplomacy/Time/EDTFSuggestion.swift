import EventLog

/// Guesses how a refused date should be written; every guess is one that can be read.
enum EDTFSuggestion {
  /// The guess for an error, and the reason to give: a better one where the notation of the text is known.
  static func text(for error: EDTFError) -> (text: String?, reason: EDTFError.Reason) {
    guard error.text.utf8.count <= 200 else { return (nil, error.reason) }
    if let (one, other) = OtherNotation.ambiguous(error.text), one != other {
      return (nil, .ambiguousOrder(one, other))
    }
    for candidate in byReason(error) where isReadable(candidate) && candidate != error.text {
      return (candidate, error.reason)
    }
    let bare = trimmed(error.text, of: blanks)
    if bare != error.text, isReadable(bare) { return (bare, error.reason) }
    for candidate in OtherNotation.candidates(error.text) where isReadable(candidate) {
      return (candidate, .otherNotation)
    }
    for candidate in byForm(error.text) where isReadable(candidate) && candidate != error.text {
      return (candidate, error.reason)
    }
    return (nil, error.reason)
  }

  private static let blanks = " \t\r\n\"'“”"

  private static func isReadable(_ text: String) -> Bool {
    (try? EDTFReader(text).read()) != nil
  }

  private static func byReason(_ error: EDTFError) -> [String] {
    let text = error.text
    switch error.reason {
    case .bareRange: return ["[\(text)]"]
    case .allOfSet: return []
    case .noZone: return [String(text.prefix(10))]
    case .noSuchDay: return [String(text.prefix(7)) + trailingMark(text), String(text.prefix(7))]
    case .noSuchMonth: return swapped(text)
    case .reversed(let first, let last):
      return ["\(last)/\(first)", "[\(last)..\(first)]"].filter { $0.utf8.count == text.utf8.count }
    case .sentinel: return sentinelsOpened(text)
    case .markInside: return [text.filter { !"~?%".contains($0) } + text.filter { "~?%".contains($0) }]
    case .twoMarks: return [trimmed(text, of: "~?%") + "%"]
    case .saysNothing: return [".."]
    case .placeholder: return [withoutPlaceholders(text) + trailingMark(text), ".."]
    default: return []
    }
  }

  private static func byForm(_ text: String) -> [String] {
    let bare = trimmed(text, of: blanks)
    let lower = bare.lowercased()
    if ["", "-", "--", "?", "unknown", "n/a", "na", "none", "null", "nil", "open", "[..]", "*", "…"].contains(
      lower)
    {
      return [".."]
    }
    var guesses = [bare, bare.uppercased(), bare.filter { $0 != " " }]
    guesses.append(String(bare.map { $0 == " " ? "T" : $0 }))
    guesses.append(String(bare.map { "‐‑‒–—−".contains($0) ? "-" : $0 }))
    for word in ["circa ", "ca. ", "ca ", "c. ", "c ", "about ", "around ", "approx. ", "~", "≈"]
    where lower.hasPrefix(word) {
      guesses.append(String(bare.dropFirst(word.count)) + "~")
    }
    for word in ["since ", "from "] where lower.hasPrefix(word) {
      guesses.append(bare.dropFirst(word.count) + "/..")
    }
    for word in ["until ", "till "] where lower.hasPrefix(word) {
      guesses.append("../" + bare.dropFirst(word.count))
    }
    if bare.first == "?" || bare.first == "%" {
      guesses.append(String(bare.dropFirst()) + String(bare.prefix(1)))
    }
    guesses.append(bare + "]")
    guesses.append(bare.split(separator: "/").joined(separator: ".."))
    guesses.append(markOnMembers(bare))
    guesses.append(withoutPlaceholders(bare) + trailingMark(bare))
    return guesses
  }

  /// `[2015..2016]~` as `[2015~..2016~]`.
  private static func markOnMembers(_ text: String) -> String {
    let mark = trailingMark(text)
    guard !mark.isEmpty else { return text }
    var marked = ""
    for character in text.dropLast() {
      if "].,".contains(character), let last = marked.last, !"[.,".contains(last) { marked += mark }
      marked.append(character)
    }
    return marked
  }

  private static func trailingMark(_ text: String) -> String {
    guard let last = text.last, "~?%".contains(last) else { return "" }
    return String(last)
  }

  /// Month and day exchanged, where the month can only be a day.
  private static func swapped(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    guard bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-") else { return [] }
    let parts = [bytes[0..<5], bytes[8..<10], bytes[4..<5], bytes[5..<7], bytes[10...]]
    return [String(decoding: parts.joined(), as: UTF8.self)]
  }

  private static func sentinelsOpened(_ text: String) -> [String] {
    let sides = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard sides.count == 2 else { return [".."] }
    let opened = sides.map { isReadable($0) || $0.isEmpty ? $0 : ".." }
    return [opened.joined(separator: "/"), ".."]
  }

  /// The text up to the first part that says "not known": `2014-**-**` is `2014`.
  private static func withoutPlaceholders(_ text: String) -> String {
    var bare = trimmed(text, of: "~?%")
    while let last = bare.last {
      if "-X*".contains(last) {
        bare.removeLast()
      } else if bare.hasSuffix("-00") {
        bare.removeLast(3)
      } else {
        break
      }
    }
    return String(bare.map { $0 == "*" ? "X" : $0 })
  }

  static func trimmed(_ text: String, of characters: String) -> String {
    let kept = text.drop { characters.contains($0) }
    var end = kept.endIndex
    while end > kept.startIndex, characters.contains(kept[kept.index(before: end)]) {
      end = kept.index(before: end)
    }
    return String(kept[..<end])
  }
}
