"""The files in the built-in folder and the user's, with their heads; looked at again when one changes."""

from __future__ import annotations

from pathlib import Path

import msgspec

from aligntui.methods.decode import content, parse, read, whole
from aligntui.methods.errors import GuideProblems
from aligntui.methods.heads import (
    BUILT_IN,
    REWORDED,
    YOURS,
    Head,
    agenda_head,
    broken,
    head_of,
    method_head,
    owned,
    owned_by,
    top,
)
from aligntui.methods.types import Agenda, Method
from aligntui.text.problem import UserProblem

SHARED_FILE = "collections.yaml"


class Entry(msgspec.Struct, frozen=True):
    """A file and its head; `owns` is what it declares, as `heads.owned_by` says it."""

    head: Head
    path: Path
    owns: tuple[str, ...] = ()


class Shelf:
    """Entries of all files by the name they define. A user's file stands in place of a built-in one."""

    def __init__(self, builtin: Path, user: Path | None) -> None:
        self.builtin = builtin
        self.user = user
        self.methods: dict[str, Entry] = {}
        self.agendas: dict[str, Entry] = {}
        self.built_in: dict[str, Entry] = {}
        """Built-in methods by name, those too that a file of the user stands in for."""
        self._built_in_agendas: dict[str, Entry] = {}
        self.broken: list[Head] = []
        """Lines for files of the user that cannot be used."""
        self.refused: dict[str, GuideProblems] = {}
        """All that is wrong with files of the user that the check refuses: methods by name, `agenda:NAME`."""
        self._seen: tuple[tuple[str, int, int], ...] | None = None

    def scan(self) -> bool:
        """Read heads again when a file came, went or changed; whether one did."""
        folders = [self.builtin, self.builtin / "agendas"]
        if self.user is not None:
            folders += [self.user, self.user / "agendas"]
        seen = tuple(_stamp(f) for folder in folders for f in yaml_files(folder))
        if seen == self._seen:
            return False
        self._seen = seen
        self.methods, self.agendas, self.broken, self.refused = {}, {}, [], {}
        self.built_in, self._built_in_agendas = {}, {}
        for folder, origin in ((self.builtin, BUILT_IN), (self.user, YOURS)):
            if folder is None:
                continue
            for path in yaml_files(folder):
                if path.name != SHARED_FILE:
                    self._add_method(path, origin)
            for path in yaml_files(folder / "agendas"):
                self._add_agenda(path, origin)
        return True

    def _add_method(self, path: Path, origin: str) -> None:
        called = path.name if origin == BUILT_IN else str(path)
        try:
            entry = self._method_entry(path, origin, called)
            known = self.methods.get(entry.head.name)
            if known is not None and known.head.origin != BUILT_IN:
                raise _twice(known, called, "method")
        except GuideProblems as why:
            self.broken.append(broken("method", path.stem, origin, called, why))
            return
        if known is not None:
            entry = msgspec.structs.replace(entry, head=msgspec.structs.replace(entry.head, origin=REWORDED))
        self.methods[entry.head.name] = entry
        if origin == BUILT_IN:
            self.built_in[entry.head.name] = entry

    def _method_entry(self, path: Path, origin: str, called: str) -> Entry:
        if origin == BUILT_IN:
            text = content(path, called).decode("utf-8", "replace")
            data = parse(top(text), called).data
            head = method_head(data, text, origin, called) if isinstance(data, dict) else None
            if head is not None:
                return Entry(head, path, tuple(owned(text)))
        method = whole(read(path, called), Method)
        return Entry(head_of(method, origin, called), path, tuple(owned_by(method)))

    def _add_agenda(self, path: Path, origin: str) -> None:
        called = f"agendas/{path.name}" if origin == BUILT_IN else str(path)
        try:
            agenda = whole(read(path, called), Agenda)
            known = self.agendas.get(agenda.agenda)
            if known is not None and known.head.origin != BUILT_IN:
                raise _twice(known, called, "agenda")
        except GuideProblems as why:
            self.broken.append(broken("agenda", path.stem, origin, called, why))
            return
        head = agenda_head(agenda, self._length(agenda), REWORDED if known is not None else origin, called)
        self.agendas[agenda.agenda] = Entry(head, path)
        if origin == BUILT_IN:
            self._built_in_agendas[agenda.agenda] = self.agendas[agenda.agenda]

    @property
    def own(self) -> list[Entry]:
        """Entries of the user's files, methods before agendas."""
        every = (*self.methods.values(), *self.agendas.values())
        return [entry for entry in every if entry.head.origin != BUILT_IN]

    def leave_out(self, entry: Entry, why: GuideProblems) -> None:
        """Take a file of the user away and name it among the broken; a built-in one of its name is back."""
        head = entry.head
        stock, kept = (
            (self.methods, self.built_in) if head.sort == "method" else (self.agendas, self._built_in_agendas)
        )
        del stock[head.name]
        if head.name in kept:
            stock[head.name] = kept[head.name]
        self.broken.append(broken(head.sort, head.name, YOURS, head.path, why))
        self.refused[head.name if head.sort == "method" else f"agenda:{head.name}"] = why

    def _length(self, agenda: Agenda) -> int | None:
        """Minutes of an agenda; a line without them takes those of its method."""
        total = 0
        for line in agenda.steps:
            if line.break_ is not None:
                total += line.break_
            elif line.minutes is not None:
                total += line.minutes
            elif line.method is not None and line.method in self.methods:
                total += self.methods[line.method].head.minutes or 0
        return total or None


def yaml_files(folder: Path) -> list[Path]:
    """YAML files of a folder by name; none when there is no such folder."""
    try:
        return sorted(p for p in folder.iterdir() if p.suffix in (".yaml", ".yml") and p.is_file())
    except OSError:
        return []


def _stamp(path: Path) -> tuple[str, int, int]:
    """By what a changed file is known."""
    try:
        found = path.stat()
    except OSError:
        return (str(path), 0, 0)
    return (str(path), found.st_mtime_ns, found.st_size)


def _twice(known: Entry, called: str, sort: str) -> GuideProblems:
    """What is wrong with a file that defines what another file of the same person does."""
    cause = f'"{known.head.name}" stands in {known.head.path} as well'
    return GuideProblems([UserProblem(cause, "Rename one of them.", file=called, line=1, place=sort)])
