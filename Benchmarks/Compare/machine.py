"""What the figures were measured on, and with."""

import datetime
import os
import platform
import re
import statistics
import textwrap

from measure import text_of
from page_text import SETTINGS
from tools import PEERS


def described(tools, size, results):
    """A list for the page: the machine, the versions, and the settings of the peers."""
    rounds = max((len(found) for found in results.rounds.values()), default=0)
    lines = [
        f"- **When**: {datetime.datetime.now(datetime.UTC):%Y-%m-%d}, {rounds} rounds; "
        "rows that take long have fewer, as said beside each.",
        f"- **Machine**: {os.cpu_count()} cores ({processor()}), {memory()} of memory, {disk(tools.folder)}, "
        f"{platform.system()} {platform.release().split('-')[0]}.",
        f"- **Load**: {load(results.loads)}.",
        f"- **timeline** {first(r'[0-9.]+', text_of([tools.timeline, '--version']) or '')}: a static executable as "
        "`make install` leaves it; a full sync before every answer.",
        f"- **Events**: {size:,} of `GenerateLog {size} --seed 1` (Benchmarks/README.md says what they are like).",
    ]
    versions = {
        "LMDB in C": first(r"[\d.]+", (text_of([tools.timeline, "--version"]) or "").partition("LMDB")[2]),
        "sqlite3": first(r"[\d.]+", text_of(["sqlite3", "--version"]) or ""),
    }
    with open(os.path.join(PEERS, "requirements.txt"), encoding="utf-8") as file:
        versions |= dict(line.strip().split("==") for line in file if "==" in line)
    for name, words in SETTINGS.items() if tools.peer("lmdb_peer") else ():
        lines.append(f"- **{name}** {versions[name]}: {words}".replace(" : ", ": "))
    lines += [f"- **Not had**: {name}: {why}" for name, why in tools.missing.items()]
    return "\n".join(textwrap.fill(line, 116, subsequent_indent="  ", break_on_hyphens=False) for line in lines)


def first(pattern, text):
    """The first place that fits, or nothing."""
    found = re.search(pattern, text)
    return found[0] if found else ""


def load(found):
    """How busy the machine was, the measuring itself included; a quiet one has about one process that runs."""
    if not found:
        return "not known"
    middle = statistics.median(found)
    words = f"{middle:.1f} processes ran or waited for the disk in the minute before a round (median of all rounds)"
    return words if middle <= os.cpu_count() else words + ": others used the machine meanwhile, so only ratios mean something"


def processor():
    """The model of the processor, where the system tells it."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            found = re.search(r"^model name\s*: (.*)$", file.read(), re.M)
    except OSError:
        found = None
    return found[1].strip() if found else platform.processor() or platform.machine()


def memory():
    """In GiB, rounded."""
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / (1 << 30):.0f} GiB"


def disk(folder):
    """The kind of the disk and of its file system."""
    kind = text_of(["findmnt", "--noheadings", "--output", "FSTYPE", "--target", folder]) or "unknown file system"
    device = os.path.basename(text_of(["findmnt", "--noheadings", "--output", "SOURCE", "--target", folder]) or "")
    family = "virtual disk" if device.startswith("vd") else "disk"
    for name in (device, re.sub(r"p?\d+$", "", device)):
        try:
            with open(f"/sys/block/{name}/queue/rotational", encoding="utf-8") as file:
                return f"{kind} on a {'turning' if file.read().strip() == '1' else 'solid-state'} {family}" \
                    if family == "disk" else f"{kind} on a {family}"
        except OSError:
            continue
    return f"{kind} on a {family}"
