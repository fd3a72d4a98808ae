"""Sort: lines with where each is put, and under them the places they may go to, by number."""

from __future__ import annotations

from aligntui.engine.kind import Intent, neighbour
from aligntui.engine.kinds import sort
from aligntui.methods.types import Answer, Method, Step
from aligntui.text.clean import clip
from aligntui.tui.kinds.asked import Asked, draw
from aligntui.tui.kinds.base import Hint
from aligntui.tui.kinds.desk import Desk
from aligntui.tui.kinds.talk import UP_DOWN, TextView
from aligntui.tui.widgets.line import BLANK, Line, line, padded

SHOWN = 26
"""Cells in which it is said where a line is put."""


class SortView(TextView):
    """One line after the other."""

    state: sort.Sort

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.top = 0

    def draw(self) -> None:
        """Draw the lines above, the places below; where all do not fit the places keep their room."""
        ctx = self.ctx
        every, known = sort.lines(ctx), sort.targets(ctx)
        cells, high = self.canvas.size.width or 80, self.canvas.size.height or 16
        ways = self._ways(list(known.values()), cells) if every else []
        rows = [
            Asked(one.code, one.words, ctx.view.role(one.id), None, "",
                  clip(known.get(one.to, "-"), SHOWN))
            for one in every
        ]  # fmt: skip
        at = next((n for n, one in enumerate(every) if one == sort.focus(ctx, self.state)), 0)
        room = max(3, high - len(ways) - 1)
        drawn, self.top, cursor = draw(
            rows, Answer(type="words"), at, self.top, cells, room, sort.why_none(ctx)
        )
        drawn = [*drawn, *[BLANK] * (high - len(ways) - len(drawn)), *ways] if ways else drawn
        self.canvas.show(drawn, cursor)

    @staticmethod
    def _ways(names: list[str], cells: int) -> list[Line]:
        """The places with what is typed for each, side by side where the screen is wide."""
        abreast = 2 if cells >= 100 and len(names) > 4 else 1
        room = cells // abreast - 5
        spans = [
            ((f"{n:>3} ", "accent+bold"), (padded(clip(name, room), room), "text"))
            for n, name in enumerate(names, 1)
        ]
        deep = -(-len(spans) // abreast)
        return [line(*(span for pair in spans[row::deep] for span in pair)) for row in range(deep)]

    def hints(self) -> list[Hint]:
        """Key line."""
        key, last = self.desk.key_of, len(sort.targets(self.ctx))
        if "answer" not in {offer.verb for offer in self.kind.offers(self.ctx, self.state)}:
            return [("Up/Down", "move"), (key("go-on"), "go on")]
        return [(f"1-{last}", "put it there, next"), (key("take-back"), "take back"), ("Up/Down", "move"),
                (key("go-on"), "go on")]  # fmt: skip

    async def press(self, key: str) -> bool:
        """Up and Down among the lines."""
        if key in UP_DOWN:
            self.small.clear()
            await self._go(UP_DOWN[key])
            return True
        return await super().press(key)

    async def _go(self, step: int) -> None:
        at = sort.focus(self.ctx, self.state)
        if at is not None:
            every = [one.id for one in sort.lines(self.ctx)]
            await self.perform(Intent("focus", neighbour(every, at.id, step)))

    async def take_sign(self, sign: str) -> bool:
        """A number puts the line in focus there; one that may go on stays for more of it."""
        at = sort.focus(self.ctx, self.state)
        if at is None:
            return False
        meanings = {str(n): key for n, key in enumerate(sort.targets(self.ctx), 1)}
        answer, stay = Intent("answer", at.id), Intent("focus", at.id)
        return await self.answer(at.id, meanings, sign, answer, stay=stay)

    async def enter(self) -> bool:
        """The next line; after the last one, on."""
        at, every = sort.focus(self.ctx, self.state), sort.lines(self.ctx)
        if at is None or at == every[-1]:
            return False
        await self._go(1)
        return True


VIEW = SortView
