// The floor: what the tables of a timeline log cost in liblmdb alone, with nothing decoded, checked or hashed.
//
// usage: lmdb_peer copy LOG NEW BATCH       the same keys and values into a new file, so many events a synced commit
//        lmdb_peer durable FILE COUNT       so many commits of one event more each, in a file that `copy` made
//        lmdb_peer scan LOG                 the header of every record
//        lmdb_peer history LOG REPEATS TAG… the records of a tag, all that is in their headers read
#include "timeline_file.h"

// What table `ids` says of an event.
struct id_at {
  uint64_t fingerprint;
  uint64_t position;
};

// What the indexes of the log say of each event.
struct index {
  uint64_t *fingerprints;
  uint64_t *tag_starts;
  uint32_t *terms;
};

struct target {
  MDB_env *env;
  MDB_dbi log, ids, tags, names, merkle;
};

struct term_at {
  uint32_t term;
  uint64_t position;
};

static int by_fingerprint(const void *left, const void *right) {
  const struct id_at *a = left, *b = right;
  if (a->fingerprint != b->fingerprint) return a->fingerprint < b->fingerprint ? -1 : 1;
  return a->position < b->position ? -1 : a->position > b->position;
}

static int by_term(const void *left, const void *right) {
  const struct term_at *a = left, *b = right;
  if (a->term != b->term) return a->term < b->term ? -1 : 1;
  return a->position < b->position ? -1 : a->position > b->position;
}

static MDB_cursor *walk(struct source *log, MDB_dbi table) {
  MDB_cursor *cursor;
  CHECK(mdb_cursor_open(log->txn, table, &cursor));
  return cursor;
}

enum { entry_bytes = 12, block_entries = 166, block_key_bytes = 28 };

static struct index read_index(struct source *log) {
  struct index index = {calloc(log->count + 2, sizeof(uint64_t)), calloc(log->count + 2, sizeof(uint64_t)), NULL};
  MDB_val key, value;
  MDB_cursor *cursor = walk(log, log->ids);
  while (mdb_cursor_get(cursor, &key, &value, MDB_NEXT) == 0) {
    const uint8_t *block = key.mv_data, *entry = (uint8_t *)value.mv_data + 1;
    if (block[0] != 2) DIE("the log has an entry for each id");
    for (; entry < (uint8_t *)value.mv_data + value.mv_size; entry += entry_bytes)
      index.fingerprints[big64(block + 12) + big32(entry + 8)] = big64(entry);
  }
  mdb_cursor_close(cursor);
  cursor = walk(log, log->tags);
  while (mdb_cursor_get(cursor, &key, &value, MDB_NEXT) == 0) {
    struct run run = run_begin(&key, &value);
    do index.tag_starts[run.position + 1]++;
    while (run_next(&run));
  }
  for (uint64_t at = 1; at < log->count + 2; at++) index.tag_starts[at] += index.tag_starts[at - 1];
  index.terms = calloc(index.tag_starts[log->count + 1] + 1, sizeof *index.terms);
  uint64_t *next = malloc((log->count + 2) * sizeof *next);
  memcpy(next, index.tag_starts, (log->count + 2) * sizeof *next);
  int result = mdb_cursor_get(cursor, &key, &value, MDB_FIRST);
  for (; result == 0; result = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) {
    struct run run = run_begin(&key, &value);
    do index.terms[next[run.position]++] = big32(key.mv_data);
    while (run_next(&run));
  }
  mdb_cursor_close(cursor);
  free(next);
  return index;
}

static void target_open(struct target *self, const char *path, unsigned create) {
  MDB_txn *txn;
  CHECK(mdb_env_create(&self->env));
  CHECK(mdb_env_set_maxdbs(self->env, 16));
  CHECK(mdb_env_set_mapsize(self->env, (size_t)1 << 40));
  CHECK(mdb_env_open(self->env, path, MDB_NOSUBDIR | MDB_NOTLS, 0644));
  CHECK(mdb_txn_begin(self->env, NULL, 0, &txn));
  CHECK(mdb_dbi_open(txn, "log", create, &self->log));
  CHECK(mdb_dbi_open(txn, "ids", create, &self->ids));
  CHECK(mdb_dbi_open(txn, "tags", create, &self->tags));
  CHECK(mdb_dbi_open(txn, "names", create, &self->names));
  CHECK(mdb_dbi_open(txn, "merkle", create, &self->merkle));
  CHECK(mdb_txn_commit(txn));
}

enum { run_limit = 128, run_bytes = 1 + 9 * run_limit };

