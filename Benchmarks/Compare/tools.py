"""Builds and installs what is compared, and makes the files that all of them hold."""

import copy
import functools
import hashlib
import os
import shutil
import subprocess
import sys

from measure import Failed, spawn, text_of

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = os.path.join(HERE, "..", "Peers")
C_PEERS = {"log_rows": ["-llmdb"], "lmdb_peer": ["-llmdb"], "sqlite_peer": ["-lsqlite3"]}


class Tools:
    """The programs: timeline, those of the package beside this, and the peers that could be had."""

    def __init__(self, program, built, folder, wants_peers):
        self.timeline = os.path.abspath(program)
        self.generate = os.path.join(built, "GenerateLog")
        self.costs = os.path.join(built, "LibraryCosts")
        self.durable = os.path.join(built, "DurableAppends")
        self.folder = folder
        self.missing = {}
        self.has_peers = wants_peers
        self.peers = os.path.join(folder, "peers")
        os.makedirs(self.peers, exist_ok=True)
        if wants_peers:
            self._compile("log_rows")
            self._compile("lmdb_peer")
            self._compile("sqlite_peer")
            self.sqlite3 = shutil.which("sqlite3")
            if not self.sqlite3:
                self.missing["sqlite3 shell"] = "no program of this name; apt-get install sqlite3"
            self.python = self._environment()
        else:
            self.sqlite3 = self.python = None

    def peer(self, name):
        """The path of a peer written in C, or None."""
        if not self.has_peers:
            return None
        path = os.path.join(self.peers, name)
        return path if os.path.exists(path) else None

    def script(self, name):
        """The command of a peer written in Python, or None."""
        return [self.python, os.path.join(PEERS, name + ".py")] if self.python else None

    @functools.cached_property
    def alone(self):
        """The same without the peers."""
        alone = copy.copy(self)
        alone.has_peers, alone.sqlite3, alone.python = False, None, None
        return alone

    def has(self, command):
        """Whether timeline knows a command."""
        return f"\n  {command} " in (text_of([self.timeline, "--help"]) or "")

    @functools.cached_property
    def stamp(self):
        """Changes with every program that is measured, so that figures of different ones are not mixed."""
        digest = hashlib.sha256()
        for path in (self.timeline, self.generate, self.costs, self.durable):
            with open(path, "rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
        return digest.hexdigest()[:16]

    @functools.cached_property
    def program_stamp(self):
        """Changes with the program that makes logs."""
        with open(self.timeline, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:16]

    @functools.cached_property
    def shape(self):
        """Changes with what is generated: the hash of a small log of every kind."""
        command = [self.generate, "3000", "--one-entity", "500", "--corrections", "50"]
        return hashlib.sha256(subprocess.run(command, capture_output=True, check=True).stdout).hexdigest()[:16]

    def _compile(self, name):
        source, target = os.path.join(PEERS, name + ".c"), os.path.join(self.peers, name)
        headers = [os.path.join(PEERS, file) for file in os.listdir(PEERS) if file.endswith((".c", ".h"))]
        if os.path.exists(target) and os.path.getmtime(target) > max(map(os.path.getmtime, headers)):
            return
        print(f"compiling {name}", flush=True)
        compiler = next((name for name in ("cc", "gcc", "clang") if shutil.which(name)), "cc")
        command = [compiler, "-O2", "-D_GNU_SOURCE", "-o", target, source, *C_PEERS[name]]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            if name == "log_rows":
                sys.exit(f"log_rows cannot be compiled: apt-get install gcc liblmdb-dev\n{done.stderr}")
            self.missing[name] = done.stderr.strip().splitlines()[0]

    def _environment(self):
        """A Python with the pinned packages, made once; None, and why, if they cannot be had."""
        home = os.path.join(self.peers, "python")
        python = os.path.join(home, "bin", "python")
        wanted = os.path.join(PEERS, "requirements.txt")
        mark = os.path.join(home, "installed.txt")
        with open(wanted, encoding="utf-8") as file:
            names = file.read()
        if os.path.exists(mark) and open(mark, encoding="utf-8").read() == names:
            return python
        print("installing " + " ".join(names.split()), flush=True)
        for command in ([sys.executable, "-m", "venv", home],
                        [python, "-m", "pip", "install", "--quiet", "--requirement", wanted]):
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                words = (done.stderr or done.stdout).strip().splitlines()
                self.missing["umadb, eventsourcing"] = words[-1] if words else "not installed"
                return None
        with open(mark, "w", encoding="utf-8") as file:
            file.write(names)
        return python


class Data:
    """The files of one size: each is made when it is first asked for, and kept for the next run."""

    def __init__(self, tools, size, seed=1, options=(), name=None):
        self.tools, self.size, self.seed, self.options = tools, size, seed, list(options)
        self.folder = os.path.join(tools.folder, name or f"{size}")
        made = os.path.join(self.folder, f"generated-{tools.shape}")
        if not os.path.exists(made):
            shutil.rmtree(self.folder, ignore_errors=True)
            os.makedirs(made)

    def path(self, name):
        """A path in the folder of this size."""
        return os.path.join(self.folder, name)

    def _made(self, name, make):
        target = self.path(name)
        if not os.path.exists(target):
            print(f"making {os.path.basename(self.folder)}/{name}", flush=True)
            part = self.path("part-" + name)
            remove(part)
            make(part)
            os.rename(part, target)
            remove(part)
        return target

    @property
    def lines(self):
        """JSON Lines as `timeline import` reads them."""
        command = [self.tools.generate, str(self.size), "--seed", str(self.seed), *self.options]
        return self._made("events.jsonl", lambda to: spawn(command, stdout=to))

    @property
    def log(self):
        """The log of these lines, made anew by every other build of the program."""
        name = f"log-{self.tools.program_stamp}.mdb"
        for old in os.listdir(self.folder):
            if old.startswith("log-") and not old.startswith(name):
                os.unlink(self.path(old))
        return self._made(name, lambda to: spawn([self.tools.timeline, "import", self.lines, "--log", to]))

    @property
    def rows(self):
        """The same events for the peers."""
        return self._made("events.rows", lambda to: spawn([self.tools.peer("log_rows"), self.log], stdout=to))

    @property
    def sqlite(self):
        """SQLite's file of the same events."""
        peer = self.tools.peer("sqlite_peer")
        return self._made("events.db", lambda to: spawn([peer, "load", to, self.rows, "100000"]))

    @property
    def lmdb(self):
        """The same keys and values in a file of LMDB alone."""
        peer = self.tools.peer("lmdb_peer")
        return self._made("events.lmdb", lambda to: spawn([peer, "copy", self.log, to, "100000"]))

    def python_store(self, name):
        """The file of a peer written in Python."""
        script = self.tools.script(name + "_peer")
        return self._made(f"{name}.db", lambda to: spawn([*script, "load", to, self.rows, "10000"]))

    def facts(self, mode):
        """A table with three indexes for the shell of SQLite, with as many rows as there are events."""
        def make(to):
            sql = f"""PRAGMA journal_mode={mode};
                ATTACH '{self.sqlite}' AS from_peer;
                CREATE TABLE facts (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT, day INTEGER,
                                    payload TEXT NOT NULL);
                CREATE INDEX facts_type ON facts (type);
                CREATE INDEX facts_day ON facts (day);
                INSERT INTO facts SELECT position, id, type, earliest, payload FROM from_peer.events;"""
            if os.path.exists(self.sqlite):
                spawn([self.tools.sqlite3, to, sql])
        return self._made(f"facts-{mode}.db", make)

    def copy(self, path, name):
        """A copy that may be written to and is taken away by the caller; fast where the disk shares blocks."""
        target = self.path(name)
        remove(target)
        if subprocess.run(["cp", "--reflink=auto", path, target], capture_output=True, check=False).returncode:
            shutil.copyfile(path, target)
        # Or the disk would still be busy with the copy while others are measured.
        with open(target, "rb") as file:
            os.fsync(file.fileno())
        return target


def remove(path):
    """Takes a file away, and those that stores keep beside it."""
    for suffix in ("", "-lock", "-wal", "-shm", "-journal"):
        try:
            os.unlink(path + suffix)
        except FileNotFoundError:
            pass


__all__ = ["Data", "Failed", "Tools", "remove"]
