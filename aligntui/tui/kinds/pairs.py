"""How pairs under a test look: one pair on a sheet, the list of all, or the fields of a side."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.widget import Widget

from aligntui.analysis.figure import Finding
from aligntui.engine.entry import filling
from aligntui.engine.entry.fields import fill_in, label_of, options
from aligntui.engine.entry.filling import Filling
from aligntui.engine.kind import Intent, Outcome
from aligntui.engine.kinds import pairs
from aligntui.engine.kinds.pairs import PAIR
from aligntui.methods.types import Method, Step
from aligntui.tui.kinds.base import Hint, KindView
from aligntui.tui.kinds.desk import Desk
from aligntui.tui.kinds.opened import OpenedCard
from aligntui.tui.kinds.pairs_lines import Other, Question, Sheet, Side, Tried, draw
from aligntui.tui.kinds.talk import TextCanvas

SAME = {"l": "right", "h": "left", "kp_add": "right"}
"""Keys that do what another one does."""
MOVES = {"up": -1, "k": -1, "down": 1, "j": 1, "home": -999, "end": 999}


class PairsView(KindView):
    """Rows of one pair, and the list of all."""

    state: pairs.Pairs

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.canvas = TextCanvas(id="pairs")
        self.opened: OpenedCard | None = None

    @property
    def filling(self) -> Filling | None:
        """Where one stands in the fields that are open."""
        return self.state.opened

    def compose(self) -> ComposeResult:
        """The sheet."""
        yield self.canvas

    def start(self) -> Widget | None:
        """Letters are commands."""
        return self.canvas

    async def go_on_typing(self) -> None:
        """The side in which words were being typed."""
        item, key = filling.being_typed(self.ctx)
        if item in {one.id for one in pairs.items(self.ctx)}:
            await self.perform(Intent("open", item, key))

    # drawing

    def draw(self) -> None:
        """Draw the sheet, or the side that is open."""
        if self.opened is not None:
            self.opened.redraw()
            return
        rows, cursor = draw(self._sheet(), self.size.width or 80, self.size.height or 19)
        self.canvas.show(rows, cursor)

    def _sheet(self) -> Sheet:
        ctx, view = self.ctx, self.view
        state = pairs.at_row(ctx, self.state)
        item, known = pairs.pair(ctx, state), pairs.parts(ctx)
        verdicts, says, marks = pairs.margins(ctx)
        base = view.book.collections.get(self.step.each or "")
        blocks = self.step.ask if isinstance(self.step.ask, dict) else {}
        return Sheet(
            sides=[self._side(key) for key in known.sides],
            test=blocks.get("test", "the test"),
            questions=[
                Question(
                    key, pairs.asked(ctx, state, key, 54), tuple(options(pairs.definition(ctx, key), view)),
                    str(item.fields.get(key) or ""),
                )
                for key in known.tests
            ],
            mark=marks.get(item.id, ""),
            says=says.get(item.id, "") or verdicts.get(item.id, ""),
            others=[
                Other(key, label_of(key, pairs.definition(ctx, key)), view.text(item, key).replace("\n", " "))
                for key in pairs.asked_others(ctx, state)
            ],
            tried=blocks.get("tried", base.title.lower() if base is not None and base.title else "tried"),
            pairs=[
                Tried(
                    f"{PAIR}{one.id}", pairs.codes(ctx, one), pairs.words(ctx, one), verdicts.get(one.id, ""),
                    marks.get(one.id, ""), pairs.is_chosen(ctx, one), one.status in ("parked", "dropped"),
                    one.id == item.id,
                )
                for one in pairs.listed(ctx)
            ],
            example=base.examples[0] if base is not None and base.examples else "",
            focus=state.row,
        )  # fmt: skip

    def _side(self, key: str) -> Side:
        ctx, view = self.ctx, self.view
        field, item = pairs.definition(ctx, key), pairs.pair(ctx, self.state)
        linked = view.item(str(item.fields.get(key) or ""))
        code, words = (view.code(linked), linked.text.replace("\n", " ")) if linked else ("", "")
        ends = tuple(view.text(item, end) or "-" for end in pairs.parts(ctx).sides[key])
        return Side(key, label_of(key, field), code, words, ends, fill_in(field.ask, view, item))

    # what it says

    def heading(self) -> str:
        """While a side is open: its pair."""
        return self.opened.heading() if self.opened is not None else super().heading()

    def question(self) -> str:
        """The question in focus; the step's own on the list."""
        if self.opened is not None:
            return self.opened.question()
        return pairs.question(self.ctx, pairs.at_row(self.ctx, self.state))

    def hints(self) -> list[Hint]:
        """Key line."""
        if self.opened is not None:
            return self.opened.hints()
        key, known = self.desk.key_of, pairs.parts(self.ctx)
        row = pairs.at_row(self.ctx, self.state).row
        use = [(key("take-on"), "use")] if known.choice else []
        add = [(key("add"), "add pair")] if self.step.makes == self.step.each else []
        on = (key("go-on"), "go on")
        if row in known.tests:
            return [("Left/Right", "answer"), ("Enter", "next"), *use, *add, on]
        if row.startswith(PAIR):
            return [*use, ("Tab", "questions"), *add, (key("park"), "park"), on]
        word = "write" if row in known.others else "name it"
        return [("Enter", word), ("Up/Down", "move"), *use, *add, on]

    def finding_now(self) -> Finding | None:
        """About the row in focus; on the list about that pair, then about all of them."""
        words = self.opened.form.words() if self.opened is not None else {}
        return pairs.KIND.finding(self.ctx, self.state, words)

    # keys

    async def perform(self, intent: Intent | None) -> Outcome[Any] | None:
        """As of every kind; the open fields follow the state."""
        outcome = await super().perform(intent)
        if self.state.opened is not None and self.opened is None:
            self.opened = OpenedCard(self)
            self.canvas.display = False
            await self.mount(self.opened)
            self.opened.begin(self.state.opened.at)
            self.desk.frame()
        elif self.state.opened is None and self.opened is not None:
            opened, self.opened = self.opened, None
            self.canvas.display = True
            await opened.remove()
            self.screen.set_focus(self.canvas)
            self.redraw()
            self.desk.frame()
            self.desk.look_soon()
        return outcome

    async def press(self, key: str) -> bool:
        """Move, answer, use, add, park."""
        if self.opened is not None:
            return await self.opened.press(key)
        if key in ("tab", "shift+tab"):
            await self.perform(Intent("switch"))
            return True
        state, known = pairs.at_row(self.ctx, self.state), pairs.parts(self.ctx)
        if key in MOVES:
            rows = pairs.rows(self.ctx, state)
            at = rows.index(state.row) if state.row in rows else 0
            row = rows[max(0, min(len(rows) - 1, at + MOVES[key]))]
            item = row.removeprefix(PAIR) if row.startswith(PAIR) else ""
            await self.perform(Intent("focus", item, "" if item else row))
            return True
        if key.isdigit() and state.row in known.tests:
            keys = [option.key for option in options(pairs.definition(self.ctx, state.row), self.view)]
            if 1 <= int(key) <= len(keys):
                await self.perform(Intent("answer", field=state.row, value=keys[int(key) - 1]))
            return True
        if "open" in self.desk.verbs_of(key):
            return await self.enter()
        return await super().press(SAME.get(key, key))

    async def enter(self) -> bool:
        """Name a side, write the reason, the next question; from the list to what is open, then on."""
        if self.opened is not None:
            return await self.opened.enter()
        outcome = await self.perform(Intent("enter"))
        self.desk.look_soon()
        return outcome is None or outcome.leave != "on"

    async def escape(self) -> bool:
        """Out of an open side."""
        if self.opened is None:
            return False
        await self.opened.escape()
        await self.perform(Intent("close"))
        return True

    async def pasted(self, lines: list[str]) -> bool:
        """Lists in an open side take lines."""
        return self.opened is not None and self.opened.pasted(lines)

    async def leave(self) -> bool:
        """Keep an open side."""
        return await self.opened.keep() if self.opened is not None else True


VIEW = PairsView
