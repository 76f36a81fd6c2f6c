extension EventLog {
  /// The format of the file that this program writes and reads (docs/FORMAT.md).
  public static var formatVersion: Int { LogTables.format }
}
