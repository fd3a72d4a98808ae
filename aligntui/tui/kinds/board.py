"""How a board looks: cards in columns or a 2x2, and below them the add line or the card in full."""

from __future__ import annotations

from aligntui.analysis.figure import Finding
from aligntui.engine import cards
from aligntui.engine.cards import Board
from aligntui.engine.entry import adding
from aligntui.engine.kind import Intent
from aligntui.engine.messages import said
from aligntui.engine.rounds.hidden_cards import counted
from aligntui.methods.types import Method, Step
from aligntui.tui.kinds.base import Hint
from aligntui.tui.kinds.board_lines import across, detail, hints, where_to
from aligntui.tui.kinds.cards_view import CardsView
from aligntui.tui.kinds.columns import panes_of
from aligntui.tui.kinds.desk import Desk


class BoardView(CardsView):
    """Cards of one or several lists."""

    state: Board

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.board.across = across(step, len(self.columns))
        self._drawn: tuple[object, ...] = ()

    @property
    def takes_words(self) -> bool:
        """Whether cards are written here now: not while they are voted on."""
        return super().takes_words and not cards.is_voting(self.ctx)

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

    # drawing

    def draw(self) -> None:
        """Draw the cards, and the line or the detail under them, where anything of it is different."""
        if self.opened is not None:
            self.opened.redraw()
            return
        drawn = (id(self.view), self.state, self.found_marks(), self.cards.size, self.ctx.people)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        self.fill()
        self.cards.draw()
        self._draw_under()

    def on_resize(self) -> None:
        """Draw for the size there is."""
        self._drawn = ()
        super().on_resize()

    def fill(self) -> None:
        """Take up the cards as they stand."""
        ctx, state = self.ctx, self.state
        shown = [item for column in self.columns for item in column.items(self.view)]
        self.board.panes = panes_of(
            self.view, self.columns, marked=state.marked, tails=cards.tails(ctx, shown),
            tail_name="dots" if cards.is_voting(ctx) else ("ev" if self.step.shows else ""),
            parked_open=state.unfolded, marks=self.found_marks(), second=adding.second(ctx),
            hidden={item.id for item in cards.hidden(ctx)},
        )  # fmt: skip
        if not self.board.focus(self.focused_row) and self.columns:
            keys = [column.key for column in self.columns]
            self.board.pane, self.board.row = keys.index(state.list) if state.list in keys else 0, 0

    def _draw_under(self) -> None:
        ctx, view = self.ctx, self.view
        if self.state.adding:
            column, others = self.column, counted(cards.hidden(ctx))
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
            words = self.typed()
            if self.screen.focused is self.adding.second:
                words = dict(reversed(words.items()))
            return self.kind.finding(self.ctx, self.state, words)
        offered = cards.alike_finding(self.ctx, self.state, self.size.width - 28, self.desk.key_of("merge"))
        return offered or self.kind.finding(self.ctx, self.state, {})

    # keys

    async def follow(self, before: Board) -> None:
        """The line and what is open follow the state."""
        state = self.state
        if state.parent != before.parent:
            self.adding.take()
            self.give_back()
        if cards.opened(state) != cards.opened(before):
            self._drawn = ()
            await self.show_opened()
        if state.adding != before.adding or state.parent != before.parent:
            self.show_line()
            if self.opened is None:
                self.screen.set_focus(self.start())
        if (state.list, state.waiting) != (before.list, before.waiting) and state.adding:
            self.keep_words(before.list)

    def alike(self) -> str:
        """What else says the same as the cards that become one, in words."""
        return cards.others_alike(self.ctx, self.state, (self.size.width or 80) - 20)

    async def stand(self, key: str) -> bool:
        """Arrows on cards and lists."""
        if key in ("tab", "shift+tab"):
            self.board.next_pane(1 if key == "tab" else -1)
        elif key in ("up", "down", "left", "right", "h", "j", "k", "l", "home", "end"):
            self.board.move(key)
        else:
            return False
        card = self.board.card
        field = self.columns[self.board.pane].key if card is None and self.columns else ""
        await self.perform(Intent("focus", card.id if card is not None else "", field))
        return True

    async def focus_on(self, item: str, field: str, *, stand: bool = False) -> None:
        """Open the card, or only stand on it."""
        if stand or self.board.focus(item):
            await self.perform(Intent("focus", item) if stand else Intent("open", item, field))


VIEW = BoardView
