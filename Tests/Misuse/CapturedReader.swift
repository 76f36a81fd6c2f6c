// A closure that outlives the scope would read from a transaction that has ended.
// expected-error: lifetime-dependent
import LMDB

func misuse(_ environment: Environment, _ table: Table) throws -> () -> Int? {
  var later: () -> Int? = { nil }
  try environment.read { tx in
    later = { try? tx.statistics(of: table).entries }
  }
  return later
}
