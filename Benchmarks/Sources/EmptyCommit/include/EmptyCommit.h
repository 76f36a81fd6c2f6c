#pragma once

/* The least that a durable commit of LMDB can be: one small value in place of another, by plain C. */
typedef struct empty_commit empty_commit;

/* Opens a new file with the flags that a log is opened with; NULL when that fails. */
empty_commit *empty_commit_open(const char *path);
/* Commits so many times; 0, or the error of liblmdb. */
int empty_commit_run(empty_commit *self, int count);
void empty_commit_close(empty_commit *self);
