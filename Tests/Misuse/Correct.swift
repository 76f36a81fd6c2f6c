// The right way to do what the other programs of this folder do wrong. This one must compile.
import LMDB

func correct(_ environment: Environment, _ table: Table, key: [UInt8]) throws -> Int {
  try environment.write { tx in
    try tx.put(key.span.bytes, forKey: key.span.bytes, in: table)
    let size = try tx.view.value(forKey: key.span.bytes, in: table)?.byteCount
    try tx.put([UInt8](repeating: 0, count: size ?? 0).span.bytes, forKey: key.span.bytes, in: table)
  }
  return try environment.read { tx in
    var cursor = try tx.cursor(in: table)
    var sum = 0
    var entry = try cursor.first()
    while let current = entry {
      sum += current.key.byteCount + current.value.byteCount
      entry = try cursor.next()
    }
    return sum
  }
}