static void tag_key(uint8_t *bytes, uint32_t term, uint64_t position) {
  for (int byte = 0; byte < 4; byte++) bytes[byte] = (uint8_t)(term >> (24 - 8 * byte));
  put64(bytes + 4, position);
}

// Enters the events of one term: the last run is made longer until it is full.
static void put_term(MDB_cursor *tags, const struct term_at *terms, size_t count) {
  uint8_t bytes[12], run_value[run_bytes];
  uint64_t first = 0, last = 0;
  size_t size = 0, events = 0;
  tag_key(bytes, terms->term, UINT64_MAX);
  MDB_val key = {12, bytes}, value;
  int result = mdb_cursor_get(tags, &key, &value, MDB_SET_RANGE);
  result = mdb_cursor_get(tags, &key, &value, result ? MDB_LAST : MDB_PREV);
  if (result == 0 && big32(key.mv_data) == terms->term) {
    struct run run = run_begin(&key, &value);
    first = run.position;
    do events++;
    while (run_next(&run));
    last = run.position;
    memcpy(run_value, value.mv_data, size = value.mv_size);
  }
  for (size_t place = 0; place < count; place++) {
    if (events == run_limit) size = events = 0;
    if (events++ == 0) {
      first = terms[place].position;
    } else {
      uint64_t distance = terms[place].position - last;
      if (size == 0) run_value[size++] = 1;
      for (; distance >= 0x80; distance >>= 7) run_value[size++] = (uint8_t)(distance | 0x80);
      run_value[size++] = (uint8_t)distance;
    }
    last = terms[place].position;
    if (events < run_limit && place + 1 < count) continue;
    tag_key(bytes, terms->term, first);
    MDB_val run_key = {12, bytes}, stored = {size, run_value};
    CHECK(mdb_cursor_put(tags, &run_key, &stored, 0));
  }
}

static void block_key(uint8_t *bytes, uint64_t last, uint64_t first, uint64_t fingerprint) {
  memcpy(bytes, "\2\0\0", 4);
  put64(bytes + 4, last);
  put64(bytes + 12, first);
  put64(bytes + 20, fingerprint);
}

// Merges the entries of a run that stands before others, in place of which a larger one is written.
static struct id_at *with_run(MDB_cursor *ids, uint64_t last, uint64_t first, struct id_at *entries, size_t *count) {
  struct id_at *all = malloc((*count + last - first + 1) * sizeof *all);
  size_t size = 0, next = 0;
  uint8_t bytes[block_key_bytes];
  block_key(bytes, last, first, 0);
  MDB_val key = {sizeof bytes, bytes}, value;
  int result = mdb_cursor_get(ids, &key, &value, MDB_SET_RANGE);
  while (result == 0 && big64((uint8_t *)key.mv_data + 4) == last) {
    const uint8_t *entry = (uint8_t *)value.mv_data + 1;
    for (; entry < (uint8_t *)value.mv_data + value.mv_size; entry += entry_bytes) {
      struct id_at old = {big64(entry), first + big32(entry + 8)};
      while (next < *count && entries[next].fingerprint < old.fingerprint) all[size++] = entries[next++];
      all[size++] = old;
    }
    result = mdb_cursor_get(ids, &key, &value, MDB_NEXT);
  }
  while (next < *count) all[size++] = entries[next++];
  free(entries);
  *count = size;
  return all;
}

