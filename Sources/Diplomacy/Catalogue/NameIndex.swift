/// What a name or an alpha-2 code stands for; built when the first one is asked for.
///
/// Names are found by a hash of their folded form and then compared, so that the index holds places in the
/// catalogue's text and no text of its own.
struct NameIndex: Sendable {
  static let standard = NameIndex()

  /// A name and the record it is in, as places in the literal of a section.
  private struct Entry {
    let section: Int
    let record: Range<Int>
    let name: Range<Int>
  }

  private var entries: [Entry] = []
  /// An open table: the place of an entry plus one at the hash of its name or the next free slot, 0 where free.
  private var slots = [UInt16](repeating: 0, count: 4096)
  /// The place of an entry plus one by alpha-2 code, 0 where no State has the code without doubt.
  private var alpha2 = [UInt16](repeating: 0, count: 26 * 26)

  private init() {
    entries.reserveCapacity(1200)
    var key = FoldedName()
    var former: [Int: Set<UInt16>] = [:]
    for (section, content) in CatalogueText.sections.enumerated() {
      for record in CatalogueText.records(of: content) {
        let place = UInt16(entries.count + 1)
        if let alpha2 = record.alpha2 {
          let code = CodeKey(alpha2).value
          if content.isFormer || content.kind == .renamed {
            former[code, default: []].insert(place)
          } else {
            self.alpha2[code] = place
          }
        }
        let range = record.bytes.startIndex..<record.bytes.endIndex
        guard content.kind != .renamed else {
          entries.append(
            Entry(section: section, record: range, name: record.name.startIndex..<record.name.endIndex))
          continue
        }
        record.forEachName { name in
          key.read(name)
          entries.append(Entry(section: section, record: range, name: name.startIndex..<name.endIndex))
          var slot = key.hash & (slots.count - 1)
          while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
          slots[slot] = UInt16(entries.count)
        }
      }
    }
    // ISO has given some withdrawn alpha-2 codes again, and CS twice to States that are no more.
    for (code, holders) in former where alpha2[code] == 0 && holders.count == 1 {
      alpha2[code] = holders.first!
    }
  }

  /// The record with this alpha-2 code, which may be of a withdrawn code; `nil` if none has it without doubt.
  func record(alpha2 text: String) -> CatalogueRecord? {
    guard let key = CodeKey(text, length: 2), alpha2[key.value] != 0 else { return nil }
    return record(of: entries[Int(alpha2[key.value]) - 1])
  }

  /// The record that bears this name or one spelt like it.
  func record(named text: String) -> CatalogueRecord? {
    var wanted = FoldedName()
    wanted.read(text.utf8)
    guard !wanted.bytes.isEmpty else { return nil }
    var candidate = FoldedName()
    var slot = wanted.hash & (slots.count - 1)
    while slots[slot] != 0 {
      let entry = entries[Int(slots[slot]) - 1]
      candidate.read(CatalogueText.sections[entry.section].bytes[entry.name])
      if candidate == wanted { return record(of: entry) }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func record(of entry: Entry) -> CatalogueRecord {
    let section = CatalogueText.sections[entry.section]
    return CatalogueRecord(bytes: section.bytes[entry.record], section: section)
  }
}
