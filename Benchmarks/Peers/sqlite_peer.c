// The same events in SQLite's C library, with an equivalent schema: unique ids, an index of every type and tag.
//
// usage: sqlite_peer load DB ROWS BATCH       a new file, so many events a synced transaction; ROWS as log_rows writes them
//        sqlite_peer durable DB COUNT         so many transactions of one event more each
//        sqlite_peer scan DB                  every event in order, its columns and the size of its payload
//        sqlite_peer history DB REPEATS TAG…  the events of a tag, all columns but the payload read
//        sqlite_peer rebuild DB               every index made anew
//
// journal_mode=WAL, synchronous=FULL: a transaction is on the disk before its commit returns, as in the log.
#include <sqlite3.h>
#include <string.h>

#include "peer.h"

#define OK(call)                                                             \
  do {                                                                       \
    int result_ = (call);                                                    \
    if (result_ != SQLITE_OK && result_ != SQLITE_DONE && result_ != SQLITE_ROW) \
      DIE("%s: %s", #call, sqlite3_errstr(result_));                         \
  } while (0)

static const char *schema =
    "CREATE TABLE terms (term INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);"
    "CREATE TABLE events (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, recorded INTEGER NOT NULL,"
    "  earliest INTEGER, latest INTEGER, type INTEGER NOT NULL, payload TEXT NOT NULL);"
    "CREATE TABLE tags (term INTEGER, position INTEGER, PRIMARY KEY (term, position)) WITHOUT ROWID;";

static sqlite3 *db;

static void run(const char *sql) {
  char *words = NULL;
  if (sqlite3_exec(db, sql, NULL, NULL, &words) != SQLITE_OK) DIE("%s: %s", sql, words);
}

static sqlite3_stmt *prepare(const char *sql) {
  sqlite3_stmt *statement;
  OK(sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL));
  return statement;
}

static void open_db(const char *path) {
  OK(sqlite3_open(path, &db));
  run("PRAGMA journal_mode=WAL");
  run("PRAGMA synchronous=FULL");
  // A quarter of a gibibyte: the log has the page cache of the kernel, which no setting limits.
  run("PRAGMA cache_size=-262144");
}

// Terms by their texts, kept in memory as the log's writer keeps them: open addressing, never full.
static struct {
  char **texts;
  uint32_t *terms;
  size_t capacity, count;
} known;

static uint64_t hash_of(const char *text) {
  uint64_t hash = 14695981039346656037u;
  for (; *text; text++) hash = (hash ^ (uint8_t)*text) * 1099511628211u;
  return hash;
}

static void grow(void) {
  size_t old = known.capacity;
  char **texts = known.texts;
  uint32_t *terms = known.terms;
  known.capacity = old ? old * 2 : 1 << 16;
  known.texts = calloc(known.capacity, sizeof *known.texts);
  known.terms = calloc(known.capacity, sizeof *known.terms);
  for (size_t place = 0; place < old; place++) {
    if (!texts[place]) continue;
    size_t to = hash_of(texts[place]) % known.capacity;
    while (known.texts[to]) to = (to + 1) % known.capacity;
    known.texts[to] = texts[place];
    known.terms[to] = terms[place];
  }
  free(texts);
  free(terms);
}

static uint32_t term_of(const char *text, sqlite3_stmt *insert) {
  if (known.count * 2 >= known.capacity) grow();
  size_t place = hash_of(text) % known.capacity;
  for (; known.texts[place]; place = (place + 1) % known.capacity)
    if (!strcmp(known.texts[place], text)) return known.terms[place];
  known.texts[place] = strdup(text);
  known.terms[place] = (uint32_t)++known.count;
  sqlite3_bind_int64(insert, 1, known.terms[place]);
  sqlite3_bind_text(insert, 2, text, -1, SQLITE_STATIC);
  OK(sqlite3_step(insert));
  sqlite3_reset(insert);
  return known.terms[place];
}

struct term_at {
  uint32_t term;
  sqlite3_int64 position;
};

static int by_term(const void *left, const void *right) {
  const struct term_at *a = left, *b = right;
  if (a->term != b->term) return a->term < b->term ? -1 : 1;
  return a->position < b->position ? -1 : a->position > b->position;
}

