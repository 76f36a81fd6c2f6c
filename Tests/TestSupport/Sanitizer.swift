import Foundation

/// Whether the tests run under a sanitizer; Scripts/sanitize says so.
public enum Sanitizer {
  /// Whether there is one.
  public static let isThere = ProcessInfo.processInfo.environment["TIMELINE_SANITIZER"] != nil
}
