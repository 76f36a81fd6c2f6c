"""The same events in the Python library `eventsourcing`, on SQLite.

usage: eventsourcing_peer.py load DB ROWS BATCH
       eventsourcing_peer.py durable DB COUNT
       eventsourcing_peer.py scan DB
       eventsourcing_peer.py history DB REPEATS TAG…

An aggregate is an organisation, an instrument or what else an event is about first; there is no index of other tags. The
library turns on WAL; `synchronous` stays at the default of SQLite, FULL. Making the events is not counted.
"""

import sys
import time
import uuid

import rows
from eventsourcing.persistence import StoredEvent
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore

SUBJECTS = ("org:", "instrument:", "entity:")


def recorder(path):
    """The recorder of an application, its table made if it is not there."""
    made = SQLiteApplicationRecorder(SQLiteDatastore(db_name=path))
    made.create_table()
    return made


def aggregate(tag):
    """The id of what a tag names."""
    return uuid.uuid5(uuid.NAMESPACE_URL, tag)


def subject(tags):
    """What an event is about first."""
    for kind in SUBJECTS:
        for tag in tags:
            if tag.startswith(kind):
                return tag
    return tags[0] if tags else "none"


def load(path, file, batch):
    store, versions = recorder(path), {}
    taken = count = 0
    for lines in rows.batches(file, batch):
        events = []
        for row in lines:
            name = subject(row[5])
            versions[name] = versions.get(name, 0) + 1
            events.append(StoredEvent(aggregate(name), versions[name], row[4], row[6].encode()))
        began = time.monotonic()
        store.insert_events(events)
        taken += time.monotonic() - began
        count += len(events)
    rows.report("bulk", count, taken)


def durable(path, count):
    store, each = recorder(path), []
    name = uuid.uuid4()
    for number in range(1, count + 1):
        event = StoredEvent(name, number, "ratification", b'{"n":%d}' % number + b" " * 200)
        began = time.monotonic()
        store.insert_events([event])
        each.append(time.monotonic() - began)
    rows.report("durable", count, sum(each), each)


def scan(path):
    store = recorder(path)
    began = time.monotonic()
    count, start = 0, 1
    while page := store.select_notifications(start, 10_000):
        count += len(page)
        start = page[-1].id + 1
    rows.report("scan", count, time.monotonic() - began)


def history(path, repeats, tags):
    store, each, count = recorder(path), [], 0
    names = [aggregate(tag) for tag in tags]
    for turn in range(repeats * len(names)):
        began = time.monotonic()
        count += len(store.select_events(names[turn % len(names)]))
        each.append(time.monotonic() - began)
    rows.report("history", count // len(each), sum(each), each)


def main():
    match sys.argv[1:]:
        case ["load", path, file, batch]:
            load(path, file, int(batch))
        case ["durable", path, count]:
            durable(path, int(count))
        case ["scan", path]:
            scan(path)
        case ["history", path, repeats, *tags]:
            history(path, int(repeats), tags)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
