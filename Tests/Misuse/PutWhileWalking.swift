// A put may split the page a cursor stands on.
// expected-error: overlapping accesses to 'tx'
import LMDB

func misuse(_ environment: Environment, _ table: Table) throws {
  try environment.write { tx in
    var cursor = try tx.view.cursor(in: table)
    while let entry = try cursor.next() {
      let key = entry.key.copied
      try tx.put(key.span.bytes, forKey: key.span.bytes, in: table)
    }
  }
}
