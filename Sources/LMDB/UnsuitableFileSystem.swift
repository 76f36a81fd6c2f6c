import CLMDB

/// A kind of file system on which LMDB cannot keep its promises.
///
/// LMDB needs a memory map that all processes share, locks that all of them see, and writes that reach the
/// disk in order. File systems of a network and those that other programs make up do not promise that; those
/// that the kernel makes up cannot hold a file.
package enum UnsuitableFileSystem {
  /// The name of the file system of a path if it is of such a kind, `nil` for any other.
  package static func name(of path: String) throws(LMDBError) -> String? {
    var magic: Int64 = 0
    var name = [CChar](repeating: 0, count: 16)
    try LMDBError.check(unsafe clmdb_file_system(path, &magic, &name))
    let text = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return text.isEmpty ? names[magic] : (unsuitable.contains(text) ? text : nil)
  }

  /// The magic numbers of Linux (`statfs`), with the names that `/proc/filesystems` has for them.
  private static let names: [Int64: String] = [
    // Of a network, or of a cluster.
    0x6969: "nfs", 0x517B: "smb", 0xFF53_4D42: "cifs", 0xFE53_4D42: "smb2", 0x0102_1997: "9p",
    0x7375_7245: "coda", 0x5346_414F: "afs", 0x6B41_4653: "kafs", 0x564C: "ncp", 0x00C3_6400: "ceph",
    0x0BD0_0BD0: "lustre", 0x0116_1970: "gfs2", 0x7461_636F: "ocfs2", 0x4750_4653: "gpfs",
    // Made by another program, which may be anything.
    0x6573_5546: "fuse", 0x786F_4256: "vboxsf",
    // Made up by the kernel.
    0x9FA0: "proc", 0x6265_6572: "sysfs", 0x27_E0EB: "cgroup", 0x6367_7270: "cgroup2", 0x1CD1: "devpts",
    0x6462_6720: "debugfs", 0x7472_6163: "tracefs", 0x7363_6673: "securityfs", 0xCAFE_4A11: "bpf",
    0x6165_676C: "pstore", 0x6265_6570: "configfs", 0xDE5E_81E4: "efivarfs",
  ]

  /// The names that macOS gives (`f_fstypename`).
  private static let unsuitable: Set<String> = [
    "nfs", "smbfs", "afpfs", "webdav", "ftp", "cifs", "autofs", "devfs", "macfuse", "osxfuse",
  ]
}
