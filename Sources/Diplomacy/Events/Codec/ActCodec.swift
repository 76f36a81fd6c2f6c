import EventLog

/// How events of one type are read: which envelope dates they have, and their own fields.
struct ActCodec: Sendable {
  /// Whether a type has an `on`, and of which shape.
  enum Dating: Sendable {
    /// `on` must be there; one day.
    case day
    /// `on` must be there; one day or an interval, for what lasts.
    case span
    /// `on` may be absent; one day.
    case optionalDay
    /// `on` may be absent; one day or an interval.
    case optionalSpan
    /// There is no `on`, and no other date of the envelope.
    case undated
  }

  /// The name of the type.
  let type: EventType
  /// The version of the payload that it reads; `nil` for a custom type, of which any is kept.
  let version: Int?
  /// Its dates.
  let dating: Dating
  /// Reads its own fields.
  let decode: @Sendable (inout FieldReader) throws(EventError) -> Act

  init(
    _ type: EventType, _ dating: Dating, version: Int? = 1,
    _ decode: @escaping @Sendable (inout FieldReader) throws(EventError) -> Act
  ) {
    self.type = type
    self.version = version
    self.dating = dating
    self.decode = decode
  }

  /// What `version` can be, `nil` where there is no such field: of a type at its first version.
  var versions: ClosedRange<Int>? {
    guard let version else { return Upcasters.versions }
    return version > 1 ? version...version : nil
  }

  /// Every built-in type, in the order of docs/EVENTS.md.
  static let all: [ActCodec] = names + treatyActs + force + membership + states + log

  /// The same, by name.
  static let byName: [String: ActCodec] = Dictionary(uniqueKeysWithValues: all.map { ($0.type.name, $0) })

  /// How a custom type is read.
  static func custom(_ type: EventType) -> ActCodec {
    ActCodec(type, .optionalSpan, version: nil) { (reader) throws(EventError) in
      .custom(try CustomAct(type: type, reading: &reader))
    }
  }

  private static let names = [
    ActCodec(.entity, .optionalDay) { (reader) throws(EventError) in
      .entity(try EntityDeclaration(reading: &reader))
    },
    ActCodec(.instrument, .optionalDay) { (reader) throws(EventError) in
      .instrument(try InstrumentDeclaration(reading: &reader))
    },
    ActCodec(.table, .optionalDay) { (reader) throws(EventError) in .table(try WeightTable(reading: &reader))
    },
    ActCodec(.category, .optionalDay) { (reader) throws(EventError) in
      .category(try PartyCategory(reading: &reader))
    },
  ]

  private static let treatyActs =
    [
      ActCodec(.signature, .day) { (reader) throws(EventError) in .signature(try Signature(reading: &reader))
      },
      ActCodec(.domesticApproval, .day) { (reader) throws(EventError) in
        .domesticApproval(try DomesticApproval(reading: &reader))
      },
    ]
    + Consent.Form.allCases.map { form in
      ActCodec(.consent(form), .day) { (reader) throws(EventError) in
        .consent(try Consent(form, reading: &reader))
      }
    }
    + [
      ActCodec(.succession, .day) { (reader) throws(EventError) in
        .succession(try Succession(reading: &reader))
      },
      ActCodec(.consentWithdrawn, .day) { (reader) throws(EventError) in
        .consentWithdrawn(try TreatyAct(reading: &reader))
      },
      ActCodec(.provisionalApplication, .span) { (reader) throws(EventError) in
        .provisionalApplication(try ProvisionalApplication(reading: &reader))
      },
      ActCodec(.reservation, .day) { (reader) throws(EventError) in
        .reservation(try Reservation(reading: &reader))
      },
      ActCodec(.objection, .day) { (reader) throws(EventError) in .objection(try Objection(reading: &reader))
      },
      ActCodec(.reservationWithdrawn, .day) { (reader) throws(EventError) in
        .reservationWithdrawn(try Reservation(reading: &reader))
      },
    ]

  private static let force = [
    ActCodec(.entryIntoForce, .day) { (reader) throws(EventError) in
      .entryIntoForce(try EntryIntoForce(reading: &reader))
    },
    ActCodec(.withdrawal, .day) { (reader) throws(EventError) in .withdrawal(try Withdrawal(reading: &reader))
    },
    ActCodec(.withdrawalRevoked, .day) { (reader) throws(EventError) in
      .withdrawalRevoked(try Withdrawal(readingRevoked: &reader))
    },
    ActCodec(.operationSuspended, .day) { (reader) throws(EventError) in
      .operationSuspended(try Operation(reading: &reader))
    },
    ActCodec(.operationResumed, .day) { (reader) throws(EventError) in
      .operationResumed(try Operation(reading: &reader))
    },
    ActCodec(.termination, .day) { (reader) throws(EventError) in
      .termination(try Termination(reading: &reader))
    },
  ]

  private static let membership = [
    ActCodec(.application, .day) { (reader) throws(EventError) in
      .application(try Application(reading: &reader))
    },
    ActCodec(.admission, .day) { (reader) throws(EventError) in .admission(try Admission(reading: &reader)) },
    ActCodec(.cessation, .day) { (reader) throws(EventError) in .cessation(try Cessation(reading: &reader)) },
    ActCodec(.suspension, .day) { (reader) throws(EventError) in .suspension(try Suspension(reading: &reader))
    },
    ActCodec(.reinstatement, .day) { (reader) throws(EventError) in
      .reinstatement(try Suspension(reading: &reader))
    },
    ActCodec(.participation, .span) { (reader) throws(EventError) in
      .participation(try Participation(reading: &reader))
    },
  ]

  private static let states = [
    ActCodec(.stateChange, .day) { (reader) throws(EventError) in
      .stateChange(try StateChange(reading: &reader))
    },
    ActCodec(.office, .span) { (reader) throws(EventError) in .office(try OfficeHolding(reading: &reader)) },
    ActCodec(.meeting, .span) { (reader) throws(EventError) in .meeting(try Meeting(reading: &reader)) },
    ActCodec(.decision, .day) { (reader) throws(EventError) in .decision(try Decision(reading: &reader)) },
    ActCodec(.statement, .day) { (reader) throws(EventError) in .statement(try Statement(reading: &reader)) },
  ]

  private static let log = [
    ActCodec(.claim, .optionalSpan) { (reader) throws(EventError) in .claim(try Claim(reading: &reader)) },
    ActCodec(.correction, .undated) { (reader) throws(EventError) in
      .correction(try Correction(reading: &reader))
    },
    ActCodec(.assertion, .day) { (reader) throws(EventError) in .assertion(try Assertion(reading: &reader)) },
  ]
}
