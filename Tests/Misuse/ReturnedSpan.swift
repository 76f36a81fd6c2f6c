// A span points into the memory map; after the scope the page may hold anything.
// expected-error: conform to 'Escapable'
import LMDB

func misuse(_ environment: Environment, _ table: Table, key: [UInt8]) throws -> Int? {
  let value = try environment.read { tx in
    return try tx.value(forKey: key.span.bytes, in: table)
  }
  return value?.byteCount
}
