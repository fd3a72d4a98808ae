"""Erasing raw answers wherever they lie: session, history, copies, trash and words being typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from aligntui.session.apply import Refused, apply
from aligntui.session.model import Change
from aligntui.session.ops import Erase
from aligntui.session.privacy import scrub
from aligntui.store import codec, files, fs, names
from aligntui.store.archive import Archive
from aligntui.store.backups import Backups
from aligntui.store.drafts import Drafts, asked_at, own_folder
from aligntui.store.handle import Handle
from aligntui.store.problems import StoreProblem
from aligntui.store.trash import FOLDER


@dataclass(frozen=True)
class Erased:
    """What erasing did.

    Attributes:
        sentence: One sentence to show.
        left: Files that may still hold the answers and are not ours to alter: other sessions made from
            this one, and damaged files that cannot be read.
    """

    sentence: str
    left: list[Path] = field(default_factory=list)


def erase_everywhere(handle: Handle, round_id: str, ballot: str = "", *, note: str = "") -> Erased:
    """Remove the raw answers of a round, or one ballot of it, for good.

    The session itself comes last: as long as it does not say "erased", doing it again finishes the work.

    Args:
        handle: The open session.
        round_id: The round.
        ballot: Only this ballot, when somebody takes consent back.
        note: The one line that stays.

    Raises:
        NotSaved: Something could not be written; the session does not say "erased".
        session.apply.Refused: There is no such round.
    """
    with handle.locked():
        files.sweep(handle.path)
        _history(handle.archive, round_id, ballot)
        _copies(handle.backups, round_id, ballot)
        trash = handle.path.parent / FOLDER
        for path in _sessions(trash):
            _file(path, round_id, ballot)
            _history(Archive(names.history_of(path)), round_id, ballot)
            _copies(Backups(path), round_id, ballot)
        if handle.state is not None:
            steps = asked_at(handle.session, round_id)
            for drafts in _drafts(handle, everybody=not ballot):
                drafts.forget(round_id, ballot, steps=steps)
        handle.apply([Erase(round=round_id, ballot=ballot)], note=note or "Raw answers erased")
    left = list(_left(handle.path, round_id, ballot))
    sentence = "The raw answers are erased from session, history, copies and trash."
    if left:
        sentence += f" {_listed(left)} may still hold them."
    return Erased(sentence, left)


def _sessions(trash: Path) -> list[Path]:
    return [path for home in fs.below(trash) for path in fs.below(home, "*.json")]


def _history(archive: Archive, round_id: str, ballot: str) -> None:
    changes = archive.read()
    kept: list[Change] = []
    for change in changes:
        rest = scrub(change, round_id, ballot)
        if rest is not None:
            kept.append(rest)
    if any(new is not old for new, old in zip(kept, changes, strict=False)) or len(kept) != len(changes):
        archive.rewrite(kept)


def _copies(backups: Backups, round_id: str, ballot: str) -> None:
    for copy in backups.copies():
        _file(copy.path, round_id, ballot)


def _file(path: Path, round_id: str, ballot: str) -> None:
    try:
        data, version = files.read(path)
        version.close()
        found = erased(codec.tables(data, path), path, round_id, ballot)
    except StoreProblem:
        # It cannot be read, so it is named among what is left.
        return
    if found is not None:
        files.write(path, codec.encode(found)).close()


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


def _drafts(handle: Handle, *, everybody: bool) -> Iterator[Drafts]:
    state, session_id = handle.state, handle.session.meta.id
    if state is None:
        return
    folders = {folder for folder in (state, *fs.below(state)) if fs.below(folder / "drafts", "*.json")}
    spare = handle.spare
    if spare is not None:
        folders |= {state / own.name for own in fs.below(spare) if fs.below(own / "drafts", "*.json")}
    for folder in sorted(folders if everybody else {own_folder(state, handle.person)}):
        yield Drafts(folder, session_id, spare=spare / folder.name if spare is not None else None)


def _left(path: Path, round_id: str, ballot: str) -> Iterator[Path]:
    """Files beside the session that name the round and still hold ballots of it."""
    needle = round_id.encode()
    folder = path.parent
    suspects = [p for p in fs.below(folder, "*.json") if p.name != path.name]
    thrown = [p for home in fs.below(folder / FOLDER) for p in fs.below(home)]
    suspects += [p for p in (*fs.below(folder, "*.damaged-*"), *thrown) if fs.is_file(p)]
    suspects += fs.below(names.backups_of(path), "*.json")
    for suspect in sorted(suspects):
        try:
            data, version = files.read(suspect)
        except OSError:
            continue
        version.close()
        if needle not in data:
            continue
        try:
            if erased(codec.tables(data, suspect), suspect, round_id, ballot) is not None:
                yield suspect
        except StoreProblem:
            yield suspect


def _listed(paths: list[Path]) -> str:
    shown = [path.name for path in paths[:3]]
    if len(paths) > 3:
        shown.append(f"{len(paths) - 3} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
