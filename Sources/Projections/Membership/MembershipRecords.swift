import Diplomacy
import EventLog

/// The records of one membership, by kind of act and object.
struct MembershipRecords {
  var admissions: [String: [Evidence]] = [:]
  var cessations: [String?: [Evidence]] = [:]
  var suspensions: [String: [Evidence]] = [:]
  var reinstatements: [String: [Evidence]] = [:]
  var freezes: [Evidence] = []
  var thaws: [Evidence] = []
  var withdrawals: [Evidence] = []
  var revocations: [Evidence] = []
  var applications: [(Application, Evidence)] = []

  mutating func take(_ seen: SeenEvent, for key: MembershipKey) {
    let event = seen.event
    guard let day = event.effectBounds else { return }
    switch event.act {
    case .admission(let act):
      admissions[act.status ?? MembershipState.member, default: []].append(Evidence(seen, bounds: day))
    case .cessation(let act):
      cessations[act.status, default: []].append(Evidence(seen, bounds: event.endBounds ?? day))
    case .suspension(let act):
      suspensions[act.scope ?? MembershipState.wholeScope, default: []].append(Evidence(seen, bounds: day))
    case .reinstatement(let act):
      reinstatements[act.scope ?? MembershipState.wholeScope, default: []].append(Evidence(seen, bounds: day))
    case .participation(let act):
      if act.action == .resumed {
        thaws.append(Evidence(seen, bounds: day))
      } else {
        freezes.append(Evidence(seen, bounds: day))
      }
    case .withdrawal:
      if let notice = event.noticeBounds { withdrawals.append(Evidence(seen, bounds: notice)) }
    case .withdrawalRevoked: revocations.append(Evidence(seen, bounds: day))
    case .application(let act): applications.append((act, Evidence(seen, bounds: day)))
    default: break
    }
  }
}
