"""How a board looks: cards in columns or a 2x2, and below them the add line or the card in full."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widget import Widget

from aligntui.analysis.figure import Finding
from aligntui.engine import cards
from aligntui.engine.cards import Board
from aligntui.engine.entry import adding, filling
from aligntui.engine.entry.filling import Filling
from aligntui.engine.entry.pasted import joined
from aligntui.engine.kind import Intent, Outcome
from aligntui.engine.lists import Column
from aligntui.engine.merging import Merging
from aligntui.engine.messages import said
from aligntui.flow.silence import counted
from aligntui.guide.types import Method, Step
from aligntui.steps.base import Desk, Hint
from aligntui.steps.board_lines import across, detail, hints, named_by, others_of, where_to
from aligntui.steps.cards import AddLine, CardCanvas, Detail
from aligntui.steps.columns import panes_of
from aligntui.steps.host import KindView
from aligntui.steps.merging import MergeForm
from aligntui.steps.opened import OpenedCard
from aligntui.steps.panes import Panes


class BoardView(KindView):
    """Cards of one or several lists."""

    state: Board

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.board = Panes([], across=across(step, len(self.columns)))
        self.cards = CardCanvas(self.board, id="cards")
        self.adding = AddLine(adding.second_label(self.ctx))
        self.detail = Detail(id="detail")
        self.opened: OpenedCard | MergeForm | None = None
        self._marks: dict[str, str] | None = None
        self._to = 0
        """Number of the list that a card would go to, among the others."""
        self._drawn: tuple[object, ...] = ()

    @property
    def columns(self) -> list[Column]:
        """The lists."""
        return adding.columns(self.ctx, self.state.parent)

    @property
    def filling(self) -> Filling | None:
        """Where one stands in the fields of the open card."""
        return self.state.filling

    @property
    def merging(self) -> Merging | None:
        """Where one stands with cards that may become one."""
        return self.state.merging

    def compose(self) -> ComposeResult:
        """Cards, the add line and the detail that takes its place."""
        yield self.cards
        yield self.adding
        yield self.detail

    def on_mount(self) -> None:
        """Words that wait stand in the line."""
        self._give_back()
        self._show_line()

    def start(self) -> Widget | None:
        """The add line while writing, the cards else."""
        return self.adding.words if self.state.adding else self.cards

    # words being typed

    def _give_back(self) -> None:
        if self.columns and not cards.is_voting(self.ctx):
            column = cards.column_of(self.ctx, self.state)
            places = [adding.place_of(self.ctx, column, name) for name in ("add", "add2")]
            self.adding.give_back(*map(self.desk.drafted, places))

    def keep_words(self, left: str = "") -> None:
        """Keep what stands in the line as a draft of the list it stands at, not of the one it left."""
        words, second = self.adding.words.value, self.adding.second.value
        drafts: dict[str, str] = {}
        for column in self.columns:
            if column.key == self.state.list:
                drafts |= adding.drafts(self.ctx, column, words, second, self.state.waiting)
            elif column.key == left:
                drafts |= adding.drafts(self.ctx, column)
        for place, typed in drafts.items():
            if typed != self.desk.own_draft(place):
                self.desk.keep_draft(place, typed)

    def on_input_changed(self) -> None:
        """Words in the add line are a draft."""
        if self.opened is None and self.typing:
            self.keep_words()

    async def go_on_typing(self) -> None:
        """The card in which words were being typed, unless the add line has them."""
        item, key = filling.being_typed(self.ctx)
        if item and not (self.state.adding and self.adding.words.value):
            await self.perform(Intent("open", item, key))

    # drawing

    def draw(self) -> None:
        """Draw the cards, and the line or the detail under them, where anything of it is different."""
        if self.opened is not None:
            self.opened.redraw()
            return
        drawn = (id(self.view), self.state, self._found_marks(), self.cards.size, self.ctx.people)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        self._fill()
        self.cards.draw()
        self._draw_under()

    def on_resize(self) -> None:
        """Draw for the size there is."""
        self._drawn = ()
        super().on_resize()

    def _fill(self) -> None:
        ctx, state = self.ctx, self.state
        shown = [item for column in self.columns for item in column.items(self.view)]
        self.board.panes = panes_of(
            self.view, self.columns, marked=state.marked, tails=cards.tails(ctx, shown),
            tail_name="dots" if cards.is_voting(ctx) else ("ev" if self.step.shows else ""),
            parked_open=state.unfolded, marks=self._found_marks(), second=adding.second(ctx),
            hidden={item.id for item in cards.hidden(ctx)},
        )  # fmt: skip
        if not self.board.focus(cards.focus(ctx, state)) and self.columns:
            keys = [column.key for column in self.columns]
            self.board.pane, self.board.row = keys.index(state.list) if state.list in keys else 0, 0

    def _found_marks(self) -> dict[str, str]:
        """Marks of the findings as last looked at: a card is kept without waiting for the checks."""
        if self._marks is None:
            self._marks = {}
            for finding in self.findings():
                if finding.target:
                    self._marks.setdefault(finding.target, finding.mark)
        return self._marks

    def looked(self) -> None:
        """Nobody has typed for a moment: show what the checks say now."""
        self._marks = None
        self.redraw()

    def _draw_under(self) -> None:
        ctx, view = self.ctx, self.view
        if self.state.adding:
            column, others = cards.column_of(ctx, self.state), counted(cards.hidden(ctx))
            # A pane without cards shows its example itself, unless it asks a question of its own there.
            example = column.example if column.field and not column.items(view) else ""
            self.adding.label(column.next_code(view), column.one, example, others)
            return
        self.detail.card(*detail(ctx, self.state))

    # what it says

    def question(self) -> str:
        """The question of the open card; where to, while that is asked; that of the list."""
        if self.opened is not None:
            return self.opened.question()
        if self.state.moving:
            return where_to(self.ctx, self.state, self._to)
        if self.ctx.phase == "merge":
            return self.words(said("say-one-thing"))
        return cards.question(self.ctx, self.state)

    def beside(self) -> str:
        """How many have voted stands below the cards."""
        return ""

    def heading(self) -> str:
        """While a card is open: its code; on a repeated board the item it is about."""
        if self.opened is not None:
            return self.opened.heading()
        parent = self.view.item(self.state.parent) if self.state.parent else None
        return f"{self.view.code(parent)}  {parent.text}" if parent is not None else super().heading()

    def hints(self) -> list[Hint]:
        """Key line."""
        if self.opened is not None:
            return self.opened.hints()
        return hints(self.ctx, self.state, self.desk.key_of, typing=self.typing)

    def finding_now(self) -> Finding | None:
        """About the words in the line as if they were kept, or about the focused card."""
        if self.opened is not None:
            return self.opened.finding_now()
        if self.typing:
            words = self._typed()
            if self.screen.focused is self.adding.second:
                words = dict(reversed(words.items()))
            return self.kind.finding(self.ctx, self.state, words)
        offered = cards.alike_finding(self.ctx, self.state, self.size.width - 28, self.desk.key_of("merge"))
        return offered or self.kind.finding(self.ctx, self.state, {})

    def _typed(self) -> dict[str, object]:
        words: dict[str, object] = {"text": self.adding.words.value}
        key = adding.second(self.ctx)
        return words | ({key: self.adding.second.value} if key else {})

    # keys

    async def perform(self, intent: Intent | None) -> Outcome[Board] | None:
        """As of every kind; the line and what is open follow the state."""
        before = self.state
        outcome = await super().perform(intent)
        if self.state is not before:
            await self._follow(before)
        if outcome is None:
            self.redraw()
        elif before.asked and not self.state.asked and outcome.message is None:
            self.desk.say("")
        return outcome

    async def _follow(self, before: Board) -> None:
        if not self.is_attached:
            return
        state = self.state
        if state.parent != before.parent:
            self.adding.take()
            self._give_back()
        if cards.opened(state) != cards.opened(before):
            await self._show_opened()
        if state.adding != before.adding or state.parent != before.parent:
            self._show_line()
            if self.opened is None:
                self.screen.set_focus(self.start())
        if (state.list, state.waiting) != (before.list, before.waiting) and state.adding:
            self.keep_words(before.list)
        if state.moving != before.moving:
            self._to = 0
            self.desk.frame()

    def _show_line(self) -> None:
        self.adding.display = self.state.adding and self.opened is None
        self.detail.display = not self.state.adding and self.opened is None

    async def _show_opened(self) -> None:
        """All fields of one card, or cards that become one, in place of the board."""
        state, opened = self.state, self.opened
        if opened is not None:
            self.opened = None
            await opened.remove()
        if state.filling is not None:
            self.opened = self._open_card()
        elif state.merging is not None:
            more = cards.others_alike(self.ctx, state, (self.size.width or 80) - 20)
            self.opened = MergeForm(self, self.method, more)
        self.cards.display = self.opened is None
        self._show_line()
        if self.opened is None:
            self._drawn = ()
            self.screen.set_focus(self.start())
            self.redraw()
        else:
            await self.mount(self.opened)
            self.opened.begin(state.filling.at if state.filling is not None else "")
        self.desk.frame()

    def _open_card(self) -> OpenedCard:
        return OpenedCard(self)

    async def enter(self) -> bool:
        """Keep the line; open the card."""
        if self.opened is not None:
            return await self.opened.enter()
        if self.state.moving:
            others = others_of(self.ctx, self.state)
            to = others[self._to].key if others else ""
            await self.perform(Intent("move", self.state.moving, value=to))
            return True
        if self.state.adding and self.typing:
            return await self._keep_line()
        at = cards.focus(self.ctx, self.state)
        if self.state.asked:
            return False
        await self.perform(Intent("unfold" if at.startswith(cards.PARKED) else "open" if at else "add", at))
        return True

    async def _keep_line(self) -> bool:
        typed = self._typed()
        kept = bool(str(typed["text"]).strip() or self.state.waiting)
        outcome = await self.perform(Intent("keep", value=typed))
        if outcome is None or not kept:
            return outcome is None or outcome.leave != "on"
        # The words leave the line, and the draft of them the disk, once they are kept and not before.
        self.adding.take()
        self.keep_words()
        if self.opened is None:
            self.screen.set_focus(self.adding.words)
        return True

    async def escape(self) -> bool:
        """Line to cards; card to board. Words in the add line wait there."""
        state = self.state
        if self.opened is not None:
            if await self.opened.escape():
                await self.perform(Intent("close"))
        elif state.moving:
            await self.perform(Intent("stay"))
        elif self.typing and state.waiting:
            words, second = joined(self.adding.words.value, state.waiting), self.adding.second.value
            await self.perform(Intent("join"))
            self.adding.give_back(words, second)
        elif self.typing:
            await self.perform(Intent("close"))
        elif state.marked:
            await self.perform(Intent("clear-marks"))
        else:
            if state.asked:
                await self.perform(Intent("stay"))
            return False
        return True

    async def press(self, key: str) -> bool:
        """Arrows on cards and lists; Up, Down and Tab in the line; keys of commands."""
        if self.opened is not None:
            return await self.opened.press(key)
        if self.typing:
            return await self._line_key(key)
        if self.state.moving:
            return await self._moving_key(key)
        if key in ("tab", "shift+tab"):
            self.board.next_pane(1 if key == "tab" else -1)
            return await self._stand()
        if key in ("up", "down", "left", "right", "h", "j", "k", "l", "home", "end"):
            self.board.move(key)
            return await self._stand()
        if await super().press(key):
            return True
        if self.state.asked:
            await self.perform(Intent("stay"))
        return bool(self.desk.verbs_of(key))

    async def _stand(self) -> bool:
        card = self.board.card
        field = self.columns[self.board.pane].key if card is None and self.columns else ""
        await self.perform(Intent("focus", card.id if card is not None else "", field))
        self.desk.frame()
        self.desk.look_soon()
        return True

    async def _line_key(self, key: str) -> bool:
        if key in ("up", "down"):
            keys = [column.key for column in self.columns]
            at = keys.index(cards.column_of(self.ctx, self.state).key) + (1 if key == "down" else -1)
            await self.perform(Intent("list", value=keys[at % len(keys)]))
            return True
        if key in ("tab", "shift+tab") and adding.second(self.ctx):
            first = self.screen.focused is self.adding.words
            self.screen.set_focus(self.adding.second if first else self.adding.words)
        return key in ("tab", "shift+tab")

    async def _moving_key(self, key: str) -> bool:
        """Arrows choose a list; its letter or its number moves at once."""
        others = others_of(self.ctx, self.state)
        if key in ("left", "right", "up", "down", "tab", "shift+tab") and others:
            self._to = (self._to + (1 if key in ("right", "down", "tab") else -1)) % len(others)
            return True
        named = named_by(others, key)
        if named is not None:
            await self.perform(Intent("move", self.state.moving, value=named.key))
        elif not others:
            await self.perform(Intent("stay"))
        return True

    async def move_card(self) -> None:
        """Ask where the card in focus goes; with one other list it goes there at once."""
        await self.perform(Intent("move"))

    async def focus_on(self, item: str, field: str, *, stand: bool = False) -> None:
        """Open the card, or only stand on it."""
        if stand or self.board.focus(item):
            await self.perform(Intent("focus", item) if stand else Intent("open", item, field))

    async def leave(self) -> bool:
        """Keep an open card; words in the add line stay as a draft."""
        return await self.opened.keep() if self.opened is not None else await super().leave()

    async def pasted(self, lines: list[str]) -> bool:
        """The first line goes into the add line; the others wait there for one question."""
        if self.opened is not None:
            return self.opened.pasted(lines)
        if cards.is_voting(self.ctx) or not self.columns:
            return False
        if not self.typing:
            await self.perform(Intent("add"))
        self.adding.words.insert_text_at_cursor(lines[0])
        await self.perform(Intent("paste", value=lines[1:]))
        self.keep_words()
        return True


VIEW = BoardView
