// Reads a timeline log with liblmdb alone, as docs/FORMAT.md describes it.
#ifndef TIMELINE_FILE_H
#define TIMELINE_FILE_H

#include <lmdb.h>
#include <string.h>

#include "peer.h"

#define CHECK(call)                                                     \
  do {                                                                  \
    int result_ = (call);                                               \
    if (result_) DIE("%s: %s", #call, mdb_strerror(result_));           \
  } while (0)

static inline uint32_t big32(const void *bytes) {
  const uint8_t *b = bytes;
  return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static inline uint64_t big64(const void *bytes) {
  return (uint64_t)big32(bytes) << 32 | big32((const uint8_t *)bytes + 4);
}

static inline void put64(uint8_t *to, uint64_t number) {
  for (int place = 7; place >= 0; place--, number >>= 8) to[place] = (uint8_t)number;
}

// The events that an entry of table `tags` names, one after the other.
struct run {
  const uint8_t *at, *end;
  uint64_t position;
};

// Stands at the first event.
static inline struct run run_begin(const MDB_val *key, const MDB_val *value) {
  const uint8_t *bytes = value->mv_data;
  return (struct run){bytes + (value->mv_size > 0), bytes + value->mv_size, big64((uint8_t *)key->mv_data + 4)};
}

// Goes on to the next event; 0 after the last.
static inline int run_next(struct run *self) {
  if (self->at == self->end) return 0;
  uint64_t distance = 0;
  for (int shift = 0;; shift += 7) {
    uint8_t byte = *self->at++;
    distance |= (uint64_t)(byte & 0x7F) << shift;
    if (byte < 0x80) break;
  }
  self->position += distance;
  return 1;
}

struct source {
  MDB_env *env;
  MDB_txn *txn;
  MDB_dbi log, ids, tags, names, merkle;
  uint64_t count;
};

static inline void source_open(struct source *self, const char *path) {
  CHECK(mdb_env_create(&self->env));
  CHECK(mdb_env_set_maxdbs(self->env, 16));
  CHECK(mdb_env_set_mapsize(self->env, (size_t)1 << 40));
  CHECK(mdb_env_open(self->env, path, MDB_NOSUBDIR | MDB_NOTLS | MDB_RDONLY, 0644));
  CHECK(mdb_txn_begin(self->env, NULL, MDB_RDONLY, &self->txn));
  CHECK(mdb_dbi_open(self->txn, "log", 0, &self->log));
  CHECK(mdb_dbi_open(self->txn, "ids", 0, &self->ids));
  CHECK(mdb_dbi_open(self->txn, "tags", 0, &self->tags));
  CHECK(mdb_dbi_open(self->txn, "names", 0, &self->names));
  CHECK(mdb_dbi_open(self->txn, "merkle", 0, &self->merkle));
  MDB_stat stat;
  CHECK(mdb_stat(self->txn, self->log, &stat));
  self->count = stat.ms_entries;
}

// The number of a term: kind 0 is a type, 1 a tag.
static inline uint32_t source_term(struct source *self, int kind, const char *text) {
  char bytes[600];
  size_t length = strlen(text);
  if (length > 500) DIE("%s is too long", text);
  bytes[0] = 0;
  bytes[1] = (char)kind;
  memcpy(bytes + 2, text, length);
  MDB_val key = {length + 2, bytes}, value;
  CHECK(mdb_get(self->txn, self->names, &key, &value));
  return big32((uint8_t *)value.mv_data + 1);
}

#endif
