"""Processes of the store tests: they write, read, die and run out of room on purpose.

Each command prints what it has to say line by line; "ok ID" means that the store said a change is on disk.
"""

from __future__ import annotations

import importlib
import os
import random
import resource
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import aligntui
from aligntui.session.model import Item
from aligntui.session.ops import Add, Op, Set
from aligntui.store.local import codec, files, handle
from aligntui.store.local.handle import Handle
from aligntui.store.problems import Damaged, NotSaved

ROOT = Path(aligntui.__file__).parent.parent
AT = "2026-11-21T14:00:00"
TEXT = "Sourdough sells out before noon on 22 of 30 days"
TRIES = 6
"""How often a writer tries, ten seconds each, while a slow machine has others write."""


def start(*arguments: object) -> subprocess.Popen[str]:
    """Run a command of this module in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-u", __file__, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def finish(process: subprocess.Popen[str]) -> list[str]:
    """Lines that a process said, after it ended."""
    said, _ = process.communicate()
    return said.splitlines()


def add(ref: str, text: str = TEXT) -> Op:
    """A new strength."""
    return Add(item=Item(id=ref, collection="strengths", series="S", text=text, by="w"))


def opened(path: Path, name: str) -> Handle:
    """A handle whose ids begin with a name."""
    numbers = iter(range(10**9))
    return Handle(path, clock=lambda: AT, new_id=lambda: f"{name}-{next(numbers)}", person=name)


def say(line: str) -> None:
    """One line at once, in one piece."""
    os.write(1, f"{line}\n".encode())


def write(path: Path, name: str, count: int) -> None:
    """Add so many items; afterwards set every one of them once more."""
    own = opened(path, name)
    say("ready")
    sys.stdin.readline()
    for n in range(count):
        ref = f"{name}:{n}"
        put(partial(own.apply, [add(ref)], note="kept"))
        put(partial(own.apply, [Set(id=ref, field="text", was=TEXT, to=f"{TEXT} {n}")]))
        say(f"ok {ref}")


def put(change: Callable[[], object]) -> None:
    """Do it as the app does: where others hold the file for too long it is tried again."""
    for _ in range(TRIES):
        try:
            change()
        except NotSaved:
            continue
        return
    raise AssertionError(f"not kept in {TRIES} tries")


def read(path: Path) -> None:
    """Read again and again until stdin is closed; then say how often, and how often it went wrong.

    It is ready once it has read: a reader that a busy machine lets wait has read all the same.
    """
    good = bad = 0
    while not select.select([sys.stdin], [], [], 0)[0]:
        try:
            data, version = files.read(path)
            version.close()
            codec.session_of(codec.tables(data, path), path)
            good += 1
        except Damaged:
            bad += 1
        if good + bad == 1:
            say("ready")
    say(f"{good} {bad}")


def killed(path: Path, kills: int, seed: int) -> None:
    """Kill two writers at random moments, so many times; say what they were told is on disk."""
    chance = random.Random(seed)
    for n in range(0, kills, 2):
        out, into = os.pipe()
        children = [_child(into, _writer(path, f"k{n + i}")) for i in range(2)]
        os.close(into)
        # Every other time both are well into their work before the end comes.
        for line in _lines(out, chance.uniform(0.002, 0.03), bool(n % 4), children):
            say(line)
    say("done")


def _writer(path: Path, name: str) -> Callable[[int], None]:
    def run(into: int) -> None:
        own = opened(path, name)
        n = 0
        while True:
            ref = f"{name}:{n}"
            own.apply([add(ref, TEXT * (n % 7))])
            os.write(into, f"ok {ref}\n".encode())
            n += 1

    return run


def _child(into: int, run: Callable[[int], None]) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            run(into)
        finally:
            os._exit(1)
    return pid


def _lines(out: int, span: float, begun: bool, children: list[int]) -> Iterator[str]:
    """What comes through a pipe. After a time the children are killed, and the rest still comes.

    The time runs from now, or from their first word.
    """
    parts: list[bytes] = []
    if begun:
        parts.append(os.read(out, 65536))
    deadline = time.monotonic() + span
    while children:
        left = deadline - time.monotonic()
        if left > 0 and select.select([out], [], [], left)[0]:
            parts.append(os.read(out, 65536))
        elif left <= 0:
            for pid in children:
                os.kill(pid, signal.SIGKILL)
            while children:
                os.waitpid(children.pop(), 0)
    while part := os.read(out, 65536):
        parts.append(part)
    os.close(out)
    yield from b"".join(parts).decode().splitlines()


def dies(path: Path, moment: str, recent: int, block: int) -> None:
    """Make one change and die at a moment of it: after the history, or with half of the new file."""
    handle.RECENT, handle.BLOCK = recent, block
    real = files.write
    own = opened(path, "dies")

    def write_or_die(target: Path, data: bytes, *, durable: bool = True) -> files.Version:
        if target == path:
            if moment == "half":
                target.with_name(f".{path.name}.1-dead.tmp").write_bytes(data[: len(data) // 2])
            os._exit(9)
        return real(target, data, durable=durable)

    files.write = write_or_die
    own.apply([add("dies:0")])


def limited(path: Path, room: int) -> None:
    """Write with a limit on the size of files until it is hit; lift it; write once more."""
    own = opened(path, "limited")
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + room, hard))
    n = _until_full(own, 0)
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    own.apply([add(f"limited:{n}")])
    say(f"ok limited:{n}")


def _until_full(own: Handle, n: int) -> int:
    while True:
        before = own.session
        try:
            own.apply([add(f"limited:{n}")])
        except NotSaved as problem:
            say(f"full {problem.full} {own.session is before} {problem.sentence}")
            return n
        say(f"ok limited:{n}")
        n += 1


def locked_out(path: Path) -> None:
    """Read and write in a folder that may not be written in."""
    # What is imported when something is written may lie where this user may not read.
    for name in ("aligntui.session.apply", "aligntui.store.local.tables"):
        importlib.import_module(name)
    if os.geteuid() == 0:
        # Rights mean nothing to root.
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    own = opened(path, "nobody")
    say(f"{len(own.session.items)} {own.read_only}")
    try:
        own.apply([add("nobody:0")])
    except NotSaved as problem:
        say(problem.sentence)


COMMANDS = {
    "write": lambda a: write(Path(a[0]), a[1], int(a[2])),
    "read": lambda a: read(Path(a[0])),
    "killed": lambda a: killed(Path(a[0]), int(a[1]), int(a[2])),
    "dies": lambda a: dies(Path(a[0]), a[1], int(a[2]), int(a[3])),
    "limited": lambda a: limited(Path(a[0]), int(a[1])),
    "locked_out": lambda a: locked_out(Path(a[0])),
}

if __name__ == "__main__":
    COMMANDS[sys.argv[1]](sys.argv[2:])
