"""Crowds of processes on one session: killed at any moment, or typing for a while; with figures.

`killed` and `typing` do the work and give their figures; the tests of this folder use them with small
numbers, tests/torture with large ones.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import select
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from aligntui.session.model import Item, Session
from aligntui.session.ops import Add, Set
from aligntui.store.local import codec, files, names
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store
from aligntui.store.problems import Damaged

AT = "2026-11-21T14:00:00"
TEXT = "Sourdough sells out before noon on 22 of 30 days"
ROUNDS = 25
"""Rounds of kills on one session before a fresh one, so that writes stay as quick as in a workshop."""


@dataclass
class Kills:
    """What became of writers that were killed.

    Attributes:
        kills: Writers killed with SIGKILL.
        acknowledged: Changes that the store said are on disk.
        lost: Those of them that are not.
        doubled: Changes that are there twice.
        wrong: Items whose words are neither the last acknowledged ones nor the ones in flight.
        reads: Times that a reader read the whole file meanwhile.
        unreadable: Times that it could not.
        left: Temporary files left behind after the next write.
        seconds: How long it took.
    """

    kills: int = 0
    acknowledged: int = 0
    lost: int = 0
    doubled: int = 0
    wrong: int = 0
    reads: int = 0
    unreadable: int = 0
    left: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        return (
            f"{self.kills:,} kills of 8 writers in {self.seconds:.0f} s: {self.acknowledged:,} changes "
            f"acknowledged, {self.lost} lost, {self.doubled} doubled, {self.wrong} with other words; "
            f"{self.reads:,} reads, {self.unreadable} unreadable; {self.left} leftovers"
        )


def opened(path: Path, name: str) -> Handle:
    """A handle whose ids begin with a name."""
    numbers = iter(range(10**9))
    return Handle(path, clock=lambda: AT, new_id=lambda: f"{name}-{next(numbers)}", person=name)


def fresh(folder: Path, number: int) -> Path:
    """A new session with one card."""
    ids = iter(range(10**6))
    state = folder / "state"
    store = Store(folder, state, clock=lambda: AT, new_id=lambda: f"{number:04x}{next(ids):04x}", person="w")
    first = Item(id="first", collection="strengths", series="S", text="a")
    handle = store.create(f"Kiosk {number}", [Add(item=first)])
    handle.close()
    return handle.path


def session_at(path: Path) -> Session:
    """The session as it lies on disk."""
    data, version = files.read(path)
    version.close()
    return codec.session_of(codec.tables(data, path), path)


def killed(folder: Path, kills: int, *, writers: int = 8, seed: int = 20261121) -> Kills:
    """Kill writers at random moments, so many times, while a reader reads. Run it in a small process.

    Every writer adds a card and rewords it, over and over, and says so each time the store returns.
    """
    chance = random.Random(seed)
    figures = Kills()
    began = time.monotonic()
    done = 0
    while done < kills:
        path = fresh(folder, done)
        told, reader = _reader(path)
        said: list[str] = []
        for _ in range(ROUNDS):
            if done >= kills:
                break
            out, into = os.pipe()
            children = [_fork(partial(_write, path, f"k{done + n}", into)) for n in range(writers)]
            os.close(into)
            # Often before the first word is written, often in the middle of many.
            said += _until_killed(out, chance.uniform(0.001, 0.07), chance.random() < 0.7, children)
            done += writers
        os.kill(reader, signal.SIGTERM)
        os.waitpid(reader, 0)
        reads, bad = json.loads(_all(told))
        figures.reads += reads
        figures.unreadable += bad
        _count(path, said, figures)
    figures.kills = done
    figures.seconds = time.monotonic() - began
    return figures


def _fork(run: Callable[[], None]) -> int:
    pid = os.fork()
    if pid == 0:
        try:
            run()
        finally:
            os._exit(1)
    return pid


def _write(path: Path, name: str, into: int) -> None:
    own = opened(path, name)
    n = 0
    while True:
        ref = f"{name}:{n}"
        item = Item(id=ref, collection="strengths", series="S", text=TEXT * (n % 5))
        applied = own.apply([Add(item=item)])
        os.write(into, f"{applied.change.id} {ref} 0\n".encode())
        for turn in range(1, 3):
            was = own.session.items[ref].text
            applied = own.apply([Set(id=ref, field="text", was=was, to=f"{TEXT} {turn}", words=True)])
            os.write(into, f"{applied.change.id} {ref} {turn}\n".encode())
        n += 1


def _reader(path: Path) -> tuple[int, int]:
    out, into = os.pipe()

    def read() -> None:
        counts = [0, 0]
        stop: list[int] = []
        signal.signal(signal.SIGTERM, lambda *_: stop.append(1))
        while not stop:
            try:
                session_at(path)
                counts[0] += 1
            except (Damaged, OSError):
                counts[1] += 1
            time.sleep(0.002)
        os.write(into, json.dumps(counts).encode())

    pid = _fork(read)
    os.close(into)
    return out, pid


def _all(fd: int) -> bytes:
    parts = []
    while part := os.read(fd, 65536):
        parts.append(part)
    os.close(fd)
    return b"".join(parts)


def _until_killed(out: int, span: float, begun: bool, children: Sequence[int]) -> list[str]:
    """What the writers say until they are killed, `span` seconds after their start or their first word."""
    parts: list[bytes] = []
    if begun:
        parts.append(os.read(out, 65536))
    deadline = time.monotonic() + span
    while (left := deadline - time.monotonic()) > 0:
        if select.select([out], [], [], left)[0]:
            parts.append(os.read(out, 65536))
    for pid in children:
        os.kill(pid, signal.SIGKILL)
    for pid in children:
        os.waitpid(pid, 0)
    parts.append(_all(out))
    return b"".join(parts).decode().splitlines()


def _archived(path: Path) -> list[str]:
    """Ids of the changes in a history file, one for each whole line."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    found = []
    for line in lines:
        with contextlib.suppress(ValueError):
            found.append(str(json.loads(line)["id"]))
    return found


