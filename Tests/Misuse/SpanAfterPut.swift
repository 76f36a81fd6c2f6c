// A put may move the page that an earlier span of the same writer points to.
// expected-error: overlapping accesses to 'tx'
import LMDB

func misuse(_ environment: Environment, _ table: Table, key: [UInt8]) throws {
  try environment.write { tx in
    let value = try tx.view.value(forKey: key.span.bytes, in: table)
    try tx.put(key.span.bytes, forKey: key.span.bytes, in: table)
    if let value { print(value.byteCount) }
  }
}