// Enters the ids of the events that follow, merged with the last runs as in the log (`IdentityIndex.merging`, `mergedLimit`).
static void put_ids(MDB_txn *txn, MDB_dbi table, struct id_at *entries, size_t count) {
  MDB_cursor *ids;
  MDB_val key, value;
  CHECK(mdb_cursor_open(txn, table, &ids));
  qsort(entries, count, sizeof *entries, by_fingerprint);
  uint64_t first = UINT64_MAX, last = 0, oldest = 0;
  for (size_t place = 0; place < count; place++) {
    if (entries[place].position < first) first = entries[place].position;
    if (entries[place].position > last) last = entries[place].position;
  }
  int result = mdb_cursor_get(ids, &key, &value, MDB_LAST);
  while (result == 0) {
    uint64_t run_last = big64((uint8_t *)key.mv_data + 4), run_first = big64((uint8_t *)key.mv_data + 12);
    uint64_t size = run_last - run_first + 1;
    if (size > 2 * count || size + count > 1 << 22) break;
    entries = with_run(ids, run_last, run_first, entries, &count);
    first = run_first;
    oldest = run_last;
    uint8_t bytes[block_key_bytes];
    block_key(bytes, run_last, 0, 0);
    key = (MDB_val){sizeof bytes, bytes};
    CHECK(mdb_cursor_get(ids, &key, &value, MDB_SET_RANGE));
    result = mdb_cursor_get(ids, &key, &value, MDB_PREV);
  }
  for (size_t place = 0, size; place < count; place += size) {
    size = count - place < block_entries ? count - place : block_entries;
    uint8_t bytes[block_key_bytes], block[1 + block_entries * entry_bytes] = {1};
    for (size_t entry = 0; entry < size; entry++) {
      uint8_t *at = block + 1 + entry * entry_bytes;
      uint32_t distance = (uint32_t)(entries[place + entry].position - first);
      put64(at, entries[place + entry].fingerprint);
      for (int byte = 0; byte < 4; byte++) at[8 + byte] = (uint8_t)(distance >> (24 - 8 * byte));
    }
    block_key(bytes, last, first, entries[place + size - 1].fingerprint);
    MDB_val block_at = {sizeof bytes, bytes}, stored = {1 + size * entry_bytes, block};
    CHECK(mdb_put(txn, table, &block_at, &stored, MDB_APPEND));
  }
  free(entries);
  uint8_t bytes[block_key_bytes];
  block_key(bytes, oldest, 0, 0);
  for (key = (MDB_val){sizeof bytes, bytes}; oldest > 0; key = (MDB_val){sizeof bytes, bytes}) {
    CHECK(mdb_cursor_get(ids, &key, &value, MDB_SET_RANGE));
    if (big64((uint8_t *)key.mv_data + 4) == last) break;
    CHECK(mdb_cursor_del(ids, 0));
  }
  mdb_cursor_close(ids);
}

// Events first up to (not including) last, everything sorted as far as the batch reaches.
static void put_batch(struct source *log, struct index *index, struct target *to, uint64_t first, uint64_t last,
                      struct term_at *terms) {
  MDB_txn *txn;
  MDB_cursor *reader = walk(log, log->log);
  CHECK(mdb_txn_begin(to->env, NULL, 0, &txn));
  size_t term_count = 0;
  struct id_at *ids = malloc((last - first) * sizeof *ids);
  uint8_t bytes[12];
  put64(bytes, first);
  MDB_val key = {8, bytes}, value;
  CHECK(mdb_cursor_get(reader, &key, &value, MDB_SET_KEY));
  for (uint64_t at = first; at < last; at++) {
    CHECK(mdb_put(txn, to->log, &key, &value, MDB_APPEND));
    ids[at - first] = (struct id_at){index->fingerprints[at], at};
    for (uint64_t tag = index->tag_starts[at]; tag < index->tag_starts[at + 1]; tag++)
      terms[term_count++] = (struct term_at){index->terms[tag], at};
    if (at + 1 < last) CHECK(mdb_cursor_get(reader, &key, &value, MDB_NEXT));
  }
  mdb_cursor_close(reader);
  qsort(terms, term_count, sizeof *terms, by_term);
  put_ids(txn, to->ids, ids, last - first);
  MDB_cursor *tags;
  CHECK(mdb_cursor_open(txn, to->tags, &tags));
  for (size_t place = 0, end; place < term_count; place = end) {
    for (end = place + 1; end < term_count && terms[end].term == terms[place].term;) end++;
    put_term(tags, terms + place, end - place);
  }
  mdb_cursor_close(tags);
  CHECK(mdb_txn_commit(txn));
}

static void copy_table(struct source *log, MDB_dbi from, struct target *to, MDB_dbi table) {
  MDB_txn *txn;
  MDB_val key, value;
  MDB_cursor *cursor = walk(log, from);
  CHECK(mdb_txn_begin(to->env, NULL, 0, &txn));
  while (mdb_cursor_get(cursor, &key, &value, MDB_NEXT) == 0) CHECK(mdb_put(txn, table, &key, &value, MDB_APPEND));
  mdb_cursor_close(cursor);
  CHECK(mdb_txn_commit(txn));
}

static void copy(const char *from, const char *new, uint64_t batch) {
  struct source log;
  struct target to;
  source_open(&log, from);
  struct index index = read_index(&log);
  // An event has at most 65,535 tags, but all of a batch together are never more than the log has.
  struct term_at *terms = malloc((index.tag_starts[log.count + 1] + 1) * sizeof *terms);
  target_open(&to, new, MDB_CREATE);
  double began = now();
  for (uint64_t first = 1; first <= log.count; first += batch) {
    uint64_t last = first + batch <= log.count ? first + batch : log.count + 1;
    put_batch(&log, &index, &to, first, last, terms);
  }
  copy_table(&log, log.names, &to, to.names);
  copy_table(&log, log.merkle, &to, to.merkle);
  report("bulk", log.count, now() - began, 0);
  mdb_env_close(to.env);
}

