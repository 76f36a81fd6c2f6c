import Diplomacy
import EventLog
import TestSupport
import Testing

@Suite("Events: laws of reading and writing")
struct EventLawTests {
  static let types = Act.knownTypes + ["x-visit"]
  let seeds: Range<UInt64> = 0..<60

  @Test("Reading what was written gives the same event, for every type", arguments: types)
  func roundTrip(type: EventType) throws {
    for seed in seeds {
      var generator = EventGenerator(seed: seed)
      let value = generator.event(of: type)
      let line = generator.line(of: value)
      do {
        let event = try DiplomaticEvent(json: line)
        #expect(event.canonicalJSON == value.canonical, "seed \(seed)")
        #expect(event.json == value, "seed \(seed)")
        #expect(try DiplomaticEvent(json: event.canonicalJSON) == event, "seed \(seed)")
        #expect(try DiplomaticEvent(value) == event, "seed \(seed)")
        #expect(event.type == type)
      } catch {
        Issue.record("seed \(seed): \(error)\n\(String(decoding: line, as: UTF8.self))")
      }
    }
  }

  @Test("The random events hold every field of their type", arguments: types)
  func generatorCovers(type: EventType) throws {
    let wanted = Set(try #require(DiplomaticEvent.fields(of: type)).map(\.name))
    var seen: Set<String> = []
    for seed in seeds {
      var generator = EventGenerator(seed: seed)
      if case .object(let members) = generator.event(of: type) { seen.formUnion(members.keys) }
    }
    #expect(wanted.subtracting(seen).isEmpty)
  }

  @Test("A type, a field or a required field that is missing is refused, for every type", arguments: types)
  func refusals(type: EventType) throws {
    var generator = EventGenerator(seed: 1)
    guard case .object(let members) = generator.event(of: type) else { return }
    for field in try #require(DiplomaticEvent.fields(of: type)) where field.isRequired {
      var incomplete = members
      incomplete[field.name] = nil
      let error = #expect(throws: EventError.self) { try DiplomaticEvent(.object(incomplete)) }
      #expect(error?.path == field.name)
    }
    guard !type.isCustom else { return }
    var more = members
    more["partie"] = .string("ARM")
    #expect(throws: EventError.self) { try DiplomaticEvent(.object(more)) }
  }

  @Test("No field takes a value of another kind", arguments: types)
  func noCoercion(type: EventType) throws {
    var generator = EventGenerator(seed: 2)
    guard case .object(let members) = generator.event(of: type) else { return }
    for field in try #require(DiplomaticEvent.fields(of: type)) {
      for wrong in field.kind.wrongValues {
        var changed = members
        changed[field.name] = wrong
        let error = #expect(throws: EventError.self, "\(field.name): \(wrong)") {
          try DiplomaticEvent(.object(changed))
        }
        #expect(error?.path.hasPrefix(field.name) == true, "\(field.name): \(wrong)")
      }
    }
  }

  @Test("The types are each there once, and each has the family of its name")
  func typesAreDistinct() throws {
    #expect(Set(Act.knownTypes).count == Act.knownTypes.count)
    #expect(Act.knownTypes.count == 39)
    for type in Act.knownTypes { #expect(DiplomaticEvent.fields(of: type) != nil) }
    #expect(DiplomaticEvent.fields(of: "ratificaton") == nil)
  }

  @Test("A template says what it holds and what it leaves out")
  func template() throws {
    let line = #"{"type":"claim","says":{"type":"admission","party":"UZB"}}"#
    let event = try DiplomaticEvent(json: line.utf8)
    guard case .claim(let claim) = event.act, let said = claim.says else {
      Issue.record("no claim")
      return
    }
    #expect(said.type == .admission)
    #expect(said.missing == ["org"])
    #expect(said.event == nil)
    #expect(said["party"] == .string("UZB"))
    #expect(said["org"] == nil)
    #expect(said.json == .object(["type": .string("admission"), "party": .string("UZB")]))
  }
}

extension EventField.Kind {
  /// Values that look like those of the field and are not.
  var wrongValues: [JSONValue] {
    let five = JSONValue.integer(5)
    let object = JSONValue.object([:])
    return switch self {
    case .id, .text, .word, .date, .clause, .exitClause, .duration:
      [five, .bool(true), .array([]), object, .array([.string("ARM")]), .string("")]
    case .idOrList, .textOrList:
      [five, .bool(true), .array([]), object, .array([five]), .array([.string("")])]
    case .idList, .textList: [five, .string("ARM"), .array([]), object, .array([five])]
    case .integer: [.string("5"), .bool(true), .array([five]), .integer(-1)]
    case .flag: [.string("true"), .integer(1), .integer(0), object]
    case .object, .objectList, .objectOrList: [five, .string("x"), .array([]), .array([five]), .bool(false)]
    case .weights: [five, .array([]), .object(["ARM": .string("5")]), object, .object(["ARM": .integer(-1)])]
    case .members: [five, .array([])]
    case .rows: [object, .array([five]), .string("x")]
    case .target: [.bool(true), .array([]), object, .integer(0), .integer(-1), .string("")]
    case .event, .template: [five, .string("x"), object]
    }
  }
}
