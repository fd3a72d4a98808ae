"""Changes that are not on disk yet: kept in their order, tried again under the same id, never doubled.

They wait in memory and, where that can be written, in the person's own draft file, so that they are
written when the session is opened again after a crash. A file that somebody replaced by an older copy is
noticed too: own changes that were on disk and no longer are wait again.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Struct, field

from aligntui.session.model import Change, Session
from aligntui.session.ops import Op, decode_ops
from aligntui.session.work import Refused
from aligntui.store.over import Over
from aligntui.store.problems import NotSaved, StoreProblem
from aligntui.store.typed import Typed, covered
from aligntui.store.written import Written

if TYPE_CHECKING:
    from aligntui.session.apply import Applied
    from aligntui.store.needs import Keeper, Writer


DAMAGED_TWICE = 2
"""Looks at a damaged file, seconds apart, before it is written anew: a program may be at it just now."""

Standing = Literal["saved", "writing", "waits"]
"""All is on disk; a write takes longer than a moment; something is not where it belongs."""

REPLACED = "{name} was replaced by an older copy"


class Tried(Struct):
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
        problem: Why it waits; None when nothing does, or when it is only on its way.
        slow: Whether a write has been under way for longer than a moment.
        typed: Words being typed, on their way to the person's own draft file; None before `load`.
        asked: What it was said of once that it would be lost.
        taken: What was taken back before it was written, and may be brought back.
    """

    def __init__(self, handle: Writer) -> None:
        self.changes: list[Change] = []
        self.problem: NotSaved | None = None
        self.slow = False
        self.typed: Typed | None = None
        self.asked: set[str] = set()
        self.taken: list[Change] = []
        self._handle = handle
        self._drafts: Keeper | None = None
        # Taken in this order: the one who writes, which may last as long as others hold the file; the one
        # who keeps it in the draft file; the one who looks at what waits, which is never for long.
        self._writer = threading.RLock()
        self._keeper = threading.Lock()
        self._guard = threading.RLock()
        self._under_way = ""
        self._tried: set[str] = set()
        self._stored: set[str] = set()
        self._written = Written()
        self._damaged = 0
        self._over = Over()

    def __bool__(self) -> bool:
        """Whether a change is not on disk."""
        return bool(self.changes)

    def load(self, drafts: Keeper) -> None:
        """Know the person's draft file, and take up what an earlier run of the app could not write."""
        with self._guard:
            if self._drafts is not None:
                return
            self._drafts, self.typed = drafts, Typed(drafts)
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

    # what waits

    def over(self, stored: Session) -> Session:
        """A session with what waits done in it. What cannot be done in it is left out."""
        with self._guard:
            return self._over.of(stored, self.changes)

    def fits(self, change: Change) -> Refused | None:
        """Why a change that waits cannot be done in the session as it is known here; None when it can."""
        with self._guard:
            self.over(self._handle.stored)
            return self._over.unfit.get(change.id)

    def add(self, ops: Sequence[Op], note: str = "", run: str = "") -> Change:
        """Put a change behind those that wait; `retry` writes it.

        A change of one's mind takes the place of what waits for the same field just before it.

        Raises:
            TooOften: The line has no change left within this minute.
        """
        from aligntui.store.alike import instead

        with self._guard:
            change = self._handle.change(ops, note, run)
            self._handle.pace.take(ops, self._handle.stored, change.at, change.id)
            while self.changes and self.changes[-1].id != self._under_way:
                if (meant := instead(change, self.changes[-1])) is None:
                    break
                change = meant
                self.changes.pop()
            self.taken.clear()
            self.changes.append(change)
            return change

    def withdraw(self, changes: Sequence[Change]) -> None:
        """Let these wait no longer."""
        with self._guard:
            gone = {change.id for change in changes}
            self.changes = [change for change in self.changes if change.id not in gone]
        if gone:
            self.keep()

    def take_back(self) -> Change | None:
        """Let the last change that this person made wait no longer; None when it is being written just now.

        Going through the run is nobody's change: it stays.
        """
        with self._guard:
            own = [change for change in self.changes if change.by is not None] or self.changes
            if not own or own[-1].id == self._under_way:
                return None
            self.taken.append(own[-1])
        self.withdraw(own[-1:])
        return own[-1]

    def bring_back(self) -> Change | None:
        """Let what was taken back last wait again; None when there is nothing, or more was done since."""
        with self._guard:
            if not self.taken:
                return None
            change = self.taken.pop()
            self.changes.append(change)
            return change

    # writing

    def put(self, ops: Sequence[Op], note: str = "", run: str = "") -> Tried:
        """Write a change behind those that wait. It waits as well when it cannot be written."""
        change = self.add(ops, note, run)
        tried = self.retry()
        tried.own = change
        return tried

    def retry(self, *, later: bool = False) -> Tried:
        """Try to write what waits, oldest first.

        Args:
            later: Some seconds have passed. A file that is still damaged then is set aside, and the session
                as it is known here is written in its place.
        """
        with self._writer:
            tried = Tried()
            if later and self._handle.problem:
                tried.healed = self._heal(tried)
            while tried.problem is None and (change := self._next()) is not None:
                self._try(change, tried)
            with self._guard:
                self.problem, self.slow = tried.problem, False
                if tried.written:
                    self.taken.clear()
            self.keep()
            return tried

    def _next(self) -> Change | None:
        with self._guard:
            change = self.changes[0] if self.changes else None
            self._under_way = change.id if change is not None else ""
            return change

    # how it stands

    @property
    def standing(self) -> Standing:
        """Whether all that was done and typed is on disk."""
        if self.problem is not None and self.changes:
            return "waits"
        if self._handle.lost or (self.typed is not None and self.typed.waits):
            return "waits"
        return "writing" if self.slow and self.changes else "saved"

    @property
    def kept(self) -> bool:
        """Whether all that waits also lies in the person's own draft file, in whichever place that is."""
        return bool(self.changes) and {change.id for change in self.changes} <= self._stored

    @property
    def nowhere(self) -> list[Change]:
        """What waits and lies in no file at all, oldest first."""
        with self._guard:
            return [change for change in self.changes if change.id not in self._stored]

    @property
    def away(self) -> Path | None:
        """Where the draft file lies while its own place cannot be written; None while it is there."""
        return self._drafts.away if self._drafts is not None else None

    def unkept(self) -> set[str]:
        """Names of all that would be lost by leaving, or when the person logs out: empty when nothing would.

        Going through the run is not meant: where one stands is no word.
        """
        away = self.away is not None
        typed = {} if self.typed is None else self.typed.all() if away else self.typed.lost
        changes = self.changes if away else self.nowhere
        found = {change.id for change in changes if change.by is not None}
        return found | {f"{place} {words}" for place, words in typed.items()}

    # the draft file

    def keep(self) -> None:
        """Put what waits into the draft file, and take out of it what waits no longer."""
        with self._keeper:
            with self._guard:
                changes, stored = list(self.changes), set(self._stored)
            if self._drafts is not None and (changes or stored):
                self._keep(self._drafts, changes, stored)

    def _keep(self, drafts: Keeper, changes: list[Change], stored: set[str]) -> None:
        from aligntui.store.alike import said

        now = {change.id for change in changes}
        words = {text for change in changes if change.id not in stored for text in said(change)}
        try:
            drafts.wait(changes, stored - now, said=(lambda text: covered(text, words)) if words else None)
        except StoreProblem:
            # They wait in memory. What is done with would be recognised by its id later on.
            self._stored = stored | (now & set(drafts.waiting))
            return
        self._stored = now
        if words and self.typed is not None:
            self.typed.drop(words)

    def write_typed(self) -> None:
        """Bring the words being typed into the draft file.

        Raises:
            StoreProblem: They are not all written; they wait on.
        """
        if self.typed is not None:
            # Words whose change is in no file yet are in the draft file at least.
            self.typed.write(forget=not self.nowhere)

    def keep_all(self) -> None:
        """Put all that is not on disk into the draft file, from any thread: the app is at its end.

        Raises:
            StoreProblem: Words being typed are not all written.
        """
        self.keep()
        self.write_typed()

    def retry_all(self) -> Tried:
        """Some seconds have passed: try to write all that waits, words being typed too.

        The draft file comes home from its other place, if it can.
        """
        with contextlib.suppress(StoreProblem):
            self.write_typed()
            if self.typed is not None:
                self.typed.come_home()
        return self.retry(later=True)

    # what others do to the file

    @property
    def unsure(self) -> bool:
        """Whether the last `look` could not tell, so that it is to be called again."""
        return self._written.unsure is not None

    def look(self, before: Session) -> bool:
        """Compare a new snapshot with the one before: True when own changes are no longer in the file.

        They wait again then. What was erased meanwhile does not come back.
        """
        with self._guard:
            lost = self._written.take_lost(self._handle, before)
            if not lost:
                return False
            self.changes = lost + self.changes
            cause = REPLACED.format(name=self._handle.ref.name)
            self.problem = NotSaved(f"{cause}: this is not written.", cause=cause)
        self.keep()
        return True

    def _try(self, change: Change, tried: Tried) -> None:
        before = self._handle.stored
        new = change.id not in self._tried
        self._tried.add(change.id)
        try:
            applied = self._put(change, new)
        except Refused as refused:
            tried.refused.append((change, refused))
        except StoreProblem as problem:
            tried.problem = problem if isinstance(problem, NotSaved) else NotSaved(problem.sentence)
            with self._guard:
                self._under_way = ""
            return
        else:
            tried.written.append((change, applied))
            if applied.touched:
                self._written.remember(change, applied)
        with self._guard:
            self._under_way = ""
            self.changes = [one for one in self.changes if one.id != change.id]
        # Another program may have replaced the file just before the write.
        self.look(before)

    def _put(self, change: Change, new: bool) -> Applied:
        from aligntui.session.apply import Applied
        from aligntui.store.alike import opened_by_others, rejoined

        try:
            return self._handle.put(change, new=new)
        except Refused as refused:
            joined = opened_by_others(self._handle.stored, change) if refused.reason == "exists" else {}
            if not joined:
                raise
            with self._guard:
                # What waits behind it answers in the same round.
                self.changes = [self.changes[0], *(rejoined(one, joined) for one in self.changes[1:])]
            again = rejoined(change, joined)
            if not again.ops:
                return Applied(self._handle.stored, change=again, again=True)
            return self._handle.put(again)

    def _heal(self, tried: Tried) -> bool:
        self._damaged += 1
        if self._damaged < DAMAGED_TWICE:
            return False
        self._damaged = 0
        try:
            return self._handle.mend()
        except NotSaved as problem:
            tried.problem = problem
            return False
