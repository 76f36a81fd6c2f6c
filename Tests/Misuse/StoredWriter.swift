// There is one writer, for as long as its scope runs; it cannot be moved out.
// expected-error: missing reinitialization of inout parameter
import LMDB

func misuse(_ environment: Environment) throws {
  var kept: WriteTransaction?
  try environment.write { tx in
    kept = consume tx
  }
  _ = kept
}
