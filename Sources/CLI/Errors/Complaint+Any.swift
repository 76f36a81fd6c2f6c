import Diplomacy
import EventLog
import Projections

extension Complaint {
  /// The words for whatever a command threw.
  init(about error: any Error) {
    switch error {
    case let error as Complaint: self = error
    case let error as EventLogError: self.init(error)
    case let error as AppendConflict: self.init(error)
    case let error as EventError: self.init(error)
    case let error as MissingTarget: self.init(error)
    case let error as UnknownID: self.init(error)
    case let error as StreamError:
      self.init(.environment, "cannot write to standard output: \(error.reason)")
    default: self.init(usage: error)
    }
  }
}
