"""Erasing raw answers wherever they lie: session, history, copies, trash and words being typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from aligntui.session.apply import Refused, apply
from aligntui.session.model import Change
from aligntui.session.ops import Erase
from aligntui.session.privacy import scrub
from aligntui.store.local import codec, files, fs, names
from aligntui.store.local.archive import Archive
from aligntui.store.local.backups import Backups
from aligntui.store.local.drafts import Drafts
from aligntui.store.local.trash import FOLDER
from aligntui.store.problems import NotSaved, StoreProblem
from aligntui.store.values import Erased
from aligntui.text.listing import listed


class Answers(Struct, frozen=True):
    """The raw answers of a round, to be erased from what lies beside the session.

    Attributes:
        round_id: The round.
        ballot: Only this ballot of it; "" for all.
        steps: Run steps that put the question of the round.
    """

    round_id: str
    ballot: str
    steps: Sequence[str]

    def erase_beside(self, path: Path, archive: Archive, backups: Backups) -> dict[str, list[Path]]:
        """Erase them from history, copies and trash. Hold the lock of the session.

        Returns:
            Place -> files that could not be looked into.

        Raises:
            OSError: Something could not be written.
        """
        files.sweep(path)
        return {
            "session": [],
            "history": _history(archive, self.round_id, self.ballot),
            "copies": _copies(backups, self.round_id, self.ballot),
            "trash": _trash(path.parent / FOLDER, self.round_id, self.ballot),
        }

    def erase_notes(self, state: Path, key: str, *, folder: Path | None, spare: Path | None) -> list[Path]:
        """Erase them from what people keep for themselves.

        Args:
            state: State folder of the account.
            key: Under what notes on the session are kept.
            folder: State folder of the only person whose notes are meant; None for everybody's.
            spare: Folder that takes notes while the state folder cannot.

        Returns:
            Files that could not be looked into.

        Raises:
            NotSaved: Something could not be written.
        """
        left: list[Path] = []
        for drafts in _drafts(state, key, folder, spare):
            left += _notes(drafts, self.round_id, self.ballot, self.steps)
        return left

    def report(self, path: Path, beside: Mapping[str, list[Path]], own: list[Path]) -> Erased:
        """What was erased, and which files may still hold answers."""
        unread = [*(path for paths in beside.values() for path in paths), *own]
        left = list(dict.fromkeys([*unread, *_left(path, self.round_id, self.ballot)]))
        gone = [place for place in beside if not beside[place]]
        sentence = f"The raw answers are erased from {listed(gone)}."
        if left:
            sentence += f" {listed((path.name for path in left), 4)} may still hold them."
        if unread:
            sentence += f" {'It' if len(unread) == 1 else 'Some of it'} could not be read."
        return Erased(sentence, [str(one) for one in left])


def _sessions(trash: Path) -> list[Path]:
    return [path for home in fs.below(trash) for path in fs.below(home, "*.json")]


# Each gives the files that it could not look into.


def _history(archive: Archive, round_id: str, ballot: str) -> list[Path]:
    try:
        gone = archive.scrub(lambda change: scrub(change, round_id, ballot), round_id.encode())
    except StoreProblem:
        return [archive.path]
    return [] if gone else [archive.path]


def _copies(backups: Backups, round_id: str, ballot: str) -> list[Path]:
    return [path for copy in backups.copies() for path in _file(copy.path, round_id, ballot)]


def _trash(trash: Path, round_id: str, ballot: str) -> list[Path]:
    found: list[Path] = []
    for path in _sessions(trash):
        found += _file(path, round_id, ballot)
        found += _history(Archive(names.history_of(path)), round_id, ballot)
        found += _copies(Backups(path), round_id, ballot)
    return found


def _notes(drafts: Drafts, round_id: str, ballot: str, steps: Sequence[str]) -> list[Path]:
    try:
        drafts.forget(round_id, ballot, steps=steps)
    except NotSaved:
        raise
    except StoreProblem:
        return [drafts.path]
    needle = round_id.encode()
    return [path for path in names.damaged_of(drafts.path) if _holds(path, needle)]


def _file(path: Path, round_id: str, ballot: str) -> list[Path]:
    try:
        data = files.content(path)
    except FileNotFoundError:
        return []
    except OSError:
        return [path]
    try:
        tables = codec.tables(data, path)
        found = erased(tables, path, round_id, ballot)
    except StoreProblem:
        return [path] if round_id.encode() in data else []
    if found is not None:
        # A copy that decayed must not pass for a good one because of this.
        summed = codec.as_written(data, tables) is not False
        files.write(path, codec.encode(found, summed=summed)).close()
    return []


def _holds(path: Path, needle: bytes) -> bool:
    """Whether a file has these bytes in it, or may have: it cannot be read."""
    try:
        return needle in files.content(path)
    except FileNotFoundError:
        return False
    except OSError:
        return True


def erased(data: codec.Tables, path: Path, round_id: str, ballot: str) -> codec.Tables | None:
    """The tables without the answers; None when they hold none. The head stays: it is a copy.

    Raises:
        Damaged: The tables make no session.
    """
    session = codec.session_of(data, path)
    change = Change(id="erase", at=session.meta.changed, ops=[Erase(round=round_id, ballot=ballot)])
    try:
        applied = apply(session, change)
    except Refused:
        return None
    if applied.session is session:
        return None
    data = dict(data)
    for name, keys in applied.touched.items():
        rows = getattr(applied.session, name)
        table = dict(data.get(name, {}))
        for key in keys:
            if key in rows and key != change.id:
                table[key] = codec.row_of(rows[key])
            else:
                table.pop(key, None)
        data[name] = table
    return data


def _drafts(state: Path, key: str, folder: Path | None, spare: Path | None) -> Iterator[Drafts]:
    folders = {own for own in (state, *fs.below(state)) if fs.below(own / "drafts", "*.json")}
    if spare is not None:
        folders |= {state / own.name for own in fs.below(spare) if fs.below(own / "drafts", "*.json")}
    for own in sorted(folders if folder is None else {folder}):
        yield Drafts(own, key, spare=spare / own.name if spare is not None else None)


def _suspects(path: Path) -> list[Path]:
    folder = path.parent
    found = [p for p in fs.below(folder, "*.json") if p.name != path.name]
    thrown = [p for home in fs.below(folder / FOLDER) for p in fs.below(home)]
    found += [p for p in (*fs.below(folder, "*.damaged-*"), *thrown) if fs.is_file(p)]
    return sorted([*found, *fs.below(names.backups_of(path), "*.json")])


def _left(path: Path, round_id: str, ballot: str) -> Iterator[Path]:
    """Files beside the session that name the round and still hold ballots of it."""
    needle = round_id.encode()
    try:
        suspects = _suspects(path)
    except OSError:
        # What lies in there cannot be told now.
        yield path.parent
        return
    for suspect in suspects:
        try:
            data = files.content(suspect)
        except FileNotFoundError:
            continue
        except OSError:
            yield suspect
            continue
        if needle not in data:
            continue
        try:
            if erased(codec.tables(data, suspect), suspect, round_id, ballot) is not None:
                yield suspect
        except StoreProblem:
            yield suspect
