"""A session with what waits done in it: what one wrote is seen at once, and what follows builds on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from aligntui.session.model import Change, Session

if TYPE_CHECKING:
    from aligntui.session.apply import Refused


class Over:
    """The last such session, made once for each snapshot and each row of changes.

    Attributes:
        unfit: Id -> why a change could not be done in it.
    """

    def __init__(self) -> None:
        self.unfit: dict[str, Refused] = {}
        self._stored: Session | None = None
        self._ids: tuple[str, ...] = ()
        self._session: Session | None = None

    def of(self, stored: Session, changes: Sequence[Change]) -> Session:
        """The session with these changes done, oldest first; the stored one itself when there are none."""
        if not changes:
            self.unfit, self._session = {}, None
            return stored
        from aligntui.session.apply import Refused, apply

        ids = tuple(change.id for change in changes)
        if self._session is None or stored is not self._stored or ids[: len(self._ids)] != self._ids:
            self.unfit, self._stored, self._ids, self._session = {}, stored, (), stored
        for change in changes[len(self._ids) :]:
            try:
                self._session = apply(self._session, change).session
            except Refused as refused:
                self.unfit[change.id] = refused
            except msgspec.ValidationError as problem:
                self.unfit[change.id] = Refused(f"This change cannot be read: {problem}.", "unknown")
        self._ids = ids
        return self._session
