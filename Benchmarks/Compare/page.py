"""The tables, for the screen and for the page of the project."""

import os
import re
import statistics

import machine
import plot

PYTHON_PEERS = ("umadb", "eventsourcing")
GROWTH = [
    ("append-process", "append, new process"), ("append-library", "append, library"),
    ("members-process", "members of one organisation, new process"), ("history", "members of one organisation, library"),
    ("history-any", "the same, any perspective"), ("world", "overview, library"), ("rebuild", "rebuild"),
]


def quantity(value, unit):
    """A figure as it is read: `unit` is /s, ms or µs."""
    if value is None:
        return "–"
    if unit == "/s":
        return f"{value / 1e6:,.2f} M/s" if value >= 1e6 else f"{value:,.0f}/s"
    for least, scale, name in ((1, 1, "s"), (1e-3, 1e3, "ms"), (0, 1e6, "µs")):
        if value >= least:
            shown = value * scale
            return f"{shown:,.0f} {name}" if shown >= 100 else f"{shown:.3g} {name}"
    return f"{value} s"


def spread(ratios):
    """The middle of sorted ratios, and the least and the largest."""
    if not ratios:
        return "–"
    return f"{statistics.median(ratios):.2f} ({ratios[0]:.2f} – {ratios[-1]:.2f})"


def table(heads, lines):
    """A table of Markdown whose columns stand below each other."""
    widths = [max(len(line[column]) for line in [heads, *lines]) for column in range(len(heads))]
    def one(cells):
        return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"
    return "\n".join([one(heads), "|" + "|".join("-" * (width + 2) for width in widths) + "|", *map(one, lines)])


class Page:
    """What was found at all sizes."""

    def __init__(self, results, tools, size, sizes, rows, cases):
        self.results, self.tools, self.size, self.sizes = results, tools, size, sizes
        self.rows, self.cases = rows, cases

    def costs(self):
        """One line for each row: our figure, that of each peer, the ratio and how far the rounds lie apart."""
        lines = []
        for row in self.rows:
            ours = self.results.values(row.key, self.size, "timeline")
            if not ours:
                continue
            figure = self.results.median(row.key, self.size, "timeline")
            rounds = f"{quantity(min(ours), row.unit)} – {quantity(max(ours), row.unit)} of {len(ours)}"
            peers = self._peers(row)
            first = peers[0] if peers else None
            lines.append([row.title, quantity(figure, row.unit), rounds, *self._beside(row, first), row.target or "–",
                          self._verdict(row, figure)])
            lines += [["", "", "", *self._beside(row, peer), "", ""] for peer in peers[1:]]
        return table(["Work", "timeline", "its rounds", "peer", "its figure", "ratio (rounds)", "to reach", ""], lines)

    def _peers(self, row):
        """Who took part beside us, first the one that the row is about."""
        rounds = self.results.of(row.key, self.size)
        names = [name for name in (rounds[0] if rounds else {}) if name != "timeline"]
        return sorted(names, key=lambda name: name != row.peer)

    def _beside(self, row, peer):
        if peer is None:
            return ["–", "–", "–"]
        return [peer, quantity(self.results.median(row.key, self.size, peer), row.unit),
                spread(self.results.ratios(row.key, self.size, "timeline", peer))]

    def _verdict(self, row, figure):
        """Whether the goal is reached; nothing where there is none or its peer is missing."""
        if not row.goal:
            return ""
        what, sign, limit = row.goal
        value = figure
        if what == "ratio":
            ratios = self.results.ratios(row.key, self.size, "timeline", row.peer)
            if not ratios:
                return "not compared"
            value = statistics.median(ratios)
        reached = value <= limit if sign == "<=" else value >= limit
        return "reached" if reached else "**missed**"

    def growth(self):
        """How the work grows with the log, and for the process how it compares with `--version` at each size."""
        lines = []
        for key, name in GROWTH:
            values = [self._seconds(key, size) for size in self.sizes]
            if any(value is not None for value in values):
                lines.append([name, *(quantity(value, "s") for value in values)])
        lines.append(["members, new process, by `--version`",
                      *(spread(self.results.ratios("members-process", size, "timeline", "timeline --version"))
                        for size in self.sizes)])
        lines.append(["import", *(quantity(self.results.median("import", size, "timeline"), "/s") for size in self.sizes)])
        peaks = [self.results.median("import", size, "timeline", "peak") for size in self.sizes]
        lines.append(["memory of import at most", *(f"{peak:,.0f} MiB" if peak else "–" for peak in peaks)])
        return table(["Work", *(f"{size:,} events" for size in self.sizes)], lines)

    def _seconds(self, key, size):
        value = self.results.median(key, size, "timeline")
        return size / value if value and key == "rebuild" else value

    def plot(self):
        """The same as a picture."""
        lines = []
        for key, name in GROWTH:
            points = [(size, self._seconds(key, size)) for size in self.sizes if self._seconds(key, size)]
            if points:
                lines.append((name, points))
        return plot.growth(lines)

    def worst(self):
        """The worst cases: each step with its time, memory and the growth of the file."""
        lines = []
        for key, title, _ in self.cases:
            rounds = self.results.of(f"worst-{key}", self.size)
            for step in rounds[0] if rounds else {}:
                figure, peak, size = (self.results.median(f"worst-{key}", self.size, step, what)
                                      for what in ("figure", "peak", "bytes"))
                cut = any(round[step].get("cut") for round in rounds)
                failed = sum(round[step].get("failed", 0) for round in rounds)
                took = f"{'more than ' if cut else ''}{quantity(figure, 's')}" if figure else "–"
                took += f"; {failed} readers failed" if failed else ""
                lines.append([title, step, took, f"{peak:,.0f} MiB" if peak else "–",
                              f"{size / 1e6:,.1f} MB" if size else "–"])
                title = ""
        return table(["Case", "work", "time", "memory at most", "growth of the file"], lines)

    def sizes_of_files(self):
        """Bytes an event: the lines, the log, and the files of the peers."""
        lines_path = os.path.join(self.tools.folder, str(self.size), "events.jsonl")
        lines = [["JSON Lines", f"{os.path.getsize(lines_path) / self.size:,.0f}", "–"]]
        imported = self.results.median("import", self.size, "timeline", "bytes")
        if imported:
            lines.append(["timeline, after `import`", f"{imported / self.size:,.0f}", "–"])
        for batch in (100_000, 10_000):
            rounds = self.results.of(f"bulk-{batch}", self.size)
            for who in rounds[0] if rounds else []:
                size = self.results.median(f"bulk-{batch}", self.size, who, "bytes")
                lines.append([who, f"{size / self.size:,.0f}", f"{batch:,} a transaction"])
        return table(["File", "bytes an event", "written with"], lines)

    def write(self, path):
        """Puts every table between its marks in the page, and the plot beside it."""
        with open(path, encoding="utf-8") as file:
            text = file.read()
        parts = {"machine": machine.described(self.tools, self.size, self.results), "costs": self.costs(),
                 "growth": self.growth(), "worst": self.worst(), "sizes": self.sizes_of_files()}
        for name, part in parts.items():
            mark = re.compile(f"(<!-- {name} -->\n).*?(<!-- end -->)", re.S)
            if not mark.search(text):
                raise SystemExit(f"{path} has no place for {name}")
            text = mark.sub(lambda found, part=part: found[1] + part + "\n" + found[2], text, count=1)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        drawn = self.plot()
        if drawn:
            with open(os.path.join(os.path.dirname(path), "performance-growth.svg"), "w", encoding="utf-8") as file:
                file.write(drawn)
        print(f"wrote {path}")
