"""The worst that can be asked for: time, memory and growth of the file."""

import os
import signal
import subprocess
import time

from measure import TimedOut, spawn
from row import DAY
from tools import Data, remove

READERS = 50
PATIENCE = 120


def cases(tools, size):
    """(key, title, function that measures one round) of every case; `size` is that of the whole table."""
    one = min(size, 100_000)
    return [
        ("one-entity", f"one organisation with {one:,} events",
         lambda: asked(tools, Data(tools, one, options=["--one-entity", str(one)], name=f"one-entity-{one}"), "ORG-0")),
        ("back-dated", f"{one:,} events, each about an earlier day than those before",
         lambda: asked(tools, Data(tools, one, options=["--all-back-dated"], name=f"back-dated-{one}"), "ORG-0")),
        ("corrections", "100 corrections of one event, in a log of 10,000",
         lambda: asked(tools, Data(tools, 10_000, options=["--corrections", "100"], name="corrections"), "ORG-0")),
        ("one-transaction", f"one transaction of {size:,} events (`timeline append -`)",
         lambda: transaction(tools, Data(tools, size))),
        ("no-readers", f"import of {one:,} events into a log that has as many, nobody reading",
         lambda: crowd(tools, Data(tools, one), 0)),
        ("readers", f"the same while {READERS} processes read all the time",
         lambda: crowd(tools, Data(tools, one), READERS)),
    ]


def value(cost):
    """What the page shows of a cost."""
    return {"figure": cost.seconds, "peak": cost.peak}


def asked(tools, data, organisation):
    """A log is imported, then asked."""
    log = data.path("worst.mdb")
    remove(log)
    try:
        taken = {"import": value(spawn([tools.timeline, "import", data.lines, "--log", log]))}
        taken["import"]["bytes"] = os.path.getsize(log)
        ask = [("members", ["project", "members", "--org", organisation, "--all", "--at", DAY]),
               ("history", ["history", organisation]), ("overview", ["project", "--at", DAY])]
        for name, words in ask:
            try:
                taken[name] = value(spawn([tools.timeline, *words, "--log", log], patience=PATIENCE))
            except TimedOut:
                taken[name] = {"figure": PATIENCE, "peak": 0, "cut": True}
        return taken
    finally:
        remove(log)


def transaction(tools, data):
    """All lines in one transaction."""
    log = data.path("worst.mdb")
    remove(log)
    try:
        taken = value(spawn([tools.timeline, "append", "-", "--log", log], stdin=data.lines))
        return {"append": taken | {"bytes": os.path.getsize(log)}}
    finally:
        remove(log)


def crowd(tools, data, readers):
    """An import into a log that others read: half of them follow it, half ask again and again."""
    log = data.copy(data.log, "worst.mdb")
    before = os.path.getsize(log)
    command = [tools.timeline, "import", data.lines, "--id-prefix", "again-", "--log", log]
    asking = f"while :; do '{tools.timeline}' project members --org ORG-0 --log '{log}' || exit; done"
    processes = []
    try:
        for number in range(readers):
            words = [tools.timeline, "log", "--follow", "--org", "ORG-0", "--log", log] if number % 2 else ["sh", "-c", asking]
            processes.append(subprocess.Popen(
                words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True))
        time.sleep(1 if readers else 0)
        cost = spawn(command)
        failed = sum(process.poll() not in (None, 0) for process in processes)
        taken = value(cost) | {"bytes": os.path.getsize(log) - before, "failed": failed, "readers": readers}
    finally:
        peaks = [ended(process) for process in processes]
        remove(log)
    return {"import": taken, **({"a reader": {"figure": 0, "peak": max(peaks)}} if peaks else {})}


def ended(process):
    """Ends a reader and all it started; its peak of memory in MiB."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return usage.ru_maxrss / 1024
