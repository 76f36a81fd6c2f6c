// A reader has no verbs that write.
// expected-error: has no member 'put'
import LMDB

func misuse(_ environment: Environment, _ table: Table, key: [UInt8]) throws {
  try environment.read { tx in
    try tx.put(key.span.bytes, forKey: key.span.bytes, in: table)
  }
}
