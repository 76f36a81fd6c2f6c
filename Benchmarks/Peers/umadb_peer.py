"""The same events in UmaDB: its server from the Python package, its client over the loopback interface.

usage: umadb_peer.py load DB ROWS BATCH
       umadb_peer.py durable DB COUNT
       umadb_peer.py scan DB
       umadb_peer.py history DB REPEATS TAG…

The server has its own settings: synchronous writing, file I/O, no page cache, no TLS. Making the events is not counted.
"""

import contextlib
import os
import socket
import subprocess
import sys
import time

import rows
import umadb


@contextlib.contextmanager
def served(path):
    """A client of a server of its own, which is stopped afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    program = os.path.join(os.path.dirname(sys.executable), "umadb")
    server = subprocess.Popen(
        [program, "--listen", address, "--db-path", path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield connected(f"http://{address}")
    finally:
        server.terminate()
        server.wait()


def connected(url):
    """A client, as soon as the server answers."""
    for _ in range(100):
        try:
            client = umadb.Client(url)
            client.head()
            return client
        except Exception:  # The package has several errors for a server that is not there yet.
            time.sleep(0.1)
    sys.exit("the server of UmaDB does not answer")


def event(row):
    """An event of UmaDB: the id is in the payload, since the server compares none."""
    return umadb.Event(event_type=row[4], data=row[6].encode(), tags=row[5])


def load(client, path, batch):
    taken = count = 0
    for lines in rows.batches(path, batch):
        events = [event(row) for row in lines]
        began = time.monotonic()
        client.append(events)
        taken += time.monotonic() - began
        count += len(events)
    rows.report("bulk", count, taken)


def durable(client, count):
    tags = [f"party:P{count}", "instrument:I-1", "org:O-1"]
    each = []
    for number in range(count):
        one = [umadb.Event(event_type="ratification", data=b'{"n":%d}' % number + b" " * 200, tags=tags)]
        began = time.monotonic()
        client.append(one)
        each.append(time.monotonic() - began)
    rows.report("durable", count, sum(each), each)


def scan(client):
    began = time.monotonic()
    count = 0
    reader = client.read()
    while batch := reader.next_batch():
        count += len(batch)
    rows.report("scan", count, time.monotonic() - began)


def history(client, repeats, tags):
    each, count = [], 0
    for turn in range(repeats * len(tags)):
        query = umadb.Query(items=[umadb.QueryItem(tags=[tags[turn % len(tags)]])])
        began = time.monotonic()
        events, _ = client.read(query=query).collect_with_head()
        each.append(time.monotonic() - began)
        count += len(events)
    rows.report("history", count // len(each), sum(each), each)


def main():
    match sys.argv[1:]:
        case ["load", path, file, batch]:
            with served(path) as client:
                load(client, file, int(batch))
        case ["durable", path, count]:
            with served(path) as client:
                durable(client, int(count))
        case ["scan", path]:
            with served(path) as client:
                scan(client)
        case ["history", path, repeats, *tags]:
            with served(path) as client:
                history(client, int(repeats), tags)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
