"""Rows about whole processes: what somebody waits for who types a command."""

import os
import signal
import subprocess
import time

from measure import alternate, spawn
from row import DAY, Row, organisations
from tools import remove

APPENDS = 30
QUERIES = 20


def append_process(data, tools):
    """A new process that records one event, beside the shell of SQLite."""
    def together(number):
        log = data.copy(data.log, "append.mdb")
        commands = {"timeline": lambda turn: [
            tools.timeline, "append", "ratification", "--on", "2024-05-06", "--party", "FRA", "--instrument", "TREATY-3",
            "--id", f"appended-{number}-{turn}", "--log", log]}
        stores = []
        if tools.sqlite3 and tools.peer("sqlite_peer"):
            for mode in ("WAL", "DELETE"):
                store = data.copy(data.facts(mode), f"append-{mode}.db")
                stores.append(store)
                commands[f"sqlite3 shell, {mode}"] = lambda turn, store=store: [
                    tools.sqlite3, store, "INSERT INTO facts (id, type, day, payload) VALUES "
                    f"('appended-{number}-{turn}', 'ratification', 19849, '{{\"type\":\"ratification\",\"party\":\"FRA\"}}')"]
        try:
            return alternate(APPENDS, commands)
        finally:
            for path in [log, *stores]:
                remove(path)

    return Row("append-process", "one durable append from a new process", "ms", "≤ 1.25 × the `sqlite3` shell",
               together=together, peer="sqlite3 shell, WAL", goal=("ratio", "<=", 1.25))


def imported(data, tools):
    """JSON Lines into a new log, beside the shell of SQLite that reads them with its JSON functions."""
    def into(command):
        def run(_):
            target = data.path("import.store")
            remove(target)
            try:
                cost = spawn(command(target))
                return {"figure": data.size / cost.seconds, "peak": cost.peak, "bytes": os.path.getsize(target)}
            finally:
                remove(target)
        return run

    contenders = {"timeline": into(lambda to: [tools.timeline, "import", data.lines, "--log", to])}
    if tools.sqlite3:
        contenders["sqlite3 shell"] = into(lambda to: [tools.sqlite3, "-cmd", ".separator \x01 \\n", to, *shell_import(data)])
    return Row("import", "`timeline import` of JSON Lines", "/s", "≥ 150,000/s", contenders, peer="sqlite3 shell",
               goal=("figure", ">=", 150_000))


def shell_import(data):
    """What the shell is told: the lines into a table for the time being, then everything out of them at once."""
    named = " UNION ALL ".join(
        f"SELECT '{field}:' || json_extract(line, '$.{field}'), rowid FROM lines WHERE json_extract(line, '$.{field}') NOT NULL"
        for field in ("type", "org", "instrument", "office", "meeting", "entity", "holder"))
    return [
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=FILE; CREATE TEMP TABLE lines (line TEXT);",
        f".import {data.lines} lines",
        """BEGIN; CREATE TABLE events (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT, day TEXT, payload TEXT);
        CREATE TABLE tags (tag TEXT, position INTEGER, PRIMARY KEY (tag, position)) WITHOUT ROWID;
        INSERT INTO events SELECT rowid, json_extract(line, '$.id'), json_extract(line, '$.type'),
          json_extract(line, '$.on'), line FROM lines;""",
        f"""INSERT OR IGNORE INTO tags SELECT * FROM ({named} UNION ALL
        SELECT 'party:' || value, lines.rowid FROM lines, json_each(line, '$.party') UNION ALL
        SELECT 'party:' || json_extract(value, '$.party'), lines.rowid FROM lines, json_each(line, '$.attendance'))
        ORDER BY 1, 2; COMMIT; PRAGMA wal_checkpoint(TRUNCATE);""",
    ]


def members_process(data, tools):
    """A question as a whole process, beside one that only says its version."""
    def together(number):
        names = organisations(data)
        commands = {
            "timeline": lambda turn: [tools.timeline, "project", "members", "--org", names[turn % len(names)],
                                      "--at", DAY, "--log", data.log],
            "timeline --version": lambda turn: [tools.timeline, "--version"],
        }
        if tools.sqlite3 and tools.peer("sqlite_peer"):
            commands["sqlite3 shell"] = lambda turn: [
                tools.sqlite3, "-readonly", data.sqlite,
                "SELECT e.position, e.type, e.payload FROM terms JOIN tags USING (term) JOIN events e USING (position)"
                f" WHERE terms.text = 'org:{names[turn % len(names)]}' ORDER BY 1"]
        return alternate(QUERIES, commands)

    return Row("members-process", "`timeline project members --org X --at D` as a process", "ms",
               "≤ 1.3 × `timeline --version`", together=together, peer="timeline --version",
               goal=("ratio", "<=", 1.3))


def killed(data, tools):
    """The first question after a writer was killed, beside the first one after a writer that closed the log.

    A second question right after the first would find the program in the caches of the processor, which it was not before.
    """
    def together(_):
        log = data.copy(data.log, "killed.mdb")
        ask = lambda: spawn([tools.timeline, "root", "--log", log]).seconds
        ask()
        taken = {"timeline": [], "clean open": []}
        try:
            for turn in range(15):
                # It appends and commits without end, so it is in the middle of one or the other.
                writer = subprocess.Popen([tools.costs, "durable", log, "1000000"], stderr=subprocess.DEVNULL)
                time.sleep(0.1 + 0.01 * turn)
                writer.send_signal(signal.SIGKILL)
                writer.wait()
                taken["timeline"].append(ask())
                spawn([tools.costs, "durable", log, str(300 + 30 * turn)])
                taken["clean open"].append(ask())
        finally:
            remove(log)
        return {who: {"figure": sorted(times)[len(times) // 2]} for who, times in taken.items()}

    return Row("killed", "open after `kill -9` of a writer", "ms", "as fast as a clean open", together=together,
               peer="clean open", goal=("ratio", "<=", 1.1))
