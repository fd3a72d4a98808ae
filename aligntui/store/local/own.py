"""The file with what one person keeps about one session: read, changed, and set aside when it is damaged.

Three things look alike and are not: there is no file, it cannot be read just now, it is damaged. Only the
last one is replaced, and what was there stays beside it under another name.
"""

from __future__ import annotations

import contextlib
from collections.abc import Container, Iterator
from pathlib import Path

import msgspec

from aligntui.session.model import Change
from aligntui.store.local import codec, files, names
from aligntui.store.local.backups import set_aside
from aligntui.store.local.lock import FileLock
from aligntui.store.local.reasons import cannot_read, not_saved
from aligntui.store.local.spare import Spare
from aligntui.store.problems import Busy, NotSaved, StoreProblem
from aligntui.store.values import Draft, Position
from aligntui.text import moment

_encode = msgspec.json.encode


class Own(msgspec.Struct, omit_defaults=True):
    """All that a person keeps about a session."""

    places: dict[str, Draft] = {}
    """Key -> words; `place_of` tells the place behind a key."""
    position: Position | None = None
    seen: int = 0
    marks: dict[str, str] = {}
    waiting: dict[str, Change] = {}
    lost: bool = False
    """Whether marks were lost with a damaged file, and nobody has looked yet which rounds were open then."""
    spent: list[str] = []
    """Secret rounds in which this person may have answered under a mark that is lost."""
    altered: str = ""
    """Version of the session file (`Handle.strange`) of which the person was told that it is altered."""
    aside: str = ""
    """Path of the damaged file that was set aside, until the person has been told."""


_SEVERAL = " #"
"""Between a place and a number, where words of several windows wait at one place."""


def place_of(key: str) -> str:
    """The place at which the words under a key were typed."""
    place, between, number = key.rpartition(_SEVERAL)
    return place if between and number.isdecimal() else key


def free_key(places: Container[str], place: str) -> str:
    """A key under which no words lie yet; the place itself where it is free."""
    key, number = place, 2
    while key in places:
        key = f"{place}{_SEVERAL}{number}"
        number += 1
    return key


class _Damaged(Exception):  # noqa: N818
    """The file is there, can be read, and holds no notes."""


