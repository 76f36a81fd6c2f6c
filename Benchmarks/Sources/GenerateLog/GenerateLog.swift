#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Writes events as they are in diplomatic histories, as JSON Lines that `timeline import` reads.
///
/// The same arguments always give the same bytes; memory does not grow with the number of events.
@main
enum GenerateLog {
  static func main() {
    let arguments: Arguments
    do {
      arguments = try Arguments(CommandLine.arguments.dropFirst())
    } catch {
      _ = writeAll(Array("GenerateLog: \(error.text)\n\(Arguments.usage)\n".utf8), to: 2)
      exit(2)
    }
    var output = Output()
    write(arguments, to: &output)
    output.flush()
  }

  private static func write(_ arguments: Arguments, to output: inout Output) {
    let chance = Chance(seed: arguments.seed)
    let common = arguments.count - arguments.oneEntity - arguments.corrections
    let world = World(events: common, chance: chance, isReversed: arguments.isBackDated)
    if common > 0 { write(common, to: &output) { world.forEachEvent($0) } }
    let single = World(
      oneOrganisation: common > 0 ? world.entities : 0, events: arguments.oneEntity, chance: chance,
      isReversed: arguments.isBackDated)
    if arguments.oneEntity > 0 { write(arguments.oneEntity, to: &output) { single.forEachEvent($0) } }
    // What is corrected is the second admission to an organisation, which must be there.
    let corrected = common > 0 ? world : single
    write(arguments.corrections, to: &output) {
      corrected.corrections(of: 1, entity: corrected.start, count: arguments.corrections, $0)
    }
  }

  /// Takes so many events and no more.
  private static func write(_ count: Int, to output: inout Output, _ events: ((Fact) -> Bool) -> Void) {
    var left = count
    guard left > 0 else { return }
    events { fact in
      output.write(fact)
      left -= 1
      return left > 0
    }
    precondition(left == 0, "too few events were made")
  }
}

/// Lines on their way to standard output, a mebibyte at a time.
private struct Output {
  private var bytes: [UInt8] = []

  mutating func write(_ fact: Fact) {
    fact.write(to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    if bytes.count > 1 << 20 { flush() }
  }

  mutating func flush() {
    guard writeAll(bytes, to: 1) else { exit(4) }
    bytes.removeAll(keepingCapacity: true)
  }
}

/// Writes all bytes to a descriptor; false if it takes no more.
private func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
  var done = 0
  while done < bytes.count {
    let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + done, $0.count - done) }
    if count < 0 && errno == EINTR { continue }
    guard count > 0 else { return false }
    done += count
  }
  return true
}
