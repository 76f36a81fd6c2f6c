import Diplomacy
import EventLog

extension Explainer {
  /// Who holds an office.
  func explain(office id: String, _ question: Question) throws -> Explanation {
    let story = try world.office(id).story
    let states = story.states(on: day)
    let rows = try world.marked(world.officeRows(id, on: day), on: day)
    func words(_ act: StoryAct<OfficeState.Effect>) throws -> ActWords {
      switch act.effect {
      case .take(let holder), .leave(let holder), .pass(_, let holder):
        ActWords(act.effect, office: id, holder: try name(holder))
      }
    }
    let deciding = states.flatMap { [$0.since, $0.until].compactMap { $0 } }
    let verdict: Explanation.Verdict =
      rows.isEmpty ? .no : rows.allSatisfy { $0.certainty == .certain } ? .certain : .possible
    var explanation = Explanation(
      question: question, day: day, verdict: verdict,
      disputed: try isDisputed(question.subject, Tag("office", id), rows.flatMap(\.events)),
      approximate: story.isApproximate(on: day), answer: "", rows: rows.map(\.fields))
    explanation.disputes = try disputes(of: rows.flatMap(\.events))
    let chain = try steps(of: story, deciding: Set(deciding), words)
    // Who held it before the one that the holder followed decides nothing.
    let first = chain.firstIndex(where: \.decides) ?? chain.endIndex
    explanation.chain = Array(chain.suffix(from: max(0, first - 1)))
    explanation.answer = try answer(id, rows, story)
    if verdict == .possible {
      explanation.settledBy = rows.flatMap(\.settledBy).uniqued()
      let names = try Dictionary(
        uniqueKeysWithValues: story.acts.compactMap(\.effect.holder).uniqued().map { ($0, try name($0)) })
      explanation.alternatives = try alternatives(
        in: story, identityOf: nil, about: Tag("office", id), words
      ) { $0.holder.map { names[$0] ?? $0 } ?? "vacant" }
    }
    explanation.ignored = try leftOut(of: story, words)
    return explanation
  }

  private func answer(_ id: String, _ rows: [OfficeRow], _ story: Story<OfficeState>) throws -> String {
    if rows.isEmpty {
      let until = story.states(on: day).compactMap(\.until).first.map { story.acts[$0].bounds }
      let why =
        until.map { "its last holder left \($0.phrase)" } ?? "nobody is recorded to have taken it by then"
      return "nobody holds \(id): \(why)"
    }
    return rows.map { row in
      let until = row.until.map { ", until \($0.plain)" } ?? ""
      let holds = row.certainty == .certain ? "holds" : "may hold"
      return "\(row.name) \(holds) \(id)\(row.since.map { " since \($0.plain)" } ?? "")\(until)"
    }.joined(separator: "; ")
  }
}

extension OfficeState.Effect {
  /// Who comes or goes.
  fileprivate var holder: String? {
    switch self {
    case .take(let holder), .leave(let holder), .pass(_, let holder): holder
    }
  }
}
