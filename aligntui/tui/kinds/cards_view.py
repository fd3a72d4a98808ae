"""What boards and tables share on a screen: cards that take the keys, the line under them, an open card."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.widget import Widget

from aligntui.analysis.figure import Finding
from aligntui.engine import cards
from aligntui.engine.card_kind import CardKind
from aligntui.engine.cards import Cards
from aligntui.engine.entry import adding, filling, signs
from aligntui.engine.entry.filling import Filling
from aligntui.engine.hidden_cards import counted
from aligntui.engine.kind import Intent, Outcome
from aligntui.engine.lists import PARKED, Column
from aligntui.engine.merging import Merging
from aligntui.methods.types import Method, Step
from aligntui.text.clean import width
from aligntui.tui.kinds import card_keys
from aligntui.tui.kinds.base import Hint
from aligntui.tui.kinds.board_lines import below, detail, others_of, where_to
from aligntui.tui.kinds.cards import AROUND, AddLine, CardCanvas, Detail
from aligntui.tui.kinds.desk import Desk
from aligntui.tui.kinds.merging import MergeForm
from aligntui.tui.kinds.opened import OpenedCard
from aligntui.tui.kinds.opening import OpeningView
from aligntui.tui.kinds.panes import Panes

STEPS = {"left": -1, "right": 1, "up": -1, "down": 1, "shift+tab": -1, "tab": 1}
"""How far a key goes among lists."""


class CardsView(OpeningView):
    """Cards that stand in rows. Which rows those are, and how they look, a subclass says."""

    state: Cards
    kind: CardKind
    detailed = staticmethod(detail)
    """What is said of the card in focus below the cards."""

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.board = Panes([], across=1)
        self.cards = CardCanvas(self.board, id="cards")
        self.adding = AddLine(adding.second_label(self.ctx))
        self.detail = Detail(id="detail")
        self._worst: dict[str, Finding] | None = {}
        self._drawn: tuple[object, ...] = ()
        self._to = 0
        """Number of the list that a card would go to, among the others."""

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
        self.give_back()
        self.lay_out()

    def start(self) -> Widget | None:
        """The add line while it is open, the cards else."""
        return self.adding.words if self.state.adding else self.cards

    def give_back(self) -> None:
        """Have the words that wait at the present list in the line."""
        if self.columns and self.kind.writes(self.ctx):
            column = self.kind.column(self.ctx, self.state)
            places = [adding.place_of(self.ctx, column, name) for name in ("add", "add2")]
            self.adding.give_back(*map(self.desk.drafted, places))

    def keep_words(self, left: str = "") -> None:
        """Keep what stands in the line as a draft of the list it stands at, not of the one it left."""
        ctx, state, drafts = self.ctx, self.state, dict[str, str]()
        for column in adding.columns(ctx, state.parent):
            if column.key == state.list:
                drafts |= adding.drafts(ctx, column, *self.adding.typed, state.waiting)
            elif column.key == left:
                drafts |= adding.drafts(ctx, column)
        for place, typed in drafts.items():
            if typed != self.desk.own_draft(place):
                self.desk.keep_draft(place, typed)

    def on_input_changed(self) -> None:
        """Words in the add line are a draft."""
        if self.opened is None and self.typing:
            self.keep_words()
            self.adding.tie(card_keys.ties(self.kind, self.ctx, self.state, self.adding.words.value))

    async def go_on_typing(self) -> None:
        """The card in which words were being typed, unless the add line has them."""
        item, key = filling.being_typed(self.ctx)
        if item and not (self.state.adding and self.adding.words.value):
            await self.perform(Intent("open", item, key))

    def typed(self) -> dict[str, object]:
        """What stands in the line, by field."""
        key, (words, second) = adding.second(self.ctx), self.adding.typed
        return {"text": words, **({key: second} if key else {})}

    # drawn, and said

    def found(self) -> dict[str, Finding]:
        """The worst of each card as last looked at: a card is kept without waiting for the checks."""
        if self._worst is None:
            self._worst = {f.target: f for f in reversed(self.findings()) if f.target}
        return self._worst

    def looked(self) -> None:
        """Nobody has typed for a moment: show what the checks say now."""
        before, self._worst = self._worst, None
        if self.found() != before:
            self.redraw()

    def draw_closed(self) -> None:
        """Draw the cards, and the line or the detail under them, where anything of it is different."""
        if not self.size.width:
            # Nothing is laid out yet: once there is room they are drawn, and thousands of cards not twice.
            return
        ctx, state = self.ctx, self.state
        filled = (id(ctx.view), state, self.found(), self.size, ctx.people)
        if (*filled, self.cards.size) == self._drawn:
            return
        # They are given their room after the step is: that alone makes no other cards of them.
        if filled != self._drawn[:-1]:
            self.fill()
        self._drawn = (*filled, self.cards.size)
        if not self.board.focus(self.kind.focus(ctx, state)):
            keys = [column.key for column in adding.columns(ctx, state.parent)]
            self.board.pane, self.board.row = keys.index(state.list) if state.list in keys else 0, 0
            self.board.clamp()
        self.cards.draw()
        if state.adding:
            column, others = self.kind.column(ctx, state), counted(cards.hidden(ctx))
            # A pane without cards shows its example itself, unless it asks a question of its own there.
            example = column.example if column.field and not column.items(ctx.view) else ""
            others = others or self.board.marks(self.found())
            self.adding.label(column.next_code(ctx.view), column.one, example, others)
            self.adding.tie(card_keys.ties(self.kind, ctx, state, self.adding.words.value))
        else:
            item, valued = self.kind.item(ctx, state), self.kind.valued(ctx, state)
            said = below(self.detailed(ctx, item), ctx, item, valued, self.size.width or 80)
            at, room = item.id if item else "", self.size.width - (2 if said[1] else width(said[0]) + AROUND)
            self.detail.card(*said, self.board.marks(self.found(), at, room))

    def fill(self) -> None:
        """Take up the cards as they stand."""

    def question_closed(self) -> str:
        """The question of the open card; where to, while that is asked; else the kind's."""
        ctx, state = self.ctx, self.state
        return where_to(ctx, state, self._to) if state.moving else self.kind.question(ctx, state)

    def beside(self) -> str:
        """How many are in stands below the cards."""
        return ""

    def hints_closed(self) -> list[Hint]:
        """Key line."""
        keys, key = None if self.typing else self.keys_now, self.desk.key_of
        return card_keys.named(self.kind, self.ctx, self.state, key, keys)

    def keys_now(self) -> list[Hint]:
        """Key line while cards have the focus: what signs do, opening, parking."""
        return card_keys.on_cards(self.kind, self.ctx, self.state, self.desk.key_of)

    def finding_closed(self) -> Finding | None:
        """About the words in the line as if they were kept, or about the focused card."""
        words = self.typed() if self.typing else {}
        if words and self.screen.focused is self.adding.second:
            words = dict(reversed(words.items()))
        return self.kind.finding(self.ctx, self.state, words)

    def heading(self) -> str:
        """While a card is open: its code; where the step repeats, the item it is about."""
        item = self.view.item(self.state.parent) if self.opened is None else None
        return f"{self.view.code(item)}  {item.text}" if item is not None else super().heading()

    async def show_opened(self) -> None:
        """All fields of one card, or cards that become one, in place of the cards."""
        if (filling := self.state.filling) is not None:
            await self.show_open(self.open_card(), filling.at)
        else:
            merging = self.state.merging is not None
            await self.show_open(MergeForm(self, self.method, self.alike()) if merging else None)

    def lay_out(self) -> None:
        """The cards with the line or the detail under them, unless something is open."""
        self.cards.display = self.opened is None
        self.adding.display = self.state.adding and self.opened is None
        self.detail.display = not self.state.adding and self.opened is None

    def open_card(self) -> OpenedCard:
        """The form of an open card."""
        return OpenedCard(self, is_new=lambda: self.state.from_line)

    def alike(self) -> str:
        """What else says the same as the cards that become one, in words."""
        rows = self.kind.rows(self.ctx, self.state)
        return cards.others_alike(self.ctx, self.state, rows, (self.size.width or 80) - 20)

    # keys

    async def perform(self, intent: Intent | None) -> Outcome[Any] | None:
        """As of every kind; the line and what is open follow the state."""
        before = self.state
        outcome = await super().perform(intent)
        if self.state is not before and self.is_attached:
            await self.follow(before)
        if outcome is None:
            self.redraw()
        elif before.asked and not self.state.asked and outcome.message is None:
            self.desk.say("")
        return outcome

    async def follow(self, before: Cards) -> None:
        """The line and what is open follow the state."""
        state = self.state
        if state.parent != before.parent:
            self.adding.take()
            self.give_back()
        if state.in_place != before.in_place:
            self._drawn = ()
            await self.show_opened()
        if (state.adding, state.parent) != (before.adding, before.parent):
            self.lay_out()
            if self.opened is None:
                self.screen.set_focus(self.start())
        if state.adding and (state.list, state.waiting) != (before.list, before.waiting):
            self.keep_words(before.list)
        if state.moving != before.moving:
            self._to = 0
            self.desk.frame()

    async def enter_closed(self) -> bool:
        """Keep the line; open the card."""
        state = self.state
        if state.moving:
            others = others_of(self.ctx, state)
            await self.perform(Intent("move", state.moving, value=others[self._to].key if others else None))
            return True
        if state.marked and not self.typing and self.kind.item(self.ctx, state) is not None:
            words, ways = card_keys.marked(self.kind, self.ctx, self.state)
            # Where one merges it is what was asked for, and the form that it opens changes nothing yet.
            first = next((n for n, (way, _) in enumerate(ways) if way == "merge" == self.ctx.phase), 0)
            self.desk.ask(words, ways, self.do_marked, at=first)
            return True
        if state.adding and self.typing:
            return await self.keep_line()
        if state.asked:
            return False
        at = self.kind.focus(self.ctx, state)
        await self.perform(Intent("unfold" if at.startswith(PARKED) else "open" if at else "add", at))
        return True

    async def do_marked(self, way: str) -> None:
        """Do with the marked cards what was chosen for them."""
        verb, _, key = way.partition(":")
        await self.perform(Intent(verb, value=key or None))
        self.desk.frame()

    async def keep_line(self) -> bool:
        """The words of the line become a card. False when an empty line goes on."""
        typed = self.typed()
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
        if await super().escape():
            return True
        if self.typing and state.waiting:
            await self.perform(Intent("join"))
            words, second = self.adding.typed
            self.adding.give_back(adding.joined(words, state.waiting), second)
            return True
        levels = {"stay": state.moving, "close": self.typing, "clear-marks": state.marked}
        verb = next((verb for verb, stands in levels.items() if stands), "")
        if verb or state.asked:
            await self.perform(Intent(verb or "stay"))
        return bool(verb)

    async def press_closed(self, key: str) -> bool:
        """Keys of the open card, of the line, of the lists while one is asked where to; arrows; commands."""
        if self.typing:
            return await self.line_key(key)
        if self.state.moving:
            if key in STEPS and (others := others_of(self.ctx, self.state)):
                self._to = (self._to + STEPS[key]) % len(others)
            return True
        if await self.stand(key):
            self.desk.frame()
            self.desk.look_soon()
            return True
        if await super().press_closed(key):
            return True
        if self.state.asked:
            await self.perform(Intent("stay"))
        return bool(self.desk.verbs_of(key))

    async def sign_closed(self, sign: str) -> bool:
        """A value for the card in focus where the phase values; else the sign begins a new card."""
        state = self.state
        if state.moving or self.typing:
            return False
        offer = next((o for o in self.kind.offers(self.ctx, state) if o.verb == "set"), None)
        if offer is not None:
            item, key = offer.item, offer.field
            setting, stay = Intent("set", item, key), Intent("focus", item, key)
            return await self.answer(item + key, signs.of_offer(offer), sign, setting, stay=stay)
        if "add" in self.verbs:
            await self.perform(Intent("add"))
        return False

    async def stand(self, key: str) -> bool:
        """Arrows among the cards, Tab among the lists. False for any other key."""
        if key in ("tab", "shift+tab"):
            self.board.next_pane(STEPS[key])
        elif key in ("up", "down", "left", "right", "home", "end"):
            self.board.move(key)
        else:
            return False
        card = self.board.card
        field = self.columns[self.board.pane].key if card is None and self.columns else ""
        await self.perform(Intent("focus", card.id if card is not None else "", field))
        return True

    async def focus_on(self, item: str, field: str, *, stand: bool = False) -> None:
        """Open the card, or only stand on it."""
        if stand or item in self.kind.rows(self.ctx, self.state):
            await self.perform(Intent("focus", item) if stand else Intent("open", item, field))

    async def line_key(self, key: str) -> bool:
        """Up and Down go to other lists, or to cards; Tab to the second line; PgDn, PgUp to other prompts."""
        if key in ("pagedown", "pageup") and self.kind.raised(self.ctx, self.state):
            await self.perform(Intent("another", value=1 if key == "pagedown" else -1))
            self.desk.frame()
            return True
        if key in ("up", "down"):
            keys = [column.key for column in self.columns]
            if len(keys) == 1 and self.board.panes[0].cards:
                await self.perform(Intent("close"))
                return await self.stand("end" if key == "up" else "home")
            at = keys.index(self.kind.column(self.ctx, self.state).key) + STEPS[key]
            await self.perform(Intent("list", value=keys[at % len(keys)]))
            return True
        if key in ("tab", "shift+tab") and adding.second(self.ctx):
            words, second = self.adding.words, self.adding.second
            self.screen.set_focus(second if self.screen.focused is words else words)
        return key in ("tab", "shift+tab")

    async def move_card(self) -> None:
        """Ask where the card in focus goes; with one other list it goes there at once."""
        await self.perform(Intent("move"))

    async def leave(self) -> bool:
        """Keep an open card; words in the add line stay as a draft."""
        return await self.opened.keep() if self.opened is not None else await super().leave()

    async def pasted(self, lines: list[str]) -> bool:
        """The first line goes into the add line; the others wait there for one question."""
        if self.opened is not None:
            return await super().pasted(lines)
        if not (self.columns and self.kind.writes(self.ctx)):
            return False
        if not self.typing:
            await self.perform(Intent("add"))
        self.adding.words.insert_text_at_cursor(lines[0])
        await self.perform(Intent("paste", value=lines[1:]))
        self.keep_words()
        return True
