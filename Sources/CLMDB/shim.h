#include <errno.h>
#include <lmdb.h>
#include <stdint.h>
#include <string.h>
#if defined(__linux__)
#include <sys/syscall.h>
#include <sys/vfs.h>
extern long syscall(long number, ...);
#else
#include <stdio.h>
#include <sys/mount.h>
#include <sys/param.h>
#endif

/* Renames a file only if the new name is free: EEXIST otherwise. C libraries differ in whether they wrap it. */
static inline int clmdb_rename_exclusively(const char *from, const char *to) {
#if defined(__linux__)
  return syscall(SYS_renameat2, -100 /* AT_FDCWD */, from, -100, to, 1 /* RENAME_NOREPLACE */) == 0 ? 0 : errno;
#else
  return renamex_np(from, to, RENAME_EXCL) == 0 ? 0 : errno;
#endif
}

/* The magic number of the file system of a path on Linux, 0 elsewhere; its name elsewhere, "" on Linux. */
static inline int clmdb_file_system(const char *path, int64_t *magic, char name[16]) {
  struct statfs status;
  if (statfs(path, &status) != 0) return errno;
  memset(name, 0, 16);
#if defined(__linux__)
  *magic = (int64_t)(uint32_t)status.f_type;
#else
  *magic = 0;
  strncpy(name, status.f_fstypename, 15);
#endif
  return 0;
}

/* Room on the disk for the first bytes of a file, which keeps its bytes and its length: an error number, 0 for done. */
static inline int clmdb_reserve(int descriptor, int64_t size) {
#if defined(__linux__) && defined(__LP64__)
  while (syscall(SYS_fallocate, descriptor, 1 /* FALLOC_FL_KEEP_SIZE */, (int64_t)0, size) != 0)
    if (errno != EINTR) return errno;
  return 0;
#else
  (void)descriptor, (void)size;
  return 0;
#endif
}
