import EventLog

/// The catalogue of States: codes, names as they were on a day, spellings that are understood, days of existence.
///
/// It holds ISO 3166-1 whole (249 entries), the former States and areas of ISO 3166-3, Kosovo under the code `XKX`
/// that its users agreed on, and three former States for which ISO has no code and this catalogue has assigned one:
/// `XTG` Tanganyika, `XVN` the Republic of Viet-Nam, `ZZB` Zanzibar.
///
/// A State that changed its name keeps its code: Upper Volta is `BFA`, and the withdrawn code `HVO` is read as
/// `BFA`. A State that ended keeps its own. Where history left a choice, it was made so:
///
/// - `YUG` is the Yugoslavia that ended on 1992-04-27. The Federal Republic of Yugoslavia, admitted to the United
///   Nations as a new member on 2000-11-01, is `SCG`: the same State as the Serbia and Montenegro it called itself
///   from 2003-02-04 on. (ISO wrote `YUG` for both until 2003.)
/// - Egypt and Syria were one member of the United Nations as the United Arab Republic, and Egypt kept the name
///   until 1971-09-02. The union is `EGY` under that name, and no code of its own.
/// - `DEU` is the Federal Republic of Germany before and after 1990-10-03; `DDR` ended that day.
/// - `YEM` is the Yemen Arab Republic and, since 1990-05-22, the Republic of Yemen, as in ISO 3166; `YMD` ended.
/// - `VDR` and `XVN`, the two States in Viet Nam, ended on 1976-07-02, when `VNM` began.
/// - `RUS` is Russia only. Acts of the Soviet Union are acts of `SUN`; that Russia continues it is an event.
/// - `CHN` is China whoever speaks for it; "Republic of China" is not understood, since it has meant both `CHN` and
///   `TWN`. Likewise "Korea", "Virgin Islands" and the alpha-2 code `CS` name no one without doubt.
///
/// Days of a renaming are those of the State's own act where it is known, else those from which the Secretary-General
/// of the United Nations used the new name.
public struct StateCatalogue: Sendable {
  /// The catalogue that ships with the library.
  public static let standard = StateCatalogue()

  private init() {}

  /// Every entry, in the order of the codes; withdrawn codes of States that exist are not entries.
  public var all: [State] {
    CatalogueText.sections.filter { $0.kind != .renamed }.flatMap(CatalogueText.records(of:)).map(State.init)
      .sorted { $0.code < $1.code }
  }

  /// The entries that are no more, in the order of the codes; cheaper than a look through `all`.
  public var former: [State] {
    CatalogueText.sections.filter { $0.isFormer && $0.kind != .renamed }.flatMap(CatalogueText.records(of:))
      .map(State.init).sorted { $0.code < $1.code }
  }

  /// The State with exactly this alpha-3 code; a withdrawn code gives the State it names today.
  public func state(_ code: String) -> State? {
    record(code).map(State.init)
  }

  /// The alpha-3 code that a text stands for: a code, a name of today or before, or a common alias.
  ///
  /// Codes must be in capital letters. Names are compared without regard to case, diacritics, punctuation and
  /// spaces, "St." is read as "Saint", "&" as "and", and a leading "The" is passed over; so "Korea, Republic of" and
  /// "KOREA (REPUBLIC OF)" are one. No text stands for two States: what has meant more than one gives `nil`.
  public func code(for text: String) -> String? {
    if let record = record(text) { return record.code }
    let found = NameIndex.standard.record(alpha2: text) ?? NameIndex.standard.record(named: text)
    return found.flatMap(today)?.code
  }

  /// Whether a text is a name of the State with this code.
  ///
  /// What ``code(for:)`` says of names, but only that State's own record is read; a text that is a code is none.
  package func isName(_ text: String, of code: String) -> Bool {
    guard let record = record(code), record.code == code else { return false }
    let wanted = folded(text)
    guard !wanted.isEmpty else { return false }
    var key = FoldedName()
    var isFound = false
    record.forEachName { name in
      if isFound { return }
      key.read(name)
      isFound = key.bytes == wanted
    }
    return isFound
  }

  /// The name of a State on a day; the name of today when `day` is `nil`, `nil` if no State has the code.
  public func name(of code: String, on day: Day? = nil) -> String? {
    guard let record = record(code) else { return nil }
    var name: CatalogueRecord.Bytes?
    if let day {
      record.forEachField { field in
        if case .was(let former, let until) = field, name == nil, day < until { name = former }
      }
    }
    return String(decoding: name ?? record.name, as: UTF8.self)
  }

  private func record(_ code: String) -> CatalogueRecord? {
    CatalogueText.record(code).flatMap(today)
  }

  /// The record of the same State today, where the code was withdrawn.
  private func today(_ record: CatalogueRecord) -> CatalogueRecord? {
    guard record.section.kind == .renamed else { return record }
    return CatalogueText.record(String(decoding: record.name, as: UTF8.self))
  }
}
