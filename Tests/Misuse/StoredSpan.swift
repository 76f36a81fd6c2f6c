// A variable outside of the scope would keep a span after the transaction has ended.
// expected-error: lifetime-dependent
import LMDB

func misuse(_ environment: Environment, _ table: Table, key: [UInt8]) throws -> Int {
  var kept = key.span.bytes
  try environment.read { tx in
    if let value = try tx.value(forKey: key.span.bytes, in: table) { kept = value }
  }
  return kept.byteCount
}
