import EventLog

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension Complaint {
  /// What the log refuses, or cannot do.
  init(_ error: EventLogError) {
    switch error {
    case .missingLog(let path) where Descriptor.isLink(path: path):
      self.init(
        .environment, "\(path) is a link that points to nothing", hint: Complaint.hintOfDanglingLink)
    case .missingLog(let path):
      self.init(
        .environment, "there is no log at \(path)",
        hint: "`timeline append` and `timeline import` make one; --log PATH or TIMELINE_LOG names another")
    case .notALog(let path) where Descriptor.isFolder(path: path):
      self.init(
        .environment, "\(path) is a folder", hint: "name the file of the log, such as \(path)/timeline.mdb")
    case .notALog(let path):
      self.init(
        .damaged, "\(path) is not a log of timeline; it was not changed",
        hint: "name the log with --log PATH; events in a text file are read by `timeline import`")
    case .incompatibleFormat(let found, let supported):
      self.init(
        .damaged, "the log has format \(found), and this program reads format \(supported)",
        hint:
          "open it with the program that wrote it; `timeline export` there and `timeline restore` here carry it over"
      )
    case .withoutTree, .beyondTree: self = .tree(error)
    case .hardLinked, .unsuitableFileSystem, .logReplaced, .lockReplaced: self = .file(error)
    case .system(let code, let path): self = .system(code, path)
    case .pathTaken, .copyOntoItself, .copyDiffers, .otherRoot, .notAHistory,
      .newerPayload:
      self = .moving(error)
    case .idReused(_, let id, let position):
      self.init(
        .refused, "the id “\(id)” is already recorded as \(position) with other content",
        hint: "`timeline show \(position.number)` prints it; choose another id, or record a correction of it")
    case .invalidEvent(_, let invalid): self = .invalid(invalid)
    case .clockBehind(let head, let now):
      self.init(
        .environment, "the clock says \(now), and the log ends at \(head), more than a day later",
        hint: "set the clock right; record times never go back")
    case .poisoned(let path):
      self.init(
        .environment, "an earlier write to \(path) failed, so this process does not write to it again",
        hint: "look at the disk, then run the command again; `timeline log --limit 1` prints the last event")
    case .damaged(let path, let position, let reason):
      let place = position.map { " at \($0)" } ?? ""
      self.init(
        .damaged, "\(path) is damaged\(place): \(reason)",
        hint: "keep the file as it is, and go on from a backup or an export")
    case .storage(let code, let path): self = .storage(code, path)
    }
  }

  /// What is wrong with the file of the log, or with what became of it while it was open.
  private static func file(_ error: EventLogError) -> Complaint {
    switch error {
    case .hardLinked(let path, let links):
      Complaint(
        .environment, "\(path) has \(links) names (hard links), so its lock cannot be relied on",
        hint: "keep one of the names; `ls -i` finds files of the same number")
    case .unsuitableFileSystem(let path, let name):
      Complaint(
        .environment, "\(path) lies on a file system (\(name)) that does not keep a log safe",
        hint: "put the log on a local disk")
    case .logReplaced(let path):
      Complaint(
        .environment,
        "\(path) was replaced or taken away since it was opened, or a link to it leads elsewhere; nothing was written",
        hint: "find out who did it, then run the command again")
    case .lockReplaced(let path):
      Complaint(
        .environment, "the lock file \(path)-lock was taken away or replaced while the log was open",
        hint: "run the command again; the lock file stays as long as any program has the log open")
    default: Complaint(.environment, "the file of the log cannot be used: \(error)")
    }
  }

  /// What is wrong with the tree, or with what it is asked for.
  private static func tree(_ error: EventLogError) -> Complaint {
    switch error {
    case .withoutTree(let path):
      Complaint(
        .damaged, "\(path) has no tree over its events: a build from before the first release made it",
        hint: "`timeline export` with that build and `timeline restore` with this one carry it over")
    case .beyondTree(let size, let head):
      Complaint(
        .refused, "there is no event #\(size)",
        hint: head == .start ? "the log is empty" : "the log has the positions 1 to \(head.number)")
    default: Complaint(.damaged, "the tree cannot be read: \(error)")
    }
  }

  /// A condition that did not hold.
  init(_ conflict: AppendConflict) {
    switch conflict.condition {
    case .head(let expected) where conflict.head < expected:
      self.init(
        .refused, "the log ends at \(conflict.head), not at \(expected); nothing was written",
        hint: "`timeline log --limit 1` prints its last event")
    case .head(let expected):
      self.init(
        .refused, "the log ends at \(conflict.head), not at \(expected); nothing was written",
        hint: "read what came after with `timeline export --from \(expected.next.number)`, then decide again")
    case .none(_, let after):
      let since = after == .start ? "" : " after \(after)"
      self.init(
        .refused, "an event that matches is recorded\(since): \(conflict.position); nothing was written",
        hint: "`timeline show \(conflict.position.number)` prints it")
    }
  }

  /// An id that two events of one import have.
  static func reusedInImport(_ id: String) -> Complaint {
    Complaint(
      .refused, "the id “\(id)” is used before in this import, with other content",
      hint: "give one of the two another id, or make it a correction of the other")
  }

  /// What to do about a link whose target is not there.
  private static let hintOfDanglingLink =
    "put the log back where the link leads, or take the link away; `readlink` tells where"

  private static func system(_ code: Int32, _ path: String) -> Complaint {
    let hint: String? =
      switch code {
      case EACCES, EPERM: "the file, its lock file and their folder must be readable and writable for you"
      case ENOENT where Descriptor.isLink(path: path):
        "it is a link that points to nothing; \(hintOfDanglingLink)"
      case ENOENT: "make the folder first"
      case ENOTDIR: "a part of the path is a file and not a folder"
      case EISDIR: "name the file of the log, not a folder"
      case EROFS: "the file system is mounted for reading only; put the log elsewhere with --log PATH"
      case ENOSPC, EDQUOT: "free some space; what was acknowledged before is safe"
      // liblmdb calls a write that was done in part an input/output error.
      case EIO: "the disk may be full, or failing; what was acknowledged before is safe"
      case EFBIG:
        "a file may not be as large as that: `ulimit -f` says how large; what was acknowledged before is safe"
      case EMFILE, ENFILE: "too many files are open; raise the limit with `ulimit -n`"
      default: nil
      }
    return Complaint(.environment, "cannot use \(path): \(String(cString: strerror(code)))", hint: hint)
  }

  private static func invalid(_ invalid: EventLogError.InvalidEvent) -> Complaint {
    switch invalid {
    case .id(let bytes):
      Complaint(.refused, "the id has \(bytes) bytes", hint: "an id has 1 to \(EventID.limit) bytes")
    case .type(let bytes):
      Complaint(.refused, "the type has \(bytes) bytes", hint: "a type has 1 to 200 bytes")
    case .tag(let tag):
      Complaint(.refused, "the \(tag.key) “\(tag.value)” is too long", hint: "a name may have 490 bytes")
    case .tags(let count):
      Complaint(
        .refused, "the event names \(count) things, which is too many", hint: "split it into several events")
    case .payload(let bytes):
      Complaint(
        .refused, "the event has \(bytes) bytes", hint: "an event has at most 65,536; shorten the texts")
    case .facts:
      Complaint(.refused, "the event says too much for one record", hint: "split it into several events")
    case .origin:
      Complaint(
        .refused, "the record time of the origin is in no year from 0000 to 9999",
        hint: "leave the origin out")
    }
  }

  /// The codes of liblmdb (lmdb.h, "Return Codes") that can reach a person.
  private static func storage(_ code: Int32, _ path: String) -> Complaint {
    switch code {
    case -30_797, -30_796, -30_793:
      Complaint(
        .damaged, "\(path) is damaged: liblmdb found a page that cannot be right (code \(code))",
        hint: "keep the file as it is, and go on from a backup or an export")
    case -30_794:
      Complaint(
        .damaged, "\(path) was written by another version of LMDB",
        hint: "open it with the program that wrote it")
    case -30_792:
      Complaint(.environment, "\(path) has reached the largest size a log can have", hint: "begin a new log")
    case -30_790:
      Complaint(
        .environment, "too many processes read \(path) at the same time",
        hint: "wait until some of them have ended")
    default:
      Complaint(.environment, "the storage of \(path) failed (liblmdb code \(code))")
    }
  }
}
