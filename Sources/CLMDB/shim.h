#include <errno.h>
#include <lmdb.h>
#if defined(__linux__)
#include <sys/syscall.h>
extern long syscall(long number, ...);
#else
#include <stdio.h>
#endif

/* Renames a file only if the new name is free: EEXIST otherwise. C libraries differ in whether they wrap it. */
static inline int clmdb_rename_exclusively(const char *from, const char *to) {
#if defined(__linux__)
  return syscall(SYS_renameat2, -100 /* AT_FDCWD */, from, -100, to, 1 /* RENAME_NOREPLACE */) == 0 ? 0 : errno;
#else
  return renamex_np(from, to, RENAME_EXCL) == 0 ? 0 : errno;
#endif
}
