"""A disk that loses its power: what of the store's calls may be left of them, at every moment.

The calls are made for real and written down behind `store/local/fs.py`. Afterwards, for each moment, all is
built that may be found on the disk then. What was synced is there. Of what was not, any beginning is: of the
bytes of each file, and of the names in each folder, each without regard to the others. A name that goes from
one folder to another is two changes, so that it may be found in both or in none.
"""

from __future__ import annotations

import itertools
import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from aligntui.store.local import fs

MOST = 60
"""Ways to lose what is not synced that are tried at one moment; beyond, the extremes and some others."""

Tree: TypeAlias = dict[str, Any]
"""Name -> bytes of a file and its number, or what is in a folder."""


class Node:
    """A file or a folder, whatever it is called."""

    def __init__(self, *, folder: bool, number: int = 0) -> None:
        self.folder = folder
        self.number = number
        self.names: dict[str, Node] = {}


@dataclass
class Event:
    """One change of the disk: `bytes`, `cut`, `names`, `sync`; or `mark`, which the scenario makes."""

    kind: str
    node: Node | None = None
    what: Any = None


@dataclass
class Kept:
    """What is synced of a node, and what is not yet, in its order."""

    safe: Any
    later: list[Any] = field(default_factory=list)

    def after(self, count: int) -> Any:
        """What is found when so many of the later changes came to the disk."""
        found = bytearray(self.safe) if isinstance(self.safe, bytes) else dict(self.safe)
        for change in self.later[:count]:
            found = change(found)
        return bytes(found) if isinstance(found, bytearray) else found


