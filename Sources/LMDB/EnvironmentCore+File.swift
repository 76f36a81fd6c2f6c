import CLMDB

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

extension EnvironmentCore {
  /// Whether the path still names the file that is open, and the file holds every page it should: a page that
  /// was cut off ends the process when it is touched.
  func checkFile() throws(LMDBError) {
    let (stat, info) = unsafe try information()
    let status: FileStatus
    do throws(LMDBError) {
      status = try FileStatus(of: path)
    } catch {
      throw error.rawValue == ENOENT ? LMDBError.fileReplaced : error
    }
    guard status.identity == identity else { throw LMDBError.fileReplaced }
    guard unsafe status.size < (info.me_last_pgno + 1) * Int(stat.ms_psize) else { return }
    var descriptor: Int32 = -1
    unsafe try LMDBError.check(mdb_env_get_fd(pointer, &descriptor))
    if try PageFile.isCutOff(descriptor) { throw .cutOff }
  }
}
