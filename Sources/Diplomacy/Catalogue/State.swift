import EventLog

extension StateCatalogue {
  /// A State, or an area with a code of its own, as ISO 3166 lists it.
  public struct State: Hashable, Sendable {
    /// The alpha-3 code: of ISO 3166-1, of ISO 3166-3 for a former State, or one assigned here (`XKX`, `XTG`, `XVN`,
    /// `ZZB`).
    public let code: String
    /// The alpha-2 code, `nil` where there is none.
    ///
    /// ISO has given some of those of former States (`CS`, `SK`, `AI`)
    /// to others since, so that only `code` names a former State without doubt.
    public let alpha2: String?
    /// The short English name of today, or the last one: "Kyrgyzstan", "DPR Korea", "Soviet Union".
    public let name: String
    /// The official name in English, `nil` where it is no other than `name` or ISO 3166 gives none.
    public let officialName: String?
    /// Other names that are understood, as they are written in treaty tables and newspapers.
    public let aliases: [String]
    /// The days on which a former State existed.
    public let existed: Existence
    /// Whether this is a State and not another area that ISO 3166 gives a code to.
    ///
    /// States are the members of the United Nations and its two non-member observer States; the Cook Islands and
    /// Niue, whose capacity to conclude treaties the UN Secretariat has recognised in full; and former States. The
    /// rule takes no view on anyone's recognition, and every code of the catalogue may act in an event.
    public let isState: Bool
    /// The names the State bore before, oldest first.
    public let formerNames: [FormerName]

    /// The name on a day: the last former name that was still borne, else `name`.
    public func name(on day: Day) -> String {
      formerNames.first { day < $0.until }?.name ?? name
    }
  }

  /// A name a State no longer bears.
  public struct FormerName: Hashable, Sendable {
    /// The name, in its short English form.
    public let name: String
    /// The first day on which the State bore the next name.
    public let until: Day
  }

  /// The first day of a State, and the first day on which it existed no more.
  ///
  /// Both are `nil` for the States of today: treaty tables write the acts of a predecessor into their rows, so that
  /// a day before independence proves no mistake.
  public struct Existence: Hashable, Sendable {
    /// The first day, `nil` if it does not matter or is not known.
    public let from: Day?
    /// The first day no longer, `nil` if the State exists.
    public let until: Day?

    /// Whether the State existed on at least one of these days.
    public func includes(anyOf days: DayBounds) -> Bool {
      (from.map { days.latest >= $0 } ?? true) && (until.map { days.earliest < $0 } ?? true)
    }
  }
}

extension StateCatalogue.State {
  /// Reads a record.
  init(_ record: CatalogueRecord) {
    var from: Day?
    var until: Day?
    var official: String?
    var aliases: [String] = []
    var former: [StateCatalogue.FormerName] = []
    record.forEachField { field in
      switch field {
      case .from(let day): from = day
      case .until(let day): until = day
      case .full(let name): official = String(decoding: name, as: UTF8.self)
      case .was(let name, let until):
        former.append(.init(name: String(decoding: name, as: UTF8.self), until: until))
      case .also(let name): aliases.append(String(decoding: name, as: UTF8.self))
      }
    }
    code = record.code
    alpha2 = record.alpha2.map { String(decoding: $0, as: UTF8.self) }
    name = String(decoding: record.name, as: UTF8.self)
    isState = record.section.kind == .state
    existed = .init(from: from, until: until)
    officialName = official
    self.aliases = aliases
    formerNames = former
  }

  /// Every name by which the State is understood.
  var names: [String] {
    [name] + (officialName.map { [$0] } ?? []) + formerNames.map(\.name) + aliases
  }
}
