import Diplomacy
import EventLog

extension RecordedEvent {
  /// The members of the event as JSON; a record that is none is damage.
  func members() throws(Complaint) -> JSONValue {
    do throws(JSONError) {
      return try JSONValue(json: event.payload)
    } catch {
      throw Complaint(
        .damaged, "the log is damaged at \(position): the event is not JSON",
        hint: "keep the file as it is, and go on from a backup or an export")
    }
  }
}
