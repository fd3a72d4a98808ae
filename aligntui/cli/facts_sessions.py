"""The state of every session file. Nothing is moved, made or locked by looking."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from aligntui.cli.facts import Fact, State
from aligntui.cli.place import Place

if TYPE_CHECKING:
    from aligntui.store.values import Entry

AREA = "sessions"


def facts(here: Place) -> list[Fact]:
    """Every session: ok, damaged, newer, older or being written; and how many are in the trash."""
    from aligntui.store.problems import StoreProblem

    store = here.store()
    try:
        entries, trashed = store.entries(), store.trashed()
    except StoreProblem as problem:
        return [Fact(AREA, "sessions", problem.sentence, "error")]
    found = [_fact(entry) for entry in entries]
    if not found:
        found.append(Fact(AREA, "sessions", "none yet"))
    if trashed:
        found.append(Fact(AREA, "trash", f"{len(trashed)} there", "ok"))
    return found


def _fact(entry: Entry) -> Fact:
    from dataclasses import replace

    from aligntui.store.values import OWN_ID

    fact = _state(entry)
    if not entry.copy_of or fact.state == "error":
        return fact
    state: State = "warning" if fact.state == "ok" else fact.state
    mend = f"{fact.mend} {OWN_ID}".strip()
    return replace(fact, value=f"{fact.value}, copy by hand of {entry.copy_of}", state=state, mend=mend)


def _state(entry: Entry) -> Fact:
    from aligntui.session.model import FORMAT
    from aligntui.store.local import codec, files, fs, migrate
    from aligntui.store.local.archive import Archive
    from aligntui.store.local.backups import Backups
    from aligntui.store.local.lock import is_held
    from aligntui.store.local.names import damaged_of, history_of, lock_of
    from aligntui.store.local.reasons import cannot_read
    from aligntui.store.problems import NEWER, Damaged, Newer

    path, name = Path(entry.ref.key), entry.ref.word
    try:
        copies = len(Backups(path).copies())
    except OSError as error:
        return Fact(AREA, name, cannot_read(error, path).sentence, "error")
    kept = f"{copies} {'copy' if copies == 1 else 'copies'}"
    recover = f"aligntui sessions --recover {name} brings back the last good copy." if copies else ""
    aside: list[Path] = []
    try:
        aside = damaged_of(path)
        data = files.content(path)
        tables = codec.tables(data, path)
        session = codec.session_of(tables, path)
        older = bool(migrate.waiting(tables, path))
    except Damaged as problem:
        return Fact(AREA, name, f"damaged ({problem.detail}), {kept}", "error", recover)
    except Newer as problem:
        return Fact(AREA, name, f"newer: {problem.sentence}", "warning")
    except FileNotFoundError:
        value = f"damaged and set aside as {aside[-1].name}, {kept}" if aside else f"gone, {kept}"
        return Fact(AREA, name, value, "error" if aside or copies else "note", recover)
    except OSError as error:
        return Fact(AREA, name, cannot_read(error, path).sentence, "error")
    size = f"{max(len(data) // 1000, 1)} kB, {kept}"
    if session.meta.format > FORMAT:
        return Fact(AREA, name, f"newer, {size}", "note", NEWER)
    if older:
        return Fact(AREA, name, f"older, {size}", "note", "It is brought up to date when you open it.")
    altered = Archive(history_of(path)).altered()
    if codec.as_written(data, tables) is False:
        back = f"aligntui sessions --copies {name} lists what one can go back to." if copies else ""
        return Fact(AREA, name, f"ok, but not what AlignTUI wrote, {kept}", "warning", back)
    if altered:
        lines = "1 line" if altered == 1 else f"{altered} lines"
        value = f"ok, {kept}; {lines} of {history_of(path).name} not what AlignTUI wrote"
        return Fact(AREA, name, value, "warning", "What stands now is whole; old changes there are not.")
    if is_held(lock_of(path)):
        return Fact(AREA, name, f"locked, {size}", "note", "Somebody is writing it just now.")
    if not fs.access(path, os.R_OK | os.W_OK):
        return Fact(AREA, name, f"ok, read only, {size}", "note")
    return Fact(AREA, name, f"ok, {size}")
