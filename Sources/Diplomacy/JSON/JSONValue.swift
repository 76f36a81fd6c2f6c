/// A JSON value as events may hold it: no null, no fractions, integers that every JSON reader keeps exactly.
public enum JSONValue: Hashable, Sendable {
  /// `true` or `false`.
  case bool(Bool)
  /// A whole number from −(2^53 − 1) to 2^53 − 1, the range that I-JSON (RFC 7493) promises to keep.
  case integer(Int64)
  /// Text in Unicode normal form C.
  case string(String)
  /// Values in order.
  case array([JSONValue])
  /// Members; their order carries no meaning.
  case object([String: JSONValue])

  /// The largest number that is read or may be written: 2^53 − 1.
  public static let largestInteger: Int64 = 9_007_199_254_740_991
}

extension JSONValue {
  /// Reads one JSON text.
  ///
  /// Strict: RFC 8259 without null, fractions, exponents, duplicate keys or lone surrogates; text must be NFC.
  /// At most 1 MiB and eight levels of brackets. Throws where the first offence begins.
  public init(json bytes: some Collection<UInt8>) throws(JSONError) {
    var result: Result<JSONValue, JSONError>?
    bytes.withBytes { result = JSONValue.reading($0) }
    switch result {
    case .success(let value)?: self = value
    case .failure(let error)?: throw error
    case nil: throw JSONError(offset: 0, reason: .empty)
    }
  }

  static func reading(
    _ bytes: UnsafeBufferPointer<UInt8>, isTrusted: Bool = false
  ) -> Result<JSONValue, JSONError> {
    var value: JSONValue?
    do throws(JSONError) {
      try JSONDocument.reading(bytes, isTrusted: isTrusted) { value = $0.value(at: 0) }
    } catch {
      return .failure(error)
    }
    return value.map { .success($0) } ?? .failure(JSONError(offset: 0, reason: .empty))
  }

  /// The canonical form of RFC 8785: keys sorted by UTF-16 code units, shortest escapes, no space.
  public var canonical: [UInt8] {
    var bytes: [UInt8] = []
    CanonicalJSON.append(self, to: &bytes)
    return bytes
  }

  /// What kind of value it is.
  public var kind: JSONKind {
    switch self {
    case .bool: .bool
    case .integer: .integer
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }

  /// The member of this name, `nil` for other values than objects.
  public subscript(name: String) -> JSONValue? {
    if case .object(let members) = self { members[name] } else { nil }
  }
}

/// The kinds of JSON values that events hold.
public enum JSONKind: String, Hashable, Sendable, CaseIterable {
  case bool, integer, string, array, object
}
