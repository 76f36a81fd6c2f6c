// A closure that outlives the scope would write to a transaction that is committed.
// expected-error: escaping closure captures 'inout' parameter
import LMDB

func misuse(_ environment: Environment, _ table: Table, key: [UInt8]) throws -> () throws -> Void {
  var later: () throws -> Void = {}
  try environment.write { tx in
    later = { try tx.put(key.span.bytes, forKey: key.span.bytes, in: table) }
  }
  return later
}