class Disk:
    """What happens below a folder, written down."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.events: list[Event] = []
        self._top = Node(folder=True)
        self._fds: dict[int, tuple[Node, int]] = {}
        self.flags: list[tuple[str, int]] = []
        """Name and flags of each file that was made."""

    def mark(self, what: object) -> None:
        """Let a scenario say how far it is."""
        self.events.append(Event("mark", what=what))

    @contextmanager
    def recording(self) -> Iterator[Disk]:
        """Write down the store's calls."""
        with pytest.MonkeyPatch.context() as patch:
            for name in ("open", "close", "write", "fsync", "ftruncate", "mkdir", "rmdir", "link", "unlink"):
                patch.setattr(fs, name, self._around(getattr(self, f"_{name}"), getattr(fs, name)))
            for name in ("rename", "replace"):
                patch.setattr(fs, name, self._around(self._rename, getattr(fs, name)))
            patch.setattr(fs, "remove_tree", self._remove_tree)
            yield self

    def _around(self, note: Callable[..., Any], real: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *args, **named: note(real, *args, **named)

    def _place(self, path: Any) -> tuple[Node, str] | None:
        try:
            parts = Path(os.path.abspath(path)).relative_to(self.root).parts
        except ValueError:
            return None
        folder = self._top
        for part in parts[:-1]:
            folder = folder.names[part]
        return folder, parts[-1] if parts else ""

    def _at(self, path: Any) -> Node | None:
        place = self._place(path)
        return None if place is None else self._top if not place[1] else place[0].names.get(place[1])

    def _name(self, folder: Node, change: Callable[[dict[str, Node]], dict[str, Node]]) -> None:
        folder.names = change(dict(folder.names))
        self.events.append(Event("names", folder, change))

    def _put(self, path: Any, node: Node) -> None:
        place = self._place(path)
        if place is not None:
            self._name(place[0], lambda names: {**names, place[1]: node})

    def _take(self, path: Any) -> None:
        place = self._place(path)
        if place is not None:
            self._name(place[0], lambda names: {n: node for n, node in names.items() if n != place[1]})

    # calls

    def _open(self, real: Any, path: Any, flags: int, mode: int = 0o777) -> int:
        node = self._at(path)
        fd: int = real(path, flags, mode)
        if flags & os.O_CREAT:
            self.flags.append((os.path.basename(path), flags))
            if node is None:
                node = Node(folder=False, number=len(self.events))
                self._put(path, node)
        if node is not None:
            self._fds[fd] = node, os.fstat(fd).st_size if flags & os.O_APPEND else 0
        return fd

    def _close(self, real: Any, fd: int) -> None:
        self._fds.pop(fd, None)
        real(fd)

    def _write(self, real: Any, fd: int, data: Any) -> int:
        count: int = real(fd, data)
        if fd in self._fds:
            node, at = self._fds[fd]
            self._fds[fd] = node, at + count
            # The power may go in the midst of it.
            half = count // 2
            for start, part in ((0, bytes(data[:half])), (half, bytes(data[half:count]))):
                if part:
                    self.events.append(Event("bytes", node, _written(at + start, part)))
        return count

    def _ftruncate(self, real: Any, fd: int, size: int) -> None:
        real(fd, size)
        if fd in self._fds:
            self.events.append(Event("bytes", self._fds[fd][0], lambda data: data[:size]))

    def _fsync(self, real: Any, fd: int) -> None:
        if fd in self._fds:
            self.events.append(Event("sync", self._fds[fd][0]))

    def _mkdir(self, real: Any, path: Any, mode: int = 0o777) -> None:
        real(path, mode)
        self._put(path, Node(folder=True))

    def _rmdir(self, real: Any, path: Any) -> None:
        real(path)
        self._take(path)

    def _link(self, real: Any, path: Any, target: Any, **named: Any) -> None:
        real(path, target, **named)
        node = self._at(path)
        assert node is not None
        self._put(target, node)

    def _unlink(self, real: Any, path: Any) -> None:
        real(path)
        self._take(path)

    def _rename(self, real: Any, path: Any, target: Any) -> None:
        real(path, target)
        node, place, old = self._at(path), self._place(target), self._place(path)
        assert node is not None
        assert place is not None
        assert old is not None
        if place[0] is old[0]:
            rest = {old[1], place[1]}
            self._name(
                place[0],
                lambda names: {**{n: one for n, one in names.items() if n not in rest}, place[1]: node},
            )
        else:
            self._put(target, node)
            self._take(path)

    def _remove_tree(self, path: Any, ignore_errors: bool = False) -> None:
        try:
            for entry in sorted(os.scandir(path), key=lambda one: one.name):
                if entry.is_dir(follow_symlinks=False):
                    self._remove_tree(entry.path)
                else:
                    fs.unlink(entry.path)
            fs.rmdir(path)
        except OSError:
            if not ignore_errors:
                raise

    # what may be left

    def states(self, seed: int = 1) -> Iterator[tuple[object, Tree]]:
        """Each moment's last mark with what may be found on the disk then, each once."""
        kept: dict[Node, Kept] = {self._top: Kept({})}
        chance = random.Random(seed)
        mark: object = None
        known: set[Any] = set()
        for event in [*self.events, Event("end")]:
            if event.kind == "mark":
                mark = event.what
            elif event.kind == "sync" and event.node in kept:
                old = kept[event.node]
                kept[event.node] = Kept(old.after(len(old.later)))
            elif event.node is not None:
                empty: Any = {} if event.node.folder else b""
                kept.setdefault(event.node, Kept(empty)).later.append(event.what)
            for choice in _choices({node: len(one.later) for node, one in kept.items()}, chance):
                tree = _tree(self._top, kept, choice)
                key = (id(mark), _frozen(tree))
                if key not in known:
                    known.add(key)
                    yield mark, tree


def _written(at: int, part: bytes) -> Callable[[bytearray], bytearray]:
    def change(data: bytearray) -> bytearray:
        data[at : at + len(part)] = part
        return data

    return change


def _choices(later: dict[Node, int], chance: random.Random) -> Iterator[dict[Node, int]]:
    """How many of the later changes of each node came to the disk."""
    nodes = [node for node, count in later.items() if count]
    ways = 1
    for node in nodes:
        ways *= later[node] + 1
    if ways <= MOST:
        for counts in itertools.product(*(range(later[node] + 1) for node in nodes)):
            yield dict(zip(nodes, counts, strict=True))
        return
    for rest in (0, 1):
        base = {node: rest * later[node] for node in nodes}
        yield base
        for node in nodes:
            for count in range(later[node] + 1):
                yield {**base, node: count}
    for _ in range(MOST // 2):
        yield {node: chance.randint(0, later[node]) for node in nodes}


def _tree(node: Node, kept: dict[Node, Kept], choice: dict[Node, int]) -> Any:
    one = kept.get(node)
    if one is None:
        return {} if node.folder else (b"", node.number)
    found = one.after(choice.get(node, 0))
    if not node.folder:
        return found, node.number
    return {name: _tree(child, kept, choice) for name, child in found.items()}


def _frozen(tree: Any) -> Any:
    if isinstance(tree, tuple):
        return tree
    return tuple(sorted((name, _frozen(child)) for name, child in tree.items()))


def build(tree: Tree, folder: Path, files: dict[int, Path] | None = None) -> None:
    """Put on a real disk what was found on the other one."""
    known = {} if files is None else files
    folder.mkdir(mode=0o700)
    for name, found in tree.items():
        if not isinstance(found, tuple):
            build(found, folder / name, known)
        elif found[1] in known:
            os.link(known[found[1]], folder / name)
        else:
            known[found[1]] = folder / name
            (folder / name).write_bytes(found[0])
