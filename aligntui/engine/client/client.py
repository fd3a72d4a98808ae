"""The session client: one person's hold on one session, whatever shows it.

What cannot be written waits (`Handle.waiting`) and is seen as if it were written: the next card is typed into
an empty line, and all of it is tried again under the same ids whenever `retry` is called.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from aligntui.analysis.figures import Figures
from aligntui.analysis.view import View
from aligntui.engine.books import book_of
from aligntui.engine.client.conflicts import EditConflicts, Editing
from aligntui.engine.client.outbox import MOMENT, Do, Outbox
from aligntui.engine.client.outcomes import (
    SEALED,
    Commit,
    Polled,
    Told,
    Undone,
    answer_back,
    failed,
    read_only,
    told_of,
    written_of,
)
from aligntui.engine.client.retry import anyway
from aligntui.engine.client.secret import SecretAnswers, Step
from aligntui.engine.hidden_cards import seen_by
from aligntui.engine.messages import Message, said
from aligntui.engine.versions import where
from aligntui.session.ops import AnyOp, decode_ops
from aligntui.store.alike import alike
from aligntui.store.alike import said as words_in
from aligntui.store.pace import TooOften
from aligntui.store.problems import StoreProblem
from aligntui.store.values import Position

if TYPE_CHECKING:
    from aligntui.session.apply import Refused
    from aligntui.session.model import Change, Run, Session
    from aligntui.store.api import Drafts, Handle, Store
    from aligntui.store.typed import Typed
    from aligntui.store.waiting import Standing, Tried


class Client:
    """Commits, undoes, looks for what others did, and knows the session as this person sees it.

    Args:
        handle: The open session.
        store: Gives the store that the session is of.
        do: Runs what may block.
        run: Gives the run that one is in: it gives the day. None for the day of the last change.
        editing: Gives the field whose words are being edited now.

    Attributes:
        view: The session as of the last `take_snapshot`.
        figures: What is worked out of it.
        writing: Whether a commit is under way.
        former: The session as a former sitting left it, while that is read: nothing in it changes.
        covered: The own name while it is unclear who sits here, "" else.
        moved: Told of each new snapshot of a session that changed: the view before, and now.
    """

    def __init__(
        self,
        handle: Handle,
        store: Callable[[], Store],
        do: Do,
        *,
        run: Callable[[], Run | None] = lambda: None,
        editing: Callable[[], Editing | None] = lambda: None,
    ) -> None:
        self.handle = handle
        self.store = store
        self.writing = self._was_lost = False
        self.conflicts = EditConflicts()
        self._secret = SecretAnswers()
        self.outbox = Outbox(handle.waiting, do)
        self.covered = ""
        self.former: Session | None = None
        self._run, self._shown = run, handle.session
        self.view = self._seen()
        self.figures = Figures(self.view)
        self._do = do
        self._editing = editing
        self._drafts: Drafts | None = None
        self.moved: Callable[[View, View], None] | None = None
        self._offered: tuple[list[AnyOp], list[AnyOp]] | None = None

    # what one sees

    def take_snapshot(self) -> None:
        """Look at the session as it is now."""
        session = self._shown = self.former or self.handle.session
        before, self.view = self.view, self._seen()
        self.figures = Figures(self.view)
        if self.moved is not None and before.session is not session:
            self.moved(before, self.view)

    def _seen(self) -> View:
        """The session as this person may see it, on the day of the run."""
        session, person = self._shown, "" if self.covered else self.handle.person
        return seen_by(session, book_of(session), person, self._run(), self._secret.cards)

    def take_in(self) -> None:
        """Look at what others changed; what is being edited here keeps what this person saw."""
        self.conflicts.note(self.view, self._editing())
        self.take_snapshot()

    @property
    def drafts(self) -> Drafts:
        """Words being typed, own position, marks: the person's own, never in the session."""
        if self._drafts is None:
            self._drafts = self.store().drafts_of(self.handle)
            self.handle.waiting.load(self._drafts)
            if self._shown is not self.handle.session:
                # What an earlier run could not write is seen from the first moment.
                self.take_snapshot()
        return self._drafts

    def remember(self, position: Position) -> None:
        """Note where one stands. Where there is no room for it, one comes back to the step that is begun."""
        if self.former is not None:
            return
        with suppress(StoreProblem):
            self.drafts.position = position

    @property
    def typed(self) -> Typed:
        """Words being typed, on their way into the drafts."""
        waiting = self.handle.waiting
        if waiting.typed is None:
            waiting.load(self.drafts)
        assert waiting.typed is not None
        return waiting.typed

    @property
    def person(self) -> str:
        """Who writes here."""
        return self.handle.person

    @property
    def named(self) -> bool:
        """Whether that is a name that somebody gave."""
        return self.store().named

    @property
    def standing(self) -> Standing:
        """Whether all that one sees and wrote is on disk."""
        return self.handle.waiting.standing

    @property
    def unsaved(self) -> bool:
        """Whether something that one sees or wrote is not on disk."""
        return self.standing != "saved"

    @property
    def waits_from_before(self) -> bool:
        """Whether something waits already, such as what an earlier run could not write."""
        return bool(self.drafts.away or self.handle.waiting)

    def news(self) -> Message | None:
        """What one should know of the session and of one's own notes on it; each is given once."""
        self.store().settle(self.handle)
        news = (self.drafts.told_of_loss(), self.handle.news, self.store().altered(self.handle))
        self.handle.news = ""
        words = " ".join(text for text in news if text)
        return said("as-told", "warning", words=words) if words else None

    # changes

    async def commit(self, ops: Sequence[AnyOp], note: str = "") -> Commit:
        """Store ops, and take the snapshot with them.

        What can be done and could not be written waits, and is seen like what was: it is no longer in the
        hands of the line that it was typed in.

        Args:
            ops: One change: all of it, or nothing.
            note: What happened, in words.
        """
        if self.former is not None and ops:
            return Commit((read_only(self._run()),), "refused")
        ops = self.conflicts.guarded(ops, self._editing())
        if not ops:
            return Commit(fate="nothing")
        self.writing = True
        try:
            return await self._commit(ops, note)
        finally:
            self.writing = False

    async def _commit(self, ops: list[AnyOp], note: str) -> Commit:
        if self._offered is not None and alike(self._offered[0], ops):
            ops = self._offered[1]
        self._offered = None
        run = self._run()
        waiting = self.handle.waiting
        try:
            change = waiting.add(ops, note, run.id if run is not None else "")
        except TooOften as problem:
            return failed(problem, "warning")
        self._secret.written(ops)
        unfit = waiting.fits(change)
        if unfit is not None and waiting.standing != "saved":
            waiting.withdraw([change])
            return self._refused(ops, unfit)
        tried = await self.outbox.write(MOMENT if unfit is None else None)
        refused = tried.refusal(change) if tried is not None else None
        if refused is not None:
            return self._refused(ops, refused)
        applied = tried.applied(change) if tried is not None else None
        if applied is None and unfit is not None:
            waiting.withdraw([change])
            return failed(waiting.problem or unfit, "error")
        self.conflicts.done()
        messages = await self._late(tried, change.id) if tried is not None else []
        self.take_snapshot()
        self._secret.note(self.handle.session, change)
        if applied is None:
            return Commit(tuple(messages), "waits")
        clash = next(iter(applied.clashes), None)
        return Commit((*messages, *written_of(self.view, self.person, applied, note)), "kept", clash=clash)

    def _refused(self, ops: list[AnyOp], refused: Refused) -> Commit:
        offer = anyway(self.handle.session, ops, refused)
        self.take_snapshot()
        if offer is not None:
            self._offered = (ops, offer[0])
        message = offer[1] if offer is not None else said("as-told", "warning", words=str(refused))
        if refused.target[1] and refused.by:
            what = where(self.view, *refused.target)
            message = said("changed-since", "warning", who=refused.by, what=what)
        return Commit((message,), "refused", refused)

    # undo

    async def undo(self, *, redo: bool = False) -> Undone:
        """Take back the own last change, or bring it back. What waits is taken back first."""
        if self.former is not None:
            return Undone((read_only(self._run()),))
        waiting = self.handle.waiting
        if waiting or (redo and waiting.taken):
            return await self._undo_waiting(redo)
        if step := self._secret.take(redo=redo):
            return await self._undo_answer(step, redo)
        # Only what is taken back is told field by field.
        from aligntui.engine.entry.field_words import field_words

        try:
            outcome = await self._do(self.handle.redo if redo else self.handle.undo, "", field_words)
        except StoreProblem as problem:
            return Undone((said("as-told", "error", words=str(problem)),))
        waiting.taken.clear()
        self.take_snapshot()
        blocked = outcome.blocked
        asks = blocked is not None and blocked.keep is not None and blocked.reason != "final"
        return Undone((told_of(self.view, outcome),), changed=True, blocked=blocked if asks else None)

    async def _undo_answer(self, step: Step, redo: bool) -> Undone:
        known = (list(self._secret.done), list(self._secret.undone))
        done = (await self._commit(list(self._secret.ops(step, redo=redo)), "")).done
        self._secret.done, self._secret.undone = known
        return answer_back(self.view, step, redo=redo) if done else Undone((SEALED,), changed=True)

    async def _undo_waiting(self, redo: bool) -> Undone:
        waiting = self.handle.waiting
        change = await self._do(waiting.bring_back if redo else waiting.take_back)
        if change is None:
            return Undone((said("nothing-to-redo" if redo else "being-written", "hint"),))
        messages = [] if redo else [said("undone-unwritten")]
        if redo:
            tried = await self.outbox.write(MOMENT)
            messages = await self._late(tried) if tried is not None else []
        self.take_snapshot()
        return Undone(tuple(messages), changed=True, waits=redo and self.unsaved)

    # what waits

    async def retry(self) -> Told | None:
        """Try to write what waits, changes and words being typed; None when there is nothing to tell."""
        waiting = self.handle.waiting
        if self.writing or waiting.slow:
            return None
        typed = self.typed.waits
        if not (waiting or self.handle.lost or typed or self.typed.fresh):
            return None
        tried = await self.outbox.write(MOMENT, later=True)
        return await self.settle(tried, typed=typed) if tried is not None else None

    async def settle(self, tried: Tried, *, late: bool = True, typed: bool = False) -> Told:
        """Take the snapshot with what became of what waited.

        Args:
            tried: What became of the changes.
            late: Whether it was said before that they are not written.
            typed: Whether words being typed were not where they belong.
        """
        messages = await self._late(tried, late=late)
        told = bool(tried.written or tried.refused)
        if told or tried.healed:
            self.take_snapshot()
        if not self.unsaved:
            if tried.healed and not tried.written:
                messages.append(said("file-whole-again", "ok", file=self.handle.ref.name))
            elif typed and not told:
                messages.append(said("typed-on-disk", "ok"))
        return Told(tuple(messages))

    async def _late(self, tried: Tried, own: str = "", *, late: bool = True) -> list[Message]:
        """What is to be told of changes that waited and are written, or cannot be done any more."""
        written = [(change, applied) for change, applied in tried.written if change.id != own]
        messages = [
            message
            for change, applied in written
            for message in written_of(self.view, self.person, applied, change.note, late=late)
        ]
        if len(written) > 1:
            messages.append(said("all-written-now", "ok", count=len(written)))
        for change, refused in tried.refused:
            if change.id != own:
                messages.append(await self._anyway(change, refused))
        return messages

    async def _anyway(self, change: Change, refused: Refused) -> Message:
        """What waited cannot be done any more: its words are in no line, so they are kept all the same."""
        words = next(iter(sorted(words_in(change), key=len, reverse=True)), "")
        lost = said("as-told", "warning", words=refused.sentence)
        if words:
            lost = said("words-not-kept", "warning", why=refused.sentence, words=words)
        offer = anyway(self.handle.session, decode_ops(change.ops), refused)
        if offer is None:
            return lost
        waiting = self.handle.waiting
        again = waiting.add(offer[0], change.note, change.run)
        tried: Tried = await self._do(waiting.retry)
        if tried.refusal(again) is not None:
            return lost
        return said("kept-all-the-same", "warning", why=str(offer[1].facts["why"]).removesuffix("."))

    # others

    def poll(self, *, seen: bool = True) -> Polled:
        """Look at the file: one stat, right on every file system.

        Args:
            seen: Whether the person sees this now; else nothing is told, so that it is told later.
        """
        before = self.handle.stored
        try:
            moved = self.handle.refresh()
        except StoreProblem as problem:
            return Polled((said("as-told", "error", words=str(problem)),))
        waiting = self.handle.waiting
        gone = (moved or waiting.unsure) and waiting.look(before)
        if not seen:
            return Polled()
        words = self.handle.sight()
        tone = "error" if self.handle.problem else ""
        # Another look by this process may have read the file first.
        moved = self.former is None and (moved or self._shown is not self.handle.session)
        standing = gone or self._was_lost != self.handle.lost
        self._was_lost = self.handle.lost
        return Polled(
            (said("as-told", tone, words=words),) if words else (),  # type: ignore[arg-type]
            moved=moved, altered=moved and self.handle.altered, standing=standing, gone=gone,
        )  # fmt: skip

    # leaving

    def write_typed(self) -> None:
        """Bring words being typed into the draft file; what fails is tried again by `retry`."""
        with suppress(StoreProblem):
            self.handle.waiting.write_typed()

    def keep_all(self) -> None:
        """Put all that is not on disk into the draft file, without waiting for anything. From any thread."""
        with suppress(StoreProblem):
            self.handle.waiting.keep_all()

    async def close(self) -> None:
        """Let a write that is under way end: then it is known what is on disk."""
        await self.outbox.end()
        await self._do(self.keep_all)

    def may_leave(self) -> bool:
        """Whether nothing is lost by leaving, or this was asked before: it is asked once."""
        waiting = self.handle.waiting
        what = waiting.unkept()
        if not what or what <= waiting.asked:
            return True
        waiting.asked = what
        return False
