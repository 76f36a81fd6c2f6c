import Diplomacy
import EventLog

extension RandomLog {
  /// The first instrument for a term, and the second one prolonging it, in some logs in which neither asks for the other.
  ///
  /// Drawn by itself, so that all else stays as it is drawn without it.
  func prolonged(_ declaration: InstrumentDeclaration, _ place: Int) -> InstrumentDeclaration {
    var own = SeededGenerator(seed: seed &* 5 &+ 3)
    guard own.oneIn(5), place < 2 else { return declaration }
    let term = own.pick(["20d", "1m", "60d"])
    var declaration = declaration
    if place == 0 {
      declaration.duration = declaration.duration ?? (try? Term(term))
    } else if declaration.parent == nil, declaration.clause?.references.instruments.isEmpty ?? true {
      declaration.extends = OneOrList("T1")
    }
    return declaration
  }
}
