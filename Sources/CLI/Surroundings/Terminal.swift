#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What is known of the screen the answer is shown on.
struct Terminal: Hashable, Sendable {
  /// Columns that a table may fill.
  var columns: Int
  /// Whether standard output is a screen.
  var showsOutput: Bool
  /// Whether standard error is a screen: progress is shown only there.
  var showsErrors: Bool
  /// Whether colours may be used.
  var hasColour: Bool

  /// The width where nobody says another: a page of this width can be read anywhere.
  static let standardColumns = 80

  /// The screen of this process.
  ///
  /// The width is `COLUMNS` if it is set to a number, else that of the screen, else 80; it is never taken for less
  /// than 40. Colours need a screen, an empty or absent `NO_COLOR` (no-color.org) and a `TERM` other than `dumb`.
  static func ofThisProcess(environment: (String) -> String?) -> Terminal {
    let showsOutput = isatty(STDOUT_FILENO) == 1
    let asked = environment("COLUMNS").flatMap { Int($0) }
    let columns = asked ?? (showsOutput ? screenColumns() : nil) ?? standardColumns
    let isPlain = !(environment("NO_COLOR") ?? "").isEmpty || environment("TERM") == "dumb"
    return Terminal(
      columns: max(40, columns), showsOutput: showsOutput, showsErrors: isatty(STDERR_FILENO) == 1,
      hasColour: showsOutput && !isPlain)
  }

  private static func screenColumns() -> Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}
