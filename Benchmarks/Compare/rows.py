"""The rows of the table of costs: what is measured, by whom, and what is to be reached.

A row measures one round at a time, all who take part one after the other, so that they meet the same machine. The order
turns with every round.
"""

import os
import shutil
import statistics
import subprocess

from measure import each, rate, seconds, spawn
from processes import append_process, imported, killed, members_process
from row import DAY, Row, organisations
from tools import remove


# How often each organisation is asked for: a second in all at least, for in its first tenths a processor may be slower by half.
TURNS = "1000"


def rows_of(data, tools, grows_only=False):
    """All rows at one size; where only growth is of interest, those that growth is shown for, without the peers."""
    tools = tools.alone if grows_only else tools
    rows = [append_process(data, tools), append_library(data, tools), empty_commit(data, tools),
            *history(data, tools), *world(data, tools), members_process(data, tools),
            imported(data, tools)]
    if not grows_only:
        rows += [bulk(data, tools, 100_000), bulk(data, tools, 10_000), *scan(data, tools), killed(data, tools)]
    if tools.has("rebuild"):
        rows.append(rebuild(data, tools))
    return rows


def append_library(data, tools):
    """One event and one synced commit in the library, beside other libraries.

    In short turns: how long a disk takes to sync can change tenfold from one second to the next.
    """
    stores = {"timeline": (lambda: data.log, [tools.costs])}
    if tools.peer("lmdb_peer"):
        stores["LMDB in C"] = (lambda: data.lmdb, [tools.peer("lmdb_peer")])
    if tools.peer("sqlite_peer"):
        stores["SQLite in C"] = (lambda: data.sqlite, [tools.peer("sqlite_peer")])
    if tools.python and data.size <= 1_000_000:
        for name in ("umadb", "eventsourcing"):
            stores[name] = (lambda name=name: data.python_store(name), tools.script(name + "_peer"))

    def together(_):
        copies = {who: data.copy(path(), f"durable-{place}.store") for place, (who, (path, _)) in enumerate(stores.items())}
        taken = {who: [] for who in stores}
        try:
            for turn in range(10):
                order = list(stores)[turn % len(stores):] + list(stores)[:turn % len(stores)]
                for who in order:
                    taken[who].append(each([*stores[who][1], "durable", copies[who], "20"])["figure"])
        finally:
            for copy in copies.values():
                remove(copy)
        return {who: {"figure": statistics.median(times)} for who, times in taken.items()}

    return Row("append-library", "one durable append in the library", "µs", "", together=together, peer="LMDB in C")


def empty_commit(data, tools):
    """All indexes and the tree, beside a durable commit of LMDB in C that changes one value, in turns of 20 commits."""
    def together(_):
        folder = data.path("durable")
        shutil.rmtree(folder, ignore_errors=True)
        os.mkdir(folder)
        try:
            os.rename(data.copy(data.log, "durable.store"), os.path.join(folder, "log.mdb"))
            said = subprocess.run(
                [tools.durable, folder, "40"], capture_output=True, text=True, check=True).stdout.splitlines()
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        rates = [float(line.rsplit(" a second", 1)[0].split()[-1]) for line in said if " a second" in line]
        return {"empty commit of LMDB in C": {"figure": rates[0]}, "timeline": {"figure": rates[1]}}

    return Row("empty-commit", "the same, beside an empty durable commit of LMDB in C", "/s", "≥ 0.8 × its rate",
               together=together, peer="empty commit of LMDB in C", goal=("ratio", ">=", 0.8))


def bulk(data, tools, batch):
    """All events again into a new file, so many a transaction."""
    def into(command):
        def run(_):
            target = data.path("bulk.store")
            remove(target)
            try:
                values = rate(command(target))
                values["bytes"] = os.stat(target).st_blocks * 512
                return values
            finally:
                remove(target)
        return run

    contenders = {"timeline": into(lambda to: [tools.costs, "bulk", data.log, to, str(batch)])}
    if tools.peer("lmdb_peer"):
        contenders["LMDB in C"] = into(lambda to: [tools.peer("lmdb_peer"), "copy", data.log, to, str(batch)])
    if tools.peer("sqlite_peer"):
        contenders["SQLite in C"] = into(lambda to: [tools.peer("sqlite_peer"), "load", to, data.rows, str(batch)])
    if tools.python and batch <= 10_000:
        for name in ("umadb", "eventsourcing"):
            contenders[name] = into(
                lambda to, name=name: [*tools.script(name + "_peer"), "load", to, data.rows, str(batch)])
    if batch > 10_000:
        return Row(f"bulk-{batch}", f"bulk append in the library, {batch:,} a transaction", "/s", "≥ 250,000/s",
                   contenders, peer="LMDB in C", goal=("figure", ">=", 250_000))
    return Row(f"bulk-{batch}", f"bulk append in the library, {batch:,} a transaction", "/s", "≥ 3 × UmaDB",
               contenders, peer="umadb", goal=("ratio", ">=", 3))


