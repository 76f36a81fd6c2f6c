import EventLog

/// Reads the payload of one version of an event type as one of the next version.
///
/// What is recorded stays as it was recorded: a payload is raised each time it is read. A payload says its version in
/// the member `version`; without it, the version is 1.
public struct Upcaster: Sendable {
  /// The type whose payloads it reads.
  public let type: EventType
  /// The version it reads, from 1; it gives the next one.
  public let version: Int
  private let transform: @Sendable ([String: JSONValue]) -> [String: JSONValue]

  /// A step from a version to the next.
  ///
  /// - Parameter transform: gets the members of a payload and gives those of the next version; pure and total, and the
  ///   members `type`, `id` and `version` are none of its business.
  public init(
    _ type: EventType, from version: Int,
    _ transform: @escaping @Sendable ([String: JSONValue]) -> [String: JSONValue]
  ) {
    precondition(version >= 1, "versions count from 1")
    self.type = type
    self.version = version
    self.transform = transform
  }

  /// The members of a payload in the next version.
  func next(_ members: [String: JSONValue]) -> [String: JSONValue] {
    var next = transform(members)
    for name in ["type", "id"] { next[name] = members[name] }
    next["version"] = .integer(Int64(version + 1))
    return next
  }
}

/// Every step that a program knows: which versions of which types it reads.
public struct Upcasters: Sendable {
  private var steps: [String: [Upcaster]] = [:]

  /// Those of the types that are built in: every one of them is at its first version.
  public static let standard = Upcasters([])

  /// Steps in any order.
  ///
  /// A programmer error (traps) when a type has two steps from one version, or one is missing between the first
  /// version and the newest.
  public init(_ upcasters: [Upcaster]) {
    for step in upcasters.sorted(by: { $0.version < $1.version }) {
      precondition(
        step.version == newest(of: step.type) ?? 1,
        "the steps of a type lead from version 1 to the newest, each once: \(step.type) from \(step.version)")
      steps[step.type.name, default: []].append(step)
    }
  }

  /// The newest version of a type that is known, `nil` for a type without steps.
  public func newest(of type: EventType) -> Int? {
    steps[type.name].map { $0.count + 1 }
  }

  /// A payload in the newest version, the same bytes where it is that already.
  ///
  /// Events inside claims and corrections are raised too. What is no event, or of a type without steps, is left as it
  /// is: reading it says what is wrong.
  ///
  /// - Parameter keepsID: whether a payload without an id gets the one that its content had before, so that a log that
  ///   records the raised one knows it by the same id.
  func raise(_ payload: UnsafeBufferPointer<UInt8>, keepsID: Bool = false) throws(EventError) -> [UInt8]? {
    guard !steps.isEmpty, case .success(.object(let members)) = JSONValue.reading(payload) else { return nil }
    // What an export puts before the event is no part of its content.
    let place = members.filter { CustomAct.reserved.contains($0.key) }
    let content = members.filter { place[$0.key] == nil }
    var raised = try raise(content)
    guard raised != content else { return nil }
    if keepsID, raised["id"] == nil {
      raised["id"] = .string(EventID(contentOf: JSONValue.object(content).canonical).text)
    }
    return JSONValue.object(raised.merging(place) { event, _ in event }).canonical
  }

  private func raise(_ members: [String: JSONValue]) throws(EventError) -> [String: JSONValue] {
    var members = members
    guard case .string(let name)? = members["type"] else { return members }
    for inner in ["with", "says"] where [EventType.correction, .claim].contains(EventType(name)) {
      if case .object(let event)? = members[inner] { members[inner] = .object(try raise(event)) }
    }
    guard let steps = steps[name] else { return members }
    let found = try Upcasters.version(of: members)
    guard found <= steps.count + 1 else {
      throw EventError(
        path: "version",
        reason: .unsupportedVersion(found, supported: steps.count + 1, of: EventType(name)))
    }
    for step in steps.dropFirst(found - 1) { members = step.next(members) }
    return members
  }

  private static func version(of members: [String: JSONValue]) throws(EventError) -> Int {
    guard let value = members["version"] else { return 1 }
    guard case .integer(let number) = value else {
      throw EventError(path: "version", reason: .wrongKind(expected: "a number", found: value.kind))
    }
    guard number >= 2, let version = Int(exactly: number) else {
      throw EventError(path: "version", reason: .outOfRange(Int(clamping: number), allowed: versions))
    }
    return version
  }

  /// The versions that a payload can name; the first one is not named.
  static let versions = 2...Int(JSONValue.largestInteger)
}
