"""Changes that are not on disk yet: kept in their order, tried again under the same id, never doubled.

They wait in memory and, where that can be written, in the person's own draft file, so that they are
written when the session is opened again after a crash. A file that somebody replaced by an older copy is
noticed too: own changes that were on disk and no longer are wait again.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from aligntui.session.apply import Applied, Refused
from aligntui.session.model import RECENT, Change, Session
from aligntui.session.ops import Give, Op, decode_ops
from aligntui.session.privacy import erasures, scrub
from aligntui.session.work import plain
from aligntui.store.alike import alike, rejoined, replaces
from aligntui.store.problems import NotSaved, StoreProblem

if TYPE_CHECKING:
    from aligntui.store.drafts import Drafts
    from aligntui.store.handle import Handle

DAMAGED_TWICE = 2
"""Looks at a damaged file, seconds apart, before it is written anew: a program may be at it just now."""

REPLACED = "{name} was replaced by an older copy"


@dataclass
class Tried:
    """What became of the changes that waited, and of the one that was added.

    Attributes:
        written: On disk now, oldest first.
        refused: Cannot be done any more, with the reason; they wait no longer.
        problem: Why the others still wait; None when none does.
        own: The change that was added, in whichever way it ended; None when none was.
        healed: Whether a damaged file was set aside and written anew.
    """

    written: list[tuple[Change, Applied]] = field(default_factory=list)
    refused: list[tuple[Change, Refused]] = field(default_factory=list)
    problem: NotSaved | None = None
    own: Change | None = None
    healed: bool = False

    def applied(self, change: Change) -> Applied | None:
        """What a change did; None when it is not written."""
        return next((applied for one, applied in self.written if one.id == change.id), None)

    def refusal(self, change: Change) -> Refused | None:
        """Why a change cannot be done; None when it can."""
        return next((refused for one, refused in self.refused if one.id == change.id), None)


class Waiting:
    """What one process still has to write into one session. Its methods may be called from several threads.

    Attributes:
        changes: What waits, oldest first.
        problem: Why it waits; None when nothing does.
        kept: Whether what waits also lies in the person's own draft file.
    """

    def __init__(self, handle: Handle) -> None:
        self.changes: list[Change] = []
        self.problem: NotSaved | None = None
        self.kept = False
        self._handle = handle
        self._drafts: Drafts | None = None
        self._guard = threading.RLock()
        self._tried: set[str] = set()
        self._stored: set[str] = set()
        self._done: dict[str, Change] = {}
        self._secret: set[str] = set()
        self._damaged = 0

    def __bool__(self) -> bool:
        """Whether anything is not on disk."""
        return bool(self.changes)

    def load(self, drafts: Drafts) -> None:
        """Know the person's draft file, and take up what an earlier run of the app could not write."""
        with self._guard:
            if self._drafts is not None:
                return
            self._drafts = drafts
            known = {change.id for change in self.changes}
            for ref, change in drafts.waiting.items():
                with contextlib.suppress(msgspec.ValidationError):
                    decode_ops(change.ops)
                    if ref not in known:
                        self.changes.append(change)
                        self._tried.add(ref)
                        self._stored.add(ref)
            if self.changes and self.problem is None:
                self.problem = NotSaved("It was not written when the app ended.", cause="The app ended")

    def put(self, ops: Sequence[Op], note: str = "", run: str = "") -> Tried:
        """Write a change behind those that wait. It waits as well when it cannot be written.

        Doing the same once more, because nothing seemed to happen, tries the change that waits. A change of
        one's mind takes the place of what waits for the same field.
        """
        with self._guard:
            change = next((one for one in self.changes if alike(one.ops, ops)), None)
            if change is None:
                gone = [one for one in self.changes if replaces(ops, one.ops)]
                self.withdraw(gone)
                change = self._handle.change(ops, note, run)
                self.changes.append(change)
            tried = self.retry()
            tried.own = change
            return tried

    def withdraw(self, changes: Sequence[Change]) -> None:
        """Let these wait no longer: the person has taken them back."""
        with self._guard:
            gone = {change.id for change in changes}
            self.changes = [change for change in self.changes if change.id not in gone]
            if gone:
                self._keep()

    def retry(self, *, later: bool = False) -> Tried:
        """Try to write what waits, oldest first.

        Args:
            later: Some seconds have passed. A file that is still damaged then is set aside, and the session
                as it is known here is written in its place.
        """
        with self._guard:
            tried = Tried()
            if later and self._handle.problem:
                tried.healed = self._heal(tried)
            while self.changes and tried.problem is None:
                self._try(self.changes[0], tried)
            self.problem = tried.problem
            self._keep()
            return tried

    def look(self, before: Session) -> bool:
        """Compare a new snapshot with the one before: True when own changes are no longer in the file.

        They wait again then. What was erased meanwhile does not come back.
        """
        with self._guard:
            now = self._handle.session
            last = next((ref for ref in reversed(self._done) if ref not in self._secret), "")
            gone = last in before.recent and last not in now.recent
            if not self._done or (now.meta.rev > before.meta.rev and not gone):
                return False
            known = self._handle.archive.ids()
            lost = [
                change
                for ref, change in self._done.items()
                if ref not in now.recent
                and ref not in known
                and (_stands(change, before) if ref in self._secret else ref in before.recent)
                and not _erased(change, now)
            ]
            if not lost:
                return False
            for change in lost:
                del self._done[change.id]
            self.changes = lost + self.changes
            name = self._handle.path.name
            cause = REPLACED.format(name=name)
            self.problem = NotSaved(f"{cause}: this is not written.", cause=cause)
            self._keep()
            return True

    def _try(self, change: Change, tried: Tried) -> None:
        before = self._handle.session
        new = change.id not in self._tried
        self._tried.add(change.id)
        try:
            applied = self._put(change, new)
        except Refused as refused:
            tried.refused.append((change, refused))
        except NotSaved as problem:
            tried.problem = problem
            return
        else:
            tried.written.append((change, applied))
            if applied.touched:
                self._remember(change, applied)
        self.changes = [one for one in self.changes if one.id != change.id]
        # Another program may have replaced the file just before the write.
        self.look(before)

    def _remember(self, change: Change, applied: Applied) -> None:
        self._done[change.id] = change
        if change.id not in applied.session.recent:
            self._secret.add(change.id)
        while len(self._done) > 2 * RECENT:
            self._secret.discard(oldest := next(iter(self._done)))
            del self._done[oldest]

    def _put(self, change: Change, new: bool) -> Applied:
        try:
            return self._handle.put(change, new=new)
        except Refused as refused:
            again = rejoined(self._handle.session, change) if refused.reason == "exists" else None
            if again is None:
                raise
            return self._handle.put(again)

    def _heal(self, tried: Tried) -> bool:
        self._damaged += 1
        if self._damaged < DAMAGED_TWICE:
            return False
        self._damaged = 0
        try:
            return self._handle.heal()
        except NotSaved as problem:
            tried.problem = problem
            return False

    def _keep(self) -> None:
        """Put what waits into the draft file, and take out of it what waits no longer."""
        now = {change.id for change in self.changes}
        if not now and not self._stored:
            self.kept = False
            return
        if self._drafts is None:
            self.kept = False
            return
        try:
            self._drafts.wait(self.changes, self._stored - now)
        except StoreProblem:
            # They wait in memory. What is done with would be recognised by its id later on.
            self.kept = bool(now) and now <= self._stored
            self._stored |= now & set(self._drafts.waiting)
        else:
            self._stored = now
            self.kept = bool(now)


def _erased(change: Change, now: Session) -> bool:
    """Whether nothing is left of a change but answers that somebody erased."""
    pairs = [pair for one in now.recent.values() for pair in erasures(one)]
    return any(scrub(change, *pair) is None for pair in pairs)


def _stands(change: Change, before: Session) -> bool:
    """Whether the answers that a change gave still stood: they may have been erased since."""
    given = [op for op in decode_ops(change.ops) if isinstance(op, Give)]
    for op in given:
        own = [b for b in before.ballots.values() if (b.round, b.by) == (op.round, op.by)]
        if not any(ballot.answers.get(op.subject) == plain(op.to) for ballot in own):
            return False
    return bool(given)