def scan(data, tools):
    """Every event in order: its header decoded in place; and, where a peer returns events, copied as it does."""
    headers = {"timeline": lambda _: rate([tools.costs, "scan", data.log])}
    copies = {"timeline": lambda _: rate([tools.costs, "copies", data.log])}
    if tools.peer("lmdb_peer"):
        headers["LMDB in C"] = lambda _: rate([tools.peer("lmdb_peer"), "scan", data.log])
    if tools.peer("sqlite_peer"):
        headers["SQLite in C"] = lambda _: rate([tools.peer("sqlite_peer"), "scan", data.sqlite])
    if tools.python:
        for name in ("umadb", "eventsourcing"):
            copies[name] = lambda _, name=name: rate(
                [*tools.script(name + "_peer"), "scan", data.python_store(name)])
    return [
        Row("scan", "scan of the log, decoded headers", "/s", "≥ 5 M/s", headers, peer="LMDB in C",
            goal=("figure", ">=", 5e6)),
        Row("copies", "the same, every event copied as the log returns it", "/s", "", copies, peer="umadb"),
    ]


def rebuild(data, tools):
    """Everything that can be computed again, on a copy."""
    def on_copy(path, command):
        def run(_):
            copy = data.copy(path(), "rebuild.store")
            try:
                cost = spawn(command(copy))
                return {"figure": data.size / cost.seconds, "peak": cost.peak}
            finally:
                remove(copy)
        return run

    contenders = {"timeline": on_copy(lambda: data.log, lambda copy: [tools.timeline, "rebuild", "--log", copy])}
    if tools.peer("sqlite_peer"):
        contenders["SQLite in C"] = on_copy(
            lambda: data.sqlite, lambda copy: [tools.peer("sqlite_peer"), "rebuild", copy])
    return Row("rebuild", "full rebuild", "/s", "≥ 2 M/s", contenders, peer="SQLite in C", goal=("figure", ">=", 2e6))


def history(data, tools):
    """One organisation with its hundred events; the peers only fetch the events."""
    names = organisations(data)
    tags = [f"org:{name}" for name in names]
    fetch = {}
    if tools.peer("lmdb_peer"):
        fetch["LMDB in C"] = lambda _: each([tools.peer("lmdb_peer"), "history", data.log, TURNS, *tags])
    if tools.peer("sqlite_peer"):
        fetch["SQLite in C"] = lambda _: each([tools.peer("sqlite_peer"), "history", data.sqlite, TURNS, *tags])
    if tools.python and data.size <= 1_000_000:
        for name in ("umadb", "eventsourcing"):
            fetch[name] = lambda _, name=name: each(
                [*tools.script(name + "_peer"), "history", data.python_store(name), "5", *tags])
    ours = {
        key: {"timeline": lambda _, verb=verb: each([tools.costs, verb, data.log, DAY, TURNS, *names])}
        for key, verb in (("history", "history"), ("history-any", "history-any"))}
    records = {"timeline": lambda _: each([tools.costs, "records", data.log, "20", *names])}
    return [
        Row("history", "history of one entity with 100 events, warm, at the head", "µs", "≤ 30 µs",
            ours["history"] | fetch, peer="SQLite in C", goal=("figure", "<=", 30e-6)),
        Row("history-any", "the same in any perspective", "µs", "≤ 200 µs", ours["history-any"],
            goal=("figure", "<=", 200e-6)),
        Row("records", "its events alone, as the log returns them", "µs", "", records | fetch, peer="SQLite in C"),
    ]


def world(data, tools):
    """Every organisation, instrument and office; the peer only reads every event."""
    turns = "3" if data.size <= 1_000_000 else "1"
    read = {}
    if tools.peer("sqlite_peer"):
        read["SQLite in C, reading every event"] = lambda _: seconds(
            [tools.peer("sqlite_peer"), "scan", data.sqlite])
    return [
        Row("world", "whole-world view at a day, at the head", "ms", "≤ 100 ms",
            {"timeline": lambda _: each([tools.costs, "world", data.log, DAY, turns])} | read,
            peer="SQLite in C, reading every event", goal=("figure", "<=", 0.1)),
        Row("world-any", "the same in any perspective", "ms", "≤ 1 s",
            {"timeline": lambda _: each([tools.costs, "world-any", data.log, DAY, turns])},
            goal=("figure", "<=", 1.0)),
    ]
