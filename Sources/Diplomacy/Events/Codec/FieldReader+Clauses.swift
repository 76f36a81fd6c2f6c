extension FieldReader {
  /// A clause of entry into force; `written` gets its text where that is not how it is printed.
  mutating func clause(_ name: StaticString, written: inout String?) throws(EventError) -> Clause? {
    try notation(name, .clause, written: &written) { (text) throws(ClauseError) in
      try Clause(text)
    }
  }

  /// An exit clause.
  mutating func exitClause(_ name: StaticString, written: inout String?) throws(EventError) -> ExitClause? {
    try notation(name, .exitClause, written: &written) { (text) throws(ClauseError) in
      try ExitClause(text)
    }
  }

  /// A term such as `5y`.
  mutating func term(_ name: StaticString, written: inout String?) throws(EventError) -> Term? {
    try notation(name, .duration, written: &written) { (text) throws(ClauseError) in
      try Term(text)
    }
  }

  private mutating func notation<Value: CustomStringConvertible>(
    _ name: StaticString, _ kind: EventField.Kind, written: inout String?,
    _ parse: (String) throws(ClauseError) -> Value
  ) throws(EventError) -> Value? {
    var text = ""
    let value = try optional(name, kind) { (document, node) throws(EventError) in
      text = try FieldReader.text(document, node)
      do throws(ClauseError) {
        return try parse(text)
      } catch {
        throw EventError(offset: document.offset(of: node), reason: .clause(error))
      }
    }
    if let value, value.description != text { written = text }
    return value
  }
}