class OwnFile:
    """The notes of one person on one session. Safe for threads.

    Args:
        path: The file.
        spare: What takes the notes while the file cannot be written; None for nothing.

    Attributes:
        away: Where they lie instead, as seen last; None while they are at home.
        problem: Why they are not at home, as far as this process knows.
    """

    def __init__(self, path: Path, spare: Spare | None = None) -> None:
        self.path = path
        self.away: Path | None = None
        self.problem: NotSaved | None = None
        self._spare = spare
        self._lock = FileLock(names.lock_of(path))
        self._last = b""

    def read(self) -> Own:
        """The notes as they stand; as they were known last while they cannot be read."""
        try:
            return self.known()
        except StoreProblem:
            return self._known_last()

    def known(self) -> Own:
        """The notes as they stand. Damaged ones are set aside first.

        Raises:
            StoreProblem: They cannot be read now, or are damaged and cannot be set aside.
        """
        try:
            return self._load()[0]
        except OSError as error:
            raise cannot_read(error, self.path) from error
        except _Damaged:
            with self.change() as own:
                return own

    @contextlib.contextmanager
    def change(self) -> Iterator[Own]:
        """Give the notes to be changed; they are on disk at the end.

        Raises:
            NotSaved: They are not. What stands there stays.
        """
        home = None
        try:
            try:
                # Nobody else may read marks and unfinished words, not even where a group shares the rest.
                files.make_folder(self.path.parent.parent, private=True)
                files.make_folder(self.path.parent, private=True)
                with self._lock:
                    own, home = self._whole()
                    yield own
                    self._write(own, home)
            except OSError as error:
                if home is not None or self._spare is None:
                    raise
                # Not even the lock can be had. Other windows of this person meet the same disk.
                with self._spare.locked(error):
                    own, home = self._whole()
                    yield own
                    self._write_away(own, home, error)
        except OSError as error:
            raise not_saved(error, self.path) from error
        except Busy as problem:
            raise NotSaved(problem.sentence) from problem

    def remove(self) -> None:
        """Forget everything, also what was set aside."""
        self._last = b""
        with contextlib.suppress(OSError):
            for path in (self.path, *names.damaged_of(self.path)):
                with contextlib.suppress(OSError):
                    files.remove(path)
        if self._spare is not None:
            self._spare.remove()

    def _load(self) -> tuple[Own, bytes]:
        """The notes, and what the file at home holds."""
        try:
            home = files.content(self.path)
        except FileNotFoundError:
            return self._with_spare(self._nothing(), b""), b""
        own = self._with_spare(_decoded(home), home)
        self._last = _encode(own)
        return own, home

    def _nothing(self) -> Own:
        """What is known where there is no file."""
        aside = names.damaged_of(self.path)[-1:]
        if not aside:
            return Own()
        # Killed between setting a damaged one aside and writing anew: what it held is lost all the same.
        own = self._known_last()
        own.aside = str(aside[0])
        return own

    def _with_spare(self, own: Own, home: bytes) -> Own:
        """The notes at home with those that could not be written there.

        Raises:
            OSError: Those cannot be read now.
        """
        found = self._spare.read(home) if self._spare is not None else None
        self.away = self._spare.path if self._spare is not None and found is not None else None
        if found is None:
            return own
        data, newer = found
        away = _decoded(data)
        return away if newer else _joined(own, away)

    def _whole(self) -> tuple[Own, bytes]:
        """As `_load`; what is damaged is set aside, and what is known of it here stands in its place."""
        try:
            return self._load()
        except OSError as error:
            reason = cannot_read(error, self.path).sentence.removesuffix(" Try again.")
            raise NotSaved(f"{reason} So nothing is written there.") from error
        except _Damaged:
            own, home = self._home_whole()
        try:
            return self._with_spare(own, home), home
        except _Damaged:
            assert self._spare is not None
            aside = set_aside(self._spare.path)
            own.aside = own.aside or str(aside)
            own.lost = True
            return own, home

    def _home_whole(self) -> tuple[Own, bytes]:
        try:
            home = files.content(self.path)
        except FileNotFoundError:
            return self._nothing(), b""
        try:
            return _decoded(home), home
        except _Damaged:
            aside = set_aside(self.path)
        own = self._known_last()
        own.aside = str(aside)
        return own, b""

    def _known_last(self) -> Own:
        return _decoded(self._last) if self._last else Own(lost=True)

    def _write(self, own: Own, home: bytes) -> None:
        data = _encode(own)
        try:
            files.write(self.path, data).close()
        except OSError as error:
            if self._spare is None:
                raise
            self._write_away(own, home, error)
        else:
            self._last = data
            self.problem = self.away = None
            if self._spare is not None:
                self._spare.remove()

    def _write_away(self, own: Own, home: bytes, error: OSError) -> None:
        assert self._spare is not None
        self.problem = not_saved(error, self.path)
        data = _encode(own)
        try:
            self._spare.write(data, home)
        except OSError:
            raise error from None
        self._last = data
        self.away = self._spare.path


def _decoded(data: bytes) -> Own:
    try:
        own = msgspec.json.decode(data, type=Own)
        return codec.cleaned(own) if codec.is_suspect(data) else own
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise _Damaged from error


def _joined(home: Own, away: Own) -> Own:
    """Notes of two places that were both written since they were one: nothing of either is left out."""
    places = dict(away.places)
    for key, draft in home.places.items():
        twin = places.get(key)
        if twin is not None and twin.window != draft.window:
            places[free_key(places, place_of(key))] = draft
        elif twin is None or moment.instant(draft.at) > moment.instant(twin.at):
            places[key] = draft
    return Own(
        places=places,
        position=home.position or away.position,
        seen=max(home.seen, away.seen),
        marks={**away.marks, **home.marks},
        waiting={**home.waiting, **away.waiting},
        lost=home.lost or away.lost,
        spent=list(dict.fromkeys([*home.spent, *away.spent])),
        aside=home.aside or away.aside,
    )
