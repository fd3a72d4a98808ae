"""Keeping what is said: changes, undo, drafts, and the changes of others, for a screen with a session.

What cannot be written waits (`Handle.waiting`): the words stay in their line, the bar says NOT SAVED, and
every five seconds it is tried again under the same id.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from aligntui.analysis.view import View
from aligntui.flow.anyway import anyway
from aligntui.flow.books import book_of
from aligntui.flow.calling import field_words
from aligntui.flow.figures import Figures
from aligntui.flow.said import writer
from aligntui.screens.bases import Bases
from aligntui.screens.lines_kept import LinesKept
from aligntui.screens.page import Page
from aligntui.screens.unsaved_lines import DAMAGED, NOT_SAVED, RETRY, named, unsaved_sentence
from aligntui.session.model import Change, Run
from aligntui.session.ops import AnyOp
from aligntui.store.alike import alike
from aligntui.store.problems import StoreProblem
from aligntui.text import moment

if TYPE_CHECKING:
    from aligntui.session.apply import Applied
    from aligntui.store.drafts import Drafts
    from aligntui.store.handle import Handle
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
        self._told_unsaved = False
        self._lines = LinesKept(self)
        self._bases = Bases(self)
        self._writing = False
        self._warned = False
        self._offered: tuple[list[AnyOp], list[AnyOp]] | None = None

    def on_mount(self) -> None:
        """Try what waits every few seconds, also what an earlier run of the app could not write."""
        waiting = self.handle.waiting
        waiting.load(self.drafts)
        self.set_interval(RETRY, self.retry)
        if waiting:
            self.call_later(self.retry)

    @property
    def drafts(self) -> Drafts:
        """Words being typed, own position, marks: in the user's own state folder."""
        if self._drafts is None:
            self._drafts = self.align.store.drafts(self.handle.session.meta.id)
        return self._drafts

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
        """Store ops and show the new snapshot. False when nothing was written; the reason is said.

        What could not be written waits then, so the words of an edit line stay in it until they are.
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
        waiting.withdraw([one for one in self._reworded() if not alike(one.ops, ops)])
        try:
            tried: Tried = await self.align.do(waiting.put, ops, note, run.id if run is not None else "")
        except StoreProblem as problem:
            self.say(str(problem), "error")
            return False
        change = tried.own
        assert change is not None
        self._late(tried, change.id)
        refused, applied = tried.refusal(change), tried.applied(change)
        if refused is not None:
            found = anyway(self.handle.session, ops, refused)
            self.take_snapshot()
            self.show_snapshot()
            if found is not None:
                self._offered = (ops, found[0])
            self.say(found[1] if found is not None else str(refused), "warning")
            return False
        if applied is None:
            self.call_later(self._bind, change.id)
            self._show_saved()
            return False
        self._bases.done()
        self.take_snapshot()
        self._show_saved()
        self._say_written(applied, note)
        return True

    def _say_written(self, applied: Applied, note: str) -> None:
        if applied.clashes:
            clash = applied.clashes[0]
            who = writer(self.view, clash.target, clash.field, self.align.store.person) or "Someone"
            self.say(f"{who} changed these words too. Both are kept; f shows them.", "warning")
        elif note:
            self.say(note)

    def _bind(self, change_id: str) -> None:
        """Know the line that the words of a waiting change went back to."""
        change = next((one for one in self.handle.waiting.changes if one.id == change_id), None)
        if change is not None:
            self._lines.bind(change)
        self.show_unsaved()

    async def retry(self) -> None:
        """Try to write what waits."""
        if self._writing or not self.is_current or not (self.handle.waiting or self.handle.lost):
            return
        waiting = self.handle.waiting
        for change in waiting.changes:
            self._lines.bind(change)
        waiting.withdraw(self._reworded())
        tried: Tried = await self.align.do(lambda: waiting.retry(later=True))
        self._late(tried)
        if tried.written or tried.refused or tried.healed:
            self.take_snapshot()
        self._show_saved()
        if self.unsaved:
            self.show_unsaved()
        elif tried.healed and not tried.written:
            self.say(f"{self.handle.path.name} is whole again; the damaged one is kept beside it.", "ok")

    def _show_saved(self) -> None:
        """Draw this page, and the bars of the pages below it: other pages copy them."""
        if self._told_unsaved != self.unsaved:
            self._told_unsaved = self.unsaved
            for page in self._pages():
                if page is not self:
                    page.frame()
        self.show_snapshot()

    def _pages(self) -> list[KeepingPage]:
        """All open pages on this session."""
        pages = [page for page in self.align.pages() if isinstance(page, KeepingPage)]
        return [page for page in pages if page.handle is self.handle]

    def _reworded(self) -> list[Change]:
        changes = self.handle.waiting.changes
        return [change for page in self._pages() for change in page._lines.reworded(changes)]

    def _late(self, tried: Tried, own: str = "") -> None:
        """Tell of changes that waited and are written, or cannot be done any more."""
        for change, applied in tried.written:
            if change.id != own:
                for page in self._pages():
                    page._lines.written(change)
                self._say_written(applied, f"It is written now. {change.note}".strip())
        for change, refused in tried.refused:
            if change.id != own:
                self.say(refused.sentence, "warning")

    async def undo(self, *, redo: bool = False) -> None:
        """Take back the own last change, or bring it back. What waits is taken back first."""
        waiting = self.handle.waiting
        if waiting and not redo:
            await self.align.do(waiting.withdraw, waiting.changes[-1:])
            self.show_snapshot()
            self.say("Taken back. It was not written yet.")
            return
        try:
            outcome = await self.align.do(self.handle.redo if redo else self.handle.undo, "", field_words)
        except StoreProblem as problem:
            self.say(str(problem), "error")
            return
        self.take_snapshot()
        self.show_snapshot()
        self.say(outcome.sentence, "" if outcome.done else "warning")
        blocked = outcome.blocked
        if blocked is not None and blocked.keep is not None and blocked.reason != "final":
            from aligntui.screens.blocked import BlockedPage

            page = BlockedPage(self.handle, self.run_now(), blocked, redo=redo)
            self.app.push_screen(page, self._settled)

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
        before = self.handle.session
        try:
            moved = self.handle.refresh()
        except StoreProblem as problem:
            self.say(str(problem), "error")
            return
        gone = moved and self.handle.waiting.look(before)
        if not self.is_current:
            return
        # Another page of this app may have read the file first.
        if moved or self._shown is not self.handle.session:
            self.before_snapshot()
            self.take_snapshot()
            self.show_snapshot()
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

    def drafts_changed(self, words: set[str]) -> None:
        """These words are on disk now: they are no drafts any more."""

    def show_unsaved(self) -> None:
        """Say why something is not saved, and what helps."""
        if not self.unsaved:
            return
        waiting = self.handle.waiting
        what = named(self.handle.session, waiting.changes)
        self.say(
            unsaved_sentence(
                waiting.problem or DAMAGED,
                what if waiting else "",
                self.size.width,
                in_line=self._lines.holds(waiting.changes),
                typing=self.edit is not None,
            ),
            "unsaved",
        )

    @property
    def unsaved(self) -> bool:
        """Whether something that one sees or wrote is not on disk."""
        return bool(self.handle.waiting) or self.handle.lost

    def saved_at(self) -> str:
        """`saved 14:07`, the time of the last write, or `NOT SAVED`."""
        if self.unsaved:
            return NOT_SAVED
        if self.handle.read_only:
            return "READ ONLY"
        clock = moment.clock(self.handle.session.meta.changed)
        return f"saved {clock}" if clock else ""

    # leaving

    def farewell(self) -> str:
        """What is said once the terminal is itself again."""
        title, waiting = self.handle.session.meta.title, self.handle.waiting
        if not waiting:
            way = "The same line" if self.align.restricted else f'aligntui open "{title}"'
            return f"All is kept. {way} goes on here."
        if waiting.kept:
            return (
                f"NOT SAVED: {len(waiting.changes)} of your changes wait in your own draft file. "
                f'aligntui open "{title}" writes them.'
            )
        return f"NOT SAVED: {len(waiting.changes)} of your changes could be written nowhere."

    def may_leave(self) -> bool:
        """Whether nothing is lost by leaving; asked once, the second time one may."""
        waiting = self.handle.waiting
        if self._warned or not waiting or waiting.kept:
            return True
        self._warned = True
        what = named(self.handle.session, waiting.changes)
        self.say(f"{what} is nowhere on disk. o writes it elsewhere; the same key again leaves.", "error")
        return False
