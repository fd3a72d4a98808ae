"""What a line may do. Every action that leads out of its session asks here, whichever way led to it.

A line is what one person comes in by: a login, a key, a command on the own machine. A restricted one
was set up for one session. Screens may ask `may` to offer less; what is done asks `need`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from aligntui.store.problems import StoreProblem

if TYPE_CHECKING:
    from aligntui.store.values import SessionRef

CLOSED = "This line opens one session only."
"""What a restricted line says where it ends."""

PACE = 120
"""Changes in sixty seconds that a person has on restricted lines. Nobody types as many."""


class Deed(Enum):
    """What may be closed to a line."""

    SESSIONS = "list, open, make, copy, rename, throw away or bring back other sessions"
    FILES = "read or write files of the machine: export, import, copies elsewhere, names in a folder"
    SHELL = "stop the app and go to the shell below it"
    BALLOTS = "open further ballots, for other people, on this one line"


class Forbidden(StoreProblem):
    """A line may not do this.

    Attributes:
        deed: What it may not do.
    """

    def __init__(self, deed: Deed) -> None:
        super().__init__(CLOSED)
        self.deed = deed


@dataclass(frozen=True)
class Permit:
    """What one line may do.

    Attributes:
        session: The only session that the line may reach; None for a line that may do everything.
    """

    session: SessionRef | None = None

    @property
    def restricted(self) -> bool:
        """Whether the line is for one session only."""
        return self.session is not None

    @property
    def closed(self) -> frozenset[Deed]:
        """What the line may not do."""
        return frozenset(Deed) if self.restricted else frozenset()

    @property
    def pace(self) -> int:
        """Changes that a person may make here within a minute; 0 for as many as she likes."""
        return PACE if self.restricted else 0

    def may(self, deed: Deed) -> bool:
        """Whether the line may do this."""
        return deed not in self.closed

    def need(self, deed: Deed) -> None:
        """Let this be done.

        Raises:
            Forbidden: The line may not.
        """
        if not self.may(deed):
            raise Forbidden(deed)


FREE = Permit()
"""What somebody at a shell of her own may do: everything."""
