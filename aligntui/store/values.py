"""What goes in and out of a store: which session is meant, and what is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct, field

if TYPE_CHECKING:
    from aligntui.session.apply import Applied
    from aligntui.session.undo import Blocked

LISTED = 1.0
"""Seconds between looks at which sessions there are, so that one which others begin shows by itself."""
BEAT = 5.0
"""Seconds between two signs of life."""

AWAY = 60.0
"""Seconds without a sign of life after which somebody is not there any more, so that the room goes on."""

SHORT = 6
"""Letters of an id that are shown."""

OWN_ID = "Duplicate or rename it, and it is a session of its own."
"""What helps with a copy made by hand."""


class SessionRef(Struct, frozen=True):
    """Which session is meant, among those that are there and those in the trash.

    The store gives it out and takes it back; nobody else takes it apart.
    """

    key: str
    """Where the store has it, as text that may be shown: the path of a file, the key of a row."""
    name: str
    """What sentences call it: `kiosk-9e3779.json`."""
    word: str
    """What one types for it on a command line, without blanks: `kiosk-9e3779`."""


class Entry(Struct, frozen=True):
    """One session in a list."""

    id: str
    """"" when it cannot be read."""
    title: str
    ref: SessionRef
    doing: str = ""
    progress: str = ""
    changed: str = ""
    """ISO time of the last change; of what is kept when its head cannot be read."""
    last: str = ""
    people: int = 1
    counts: dict[str, int] = field(default_factory=dict)
    problem: str = ""
    """One sentence when it is damaged or of a newer format."""
    trashed: str = ""
    """ISO time when it went to the trash; "" for a live one."""
    created: str = ""
    """ISO time when it was made."""
    gone: bool = False
    """Whether it is not there, but something that is left of it."""
    lost: bool = False
    """Whether it is gone and was not set aside as damaged: somebody or something has removed it."""
    copy_of: str = ""
    """Name of the session of which this is a copy made by hand: it holds the same id. "" for a session."""

    @property
    def key(self) -> str:
        """What tells it from all others in a list: the id, for a copy with its name."""
        return f"{self.id} {self.ref.name}" if self.copy_of else self.id


class Copy(Struct, frozen=True):
    """An earlier state of a session that one can go back to."""

    key: str
    """Where the store has it, as text that may be shown."""
    taken: str
    """When, as ISO text."""
    rev: int = 0
    """Revision of the session in it: so many changes had been made. -1 when it cannot be read."""
    kept: bool = False
    """Whether it is kept in any case: the session was altered by something else after it."""


class Here(Struct, frozen=True):
    """Somebody who has the session open."""

    name: str
    place: str = ""
    """What they are at (`item/field`), or ""."""
    me: bool = False
    done: str = ""
    """Step and phase in which they have said that they are done, or ""."""
    away: bool = False
    """Whether the last sign is too old for somebody who is here, though not older than `AWAY`."""


class Draft(msgspec.Struct, frozen=True, omit_defaults=True):
    """Words that were being typed."""

    text: str
    at: str
    """ISO time of the last key kept."""
    window: str = ""
    """Which window they are typed in; "" where that was not kept."""
    told: bool = False
    """Whether the person was told, on coming back, that these words wait."""


class Position(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a person was: run, run step, item or field, phase. "" where there is none."""

    run: str = ""
    step: str = ""
    item: str = ""
    phase: str = ""


class Outcome(Struct, frozen=True):
    """What an undo or redo did.

    Attributes:
        sentence: One sentence to show.
        done: Whether anything changed.
        applied: What became of the change; None when nothing was done.
        blocked: Why nothing was done, with the changes (`keep`, `mine`) one may choose from; give the
            chosen one to `Handle.put`.
    """

    sentence: str
    done: bool
    applied: Applied | None = None
    blocked: Blocked | None = None


class Erased(Struct, frozen=True):
    """What erasing did.

    Attributes:
        sentence: One sentence to show.
        left: Where the answers may still be: it is not ours to alter, or cannot be read. Text to be shown.
    """

    sentence: str
    left: list[str] = field(default_factory=list)
