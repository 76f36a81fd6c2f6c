import Diplomacy

/// What can be read of a line that is refused: whether it would declare something, and under which names.
enum RefusedDeclaration {
  /// The types that declare; each has a member of its own name with the id.
  private static let types = ["entity", "instrument", "table", "category"]

  /// The id and the name that the line would declare; none where it is no declaration or cannot be made out.
  ///
  /// The line may be no JSON at all, so that members are looked for as they are written: those of the outermost object.
  static func names(in line: UnsafeBufferPointer<UInt8>) -> [String] {
    guard line.count <= longest else { return [] }
    let members = members(of: line)
    guard let type = members["type"], types.contains(type), let id = members[type] else { return [] }
    return [id] + (members["name"].map { [$0] } ?? [])
  }

  /// Bytes beyond which no event can be.
  private static let longest = 1 << 17

  /// The members of the outermost object that are text, each with what it says first.
  private static func members(of line: UnsafeBufferPointer<UInt8>) -> [String: String] {
    var members: [String: String] = [:]
    var key: String?
    var isValue = false
    var depth = 0
    var place = 0
    while place < line.count {
      switch line[place] {
      case UInt8(ascii: "\""):
        let end = endOfText(from: place, in: line)
        if depth == 1 {
          let text = text(line[place..<end])
          if isValue, let name = key, members[name] == nil { members[name] = text }
          key = isValue ? nil : text
          isValue = false
        }
        place = end
        continue
      case UInt8(ascii: ":"): isValue = depth == 1 && key != nil
      case UInt8(ascii: ","): if depth == 1 { (key, isValue) = (nil, false) }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        (key, isValue) = (nil, false)
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      place += 1
    }
    return members
  }

  /// The place behind the quotation mark that ends a text; the end of the line where none does.
  private static func endOfText(from start: Int, in line: UnsafeBufferPointer<UInt8>) -> Int {
    var place = start + 1
    while place < line.count {
      switch line[place] {
      case UInt8(ascii: "\\"): place += 2
      case UInt8(ascii: "\""): return place + 1
      default: place += 1
      }
    }
    return line.count
  }

  /// What a text says; as it is written where that cannot be read.
  private static func text(_ quoted: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    if case .string(let text)? = try? JSONValue(json: quoted) { return text }
    return String(decoding: quoted.dropFirst().prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
  }
}