static struct {
  sqlite3_stmt *event, *tag, *term;
  struct term_at *pending;
  size_t count, capacity;
} writer;

static void pend(uint32_t term, sqlite3_int64 position) {
  if (writer.count == writer.capacity) {
    writer.capacity = writer.capacity ? writer.capacity * 2 : 1 << 16;
    writer.pending = realloc(writer.pending, writer.capacity * sizeof *writer.pending);
  }
  writer.pending[writer.count++] = (struct term_at){term, position};
}

static void put_event(char *row, sqlite3_int64 position) {
  char *fields[7], *rest = row;
  for (int field = 0; field < 6; field++) fields[field] = strsep(&rest, "\t");
  fields[6] = rest;
  char kinded[600];
  snprintf(kinded, sizeof kinded, "type %s", fields[4]);
  uint32_t type = term_of(kinded, writer.term);
  sqlite3_bind_int64(writer.event, 1, position);
  sqlite3_bind_text(writer.event, 2, fields[0], -1, SQLITE_STATIC);
  sqlite3_bind_int64(writer.event, 3, atoll(fields[1]));
  sqlite3_bind_int64(writer.event, 4, atoll(fields[2]));
  sqlite3_bind_int64(writer.event, 5, atoll(fields[3]));
  sqlite3_bind_int64(writer.event, 6, type);
  sqlite3_bind_text(writer.event, 7, fields[6], -1, SQLITE_STATIC);
  OK(sqlite3_step(writer.event));
  sqlite3_reset(writer.event);
  pend(type, position);
  for (char *tag = strsep(&fields[5], " "); tag; tag = strsep(&fields[5], " "))
    if (*tag) pend(term_of(tag, writer.term), position);
}

static void put_tags(void) {
  qsort(writer.pending, writer.count, sizeof *writer.pending, by_term);
  for (size_t place = 0; place < writer.count; place++) {
    sqlite3_bind_int64(writer.tag, 1, writer.pending[place].term);
    sqlite3_bind_int64(writer.tag, 2, writer.pending[place].position);
    OK(sqlite3_step(writer.tag));
    sqlite3_reset(writer.tag);
  }
  writer.count = 0;
}

static void prepare_writer(void) {
  writer.event = prepare("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)");
  writer.tag = prepare("INSERT INTO tags VALUES (?, ?)");
  writer.term = prepare("INSERT INTO terms VALUES (?, ?)");
}

// Reading the rows is not counted: they are read before each transaction begins.
static void load(const char *path, const char *rows, int batch) {
  open_db(path);
  run(schema);
  prepare_writer();
  FILE *file = fopen(rows, "r");
  if (!file) DIE("%s cannot be read", rows);
  char **lines = calloc((size_t)batch, sizeof *lines);
  size_t *sizes = calloc((size_t)batch, sizeof *sizes);
  sqlite3_int64 position = 0;
  double taken = 0;
  for (int count = batch; count == batch;) {
    for (count = 0; count < batch; count++) {
      ssize_t length = getline(&lines[count], &sizes[count], file);
      if (length < 0) break;
      lines[count][length - 1] = 0;
    }
    if (count == 0) break;
    double began = now();
    run("BEGIN IMMEDIATE");
    for (int line = 0; line < count; line++) put_event(lines[line], ++position);
    put_tags();
    run("COMMIT");
    taken += now() - began;
  }
  double began = now();
  run("PRAGMA wal_checkpoint(TRUNCATE)");
  report("bulk", (uint64_t)position, taken + now() - began, 0);
}