def _count(path: Path, said: Sequence[str], figures: Kills) -> None:
    session = session_at(path)
    archived = _archived(names.history_of(path))
    # Killed between the two files, a change stands in both: that is no second one.
    once = {*archived, *session.recent}
    last: dict[str, int] = {}
    figures.acknowledged += len(said)
    figures.doubled += len(archived) - len(set(archived))
    for line in said:
        change, ref, turn = line.split(" ")
        figures.lost += change not in once or ref not in session.items
        last[ref] = max(last.get(ref, 0), int(turn))
    for ref, turn in last.items():
        words = session.items[ref].text if ref in session.items else ""
        n = int(ref.rpartition(":")[2])
        allowed = [f"{TEXT} {t}" if t else TEXT * (n % 5) for t in (turn, min(turn + 1, 2))]
        figures.wrong += words not in allowed
    after = opened(path, "after")
    after.apply([Add(item=Item(id="after", collection="strengths", text="after"))])
    after.close()
    figures.left += len([p for p in path.parent.iterdir() if p.name.endswith(".tmp")])


@dataclass
class Seen:
    """How long the words of one person took to stand before the others.

    Attributes:
        people: Processes that typed and watched.
        written: Changes written.
        kept: Those of them that are in the file.
        waits: Seconds from the moment the store returned until another process had the new snapshot.
        own: Seconds that a write took.
    """

    people: int
    written: int = 0
    kept: int = 0
    waits: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)

    def share(self, part: float) -> float:
        """The wait in ms that this share of all waits does not exceed."""
        return statistics.quantiles(self.waits, n=100)[round(part * 100) - 1] * 1000

    def __str__(self) -> str:
        most = max(self.waits) * 1000
        own = statistics.median(self.own) * 1000
        return (
            f"{self.people} people typing: {self.written} changes, {self.kept} kept, seen by the others "
            f"{len(self.waits)} times: p50 {self.share(0.5):.0f} ms, p95 {self.share(0.95):.0f} ms, "
            f"max {most:.0f} ms; a write took {own:.0f} ms"
        )


