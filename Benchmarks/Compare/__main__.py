"""Measures timeline beside its peers and prints one table.

usage: python3 Benchmarks/Compare --program PATH --built FOLDER --folder FOLDER [--events N] [--sizes N,N,…] [--peers]
                                  [--worst] [--runs 5] [--only WORD] [--page docs/PERFORMANCE.md] [--fresh]

Everything that is made (logs, stores of the peers, figures) stays in the folder, so that a run that was cut off goes on
where it was; figures of another build of the programs are measured again.
"""

import argparse
import os
import sys
import time

import page
import worst
from measure import Failed, Results
from rows import rows_of
from tools import Data, Tools


def main():
    """Reads the command line and measures what is not there yet."""
    parser = argparse.ArgumentParser(description="Measures timeline beside its peers.")
    parser.add_argument("--program", required=True, help="the timeline program, built for release")
    parser.add_argument("--built", required=True, help="where the programs of the package Benchmarks are")
    parser.add_argument("--folder", required=True, help="where files are made, on the disk that is measured")
    parser.add_argument("--events", type=int, default=100_000, help="the size of the table")
    parser.add_argument("--sizes", default="", help="the sizes of the table of growth, with commas between")
    parser.add_argument("--peers", action="store_true", help="measure the peers too")
    parser.add_argument("--worst", action="store_true", help="measure the worst cases too")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--patience", type=float, default=900, help="no more rounds of a row after so many seconds")
    parser.add_argument("--only", default="", help="only rows whose key has this in it")
    parser.add_argument("--page", help="put the tables into this page, and the plot beside it")
    parser.add_argument("--fresh", action="store_true", help="forget the figures that are there")
    chosen = parser.parse_args()

    os.makedirs(chosen.folder, exist_ok=True)
    tools = Tools(chosen.program, chosen.built, os.path.abspath(chosen.folder), chosen.peers)
    for name, why in tools.missing.items():
        print(f"not had: {name}: {why}", flush=True)
    path = os.path.join(chosen.folder, "figures.jsonl")
    if chosen.fresh and os.path.exists(path):
        os.unlink(path)
    results = Results(path, tools.stamp)
    sizes = sorted({int(size) for size in chosen.sizes.split(",") if size} | {chosen.events})
    order = [chosen.events] + [size for size in sizes if size != chosen.events]

    tables = {}
    cases = worst.cases(tools, chosen.events) if chosen.worst else []
    for size in order:
        tables[size] = [row for row in rows_of(Data(tools, size), tools, grows_only=size != chosen.events)
                        if chosen.only in row.key]
        for row in tables[size]:
            take(row.key, size, row.title, chosen, results, row.measure)
        # Before the logs that take longest.
        for key, title, measure in cases if size == chosen.events else []:
            take(f"worst-{key}", size, title, chosen, results, lambda _, run=measure: run())

    found = page.Page(results, tools, chosen.events, sizes, tables[chosen.events], cases)
    print(f"\n{chosen.events:,} events\n\n{found.costs()}", flush=True)
    if chosen.page:
        found.write(chosen.page)


def take(key, size, title, chosen, results, measure):
    """Measures the rounds that are not there yet; what fails is said, and the rest goes on."""
    taken = 0
    for number in range(len(results.of(key, size)), chosen.runs):
        began = time.monotonic()
        if taken > chosen.patience:
            return
        os.sync()
        load = os.getloadavg()[0]
        try:
            values = measure(number)
        except Failed as failure:
            print(f"FAILED {key} at {size:,}: {failure}", file=sys.stderr, flush=True)
            return
        results.add(key, size, values, load)
        taken += time.monotonic() - began
        shown = ", ".join(f"{who} {value['figure']:.4g}" for who, value in values.items())
        print(f"{size:>10,} {number + 1}/{chosen.runs} {title}: {shown} ({time.monotonic() - began:.1f} s)", flush=True)


if __name__ == "__main__":
    main()
