// A transaction belongs to one thread and must end soon; a task may wait for ever and go on elsewhere.
// expected-error: to parameter expecting synchronous function type
import LMDB

func misuse(_ environment: Environment, _ table: Table, key: [UInt8]) async throws {
  try environment.write { tx in
    await Task.yield()
    try tx.put(key.span.bytes, forKey: key.span.bytes, in: table)
  }
}
