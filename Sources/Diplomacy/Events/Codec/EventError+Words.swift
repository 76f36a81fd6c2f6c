import EventLog

extension EventError {
  /// The error in one sentence: the field, what is wrong, the byte where it begins.
  ///
  /// Texts from outside are printed as they are; whoever shows them on a terminal escapes control characters.
  public var sentence: String {
    let subject = reason.namesField ? outerPath : path
    let place = offset.map { " (at byte \($0 + 1))" } ?? ""
    return (subject.isEmpty ? "" : "\(subject): ") + reason.sentence + place
  }

  /// The path of the object around the field.
  private var outerPath: String {
    guard let dot = path.lastIndex(of: ".") else { return "" }
    return String(path[..<dot])
  }

  /// What to do about it, where that is not plain from the sentence.
  public var hint: String? { reason.hint }
}

extension EventError: CustomStringConvertible {
  /// The sentence and the hint.
  public var description: String { hint.map { "\(sentence); \($0)" } ?? sentence }
}

extension EventError.Reason {
  /// What is wrong, as the second half of a sentence.
  public var sentence: String {
    switch self {
    case .json(let reason): reason.sentence
    case .tooLarge(let bytes, let limit): "the event has \(bytes) bytes, more than \(limit)"
    case .unknownType(let name, _): "there is no event type “\(name)”"
    case .unknownField(let name, let type, _):
      type.map { "events of type \($0) have no field “\(name)”" } ?? "there is no field “\(name)” here"
    case .fieldNotOfType(let name, let type): "events of type \(type) have no “\(name)”"
    case .missingField(let name, let type):
      "“\(name)” is missing" + (type.map { ", and events of type \($0) need it" } ?? "")
    case .missingOneOf(let names, let type):
      "one of \(EventError.quoted(names)) is needed" + (type.map { " by events of type \($0)" } ?? "")
    case .wrongKind(let expected, let found): "\(expected) is expected, not \(found.phrase)"
    case .notAllowed(let word, let allowed, _): "“\(word)” is not one of \(EventError.quoted(allowed))"
    case .date(let error): error.withoutSuggestion.description
    case .intervalForOneDay(let text, _): "“\(text)” is an interval, and this happens on one day"
    case .notAnInterval(let text, _): "“\(text)” is one day, and this lasts"
    case .clause(let error): error.withoutSuggestion.description
    case .tooMany(let count, let limit): "the list has \(count) entries, more than \(limit)"
    case .idTooLong(let bytes, let limit): "the id has \(bytes) bytes, more than \(limit)"
    case .controlCharacter: "an id cannot hold a control character"
    case .emptyText: "the text is empty"
    case .emptyList: "the list is empty"
    case .duplicate(let id): "“\(id)” is there twice"
    case .outOfRange(let number, let allowed):
      "\(number) is not between \(allowed.lowerBound) and \(allowed.upperBound)"
    case .notAnInstant(let text): "“\(text)” is no instant"
    case .notNested(let type, let outer): "a \(outer) cannot hold a \(type)"
    case .replacementWithoutReplace(let action): "the action is “\(action)”, which takes no other event"
    case .unknownParty(let name, _): "“\(name)” is no State and is not declared"
    case .unknownOrganisation(let name, _): "no organisation or organ “\(name)” is declared"
    case .unknownInstrument(let name, _): "no instrument “\(name)” is declared"
    case .unsupportedVersion(let found, let supported, let type):
      "the event of type \(type) has version \(found), and this program reads version \(supported)"
    case .unknownTable(let name, _): "no table “\(name)” is declared"
    case .unknownCategory(let name, _): "no category “\(name)” is declared"
    case .didNotExist(let name, let existed, let day):
      "\(name) existed in \(existed.edtf) and cannot have consented \(day.isExact ? "on" : "in") \(day.edtf)"
    }
  }

  /// What to do about it, where that is not plain from the sentence.
  public var hint: String? {
    switch self {
    case .json(let reason): reason.hint
    case .tooLarge: "put long texts into a document and give its url"
    case .unknownType(_, let nearest):
      EventError.suggestion(nearest) ?? "a type of your own begins with “x-”"
    case .unknownField(_, nil, let nearest): EventError.suggestion(nearest)
    case .unknownField(_, _, let nearest):
      EventError.suggestion(nearest) ?? "a field of your own begins with “x_”"
    case .fieldNotOfType(_, .correction): "it takes effect where it stands in the log; write a note instead"
    case .missingField("type", _): "every event begins with its type, such as \"type\":\"ratification\""
    case .missingField("on", _): "a day that is not known is written as a range, such as [..2015-04-02]"
    case .missingField("with", _):
      "a correction that replaces holds the event that takes the place of the other"
    case .notAllowed(_, _, let nearest): EventError.suggestion(nearest)
    case .date(let error): error.suggestion.map { "write \($0)" }
    case .clause(let error): EventError.suggestion(error.suggestion)
    case .intervalForOneDay(_, let suggestion):
      suggestion.map { "write \($0) for one day somewhere in it" }
        ?? "write [A..B] for one day somewhere in it"
    case .notAnInterval(_, let suggestion):
      suggestion.map { "write an interval A/B, such as \($0)" } ?? "write an interval A/B"
    case .emptyText, .emptyList: "leave out what is not known"
    case .notAnInstant: "write it as 2026-11-22T00:10:27.123456Z"
    case .notNested(.claim, _), .notNested(_, in: .claim): "write what the other claim or correction is about"
    case .notNested: "retract the correction, and write a new one"
    case .replacementWithoutReplace: "write \"action\":\"replace\", or leave “with” out"
    case .unsupportedVersion:
      "use the program that recorded it, or a later one; the first version is written by leaving “version” out"
    case .unknownParty(_, let nearest), .unknownOrganisation(_, let nearest):
      EventError.declaration(nearest, with: "an entity event")
    case .unknownInstrument(_, let nearest): EventError.declaration(nearest, with: "an instrument event")
    case .unknownTable(_, let nearest): EventError.declaration(nearest, with: "a table event")
    case .unknownCategory(_, let nearest): EventError.declaration(nearest, with: "a category event")
    case .didNotExist: "check the party and the day; a successor's act is of type succession"
    default: nil
    }
  }

  /// Whether the sentence names the field by itself.
  fileprivate var namesField: Bool {
    switch self {
    case .unknownField, .fieldNotOfType, .missingField, .unsupportedVersion: true
    default: false
    }
  }
}

extension EventError {
  fileprivate static func suggestion(_ nearest: String?) -> String? {
    nearest.map { "did you mean “\($0)”?" }
  }

  fileprivate static func declaration(_ nearest: [String], with event: String) -> String {
    let meant = nearest.isEmpty ? "" : "did you mean \(quoted(nearest))? Else "
    return meant + "declare it with \(event)"
  }

  /// `“a”, “b” or “c”`.
  fileprivate static func quoted(_ words: [String]) -> String {
    words.map { "“\($0)”" }.listed("or")
  }
}

extension JSONKind {
  /// The kind with its article.
  fileprivate var phrase: String {
    switch self {
    case .bool: "true or false"
    case .integer: "a number"
    case .string: "text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

extension EDTFError {
  fileprivate var withoutSuggestion: EDTFError {
    EDTFError(text: text, offset: offset, reason: reason, suggestion: nil)
  }
}

extension ClauseError {
  fileprivate var withoutSuggestion: ClauseError {
    ClauseError(
      text: text, offset: offset, length: length, reason: reason, expected: expected, found: found,
      suggestion: nil)
  }
}
