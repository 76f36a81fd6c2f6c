/// An append-only log in one LMDB file.
public final class EventLog: Sendable {}