def typing(
    path: Path, *, people: int = 8, seconds: float = 6.0, pace: float = 1.0, poll: float = 0.25
) -> tuple[Seen, dict[str, float]]:
    """People who keep a line each `pace` seconds and look every `poll` seconds, as the app does.

    Gives the figures, and for each card the moment (monotonic) at which its write was acknowledged.
    """
    out, into = os.pipe()
    start = time.monotonic() + 0.5
    children = [
        _fork(partial(_type, path, n, into, start, start + seconds, pace, poll)) for n in range(people)
    ]
    os.close(into)
    lines = _all(out).decode().splitlines()
    for pid in children:
        os.waitpid(pid, 0)
    made: dict[str, float] = {}
    seen: list[tuple[str, float]] = []
    figures = Seen(people)
    for line in lines:
        what, ref, moment = line.split(" ")
        if what == "made":
            made[ref] = float(moment)
        elif what == "took":
            figures.own.append(float(moment))
        else:
            seen.append((ref, float(moment)))
    session = session_at(path)
    figures.written = len(made)
    figures.kept = sum(ref in session.items for ref in made)
    figures.waits = [max(0.0, moment - made[ref]) for ref, moment in seen if ref in made]
    return figures, made


def _type(path: Path, number: int, into: int, start: float, end: float, pace: float, poll: float) -> None:
    own = opened(path, f"p{number}")
    chance = random.Random(number)
    known = set(own.session.items)
    next_line = start + chance.uniform(0, pace)
    next_look = start + chance.uniform(0, poll)
    n = 0
    # Everybody goes on looking for a moment after the last word.
    while (now := time.monotonic()) < end + 1.0:
        if now >= next_look:
            next_look += poll
            if own.refresh():
                moment = time.monotonic()
                for ref in own.session.items:
                    if ref not in known and not ref.startswith(f"p{number}:"):
                        os.write(into, f"seen {ref} {moment}\n".encode())
            known = set(own.session.items)
        if now >= next_line and now < end:
            next_line += pace * chance.uniform(0.6, 1.4)
            ref = f"p{number}:{n}"
            n += 1
            before = time.monotonic()
            item = Item(id=ref, collection="strengths", series="S", text=TEXT)
            own.apply([Add(item=item)], note="kept")
            after = time.monotonic()
            os.write(into, f"made {ref} {after}\ntook {ref} {after - before}\n".encode())
            # A write reads what the others wrote: it shows them too.
            moment = time.monotonic()
            for other in set(own.session.items) - known - {ref}:
                if not other.startswith(f"p{number}:"):
                    os.write(into, f"seen {other} {moment}\n".encode())
            known = set(own.session.items)
        time.sleep(max(0.0, min(next_look, next_line if next_line < end else next_look) - time.monotonic()))
    os._exit(0)


def apart(command: str, place: Path, *numbers: float) -> dict[str, Any]:
    """Do one of these in a small process of its own, from which forking is quick and safe; its figures."""
    root = Path(__file__).resolve().parent.parent.parent
    run = subprocess.run(
        [sys.executable, __file__, command, str(place), *map(str, numbers)],
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def main(command: str, place: str, *numbers: str) -> None:
    """`killed FOLDER KILLS` or `typing SESSION PEOPLE SECONDS PACE`: figures as JSON."""
    if command == "killed":
        Path(place).mkdir(parents=True, exist_ok=True)
        print(json.dumps(killed(Path(place), int(numbers[0])).__dict__))
        return
    people, seconds, pace = int(float(numbers[0])), float(numbers[1]), float(numbers[2])
    figures, made = typing(Path(place), people=people, seconds=seconds, pace=pace)
    print(json.dumps({"figures": figures.__dict__, "made": made}))


if __name__ == "__main__":
    main(*sys.argv[1:])
