import EventLog
import TestSupport
import Testing

import struct EventLog.Tag

/// Sizes around the places where the tree changes its shape.
private let edges: [UInt64] = [
  0, 1, 2, 3, 4, 5, 7, 8, 9, 255, 256, 257, 511, 512, 513, 767, 768, 769, 1023, 1024, 1025, 1500,
]

/// A log that all tests of a suite read.
private struct TreeFixture {
  let fixture = LogFixture()
  let log: EventLog
  let leaves: [TreeHash]

  init(count: Int) throws {
    log = try fixture.open()
    var next = 0
    // Several commits, so that record times differ and tiles end inside a commit and at its end.
    while next < count {
      let batch = min(count - next, next < 600 ? 100 : 4096)
      _ = try log.append((next..<(next + batch)).map { event($0) })
      fixture.clock.move(by: 1000)
      next += batch
    }
    var leaves: [TreeHash] = []
    try log.forEachExportLine { line in leaves.append(TreeHash.leaf(of: line.withUnsafeBytes { Array($0) })) }
    self.leaves = leaves
  }

  func root(_ size: UInt64) -> TreeHash { MemoryLog.root(of: leaves.prefix(Int(size))) }
}

@Suite("The tree over the log")
struct TreeTests {
  @Test("Its hashes are those of RFC 9162: known answers")
  func knownAnswers() throws {
    // The SHA-256 of nothing, of a byte 0, and of a byte 1 and two hashes, from any other implementation.
    #expect(
      TreeHash.empty.description == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    let leaf = TreeHash.leaf(of: [])
    #expect(leaf.description == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
    #expect(
      TreeHash.node(leaf, leaf).description
        == "fe43d66afa4a9a5c4f9c9da89f4ffb52635c8f342e7ffb731d68e36c5982072a")
  }

  @Test("A hash is written and read as 64 lower-case digits, and nothing else is one")
  func text() {
    let leaf = TreeHash.leaf(of: Array("x".utf8))
    #expect(TreeHash(leaf.description) == leaf)
    #expect(TreeHash(bytes: leaf.bytes) == leaf)
    for wrong in [
      "", "00", leaf.description.uppercased(), leaf.description + "0", "g" + leaf.description.dropFirst(),
    ] {
      #expect(TreeHash(wrong) == nil, "\(wrong)")
    }
    #expect(TreeHash(bytes: leaf.bytes.dropLast()) == nil)
  }

  @Test("The root after every append is that of all lines of the export", arguments: 0..<6)
  func rootAfterEveryAppend(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let fixture = LogFixture()
    let log = try fixture.open()
    var number = 0
    #expect(try log.root() == TreeHead(size: 0, root: .empty))
    for _ in 0..<25 {
      let count = random.oneIn(4) ? 200 + random.below(400) : random.below(5)
      _ = try log.append((0..<count).map { event(number + $0, tags: [Tag("k", "\($0)")]) })
      number += count
      // Told twice is told once: the tree must not grow.
      if number > 0 { _ = try log.append([event(random.below(number))]) }
      var leaves: [TreeHash] = []
      try log.forEachExportLine { line in leaves.append(TreeHash.leaf(of: line.withUnsafeBytes { Array($0) }))
      }
      #expect(
        try log.root() == TreeHead(size: UInt64(number), root: MemoryLog.root(of: leaves[...])),
        "seed \(seed)")
    }
  }

  @Test("One transaction of many chunks and many transactions give the same tree under one clock")
  func chunks() throws {
    let events = (0..<700).map { event($0) }
    let whole = LogFixture()
    let inChunks = LogFixture()
    _ = try whole.open().append(events)
    var rest = events[...]
    _ = try inChunks.open().append(
      chunks: {
        defer { rest = rest.dropFirst(33) }
        return rest.isEmpty ? nil : Array(rest.prefix(33))
      }, receipt: { _ in })
    #expect(try whole.open().root() == inChunks.open().root())
  }

  @Test("A refused append leaves the tree as it was")
  func refused() throws {
    let fixture = LogFixture()
    let log = try fixture.open()
    _ = try log.append((0..<300).map { event($0) })
    let before = try log.root()
    var chunks = [(300..<600).map { event($0) }, [event(1, id: "x"), event(2, id: "x")]][...]
    #expect(throws: EventLogError.self) {
      try log.append(chunks: { chunks.popFirst() }, receipt: { _ in })
    }
    #expect(try log.root() == before)
    _ = try log.append([event(300)])
    #expect(try log.root(atSize: 300) == before)
  }

  @Test("The root of every earlier size is the one that was the root then")
  func earlierRoots() throws {
    let tree = try TreeFixture(count: 1500)
    for size in edges { #expect(try tree.log.root(atSize: size).root == tree.root(size), "\(size)") }
    #expect(throws: EventLogError.beyondTree(size: 1501, head: GlobalPosition(1500))) {
      try tree.log.root(atSize: 1501)
    }
  }

  @Test("Every event of every small log has a proof, and so has every pair of sizes")
  func smallProofs() throws {
    let tree = try TreeFixture(count: 70)
    for size in UInt64(0)...70 {
      for position in 0..<size {
        let (proof, head) = try tree.log.inclusionProof(of: GlobalPosition(position + 1), atSize: size)
        #expect(head == TreeHead(size: size, root: tree.root(size)))
        #expect(proof.verifies(leaf: tree.leaves[Int(position)], root: head.root), "\(position) of \(size)")
      }
      for earlier in 0...size {
        let (proof, from, to) = try tree.log.consistencyProof(from: earlier, to: size)
        #expect(from.root == tree.root(earlier) && to.root == tree.root(size))
        #expect(proof.verifies(from: from.root, to: to.root), "\(earlier) to \(size)")
      }
    }
  }

  @Test("Proofs hold around the edges of tiles, and every change of one is refused")
  func edgeProofs() throws {
    let tree = try TreeFixture(count: 1500)
    for size in edges where size > 0 {
      for position in edges + [size] where position > 0 && position <= size {
        let (proof, head) = try tree.log.inclusionProof(of: GlobalPosition(position), atSize: size)
        checkInclusion(proof, tree.leaves[Int(position) - 1], head.root)
      }
      for earlier in edges where earlier <= size {
        let (proof, from, to) = try tree.log.consistencyProof(from: earlier, to: size)
        checkConsistency(proof, from.root, to.root)
      }
    }
  }

  @Test("Proofs hold where a node above the tiles is read: around 65,536 events")
  func largeProofs() throws {
    let tree = try TreeFixture(count: 66_000)
    let sizes: [UInt64] = [65_279, 65_280, 65_281, 65_535, 65_536, 65_537, 65_792, 66_000]
    for size in sizes {
      #expect(try tree.log.root(atSize: size).root == tree.root(size))
      for position in [1, 256, 257, 32_768, 65_279, size] {
        let (proof, head) = try tree.log.inclusionProof(of: GlobalPosition(position), atSize: size)
        #expect(proof.path.count <= 17)
        checkInclusion(proof, tree.leaves[Int(position) - 1], head.root)
      }
      for earlier in [1, 256, 1000, 32_768] + sizes where earlier <= size {
        let (proof, from, to) = try tree.log.consistencyProof(from: earlier, to: size)
        checkConsistency(proof, from.root, to.root)
      }
    }
  }

  private func checkInclusion(_ proof: InclusionProof, _ leaf: TreeHash, _ root: TreeHash) {
    let what = "\(proof.position) of \(proof.size)"
    #expect(proof.verifies(leaf: leaf, root: root), "\(what)")
    #expect(!proof.verifies(leaf: leaf.changed, root: root), "another leaf, \(what)")
    #expect(!proof.verifies(leaf: leaf, root: root.changed), "another root, \(what)")
    for (index, hash) in proof.path.enumerated() {
      var path = proof.path
      path[index] = hash.changed
      #expect(!proof.with(path: path).verifies(leaf: leaf, root: root), "node \(index), \(what)")
      path.remove(at: index)
      #expect(!proof.with(path: path).verifies(leaf: leaf, root: root), "without node \(index), \(what)")
    }
    #expect(!proof.with(path: proof.path + [leaf]).verifies(leaf: leaf, root: root), "a node more, \(what)")
    for position in [proof.position.next, proof.position.previous] {
      let moved = InclusionProof(position: position, size: proof.size, path: proof.path)
      #expect(!moved.verifies(leaf: leaf, root: root), "moved to \(position), \(what)")
    }
  }

  private func checkConsistency(_ proof: ConsistencyProof, _ from: TreeHash, _ to: TreeHash) {
    let what = "\(proof.fromSize) to \(proof.size)"
    #expect(proof.verifies(from: from, to: to), "\(what)")
    #expect(!proof.verifies(from: from.changed, to: to), "another earlier root, \(what)")
    if proof.fromSize > 0 { #expect(!proof.verifies(from: from, to: to.changed), "another root, \(what)") }
    for (index, hash) in proof.path.enumerated() {
      var path = proof.path
      path[index] = hash.changed
      let changed = ConsistencyProof(fromSize: proof.fromSize, size: proof.size, path: path)
      #expect(!changed.verifies(from: from, to: to), "node \(index), \(what)")
      path.remove(at: index)
      let shorter = ConsistencyProof(fromSize: proof.fromSize, size: proof.size, path: path)
      #expect(!shorter.verifies(from: from, to: to), "without node \(index), \(what)")
    }
    let longer = ConsistencyProof(fromSize: proof.fromSize, size: proof.size, path: proof.path + [from])
    #expect(!longer.verifies(from: from, to: to), "a node more, \(what)")
  }
}

extension TreeHash {
  /// Another hash, one bit away.
  fileprivate var changed: TreeHash {
    var bytes = bytes
    bytes[17] ^= 4
    return TreeHash(bytes: bytes)!
  }
}

extension InclusionProof {
  fileprivate func with(path: [TreeHash]) -> InclusionProof {
    InclusionProof(position: position, size: size, path: path)
  }
}
