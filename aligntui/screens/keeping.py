"""Keeping what is said: changes, undo, drafts, and the changes of others, for a screen with a session.

What cannot be written waits (`Handle.waiting`) and is shown as if it were: the next card is typed into an
empty line, the bar says NOT SAVED, and every five seconds all of it is tried again under the same ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from aligntui.analysis.view import View
from aligntui.flow.anyway import anyway
from aligntui.flow.books import book_of
from aligntui.flow.calling import field_words
from aligntui.flow.figures import Figures
from aligntui.flow.said import writer
from aligntui.screens.bases import Bases
from aligntui.screens.page import Page
from aligntui.screens.routes import ToBlocked
from aligntui.screens.unsaved_lines import (
    NOT_SAVED,
    RETRY,
    farewell,
    leaving_sentence,
    lost_sentence,
    unsaved_now,
)
from aligntui.screens.writer import MOMENT, Writer
from aligntui.session.model import Change, Run
from aligntui.session.ops import AnyOp, decode_ops
from aligntui.store.alike import alike
from aligntui.store.pace import TooOften
from aligntui.store.permit import Deed
from aligntui.store.problems import StoreProblem
from aligntui.text import moment

if TYPE_CHECKING:
    from aligntui.session.apply import Applied, Refused
    from aligntui.store.api import Drafts, Handle
    from aligntui.store.typed import Typed
    from aligntui.store.waiting import Tried

POLL = 0.25
"""Seconds between looks at the file: one stat each, right on every file system."""


class KeepingPage(Page):
    """A page that works on one session."""

    def __init__(self, handle: Handle) -> None:
        super().__init__()
        self.handle = handle
        self.view = View(handle.session, book_of(handle.session))
        self.figures = Figures(self.view)
        self._drafts: Drafts | None = None
        self._shown = handle.session
        self._lost = False
        self._told_standing = "saved"
        self._bases = Bases(self)
        self._writing = False
        self._writer = Writer(self)
        self._offered: tuple[list[AnyOp], list[AnyOp]] | None = None

    def on_mount(self) -> None:
        """Try what waits every few seconds, also what an earlier run of the app could not write."""
        self.set_interval(RETRY, self.retry)
        if self.drafts.away or self.handle.waiting:
            self.call_later(self.retry)
        self.call_later(self._tell_news)

    def _tell_news(self) -> None:
        """Say what one should know of the session and of one's own notes on it; each is said once."""
        self.align.store.settle(self.handle)
        news = (self.drafts.told_of_loss(), self.handle.news, self.align.store.altered(self.handle))
        said = " ".join(text for text in news if text)
        self.handle.news = ""
        if said:
            self.say(said, "warning")

    @property
    def drafts(self) -> Drafts:
        """Words being typed, own position, marks: in the user's own state folder."""
        if self._drafts is None:
            self._drafts = self.align.store.drafts_of(self.handle)
            self.handle.waiting.load(self._drafts)
            if self._shown is not self.handle.session:
                # What an earlier run of the app could not write is seen from the first moment.
                self.take_snapshot()
        return self._drafts

    @property
    def typed(self) -> Typed:
        """Words being typed, on their way into the drafts."""
        waiting = self.handle.waiting
        if waiting.typed is None:
            waiting.load(self.drafts)
        assert waiting.typed is not None
        return waiting.typed

    def run_now(self) -> Run | None:
        """The run that gives the day; a page without one uses the last change."""
        return None

    def take_snapshot(self) -> None:
        """Look at the session as it is now."""
        run = self.run_now()
        session = self._shown = self.handle.session
        self.view = View(session, book_of(session), run.as_of if run is not None else "")
        self.figures = Figures(self.view)

    # writing

    async def commit(self, ops: Sequence[AnyOp], note: str = "") -> bool:
        """Store ops and show the new snapshot. False when they cannot be done; the reason is said.

        What can be done and could not be written waits, and is shown like what was: it is no longer in the
        hands of the line that it was typed in.
        """
        ops = self._bases.guarded(ops)
        if not ops:
            return True
        self._writing = True
        try:
            return await self._commit(list(ops), note)
        finally:
            self._writing = False

    async def _commit(self, ops: list[AnyOp], note: str) -> bool:
        if self._offered is not None and alike(self._offered[0], ops):
            ops = self._offered[1]
        self._offered = None
        run = self.run_now()
        waiting = self.handle.waiting
        try:
            change = waiting.add(ops, note, run.id if run is not None else "")
        except TooOften as problem:
            self.say(str(problem), "warning")
            return False
        unfit = waiting.fits(change)
        if unfit is not None and waiting.standing != "saved":
            waiting.withdraw([change])
            return self._refused(ops, unfit)
        tried = await self._writer.write(MOMENT if unfit is None else None)
        refused = tried.refusal(change) if tried is not None else None
        if refused is not None:
            return self._refused(ops, refused)
        applied = tried.applied(change) if tried is not None else None
        if applied is None and unfit is not None:
            waiting.withdraw([change])
            self.say(str(waiting.problem or unfit), "error")
            return False
        self._bases.done()
        if tried is not None:
            await self._late(tried, change.id)
        self.take_snapshot()
        self._show_saved()
        if applied is None:
            # Behind what the step says of it: that it is not written counts more.
            self.call_later(self.show_unsaved)
        else:
            self._say_written(applied, note)
        return True

    def _refused(self, ops: list[AnyOp], refused: Refused) -> bool:
        found = anyway(self.handle.session, ops, refused)
        self.take_snapshot()
        self.show_snapshot()
        if found is not None:
            self._offered = (ops, found[0])
        self.say(found[1] if found is not None else str(refused), "warning")
        return False

    def _say_written(self, applied: Applied, note: str) -> None:
        if applied.clashes:
            clash = applied.clashes[0]
            who = writer(self.view, clash.target, clash.field, self.align.store.person) or "Someone"
            self.say(f"{who} changed these words too. Both are kept; f shows them.", "warning")
        elif note:
            self.say(note)

    async def retry(self) -> None:
        """Try to write what waits, changes and words being typed."""
        waiting = self.handle.waiting
        if self._writing or waiting.slow or self is not self.front():
            return
        self._tell_news()
        typed = self.typed.waits
        if waiting or self.handle.lost or typed or self.typed.fresh:
            tried = await self._writer.write(MOMENT, later=True)
            if tried is not None:
                await self.show_tried(tried, typed=typed)

    async def show_tried(self, tried: Tried, *, late: bool = True, typed: bool = False) -> None:
        """Show what became of what waited.

        Args:
            tried: What became of the changes.
            late: Whether it was said before that they are not written.
            typed: Whether words being typed were not where they belong.
        """
        await self._late(tried, late=late)
        told = bool(tried.written or tried.refused)
        if told or tried.healed:
            self.take_snapshot()
        self._show_saved()
        if self.unsaved:
            self.show_unsaved()
        elif tried.healed and not tried.written:
            self.say(f"{self.handle.ref.name} is whole again; the damaged one is kept beside it.", "ok")
        elif typed and not told:
            self.say("What you typed is on disk again.", "ok")

    def _show_saved(self) -> None:
        """Draw this page, and the bars of the pages below it: other pages copy them."""
        standing = self.handle.waiting.standing
        if self._told_standing != standing:
            for page in self._pages():
                page._told_standing = standing
                if page is not self:
                    page.frame()
        self.show_snapshot()

    def front(self) -> KeepingPage | None:
        """The page on this session that one sees, or that lies nearest to it; None when none is open."""
        return next(iter(self._pages()), None)

    def _pages(self) -> list[KeepingPage]:
        """All open pages on this session."""
        pages = [page for page in self.align.pages() if isinstance(page, KeepingPage)]
        return [page for page in pages if page.handle is self.handle]

    async def _late(self, tried: Tried, own: str = "", *, late: bool = True) -> None:
        """Tell of changes that waited and are written, or cannot be done any more."""
        written = [(change, applied) for change, applied in tried.written if change.id != own]
        for change, applied in written:
            self._say_written(applied, f"It is written now. {change.note}".strip() if late else change.note)
        if len(written) > 1:
            self.say(f"All is written now: {len(written)} changes that waited.", "ok")
        for change, refused in tried.refused:
            if change.id != own:
                await self._anyway(change, refused)

    async def _anyway(self, change: Change, refused: Refused) -> None:
        """What waited cannot be done any more: its words are in no line, so they are kept all the same."""
        found = anyway(self.handle.session, decode_ops(change.ops), refused)
        if found is None:
            self.say(lost_sentence(refused, change), "warning")
            return
        waiting = self.handle.waiting
        again = waiting.add(found[0], change.note, change.run)
        tried: Tried = await self.align.do(waiting.retry)
        if tried.refusal(again) is None:
            said = f"{found[1].partition('. ')[0]}. Your words are kept all the same; u takes them back."
            self.say(said, "warning")
        else:
            self.say(lost_sentence(refused, change), "warning")

    async def undo(self, *, redo: bool = False) -> None:
        """Take back the own last change, or bring it back. What waits is taken back first."""
        waiting = self.handle.waiting
        if waiting or (redo and waiting.taken):
            await self._undo_waiting(redo)
            return
        try:
            outcome = await self.align.do(self.handle.redo if redo else self.handle.undo, "", field_words)
        except StoreProblem as problem:
            self.say(str(problem), "error")
            return
        waiting.taken.clear()
        self.take_snapshot()
        self.show_snapshot()
        self.say(outcome.sentence, "" if outcome.done else "warning")
        blocked = outcome.blocked
        if blocked is not None and blocked.keep is not None and blocked.reason != "final":
            self.go(ToBlocked(self.handle, self.run_now(), blocked, redo), self._settled)

    async def _undo_waiting(self, redo: bool) -> None:
        waiting = self.handle.waiting
        change = await self.align.do(waiting.bring_back if redo else waiting.take_back)
        if change is None:
            self.say("Not while it is being written." if not redo else "Nothing to bring back here.", "hint")
            return
        if redo:
            tried = await self._writer.write(MOMENT)
            if tried is not None:
                await self._late(tried)
        self.take_snapshot()
        self._show_saved()
        if redo:
            self.show_unsaved()
        else:
            self.say("Taken back. It was not written yet.")

    def _settled(self, sentence: object) -> None:
        """A blocked undo was settled, or left."""
        self.take_snapshot()
        self.show_snapshot()
        if isinstance(sentence, str) and sentence:
            self.say(sentence)

    # others

    def watch_others(self) -> None:
        """Look for changes of other processes from now on."""
        self.set_interval(POLL, self._poll)

    def _poll(self) -> None:
        before = self.handle.stored
        try:
            moved = self.handle.refresh()
        except StoreProblem as problem:
            self.say(str(problem), "error")
            return
        waiting = self.handle.waiting
        gone = (moved or waiting.unsure) and waiting.look(before)
        if not self.is_current:
            return
        if words := self.handle.sight():
            self.say(words, "error" if self.handle.problem else "")
        # Another page of this app may have read the file first.
        if moved or self._shown is not self.handle.session:
            self.before_snapshot()
            self.take_snapshot()
            self.show_snapshot()
            if self.handle.altered:
                self.call_later(self._tell_news)
        if gone or self._lost != self.handle.lost:
            self._lost = self.handle.lost
            self._show_saved()
            if self.unsaved:
                self.show_unsaved()
        if gone:
            self.call_later(self.retry)

    def on_descendant_focus(self) -> None:
        """A field that is entered is seen as it stands then."""
        self._bases.entered()

    def editing(self) -> tuple[str, str] | None:
        """Item and field whose words are being edited; None when none are."""
        return self._bases.place()

    def before_snapshot(self) -> None:
        """Others changed the session: remember what this person saw, before it is looked at anew."""
        self._bases.note(self.view)

    # the page says how

    def say(self, text: str, severity: str = "") -> None:
        """Put a sentence on the message row."""

    def show_snapshot(self) -> None:
        """Draw what the new snapshot changed."""

    def frame(self) -> None:
        """Redraw what stands around the page: the bar says whether all is saved, and who is here."""

    def show_unsaved(self) -> None:
        """Say why something is not on disk, and what helps."""
        if not self.unsaved:
            return
        text = unsaved_now(self.handle, self.size.width, typing=self.edit is not None)
        self.say(text, "unsaved")

    @property
    def unsaved(self) -> bool:
        """Whether something that one sees or wrote is not on disk."""
        return self.handle.waiting.standing != "saved"

    def saved_at(self) -> str:
        """`saved 14:07`, the time of the last write; `writing ..` or `NOT SAVED`."""
        standing = self.handle.waiting.standing
        if standing != "saved":
            return "writing .." if standing == "writing" else NOT_SAVED
        if self.handle.read_only:
            return "READ ONLY"
        clock = moment.clock(self.handle.stored.meta.changed)
        return f"saved {clock}" if clock else ""

    # leaving

    def farewell(self) -> str:
        """What is said once the terminal is itself again."""
        store, session = self.align.store, self.handle.stored
        way = "The same line" if self.align.restricted else f'aligntui open "{session.meta.title}"'
        return farewell(session, self.handle.waiting, store.person, way, store.gone(self.handle))

    def hung_up(self) -> None:
        """The line dropped: what is not written is in the draft file at once."""
        # There is nobody left to tell.
        with suppress(StoreProblem):
            self.handle.waiting.keep_all()

    def last_words(self) -> str:
        """What waits, and where."""
        return self.farewell() if self.unsaved else ""

    async def closing(self) -> None:
        """Let a write that is under way end: then it is known what is on disk."""
        await self._writer.end()
        with suppress(StoreProblem):
            await self.align.do(self.handle.waiting.keep_all)
        self.align.goodbye = self.farewell()

    def may_leave(self) -> bool:
        """Whether nothing is lost by leaving; asked once, the second time one may."""
        waiting = self.handle.waiting
        what = waiting.unkept()
        if not what or what <= waiting.asked:
            return True
        waiting.asked = what
        (self.front() or self).say(
            leaving_sentence(self.handle.stored, waiting, out=self.handle.permit.may(Deed.FILES)), "error"
        )
        return False