static void durable(const char *path, int count) {
  open_db(path);
  prepare_writer();
  sqlite3_stmt *last = prepare("SELECT max(position), payload FROM events");
  OK(sqlite3_step(last));
  sqlite3_int64 position = sqlite3_column_int64(last, 0);
  char *payload = strdup((const char *)sqlite3_column_text(last, 1));
  sqlite3_finalize(last);
  double *each = malloc((size_t)count * sizeof *each), total = now();
  for (int commit = 0; commit < count; commit++) {
    char id[40];
    double began = now();
    run("BEGIN IMMEDIATE");
    position++;
    snprintf(id, sizeof id, "%016llx-%lld", (unsigned long long)position * 0x9E3779B97F4A7C15u, (long long)position);
    sqlite3_bind_int64(writer.event, 1, position);
    sqlite3_bind_text(writer.event, 2, id, -1, SQLITE_STATIC);
    for (int column = 3; column < 7; column++) sqlite3_bind_int64(writer.event, column, 17843);
    sqlite3_bind_text(writer.event, 7, payload, -1, SQLITE_STATIC);
    OK(sqlite3_step(writer.event));
    sqlite3_reset(writer.event);
    for (uint32_t term = 1; term <= 3; term++) pend(term * 7, position);
    put_tags();
    run("COMMIT");
    each[commit] = now() - began;
  }
  total = now() - total;
  report("durable", (uint64_t)count, total, median(each, count));
}

static void scan(const char *path) {
  open_db(path);
  sqlite3_stmt *all = prepare("SELECT position, recorded, earliest, latest, type, length(payload) FROM events ORDER BY position");
  uint64_t count = 0;
  sqlite3_int64 sum = 0;
  double began = now();
  for (; sqlite3_step(all) == SQLITE_ROW; count++)
    for (int column = 0; column < 6; column++) sum += sqlite3_column_int64(all, column);
  report("scan", count, now() - began, 0);
  fprintf(stderr, "%lld\n", (long long)sum);
}

static void history(const char *path, int repeats, char **tags, int tag_count) {
  open_db(path);
  sqlite3_stmt *events = prepare(
      "SELECT e.position, e.recorded, e.earliest, e.latest, e.type, e.id FROM terms JOIN tags USING (term)"
      " JOIN events e USING (position) WHERE terms.text = ? ORDER BY tags.position");
  int total = repeats * tag_count;
  double *each = malloc((size_t)total * sizeof *each), began_all = now();
  sqlite3_int64 sum = 0;
  uint64_t read = 0;
  for (int turn = 0; turn < total; turn++) {
    double began = now();
    sqlite3_bind_text(events, 1, tags[turn % tag_count], -1, SQLITE_STATIC);
    for (; sqlite3_step(events) == SQLITE_ROW; read++)
      for (int column = 0; column < 5; column++) sum += sqlite3_column_int64(events, column);
    sqlite3_reset(events);
    each[turn] = now() - began;
  }
  report("history", read / (uint64_t)total, now() - began_all, median(each, total));
  fprintf(stderr, "%lld\n", (long long)sum);
}

static void rebuild(const char *path) {
  open_db(path);
  sqlite3_stmt *count = prepare("SELECT count(*) FROM events");
  OK(sqlite3_step(count));
  uint64_t events = (uint64_t)sqlite3_column_int64(count, 0);
  sqlite3_finalize(count);
  double began = now();
  run("REINDEX events");
  // A table without row ids is its own index: made anew from itself.
  run("BEGIN IMMEDIATE");
  run("CREATE TABLE again (term INTEGER, position INTEGER, PRIMARY KEY (term, position)) WITHOUT ROWID");
  run("INSERT INTO again SELECT * FROM tags ORDER BY term, position");
  run("DROP TABLE tags");
  run("ALTER TABLE again RENAME TO tags");
  run("COMMIT");
  run("PRAGMA wal_checkpoint(TRUNCATE)");
  report("rebuild", events, now() - began, 0);
}

int main(int argc, char **argv) {
  if (argc == 5 && !strcmp(argv[1], "load")) load(argv[2], argv[3], atoi(argv[4]));
  else if (argc == 4 && !strcmp(argv[1], "durable")) durable(argv[2], atoi(argv[3]));
  else if (argc == 3 && !strcmp(argv[1], "scan")) scan(argv[2]);
  else if (argc > 4 && !strcmp(argv[1], "history")) history(argv[2], atoi(argv[3]), argv + 4, argc - 4);
  else if (argc == 3 && !strcmp(argv[1], "rebuild")) rebuild(argv[2]);
  else DIE("usage: sqlite_peer load DB ROWS BATCH | durable DB COUNT | scan DB | history DB REPEATS TAG... | rebuild DB");
  return sqlite3_close_v2(db) == SQLITE_OK ? 0 : 1;
}
