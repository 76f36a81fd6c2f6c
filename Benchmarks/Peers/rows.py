"""Reads the rows that log_rows writes, and prints figures as the peers in C do."""

import json
import statistics


def read(path, limit=None):
    """The rows as tuples: id, record time, first and last day, type, list of tags, payload."""
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if limit is not None and number >= limit:
                return
            event, recorded, earliest, latest, kind, tags, payload = line.rstrip("\n").split("\t", 6)
            yield event, int(recorded), int(earliest), int(latest), kind, tags.split(" ") if tags else [], payload


def batches(path, size):
    """Lists of so many rows."""
    batch = []
    for row in read(path):
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def report(what, count, seconds, each=()):
    """One line for whoever reads the figures."""
    middle = statistics.median(each) if each else 0
    print(json.dumps({"what": what, "count": count, "seconds": seconds, "each": middle}), flush=True)
