/// What the command line asks for.
struct Arguments {
  static let usage = """
    usage: GenerateLog COUNT [--seed N] [--one-entity N] [--corrections N] [--all-back-dated]
      COUNT             how many events to write, 100 for each organisation or instrument
      --seed N          which log; 1 if not given
      --one-entity N    the last N events are all about one organisation more
      --corrections N   the very last N events all correct one event, after those of --one-entity
      --all-back-dated  every event is about an earlier day than the one before it of its organisation or instrument
    """

  private(set) var count = 0
  private(set) var seed: UInt64 = 1
  private(set) var oneEntity = 0
  private(set) var corrections = 0
  private(set) var isBackDated = false

  struct Refusal: Error {
    let text: String
  }

  init(_ words: ArraySlice<String>) throws(Refusal) {
    var words = words
    var given: Int?
    while let word = words.popFirst() {
      switch word {
      case "--seed": seed = UInt64(try Self.number(after: word, &words))
      case "--one-entity": oneEntity = try Self.number(after: word, &words)
      case "--corrections": corrections = try Self.number(after: word, &words)
      case "--all-back-dated": isBackDated = true
      default:
        guard given == nil, let number = Int(word), number > 0 else {
          throw Refusal(text: "\(word) cannot be read")
        }
        given = number
      }
    }
    guard let given else { throw Refusal(text: "how many events?") }
    guard oneEntity <= given, corrections <= given - oneEntity else {
      throw Refusal(text: "--one-entity and --corrections ask for more than \(given) events")
    }
    guard corrections == 0 || given - corrections >= 30 else {
      throw Refusal(text: "--corrections needs 30 other events at least")
    }
    count = given
  }

  private static func number(after word: String, _ words: inout ArraySlice<String>) throws(Refusal) -> Int {
    guard let text = words.popFirst(), let number = Int(text), number >= 0 else {
      throw Refusal(text: "\(word) needs a number")
    }
    return number
  }
}
