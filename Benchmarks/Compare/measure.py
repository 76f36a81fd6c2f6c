"""Runs programs and keeps what they cost."""

import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time

PATIENCE = 600


class Failed(Exception):
    """A program ended with another status than the one that was expected."""


class TimedOut(Failed):
    """A program was ended because it took longer than anybody would wait."""


class Cost:
    """What one run of a program cost: seconds by the clock, seconds of the processors, MiB at most."""

    def __init__(self, seconds, usage):
        self.seconds = seconds
        self.cpu = usage.ru_utime + usage.ru_stime
        # Linux counts in KiB, macOS in bytes.
        self.peak = usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def spawn(command, stdin=None, stdout=None, statuses=(0,), patience=PATIENCE):
    """Runs a command to its end with as little beside it as Python can; returns its Cost.

    Raises Failed for another status than those, TimedOut after so many seconds.
    """
    with tempfile.TemporaryFile() as words, open(stdin or os.devnull, "rb") as given:
        target = os.open(stdout or os.devnull, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        moves = [(os.POSIX_SPAWN_DUP2, given.fileno(), 0), (os.POSIX_SPAWN_DUP2, target, 1),
                 (os.POSIX_SPAWN_DUP2, words.fileno(), 2)]
        began = time.monotonic()
        process = os.posix_spawnp(command[0], command, os.environ, file_actions=moves)
        alarm = threading.Timer(patience, os.kill, (process, signal.SIGKILL))
        alarm.start()
        _, status, usage = os.wait4(process, 0)
        seconds = time.monotonic() - began
        alarm.cancel()
        os.close(target)
        if seconds >= patience:
            raise TimedOut(f"{' '.join(command[:6])} took longer than {patience} s")
        if os.waitstatus_to_exitcode(status) not in statuses:
            words.seek(0)
            said = words.read().decode(errors="replace")[-600:]
            raise Failed(f"{' '.join(command[:6])} ended with {os.waitstatus_to_exitcode(status)}\n{said}")
        return Cost(seconds, usage)


def figures(command):
    """Runs a program that prints one line of JSON, and returns it with the peak of memory."""
    with tempfile.NamedTemporaryFile() as printed:
        cost = spawn(command, stdout=printed.name)
        answer = json.loads(printed.read().decode().strip().splitlines()[-1])
    answer["peak"] = cost.peak
    return answer


def rate(command):
    """Events a second."""
    answer = figures(command)
    return {"figure": answer["count"] / answer["seconds"], "peak": answer["peak"]}


def seconds(command):
    """Seconds of everything that was done."""
    answer = figures(command)
    return {"figure": answer["seconds"], "peak": answer["peak"]}


def each(command):
    """Seconds of one turn, the median of those of one run."""
    answer = figures(command)
    return {"figure": answer["each"], "peak": answer["peak"]}


def alternate(turns, commands):
    """Runs several commands in turns, so that whatever else the machine does meets all; medians of seconds.

    `commands` are functions of the number of the turn that return a command; the first turn is not counted.
    """
    taken = {who: [] for who in commands}
    peaks = dict.fromkeys(commands, 0)
    for turn in range(turns + 1):
        order = list(commands)
        for who in order if turn % 2 else reversed(order):
            cost = spawn(commands[who](turn))
            if turn:
                taken[who].append(cost.seconds)
                peaks[who] = max(peaks[who], cost.peak)
    return {who: {"figure": statistics.median(times), "peak": peaks[who]} for who, times in taken.items()}


class Results:
    """Figures in a file of JSON Lines, so that a run that was cut off goes on where it was.

    Figures of another program, or of other peers, are left out when the file is read.
    """

    def __init__(self, path, stamp):
        self.path, self.stamp, self.rounds, self.loads = path, stamp, {}, []
        if not os.path.exists(path):
            return
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                if record.pop("stamp") == stamp:
                    self.loads += [record["load"]] if "load" in record else []
                    self.rounds.setdefault((record["row"], record["size"]), []).append(record["values"])

    def add(self, row, size, values, load):
        """Keeps what one round gave: a figure (and more) for each who took part; and how busy the machine was before."""
        self.loads.append(load)
        self.rounds.setdefault((row, size), []).append(values)
        with open(self.path, "a", encoding="utf-8") as lines:
            record = {"stamp": self.stamp, "row": row, "size": size, "load": load, "values": values}
            lines.write(json.dumps(record) + "\n")

    def of(self, row, size):
        """The rounds of a row, oldest first."""
        return self.rounds.get((row, size), [])

    def values(self, row, size, who, what="figure"):
        """One figure of one who took part, of each round."""
        return [values[who][what] for values in self.of(row, size) if who in values and what in values[who]]

    def median(self, row, size, who, what="figure"):
        """The middle of these, or None."""
        values = self.values(row, size, who, what)
        return statistics.median(values) if values else None

    def ratios(self, row, size, who, peer):
        """Ours by theirs, round by round."""
        both = [values for values in self.of(row, size) if who in values and peer in values]
        return sorted(values[who]["figure"] / values[peer]["figure"] for values in both if values[peer]["figure"])


def text_of(command):
    """What a program prints, or None if it is not there."""
    try:
        return subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return None
