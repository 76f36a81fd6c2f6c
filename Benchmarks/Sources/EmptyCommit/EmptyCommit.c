#include "EmptyCommit.h"

#include <lmdb.h>
#include <stdlib.h>

struct empty_commit {
  MDB_env *env;
  MDB_dbi table;
  unsigned long number;
};

empty_commit *empty_commit_open(const char *path) {
  empty_commit *self = calloc(1, sizeof *self);
  MDB_txn *txn;
  if (!self) return NULL;
  if (mdb_env_create(&self->env) == 0 && mdb_env_set_mapsize(self->env, (size_t)1 << 40) == 0 &&
      mdb_env_set_maxdbs(self->env, 4) == 0 && mdb_env_open(self->env, path, MDB_NOSUBDIR | MDB_NOTLS, 0644) == 0 &&
      mdb_txn_begin(self->env, NULL, 0, &txn) == 0) {
    if (mdb_dbi_open(txn, "t", MDB_CREATE, &self->table) == 0 && mdb_txn_commit(txn) == 0) return self;
  }
  empty_commit_close(self);
  return NULL;
}

int empty_commit_run(empty_commit *self, int count) {
  for (int index = 0; index < count; index++) {
    MDB_txn *txn;
    MDB_val key = {1, "k"}, value = {sizeof self->number, &self->number};
    int result = mdb_txn_begin(self->env, NULL, 0, &txn);
    if (result) return result;
    self->number++;
    result = mdb_put(txn, self->table, &key, &value, 0);
    if (result) {
      mdb_txn_abort(txn);
      return result;
    }
    result = mdb_txn_commit(txn);
    if (result) return result;
  }
  return 0;
}

void empty_commit_close(empty_commit *self) {
  if (self->env) mdb_env_close(self->env);
  free(self);
}
