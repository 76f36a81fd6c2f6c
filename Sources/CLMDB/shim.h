#include <errno.h>
#include <lmdb.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#if defined(__linux__)
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
#include <unistd.h>
extern long syscall(long number, ...);
#else
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

/* What the file system says of a file, without its times. */
struct clmdb_status {
  uint64_t device, inode, size, links;
  uint32_t mode;
};

/* The status of a path, links followed, or, where it is NULL, of a descriptor: an error number, 0 for done.

   The times are not asked for: whoever asks for them makes Linux (since 6.13, multigrain timestamps) give the next write a
   time of its own, and write the inode with it, which is as slow as a fifth of a synced commit. */
static inline int clmdb_status(int descriptor, const char *path, struct clmdb_status *status) {
  struct stat plain;
#if defined(__linux__) && defined(SYS_statx)
  struct {
    uint32_t mask, block;
    uint64_t attributes;
    uint32_t links, user, group;
    uint16_t mode, unused;
    uint64_t inode, size, blocks, known;
    struct { int64_t seconds; uint32_t nanoseconds, unused; } times[4];
    uint32_t special_major, special_minor, major, minor;
    uint64_t more[14];
  } own;
  int at = path ? -100 /* AT_FDCWD */ : descriptor, flags = path ? 0 : 0x1000 /* AT_EMPTY_PATH */;
  if (syscall(SYS_statx, at, path ? path : "", flags, 0x307 /* type, mode, links, inode, size */, &own) == 0) {
    *status = (struct clmdb_status){(uint64_t)own.major << 32 | own.minor, own.inode, own.size, own.links, own.mode};
    return 0;
  }
  /* Older systems do not have it, and some sandboxes forbid it. */
  if (errno != ENOSYS && errno != EPERM) return errno;
#endif
  if ((path ? stat(path, &plain) : fstat(descriptor, &plain)) != 0) return errno;
  status->device = (uint64_t)plain.st_dev;
#if defined(__linux__)
  status->device = (uint64_t)major(plain.st_dev) << 32 | minor(plain.st_dev);
#endif
  status->inode = (uint64_t)plain.st_ino;
  status->size = (uint64_t)plain.st_size;
  status->links = (uint64_t)plain.st_nlink;
  status->mode = (uint32_t)plain.st_mode;
  return 0;
}

/* Bytes that this process has in memory of all files, 0 where the system does not say. */
static inline uint64_t clmdb_mapped(void) {
  unsigned long long of_files = 0;
#if defined(__linux__)
  FILE *sizes = fopen("/proc/self/statm", "re");
  if (sizes) {
    if (fscanf(sizes, "%*u %*u %llu", &of_files) != 1) of_files = 0;
    fclose(sizes);
  }
#endif
  return of_files * (uint64_t)sysconf(_SC_PAGESIZE);
}

/* Gives back what this process has in memory of the file that it only reads by the map with this address; what it reads again
   comes from the cache of the system. liblmdb does not say where its map begins and ends, the system does. */
static inline void clmdb_release_mapped(const void *address) {
#if defined(__linux__)
  FILE *maps = fopen("/proc/self/maps", "re");
  if (!maps) return;
  char line[256], kind[5];
  int begins = 1; /* a long path makes more than one line of one */
  while (fgets(line, sizeof line, maps)) {
    unsigned long long first, end;
    if (begins && sscanf(line, "%llx-%llx %4s", &first, &end, kind) == 3 && first <= (uintptr_t)address
        && (uintptr_t)address < end) {
      if (strcmp(kind, "r--s") == 0) madvise((void *)(uintptr_t)first, end - first, MADV_DONTNEED);
      break;
    }
    begins = strchr(line, '\n') != NULL;
  }
  fclose(maps);
#else
  (void)address;
#endif
}
