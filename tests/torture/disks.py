"""Eight writers on a disk that is full every other moment: everything is written in the end, once."""

from __future__ import annotations

import os
import random
import time
from functools import partial
from pathlib import Path

import crowd
from faults import SmallDisk

from aligntui.session.model import Item
from aligntui.session.ops import Add
from aligntui.store.local import names
from aligntui.store.local.archive import Archive


def full_and_free(disk: SmallDisk, *, writers: int = 8, turns: int = 40, seed: int = 7) -> str:
    """Fill and free the disk so many times while people write. Gives the figures; raises when wrong."""
    chance = random.Random(seed)
    path = crowd.fresh(disk.folder, 1)
    stop = disk.folder.parent / f"{disk.folder.name}.stop"
    out, into = os.pipe()
    children = [crowd._fork(partial(_write, path, f"d{n}", into, stop)) for n in range(writers)]
    os.close(into)
    for _ in range(turns):
        disk.fill(chance.choice((0, 0, 3000, 20_000)))
        time.sleep(chance.uniform(0.05, 0.2))
        disk.free()
        time.sleep(chance.uniform(0.05, 0.2))
    stop.touch()
    said = crowd._all(out).decode().splitlines()
    for pid in children:
        os.waitpid(pid, 0)
    stop.unlink()
    session = crowd.session_at(path)
    changes = [change.id for change in Archive(names.history_of(path)).read()] + list(session.recent)
    waited = sum(line.startswith("waited ") for line in said)
    made = {line.split(" ")[1] for line in said if line.startswith("done ")}
    missing = [ref for ref in made if ref not in session.items]
    doubled = len(changes) - len(set(changes))
    left = [p.name for p in disk.folder.iterdir() if p.name.endswith(".tmp")]
    figures = (
        f"{turns} times full and free, {writers} writers: {len(made):,} cards written, "
        f"{waited:,} tries refused, {len(missing)} lost, {doubled} doubled, {len(left)} leftovers"
    )
    if missing or doubled or left or len(session.items) != len(made) + 1:
        raise AssertionError(figures)
    return figures


def _write(path: Path, name: str, into: int, stop: Path) -> None:
    own = crowd.opened(path, name)
    n = 0
    while not stop.exists() or own.waiting:
        if not own.waiting:
            ref = f"{name}:{n}"
            n += 1
            item = Item(id=ref, collection="strengths", series="S", text="x" * 20)
            tried = own.waiting.put([Add(item=item)])
        else:
            tried = own.waiting.retry(later=True)
        for change, _ in tried.written:
            os.write(into, f"done {change.ops[0].item.id}\n".encode())
        if tried.problem is not None:
            os.write(into, b"waited 1\n")
        time.sleep(0.02)
    os._exit(0)
