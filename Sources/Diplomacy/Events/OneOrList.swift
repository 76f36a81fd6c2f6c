/// One value or a list of values, as the event was written: `"ARM"` and `["ARM"]` mean the same and both are kept.
public struct OneOrList<Element: Hashable & Sendable>: Hashable, Sendable {
  /// The values, in the order written; never empty.
  public var values: [Element]
  /// Whether the brackets were written, which they always are for more or fewer than one value.
  public var isList: Bool

  /// One value, written without brackets.
  public init(_ value: Element) {
    self.values = [value]
    self.isList = false
  }

  /// A list, written with brackets.
  public init(list values: [Element]) {
    self.values = values
    self.isList = true
  }
}

extension OneOrList: ExpressibleByArrayLiteral {
  /// One element is written without brackets, several with them.
  public init(arrayLiteral elements: Element...) {
    self.values = elements
    self.isList = elements.count != 1
  }
}