static void durable(const char *path, int count) {
  struct target to;
  target_open(&to, path, 0);
  double *each = malloc((size_t)count * sizeof *each), total = now();
  for (int commit = 0; commit < count; commit++) {
    MDB_txn *txn;
    MDB_cursor *cursor;
    MDB_val last, record;
    double began = now();
    CHECK(mdb_txn_begin(to.env, NULL, 0, &txn));
    CHECK(mdb_cursor_open(txn, to.log, &cursor));
    CHECK(mdb_cursor_get(cursor, &last, &record, MDB_LAST));
    uint64_t position = big64(last.mv_data) + 1;
    // The last record again, under the next position, with an id that nothing has and terms that are there.
    uint8_t copy[4096], key[8];
    size_t size = record.mv_size < sizeof copy ? record.mv_size : sizeof copy;
    memcpy(copy, record.mv_data, size);
    mdb_cursor_close(cursor);
    put64(key, position);
    struct id_at *id = malloc(sizeof *id);
    *id = (struct id_at){position * 0x9E3779B97F4A7C15u, position};
    MDB_val log_key = {8, key}, log_value = {size, copy};
    CHECK(mdb_put(txn, to.log, &log_key, &log_value, MDB_APPEND));
    put_ids(txn, to.ids, id, 1);
    CHECK(mdb_cursor_open(txn, to.tags, &cursor));
    for (uint32_t term = 1; term <= 3; term++) put_term(cursor, &(struct term_at){term * 7, position}, 1);
    mdb_cursor_close(cursor);
    CHECK(mdb_txn_commit(txn));
    each[commit] = now() - began;
  }
  total = now() - total;
  report("durable", (uint64_t)count, total, median(each, count));
  mdb_env_close(to.env);
}

// What a fold reads of a record: the number cannot be left out by the compiler.
static uint64_t header(const uint8_t *record) {
  return record[1] + big64(record + 4) + big32(record + 12) + big32(record + 16) + big32(record + 20) + record[25] +
         record[27] + big32(record + 28);
}

static void scan(const char *path) {
  struct source log;
  source_open(&log, path);
  double began = now();
  uint64_t sum = 0;
  MDB_val key, value;
  MDB_cursor *cursor = walk(&log, log.log);
  while (mdb_cursor_get(cursor, &key, &value, MDB_NEXT) == 0) sum += header(value.mv_data);
  report("scan", log.count, now() - began, 0);
  fprintf(stderr, "%llu\n", (unsigned long long)sum);
}

static void history(const char *path, int repeats, char **tags, int tag_count) {
  struct source log;
  source_open(&log, path);
  int total = repeats * tag_count;
  double *each = malloc((size_t)total * sizeof *each), began_all = now();
  uint64_t sum = 0, read = 0;
  for (int turn = 0; turn < total; turn++) {
    double began = now();
    uint32_t term = source_term(&log, 1, tags[turn % tag_count]);
    uint8_t from[12] = {0};
    for (int byte = 0; byte < 4; byte++) from[byte] = (uint8_t)(term >> (24 - 8 * byte));
    MDB_val key = {12, from}, value;
    MDB_cursor *cursor = walk(&log, log.tags), *records = walk(&log, log.log);
    int result = mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE);
    while (result == 0 && big32(key.mv_data) == term) {
      struct run run = run_begin(&key, &value);
      do {
        uint8_t bytes[8];
        put64(bytes, run.position);
        MDB_val position = {8, bytes}, record;
        CHECK(mdb_cursor_get(records, &position, &record, MDB_SET_KEY));
        sum += header(record.mv_data);
        read++;
      } while (run_next(&run));
      result = mdb_cursor_get(cursor, &key, &value, MDB_NEXT);
    }
    mdb_cursor_close(records);
    mdb_cursor_close(cursor);
    each[turn] = now() - began;
  }
  report("history", read / (uint64_t)total, now() - began_all, median(each, total));
  fprintf(stderr, "%llu\n", (unsigned long long)sum);
}

int main(int argc, char **argv) {
  if (argc == 5 && !strcmp(argv[1], "copy")) return copy(argv[2], argv[3], (uint64_t)atoll(argv[4])), 0;
  if (argc == 4 && !strcmp(argv[1], "durable")) return durable(argv[2], atoi(argv[3])), 0;
  if (argc == 3 && !strcmp(argv[1], "scan")) return scan(argv[2]), 0;
  if (argc > 4 && !strcmp(argv[1], "history")) return history(argv[2], atoi(argv[3]), argv + 4, argc - 4), 0;
  DIE("usage: lmdb_peer copy LOG NEW BATCH | durable FILE COUNT | scan LOG | history LOG REPEATS TAG...");
}
