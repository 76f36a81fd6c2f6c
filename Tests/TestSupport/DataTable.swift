/// A real table of comma-separated values with a head, read whole.
public enum DataTable {
  /// A table was asked for that is absent.
  public struct Absent: Error {
    /// Its name.
    public let name: String
  }

  /// Every row by the names of the columns; throws `Absent` where the table is not there.
  public static func rows(of name: String) throws -> [[String: String]] {
    guard let path = RealData.file(name) else { throw Absent(name: name) }
    var rows = commaSeparated(String(decoding: try Files.read(path), as: UTF8.self))
    guard !rows.isEmpty else { return [] }
    let head = rows.removeFirst()
    return rows.filter { $0.count == head.count }.map { row in
      Dictionary(zip(head, row)) { first, _ in first }
    }
  }
}
