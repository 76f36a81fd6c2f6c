// What the peers written in C have in common: a clock, and a way to end with words.
#ifndef PEER_H
#define PEER_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define DIE(...)                          \
  do {                                    \
    fprintf(stderr, __VA_ARGS__);         \
    fputc('\n', stderr);                  \
    exit(1);                              \
  } while (0)

static inline double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static inline int by_size(const void *left, const void *right) {
  double a = *(const double *)left, b = *(const double *)right;
  return (a > b) - (a < b);
}

// One line for whoever reads the figures: what was done, how often, and how long it took; `each` is the median of one.
static inline void report(const char *what, uint64_t count, double seconds, double each) {
  printf("{\"what\":\"%s\",\"count\":%llu,\"seconds\":%.9f,\"each\":%.9f}\n", what, (unsigned long long)count, seconds,
         each);
}

static inline double median(double *values, int count) {
  qsort(values, (size_t)count, sizeof *values, by_size);
  return values[count / 2];
}

#endif
