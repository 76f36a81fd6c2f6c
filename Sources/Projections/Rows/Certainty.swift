/// How sure an answer is, over every way to place the acts inside the bounds of their days.
///
/// `certain` holds in every completion, `possible` in some. A statement that holds in none is no row at all.
public enum Certainty: String, Hashable, Sendable, CaseIterable {
  case certain, possible
}
