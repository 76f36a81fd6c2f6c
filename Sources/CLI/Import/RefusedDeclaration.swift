/// What can be read of a line that is refused: whether it would declare something, and under which names.
enum RefusedDeclaration {
  /// The types that declare; each has a member of its own name with the id.
  private static let types = ["entity", "instrument", "table", "category"]

  /// The id and the name that the line would declare; none where it is no declaration or cannot be made out.
  ///
  /// The line may be no JSON at all, so that members are looked for as they are written.
  static func names(in line: UnsafeBufferPointer<UInt8>) -> [String] {
    guard line.count <= longest else { return [] }
    let text = String(decoding: line, as: UTF8.self)
    guard let type = member("type", of: text), types.contains(type), let id = member(type, of: text) else {
      return []
    }
    return [id] + (member("name", of: text).map { [$0] } ?? [])
  }

  /// Bytes beyond which no event can be.
  private static let longest = 1 << 17

  /// The first text that a member of this name has.
  private static func member(_ name: String, of text: String) -> String? {
    var rest = text[...]
    while let key = rest.firstRange(of: "\"\(name)\"") {
      rest = rest[key.upperBound...]
      var value = rest.drop(while: \.isWhitespace)
      guard value.popFirst() == ":" else { continue }
      value = value.drop(while: \.isWhitespace)
      guard value.popFirst() == "\"" else { continue }
      return String(value.prefix { $0 != "\"" })
    }
    return nil
  }
}
