"""How pairs under a test look: one pair on a sheet, the list of all, or the fields of a side."""

from __future__ import annotations

from typing import Any

from aligntui.engine.entry import filling, signs
from aligntui.engine.entry.fields import options
from aligntui.engine.kind import Intent, Outcome, neighbour
from aligntui.engine.kinds import pairs
from aligntui.engine.kinds.pairs import PAIR
from aligntui.tui.kinds.base import Hint
from aligntui.tui.kinds.opening import ItemsView
from aligntui.tui.kinds.pairs_lines import draw
from aligntui.tui.kinds.talk import UP_DOWN


class PairsView(ItemsView):
    """Rows of one pair, and the list of all."""

    state: pairs.Pairs

    async def go_on_typing(self) -> None:
        """The side in which words were being typed."""
        item, key = filling.being_typed(self.ctx)
        if item in {one.id for one in pairs.items(self.ctx)}:
            await self.perform(Intent("open", item, key))

    # drawing

    def draw_closed(self) -> None:
        """Draw the sheet, or the side that is open."""
        state, cells, rows = pairs.at_row(self.ctx, self.state), self.size.width or 80, self.size.height or 19
        self.canvas.show(*draw(self.ctx, state, cells, rows))

    # what it says

    def question_closed(self) -> str:
        """The question in focus; the step's own on the list."""
        return pairs.question(self.ctx, pairs.at_row(self.ctx, self.state))

    def hints_closed(self) -> list[Hint]:
        """Key line."""
        key, known = self.desk.key_of, pairs.parts(self.ctx)
        at = pairs.at_row(self.ctx, self.state)
        row, item = at.row, pairs.pair(self.ctx, at)
        does = "put back" if pairs.is_chosen(self.ctx, item) else "use"
        use = [(key("take-on"), does)] if known.choice else []
        add = [(key("add"), "add pair")] if self.step.makes == self.step.each else []
        on = (key("go-on"), "go on")
        if row in known.tests:
            return [("y n", "answer"), ("Enter", "next"), *use, *add, on]
        if row.startswith(PAIR):
            return [*use, ("Tab", "questions"), *add, (key("park"), "park"), on]
        word = "write" if row in known.others else "name it"
        return [("Enter", word), ("Up/Down", "move"), *use, *add, on]

    # keys

    async def perform(self, intent: Intent | None) -> Outcome[Any] | None:
        """As of every kind; with a side that closed the finding about it is looked at."""
        was_open = self.opened is not None
        outcome = await super().perform(intent)
        if was_open and self.opened is None:
            self.desk.look_soon()
        return outcome

    async def press_closed(self, key: str) -> bool:
        """Move, answer, use, add, park."""
        if key in ("tab", "shift+tab"):
            await self.perform(Intent("switch"))
            return True
        state, known = pairs.at_row(self.ctx, self.state), pairs.parts(self.ctx)
        if key in UP_DOWN:
            row = neighbour(pairs.rows(self.ctx, state), state.row, UP_DOWN[key])
            item = row.removeprefix(PAIR) if row.startswith(PAIR) else ""
            await self.perform(Intent("focus", item, "" if item else row))
            return True
        if key in ("left", "right") and state.row in known.tests:
            await self.perform(Intent("more" if key == "right" else "less"))
            return True
        return await super().press_closed(key)

    async def sign_closed(self, sign: str) -> bool:
        """A sign answers the question in focus; words open what they are written in."""
        state, known = pairs.at_row(self.ctx, self.state), pairs.parts(self.ctx)
        if state.row in known.tests:
            meanings = signs.of_options(options(pairs.definition(self.ctx, state.row), self.view))
            answered = await self.answer(state.row, meanings, sign, Intent("answer", field=state.row))
            if answered and not self.small.goes_on:
                await self.perform(Intent("enter"))
            return answered
        if not state.row.startswith(PAIR):
            await self.enter()
            return self.opened is not None and await self.opened.take_sign(sign)
        return False

    async def enter_closed(self) -> bool:
        """Name a side, write the reason, the next question; from the list to what is open, then on."""
        outcome = await self.perform(Intent("enter"))
        self.desk.look_soon()
        return outcome is None or outcome.leave != "on"


VIEW = PairsView
