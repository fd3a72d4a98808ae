"""Own changes that were written, and whether the file holds them: it may be replaced by an older copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aligntui.session.model import RECENT, Change, Session
from aligntui.store.problems import StoreProblem

if TYPE_CHECKING:
    from aligntui.session.apply import Applied
    from aligntui.store.needs import Writer


class Written:
    """What one process wrote into one session, as far back as a session remembers ids.

    Attributes:
        unsure: The snapshot before the last look, where that could not tell: it is to be looked again.
    """

    def __init__(self) -> None:
        self.unsure: Session | None = None
        self._changes: dict[str, Change] = {}
        self._secret: set[str] = set()
        """Ids of those that leave no trace but what they did."""

    def remember(self, change: Change, applied: Applied) -> None:
        """A change was written."""
        self._changes[change.id] = change
        if change.id not in applied.session.recent:
            self._secret.add(change.id)
        while len(self._changes) > 2 * RECENT:
            self._secret.discard(oldest := next(iter(self._changes)))
            del self._changes[oldest]

    def take_lost(self, handle: Writer, before: Session) -> list[Change]:
        """Changes that the file held before and holds no longer, oldest first; they count as written no more.

        What was erased meanwhile is not among them.
        """
        from aligntui.store.alike import was_erased

        before, self.unsure = self.unsure or before, None
        now = handle.stored
        last = next((ref for ref in reversed(self._changes) if ref not in self._secret), "")
        gone = last in before.recent and last not in now.recent
        if not self._changes or (now.meta.rev > before.meta.rev and not gone):
            return []
        try:
            known = handle.old_ids()
        except StoreProblem:
            # What moved there looks lost just now.
            self.unsure = before
            return []
        lost = [
            change
            for ref, change in self._changes.items()
            if ref not in now.recent
            and ref not in known
            and self._was_there(change, before, now)
            and not was_erased(change, now)
        ]
        for change in lost:
            del self._changes[change.id]
        return lost

    def _was_there(self, change: Change, before: Session, now: Session) -> bool:
        """Whether a snapshot held it and the next does not: no history holds an answer without a name."""
        from aligntui.store.alike import stands

        if change.id in self._secret:
            return stands(change, before) and not stands(change, now)
        return change.id in before.recent
