"""Steps in whose place something opens: the fields of one item, or cards that may become one."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from textual.app import ComposeResult
from textual.css.query import NoMatches
from textual.widget import Widget

from aligntui.analysis.figure import Finding
from aligntui.engine.entry.filling import Filling
from aligntui.engine.kind import Intent, Outcome
from aligntui.methods.types import Method, Step
from aligntui.tui.kinds.base import Hint, KindView
from aligntui.tui.kinds.desk import Desk
from aligntui.tui.kinds.fields import FieldsForm
from aligntui.tui.kinds.merging import MergeForm
from aligntui.tui.kinds.opened import OpenedCard
from aligntui.tui.kinds.talk import TextCanvas


class OpeningView(KindView):
    """What is open has the keys and the words; what subclasses name `closed` holds while nothing is."""

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.opened: OpenedCard | MergeForm | None = None

    async def show_open(self, opened: OpenedCard | MergeForm | None, key: str = "") -> None:
        """Put something in place of what stands here, its field `key` in focus; None: that stands again."""
        before, self.opened = self.opened, None
        if before is not None:
            await before.remove()
        self.opened = opened
        self.lay_out()
        if opened is None:
            self.screen.set_focus(self.start())
            self.redraw()
        else:
            await self.mount(opened)
            opened.begin(key)
        self.desk.frame()

    async def show_opened(self) -> None:
        """Have open what the state says is open."""

    @property
    def form(self) -> FieldsForm | None:
        """The fields that are open."""
        return self.opened.form if isinstance(self.opened, OpenedCard) else None

    async def perform(self, intent: Intent | None) -> Outcome[Any] | None:
        """As of every kind; the fields that are open show what came of it."""
        form = self.form
        if form is not None:
            await form.before(intent)
        outcome = await super().perform(intent)
        if intent is None:
            await self.show_opened()
            if isinstance(self.opened, OpenedCard) and self.filling is not None:
                self.opened.begin(self.filling.at)
        if form is not None and form.is_attached:
            form.after(intent)
        return outcome

    @property
    def filling(self) -> Filling | None:
        """Where one stands in the fields that are open."""
        return None

    def redraw(self) -> None:
        """As of every kind; an item that is open and was taken back closes."""
        super().redraw()
        if isinstance(self.opened, OpenedCard) and self.filling is None:
            self.call_later(self._close_gone)

    async def _close_gone(self) -> None:
        if isinstance(self.opened, OpenedCard) and self.filling is None:
            # The page may go meanwhile, piece by piece.
            with suppress(NoMatches):
                await self.show_open(None)

    def lay_out(self) -> None:
        """Show what stands here, unless something is open in its place."""

    def draw(self) -> None:
        """Draw what is open, else what stands here."""
        if self.opened is not None:
            self.opened.redraw()
        else:
            self.draw_closed()

    def draw_closed(self) -> None:
        """Draw what stands here."""

    def heading(self) -> str:
        """While an item is open: its code and list."""
        return self.opened.heading() if self.opened is not None else super().heading()

    def question(self) -> str:
        """The question of what is open, else the kind's."""
        return self.opened.question() if self.opened is not None else self.question_closed()

    def question_closed(self) -> str:
        """The question while nothing is open."""
        return super().question()

    def hints(self) -> list[Hint]:
        """Key line."""
        return self.opened.hints() if self.opened is not None else self.hints_closed()

    def hints_closed(self) -> list[Hint]:
        """Key line while nothing is open."""
        return []

    def finding_now(self) -> Finding | None:
        """About the field of the open item as its words stand, else about what is in focus."""
        return self.opened.finding_now() if self.opened is not None else self.finding_closed()

    def finding_closed(self) -> Finding | None:
        """About what is in focus while nothing is open."""
        return super().finding_now()

    async def press(self, key: str) -> bool:
        """Keys of what is open, else the step's own."""
        return await (self.opened.press(key) if self.opened is not None else self.press_closed(key))

    async def press_closed(self, key: str) -> bool:
        """A key while nothing is open."""
        return await super().press(key)

    async def take_sign(self, sign: str) -> bool:
        """A sign for what is open, else for the step."""
        return await (self.opened.take_sign(sign) if self.opened is not None else self.sign_closed(sign))

    async def sign_closed(self, sign: str) -> bool:
        """A sign while nothing is open: True when it was a value; else a line may have opened for it."""
        return False

    async def enter(self) -> bool:
        """Enter in what is open, else in the step."""
        return await (self.opened.enter() if self.opened is not None else self.enter_closed())

    async def enter_closed(self) -> bool:
        """Enter while nothing is open."""
        return False

    async def escape(self) -> bool:
        """Keep and close what is open. False when nothing is."""
        if self.opened is None:
            return False
        if await self.opened.escape():
            await self.perform(Intent("close"))
        return True

    async def pasted(self, lines: list[str]) -> bool:
        """Lists among the open fields take lines."""
        return self.opened is not None and self.opened.pasted(lines)


class ItemsView(OpeningView):
    """Items drawn on one canvas; `state.opened` says where one stands in the fields of one of them."""

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.canvas = TextCanvas(id="text")

    def compose(self) -> ComposeResult:
        """The items."""
        yield self.canvas

    def start(self) -> Widget | None:
        """The canvas takes the keys."""
        return self.canvas

    @property
    def filling(self) -> Filling | None:
        """Where one stands in the fields that are open."""
        opened: Filling | None = self.state.opened
        return opened

    async def perform(self, intent: Intent | None) -> Outcome[Any] | None:
        """As of every kind; the open item follows the state."""
        outcome = await super().perform(intent)
        await self.show_opened()
        return outcome

    async def show_opened(self) -> None:
        """The fields of an item."""
        filling = self.filling
        if (filling is None) != (self.opened is None):
            await self.show_open(*((self.open_card(), filling.at) if filling is not None else (None,)))

    def open_card(self) -> OpenedCard:
        """The form of the open item."""
        return OpenedCard(self)

    def lay_out(self) -> None:
        """The items, unless one is open."""
        for child in self.children:
            child.display = self.opened is None

    async def leave(self) -> bool:
        """Keep an open item."""
        kept = self.opened is None or await self.opened.keep()
        return kept and await super().leave()
