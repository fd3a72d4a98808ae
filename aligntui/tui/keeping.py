"""What a page has that works on a session: the client of it, and how the page shows what becomes of changes.

What cannot be written is shown as if it were: the bar says NOT SAVED, and every five seconds all of it is
tried again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from aligntui.analysis.say import name
from aligntui.engine.client.client import Client
from aligntui.engine.client.conflicts import Editing
from aligntui.engine.client.outcomes import Told
from aligntui.engine.client.unsaved import NOT_SAVED, farewell, way_back
from aligntui.engine.messages import Message
from aligntui.session.ops import AnyOp
from aligntui.store.permit import Deed
from aligntui.text import moment
from aligntui.tui.page import Page
from aligntui.tui.routes import ToBlocked, ToConflict
from aligntui.tui.unsaved_lines import RETRY, leaving_sentence, unsaved_now
from aligntui.wording.words import word

if TYPE_CHECKING:
    from aligntui.session.model import Clash, Run
    from aligntui.store.api import Handle
    from aligntui.store.waiting import Tried

POLL = 0.25
"""Seconds between looks at the file."""


class Keeping:
    """The session of one page.

    Args:
        page: The page.
        handle: The session.
        run: Gives the run that the page is about.
        editing: Gives the field whose words are being edited on the page.

    Attributes:
        client: The session as this page sees it.
        writing: Whether a change of this page is being stored and shown.
        shown_standing: Whether all is saved, as the page says it.
    """

    def __init__(
        self,
        page: Page,
        handle: Handle,
        *,
        run: Callable[[], Run | None] = lambda: None,
        editing: Callable[[], Editing | None] = lambda: None,
    ) -> None:
        self.client = Client(handle, lambda: page.align.store, self._do, run=run, editing=editing)
        self.client.outbox.landed = self._landed
        self.client.outbox.failed = lambda error: page.align.fail(error)
        self.handle = handle
        self.writing = False
        self.shown_standing = "saved"
        self.overheard: Callable[[], None] | None = None
        """Called at each look while another page stands before this one: nothing of it is shown."""
        self._page = page
        self._run = run

    async def _do(self, job: Callable[..., object], *args: object) -> Any:
        return await self._page.align.do(job, *args)

    def open(self) -> None:
        """The page stands: try what waits every few seconds, also what an earlier run of the app left."""
        self._page.set_interval(RETRY, self.retry)
        if self.client.waits_from_before:
            self._page.call_later(self.retry)
        self._page.call_later(self.tell_news)

    def watch(self) -> None:
        """Look for changes of other processes from now on."""
        self._page.set_interval(POLL, self.poll)

    def tell_news(self) -> None:
        """Say what one should know of the session and of one's own notes on it."""
        news = self.client.news()
        if news is not None:
            self.tell([news])

    def words(self, message: Message | None) -> str:
        """A message with the keys that hold here; "" when there is none."""
        if message is None:
            return ""
        # It stands while one goes into a line, or others put words there.
        given = partial(self._page.keymap.shown, in_line=True)
        return word(message, given, partial(name, self.client.view))

    def tell(self, messages: Iterable[Message]) -> None:
        """Put the last of these on the message row, which has room for one."""
        for message in list(messages)[-1:]:
            self._page.say(self.words(message), message.tone)

    # changes

    async def commit(self, ops: Sequence[AnyOp], note: str = "") -> bool:
        """Store ops and show the new snapshot. False when they cannot be done; the reason is said."""
        self.writing = True
        try:
            commit = await self.client.commit(ops, note)
            if commit.fate == "nothing":
                return True
            if commit.done:
                self.show_saved()
            else:
                self._page.show_snapshot()
            self.tell(commit.messages)
        finally:
            self.writing = False
        if commit.fate == "waits":
            # Behind what the step says of it: that it is not written counts more.
            self._page.call_later(self.show_unsaved)
        if commit.clash is not None:
            self._page.do_later(self._ask_which, commit.clash)
        return commit.done

    async def undo(self, *, redo: bool = False) -> None:
        """Take back the own last change, or bring it back."""
        undone = await self.client.undo(redo=redo)
        if undone.changed:
            self.show_saved()
        if undone.at is not None:
            await self._page.stand_at(*undone.at)
        self.tell(undone.messages)
        if undone.waits:
            self.show_unsaved()
        if undone.blocked is not None:
            self._page.go(ToBlocked(self.handle, self._run(), undone.blocked, redo), self._settled)

    def _ask_which(self, clash: Clash) -> None:
        """Words met other words: nobody's are overwritten unasked."""
        if self._page.is_current and clash.id in self.handle.session.clashes:
            self._page.go(ToConflict(self.handle, self._run(), clash), self._settled)

    def _settled(self, sentence: object) -> None:
        """A blocked undo or two versions were settled, or left."""
        self.client.take_snapshot()
        self._page.show_snapshot()
        if isinstance(sentence, str) and sentence:
            self._page.say(sentence)

    # what waits

    async def retry(self) -> None:
        """Try to write what waits, changes and words being typed."""
        if self.writing or self.handle.waiting.slow or self is not self._front():
            return
        self.tell_news()
        told = await self.client.retry()
        if told is not None:
            self._show_told(told)

    async def _landed(self, tried: Tried) -> None:
        front = self._front()
        if front is not None:
            front._show_told(await front.client.settle(tried, late=False))

    def _show_told(self, told: Told) -> None:
        self.show_saved()
        self.tell(told.messages)
        self.show_unsaved()

    def show_saved(self) -> None:
        """Draw this page, and the bars of the pages below it: other pages copy them."""
        standing = self.client.standing
        if self.shown_standing != standing:
            for other in self._all():
                other.shown_standing = standing
                if other is not self:
                    other._page.frame()
        self._page.show_snapshot()

    def show_standing(self) -> None:
        """Show whether all is saved, when that is not as the page says it."""
        if self.shown_standing != self.client.standing and self._page.is_attached:
            self.show_saved()
            self.show_unsaved()

    def show_unsaved(self) -> None:
        """Say why something is not on disk, and what helps."""
        if self.unsaved:
            page = self._page
            page.say(unsaved_now(self.handle, page.size.width, page.key_of("out")), "unsaved")

    @property
    def unsaved(self) -> bool:
        """Whether something that one sees or wrote is not on disk."""
        return self.client.unsaved

    def saved_at(self) -> str:
        """`saved 14:07`, the time of the last write; `writing ..` or `NOT SAVED`."""
        standing = self.client.standing
        if standing != "saved":
            return "writing .." if standing == "writing" else NOT_SAVED
        if self.handle.read_only:
            return "READ ONLY"
        clock = moment.clock(self.handle.stored.meta.changed)
        return f"saved {clock}" if clock else ""

    def saved(self) -> str:
        """The same as a sentence."""
        if self.unsaved:
            return self.last_words() or "Not everything is on disk yet."
        return (
            f"Everything is on disk since {moment.clock(self.handle.stored.meta.changed) or 'the beginning'}."
        )

    def _all(self) -> list[Keeping]:
        """Those of all open pages on this session, of the one in front first."""
        parts = [page.keeping for page in self._page.align.pages()]
        return [part for part in parts if isinstance(part, Keeping) and part.handle is self.handle]

    def _front(self) -> Keeping | None:
        return next(iter(self._all()), None)

    # others

    def poll(self) -> None:
        """Look for changes of others, and show them."""
        page = self._page
        seen = next((front for front in page.align.pages() if not front.is_over), None)
        polled = self.client.poll(seen=seen is page)
        if seen is not page and self.overheard is not None:
            self.overheard()
        self.tell(polled.messages)
        if polled.moved:
            self.client.take_in()
            page.show_snapshot()
            if polled.altered:
                page.call_later(self.tell_news)
        if polled.standing:
            self.show_saved()
            self.show_unsaved()
        if polled.gone:
            page.call_later(self.retry)

    # leaving

    def farewell(self) -> str:
        """What is said once the terminal is itself again."""
        align, session = self._page.align, self.handle.stored
        way = "The same line" if align.restricted else way_back(session, self.client)
        gone = align.store.gone(self.handle)
        return farewell(session, self.handle.waiting, align.store.person, way, gone)

    def hung_up(self) -> None:
        """The line dropped: what is not written is in the draft file at once."""
        self.client.keep_all()

    def last_words(self) -> str:
        """What waits, and where."""
        return self.farewell() if self.unsaved else ""

    async def closing(self) -> None:
        """Let a write that is under way end."""
        await self.client.close()
        self._page.align.goodbye = self.farewell()

    def may_leave(self) -> bool:
        """Whether nothing is lost by leaving; asked once, the second time one may."""
        if self.client.may_leave():
            return True
        front = self._front() or self
        out_key = front._page.key_of("out") if self.handle.permit.may(Deed.FILES) else ""
        front._page.say(leaving_sentence(self.handle.stored, self.handle.waiting, out_key), "error")
        return False
