import LMDB

extension EventLogError {
  /// Runs `body` and gives the failures of the layers below their names; everything else passes through.
  static func translating<Result>(at path: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as LMDBError {
      throw EventLogError(error, at: path)
    } catch let damage as RecordDamage {
      throw EventLogError.damaged(path: path, position: damage.position, reason: damage.reason)
    } catch let refusal as EnvironmentRefusal {
      switch refusal {
      case .notAFile, .notLMDB: throw EventLogError.notALog(path: path)
      case .hardLinked(let links): throw EventLogError.hardLinked(path: path, links: links)
      }
    }
  }

  private init(_ error: LMDBError, at path: String) {
    switch error {
    case .fileReplaced: self = .logReplaced(path: path)
    case .lockReplaced: self = .lockReplaced(path: path)
    case .poisoned, .panic: self = .poisoned(path: path)
    case .invalid, .versionMismatch: self = .notALog(path: path)
    case .corrupted, .pageNotFound, .cursorFull, .cutOff:
      self = .damaged(path: path, position: nil, reason: error.message)
    default:
      self =
        error.isSystem
        ? .system(code: error.rawValue, path: path) : .storage(code: error.rawValue, path: path)
    }
  }
}
