import CLMDB

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension EnvironmentCore {
  /// Whether the file still has the two pages that every transaction begins with; `LMDBError.cutOff` otherwise.
  ///
  /// Asked before the map is touched, which would end the process. Only a file has a length.
  func checkLength() throws(LMDBError) {
    let status = try FileStatus(of: descriptor)
    guard !status.isRegular || status.size >= 2 * pageSize else { throw .cutOff }
  }

  /// Whether the lock file is still the one that is open: who opens the file with another one is not seen from here,
  /// and does not see that this process reads.
  func checkLock() throws(LMDBError) {
    guard let lockIdentity else { return }
    guard (try? FileStatus(of: lockPath))?.identity == lockIdentity else {
      throw LMDBError.lockReplaced
    }
  }

  /// Whether the path still names the file that is open, and the file holds every page it should: a page that
  /// was cut off ends the process when it is touched.
  func checkFile() throws(LMDBError) {
    let status: FileStatus
    do throws(LMDBError) {
      status = try FileStatus(of: path)
    } catch {
      throw error.rawValue == ENOENT ? LMDBError.fileReplaced : error
    }
    guard status.identity == identity else { throw LMDBError.fileReplaced }
    guard status.size >= 2 * pageSize else { throw LMDBError.cutOff }
    // The file is long enough to be looked at: its path was just found to name it.
    guard try lastPage() >= UInt(status.size / pageSize) else { return }
    if try PageFile.isCutOff(descriptor) { throw .cutOff }
  }
}
