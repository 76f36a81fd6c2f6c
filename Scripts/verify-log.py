#!/usr/bin/env python3
"""Checks what `timeline` says about a log without any of its code: the root, and both kinds of proof.

    timeline export | Scripts/verify-log.py root                    print the size and the root of an export
    timeline export | Scripts/verify-log.py root --expect 147:ROOT  compare with a head that was kept
    timeline proof --event 87 | Scripts/verify-log.py proof --head 147:ROOT
    timeline proof --from-size 100 | Scripts/verify-log.py proof --from-head 100:ROOT --head 147:ROOT

A head is the number of events and the root of a log, as `timeline root` prints them. A proof shows nothing by the heads
that it brings along: give those that you kept, or got from somebody you trust.
Each command reads a file where one is named, else standard input. Exit status: 0 it is so, 1 it is not.

The tree is that of RFC 9162, section 2.1, with SHA-256: a leaf is the hash of a byte 0 and the line of the export
without its newline, an inner node the hash of a byte 1, the left and the right child. docs/INTEGRITY.md says more.
"""

import argparse
import hashlib
import json
import re
import sys


class Refused(Exception):
    """Why something is not so, in one sentence."""


def leaf_hash(line):
    return hashlib.sha256(b"\x00" + line).digest()


def node_hash(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree(leaves):
    """The number of leaves and the root above them; memory for one hash a level."""
    # (height, root) of complete subtrees, from the left; two of one height become one.
    roots, count = [], 0
    for leaf in leaves:
        count += 1
        height = 0
        while roots and roots[-1][0] == height:
            leaf = node_hash(roots.pop()[1], leaf)
            height += 1
        roots.append((height, leaf))
    if not roots:
        return 0, hashlib.sha256(b"").digest()
    root = roots.pop()[1]
    while roots:
        root = node_hash(roots.pop()[1], root)
    return count, root


def lines(stream):
    """The lines of an export, in order and without a gap."""
    for number, line in enumerate(stream, 1):
        if not line.endswith(b"\n"):
            raise Refused(f"line {number} has no newline: the export was cut off")
        line = line[:-1]
        start = re.match(rb'\{"position":([0-9]+),"recorded_at":"', line)
        if not start or int(start.group(1)) != number:
            raise Refused(f"line {number} is not the line of the event #{number}")
        yield line


def check_inclusion(proof, root):
    """RFC 9162, section 2.1.3.2; the line must also say the position that the proof is about."""
    size, position, index = number(proof, "size"), number(proof, "position"), number(proof, "leaf_index")
    path, line = hashes(proof, "path"), text(proof, "line").encode("utf-8")
    if index != position - 1:
        raise Refused("leaf_index is not the position less one")
    if not line.startswith(b'{"position":%d,' % position):
        raise Refused(f"the line is not that of the event #{position}")
    if not 0 <= index < size:
        raise Refused(f"a tree of {size} events has no event #{position}")
    node = leaf_hash(line)
    if node != one_hash(proof, "leaf"):
        raise Refused("the leaf is not the hash of the line")
    last = size - 1
    for sibling in path:
        if last == 0:
            raise Refused("the path is too long")
        if index & 1 or index == last:
            node = node_hash(sibling, node)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        index, last = index >> 1, last >> 1
    if last != 0:
        raise Refused("the path is too short")
    if node != root:
        raise Refused("the path does not lead to the root")
    return f"event #{position} is in the log of {size} events with the root {root.hex()}"


def check_consistency(proof, from_root, root):
    """RFC 9162, section 2.1.4.2; every log begins with the empty one."""
    from_size, size, path = number(proof, "from_size"), number(proof, "size"), hashes(proof, "path")
    said = f"the log of {size} events begins with the log of {from_size} events: nothing of it was changed"
    if from_size > size:
        raise Refused(f"{from_size} events cannot be the beginning of {size}")
    if from_size in (0, size):
        known = from_root if from_size else hashlib.sha256(b"").digest()
        if path or from_root != known or (from_size == size and root != from_root):
            raise Refused("the roots do not belong together")
        return said
    if from_size & (from_size - 1) == 0:
        path = [from_root] + path
    if not path:
        raise Refused("the path is too short")
    index, last = from_size - 1, size - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    earlier = later = path[0]
    for node in path[1:]:
        if last == 0:
            raise Refused("the path is too long")
        if index & 1 or index == last:
            earlier, later = node_hash(node, earlier), node_hash(node, later)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            later = node_hash(later, node)
        index, last = index >> 1, last >> 1
    if last != 0:
        raise Refused("the path is too short")
    if earlier != from_root:
        raise Refused("the path does not lead to the earlier root")
    if later != root:
        raise Refused("the path does not lead to the later root")
    return said


MEMBERS = {
    "inclusion": {"proof", "size", "root", "position", "leaf_index", "leaf", "path", "line"},
    "consistency": {"proof", "from_size", "from_root", "size", "root", "path"},
}


def check_proof(text_of_proof, from_head, head):
    """What a proof shows, and whether all heads were given; a head is (size, root), or None for that of the proof."""
    try:
        proof = json.loads(text_of_proof)
    except ValueError as error:
        raise Refused(f"the proof is not JSON: {error}")
    kind = proof.get("proof") if isinstance(proof, dict) else None
    if not isinstance(kind, str) or kind not in MEMBERS:
        raise Refused("this is neither a proof of inclusion nor one of consistency")
    if set(proof) != MEMBERS[kind]:
        raise Refused(f"a proof of {kind} has the members {', '.join(sorted(MEMBERS[kind]))}")
    own = number(proof, "size"), one_hash(proof, "root")
    if head not in (None, own):
        raise Refused("the proof is about another log: its head is not the one given")
    if kind == "inclusion":
        return check_inclusion(proof, own[1]), head is not None
    own_from = number(proof, "from_size"), one_hash(proof, "from_root")
    if from_head not in (None, own_from):
        raise Refused("the proof is about another log: its earlier head is not the one given")
    return check_consistency(proof, own_from[1], own[1]), None not in (head, from_head)


def number(proof, name):
    value = proof[name]
    if type(value) is not int or value < 0:
        raise Refused(f"{name} is not a number")
    return value


def text(proof, name):
    if not isinstance(proof[name], str):
        raise Refused(f"{name} is not a text")
    return proof[name]


def to_hash(value, name):
    if not isinstance(value, str) or not re.fullmatch("[0-9a-f]{64}", value):
        raise Refused(f"{name} is not 64 lower-case hexadecimal digits")
    return bytes.fromhex(value)


def one_hash(proof, name):
    return to_hash(proof[name], name)


def hashes(proof, name):
    if not isinstance(proof[name], list):
        raise Refused(f"{name} is not a list")
    return [to_hash(value, name) for value in proof[name]]


def to_head(value):
    size, colon, root = value.partition(":")
    if not colon or not re.fullmatch("[0-9]+", size):
        raise Refused(f"“{value}” is no head: write the number of events, a colon and the root")
    return int(size), to_hash(root, "the root given")


def run(options):
    heads = [value and to_head(value) for value in (options.from_head, options.head)]
    stream = sys.stdin.buffer if options.file == "-" else open(options.file, "rb")
    with stream:
        if options.command == "proof":
            said, is_known = check_proof(stream.read(), *heads)
            print(said)
            if not is_known:
                print("the heads are those of the proof itself: compare them with ones that you kept", file=sys.stderr)
            return
        size, root = tree(leaf_hash(line) for line in lines(stream))
        print(f"{size}:{root.hex()}")
        if heads[1] not in (None, (size, root)):
            raise Refused("the export has another head: it is not the log that the one given was made over")


def main():
    words = __doc__.split("\n\n")
    parser = argparse.ArgumentParser(
        description=words[0], epilog="\n\n".join(words[1:]), formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    root = commands.add_parser("root", help="compute the head of an export")
    root.add_argument("file", nargs="?", default="-", help="the export; standard input where it is left out")
    root.add_argument("--expect", metavar="SIZE:ROOT", dest="head", help="the head that it must have")
    root.set_defaults(from_head=None)
    proof = commands.add_parser("proof", help="check a proof")
    proof.add_argument("file", nargs="?", default="-", help="the proof; standard input where it is left out")
    proof.add_argument("--head", metavar="SIZE:ROOT", help="the head that is trusted")
    proof.add_argument("--from-head", metavar="SIZE:ROOT", help="the earlier head that is trusted")
    try:
        run(parser.parse_args())
    except (Refused, OSError) as error:
        print(f"refused: {error}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
