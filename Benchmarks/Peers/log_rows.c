// Writes the events of a timeline log as rows for other stores, so that every peer holds the same.
//
// usage: log_rows LOG > ROWS
//
// A row has tabs between: id, record time (microseconds), first and last valid day, type, tags (spaces between), payload.
#include "timeline_file.h"

struct text {
  const char *bytes;
  int length;
};

static struct text *read_names(struct source *log) {
  MDB_stat stat;
  CHECK(mdb_stat(log->txn, log->names, &stat));
  struct text *texts = calloc(stat.ms_entries / 2 + 1, sizeof *texts);
  MDB_cursor *cursor;
  CHECK(mdb_cursor_open(log->txn, log->names, &cursor));
  uint8_t one = 1;
  MDB_val key = {1, &one}, value;
  int result = mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE);
  for (; result == 0; result = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) {
    uint32_t term = big32((uint8_t *)key.mv_data + 1);
    if (term > stat.ms_entries / 2) DIE("term %u is too large", term);
    texts[term] = (struct text){(const char *)value.mv_data + 2, (int)value.mv_size - 2};
  }
  mdb_cursor_close(cursor);
  return texts;
}

static void print_id(const uint8_t *id, int length, int flags) {
  if (flags & 8) {
    for (int place = 0; place < length; place++) printf("%02x", id[place]);
  } else {
    fwrite(id, 1, (size_t)length, stdout);
  }
}

int main(int argc, char **argv) {
  if (argc != 2) DIE("usage: log_rows LOG");
  struct source log;
  source_open(&log, argv[1]);
  struct text *names = read_names(&log);
  MDB_cursor *cursor;
  CHECK(mdb_cursor_open(log.txn, log.log, &cursor));
  MDB_val key, value;
  while (mdb_cursor_get(cursor, &key, &value, MDB_NEXT) == 0) {
    const uint8_t *record = value.mv_data;
    int flags = record[1], id_length = record[3];
    int tags = record[24] << 8 | record[25], facts = record[26] << 8 | record[27];
    const uint8_t *id = record + 32 + 4 * tags;
    print_id(id, id_length, flags);
    struct text type = names[big32(record + 20)];
    printf("\t%lld\t%d\t%d\t%.*s\t", (long long)big64(record + 4), (int32_t)big32(record + 12),
           (int32_t)big32(record + 16), type.length, type.bytes);
    for (int tag = 0; tag < tags; tag++) {
      struct text text = names[big32(record + 32 + 4 * tag)];
      printf("%s%.*s", tag ? " " : "", text.length, text.bytes);
    }
    const uint8_t *payload = id + id_length + (flags & 2 ? 16 : 0) + facts;
    printf("\t%.*s\n", (int)big32(record + 28), (const char *)payload);
  }
  return fflush(stdout) ? 1 : 0;
}
