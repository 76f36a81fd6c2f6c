import EventLog
import Projections

/// An explanation on a page: the answer first, then what it rests on.
struct WhyPage {
  let explanation: Explanation
  let seen: Answer.Seen

  /// The most steps and the most things of one kind left out that a page shows; json has them all.
  private static let mostSteps = 16
  private static let mostOfOneReason = 3

  /// The lines of the page.
  func lines(on page: Page) -> [Words] {
    var labels = Labels(width: min(page.width, Page.comfortable))
    for (index, dispute) in explanation.disputes.enumerated() {
      let reason = dispute.reason.map { " · \($0)" } ?? ""
      let words = Words("by \(dispute.correction)\(reason) ") + ViewTables.positions([dispute.target])
      labels.add(index == 0 ? "disputed" : "", words, .alarm, hanging: 2)
    }
    for line in explanation.alternatives {
      labels.add("\(line.answer) if", Words(line.text), hanging: 2)
    }
    for (index, sentence) in explanation.settledBy.enumerated() {
      labels.add(index == 0 ? "settled by" : "", Words(sentence), hanging: 2)
    }
    addDerivation(to: &labels)
    addChain(to: &labels)
    for (index, dependency) in explanation.dependsOn.enumerated() {
      let hint = seen.options.map {
        Words("  `timeline why \(dependency.question.words) --at \(explanation.day)\($0)`", .faint)
      }
      labels.add(
        index == 0 ? "depends on" : "", Words(dependency.text) + (hint ?? Words("")), hanging: 2)
    }
    addIgnored(to: &labels)
    for (index, conflict) in explanation.contradictions.enumerated() {
      let words = Words(conflict.message + " ") + ViewTables.positions(conflict.events)
      labels.add(index == 0 ? "conflict" : "", words, .alarm, hanging: 2)
    }
    return head(on: page) + labels.lines
  }

  /// The verdict on a line of its own, and the answer in a sentence.
  private func head(on page: Page) -> [Words] {
    let ink: Words.Ink =
      switch explanation.verdict {
      case .certain: .sure
      case .possible: .unsure
      case .no: .strong
      }
    var verdict = Words(explanation.verdict.rawValue.uppercased(), ink)
    if explanation.disputed { verdict += "  " + Words("disputed", .alarm) }
    if explanation.approximate { verdict += "  " + Words("approximate", .unsure) }
    let about = Words("  on \(explanation.day)")
    return page.lines(verdict + about, right: seen.words)
      + Words(explanation.answer).wrapped(to: min(page.width, Page.comfortable))
  }

  private func addDerivation(to labels: inout Labels) {
    guard let derivation = explanation.derivation else { return }
    if let english = derivation.english { labels.add("clause", Words(english)) }
    for (index, condition) in derivation.conditions.enumerated() {
      let count =
        condition.share.map { Words($0) }
        ?? ViewTables.count(condition.have, condition.possible) + " of \(condition.need)"
      let missing =
        condition.missing.isEmpty || condition.missing.count > 12
        ? "" : "; without \(condition.missing.joined(separator: ", "))"
      let inferred = condition.inferred == 0 ? "" : "; \(condition.inferred) of them inferred"
      labels.add(index == 0 ? "has" : "", count + ": \(condition.text)\(missing)\(inferred)", hanging: 2)
    }
    if let choice = derivation.choice { labels.add("day", Words(choice)) }
    if let mismatch = derivation.mismatch { labels.add("differs", Words(mismatch), .alarm) }
  }

  private func addChain(to labels: inout Labels) {
    let chain = explanation.chain
    var shown = Array(chain)
    if chain.count > WhyPage.mostSteps {
      // The steps that decide, those that follow from others in any case; one source speaks for most of them.
      let deciding = chain.filter(\.decides)
      shown = deciding.count <= WhyPage.mostSteps ? deciding : deciding.filter(\.rule.isDerived)
    }
    let isWhole = shown.count == chain.count
    for (index, step) in shown.enumerated() {
      let ink: Words.Ink = step.decides ? .plain : .faint
      let text =
        Words.date(step.on.edtf, ink) + Words("  \(step.text) ", ink) + ViewTables.positions(step.events)
      labels.add(index == 0 ? "because" : "", text, hanging: 2)
      if isWhole, let source = step.source, !step.rule.isDerived {
        labels.add("", "  " + Words(source.words, .faint), hanging: 2)
      }
      if let phrase = step.source?.phrase {
        let anchor = step.source?.anchor.map { ", said \($0)" } ?? ""
        labels.add("", "  " + Words("“\(phrase)”\(anchor)", .faint), hanging: 2)
      }
    }
    if shown.count < chain.count {
      labels.add(
        "", Words("and \(chain.count - shown.count) other steps; --format json has them all", .faint))
    }
  }

  private func addIgnored(to labels: inout Labels) {
    var counts: [Explanation.Ignored.Reason: Int] = [:]
    var isFirst = true
    for item in explanation.ignored.inOrderOfReasons {
      counts[item.reason, default: 0] += 1
      guard counts[item.reason, default: 0] <= WhyPage.mostOfOneReason else { continue }
      labels.add(
        isFirst ? "not used" : "", Words(item.text + " ") + ViewTables.positions(item.events), hanging: 2)
      isFirst = false
    }
    let more = counts.values.reduce(0) { $0 + max(0, $1 - WhyPage.mostOfOneReason) }
    if more > 0 { labels.add("", Words("and \(more) more; --format json has them all", .faint)) }
  }
}

extension [Explanation.Ignored] {
  /// What was taken away or contradicts the answer first, what only comes later last.
  fileprivate var inOrderOfReasons: [Explanation.Ignored] {
    let order = Explanation.Ignored.Reason.allCases
    return order.flatMap { reason in filter { $0.reason == reason } }
  }
}
