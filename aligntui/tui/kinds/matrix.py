"""How a matrix looks: a grid, the pair in focus in full below it, sums at the margins, a line for the why."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size
from textual.widget import Widget

from aligntui.engine.entry import signs
from aligntui.engine.entry.crossing import word_of
from aligntui.engine.entry.fields import ends_of
from aligntui.engine.kind import Intent, Outcome, StepContext, neighbour
from aligntui.engine.kinds import matrix
from aligntui.engine.rounds import revising
from aligntui.engine.rounds.answering import answering
from aligntui.methods.types import Method, Step
from aligntui.session.model import Item, pair
from aligntui.text.clean import width
from aligntui.tui.kinds.base import Hint, KindView
from aligntui.tui.kinds.desk import Desk
from aligntui.tui.kinds.grid import MOVES, Cross, Head, draw
from aligntui.tui.kinds.talk import TextCanvas
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.widgets.inputs import LineInput
from aligntui.tui.widgets.line import Line, labelled, length, line, spread, wrap

PAIR = 3
"""Rows of the pair in focus, at least."""
NOTE = 2
"""Rows that are kept for the message: the heads of rows are the same whether it takes one or two."""


class MatrixView(KindView):
    """Rows crossed with columns under a relation."""

    DEFAULT_CSS = """
    MatrixView #pair { height: 3; }
    MatrixView #why-line { height: auto; display: none; }
    MatrixView #why-label { width: 12; height: 1; }
    """
    state: matrix.Matrix

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.cross = Cross()
        self.canvas = TextCanvas(id="grid")
        self.pair_canvas = Canvas(id="pair")
        self.why = LineInput(id="why")
        self._filled: StepContext | None = None
        self._drawn: tuple[matrix.Matrix, Size] | None = None

    def compose(self) -> ComposeResult:
        """Grid, the pair in full, the reason line."""
        yield self.canvas
        yield self.pair_canvas
        yield Horizontal(Canvas(id="why-label"), self.why, id="why-line")

    def on_mount(self) -> None:
        """Words of a reason that wait stand in its line."""
        if self.state.why:
            self._show_line()

    def start(self) -> Widget | None:
        """The grid has the keys, unless the line is open."""
        return self.why if self.state.why else self.canvas

    # drawing

    def draw(self) -> None:
        """Draw grid and pair, where something is different."""
        ctx, cross, (cells, height) = self.ctx, self.cross, self.size
        if self._filled is not ctx:
            self._filled = ctx
            self._fill(ctx)
        elif self._drawn == (self.state, self.size):
            return
        self._drawn = (self.state, self.size)
        ends = matrix.focus(ctx, self.state)
        if ends is not None:
            cross.go_to(ends[0].id, ends[1].id)
        pair_rows = self._pair(ctx, cells or 80)
        if height:
            # Half of it at most: a pair of very long texts is read in full where it was written.
            taken = max(PAIR, min(len(pair_rows), height // 2))
            self.pair_canvas.styles.height = taken
            room = height - taken - (self.why.size.height if self.state.why else 0)
            self.canvas.show(*draw(cross, cells, room, max(0, NOTE - self.desk.message_rows)))
        self.pair_canvas.show(pair_rows)

    def _fill(self, ctx: StepContext) -> None:
        cross, crossing, margins = self.cross, matrix.crossing(ctx), matrix.margins(ctx)
        cross.rows, cross.cols = (
            [self._head(ctx, i) for i in side] for side in (crossing.rows, crossing.cols)
        )
        form = matrix.measure(ctx)
        cross.cells = {ends: word_of(form, value) for ends, value in crossing.values.items()}
        cross.right, cross.below = margins.rows, margins.cols
        cross.total, cross.legend = margins.total, margins.legend

    def _head(self, ctx: StepContext, item: Item) -> Head:
        words, role = item.text.replace("\n", " "), ctx.view.book.role(item.collection)
        return Head(item.id, ctx.view.code(item), words, role, item.collection)

    def _pair(self, ctx: StepContext, cells: int) -> list[Line]:
        """The pair in focus in full."""
        at = self.cross.at
        if at is None:
            return [line((" Nothing to cross yet: both lists need an entry.", "muted"))]
        row, col = at
        stands = matrix.Matrix(row.id, col.id)
        reason, now = matrix.reason(ctx, stands), self.cross.cells.get((row.id, col.id), ".")
        meaning = matrix.measure(ctx).choices.get(str(matrix.value(ctx, stands)), "")
        told = answering(ctx).told(pair(row.id, col.id))
        rows: list[Line] = []
        for end in at:
            rows += labelled(f" {end.code:<5}", 6, wrap(end.text, cells - 7) or [""], role=end.role)
        # What the other columns stand for, where the row of this one has room for all of them.
        others = "  ".join(f"{other.code} {other.text}" for other in self.cross.cols if other is not col)
        if width(others) + length(rows[-1]) + 4 < cells:
            rows[-1] = spread(rows[-1], line((f"{others} ", "muted")), cells)
        value = f" {now} {meaning if meaning != now else ''}".rstrip()
        ends = ends_of(matrix.measure(ctx), cells - 10) if matrix.value(ctx, stands) is None else ""
        words = [f"   {words}" for words in (ends, told) if words]
        rating: list[Line] = [line((value, "accent+bold"), ("".join(words), "text"))]
        if reason:
            room = cells - length(rating[0]) - 9
            why, *more = wrap(reason, room) if room > 30 else ["", *wrap(reason, cells - 9)]
            rating[0] = (*rating[0], *line((f"   why: {why}", "muted")))
            rating += [line((" " * (cells - room if room > 30 else 8) + row, "muted")) for row in more]
        rows += rating
        # What the classes mean.
        legend = self.cross.explained(cells - 2)
        return [*rows, line((f" {legend}", "muted"))] if legend else rows

    # what it says

    def question(self) -> str:
        """The question of this block, or of the line."""
        return matrix.question(self.ctx, self.state)

    def beside(self) -> str:
        """How many are in."""
        return answering(self.ctx).are_in

    def hints(self) -> list[Hint]:
        """Key line."""
        if self.typing:
            return [("Enter", "keep"), ("Esc", "out")]
        key, ctx = self.desk.key_of, self.ctx
        on, rating = key("go-on"), self._rating_hints(ctx)
        if revising.is_agreed(ctx):
            again = [(key("open-round"), "open it again")] if "open-round" in self.verbs else []
            change = [(rating[0][0], "change what was agreed")] if answering(ctx).may_close else []
            return [*change, *again, ("arrows", "move"), (on, "go on")]
        why = [("Enter", "why" if matrix.reason_key(ctx) else "next")]
        if answering(ctx).hands_on:
            # Both ways out of a ballot stand in the row before the arrows do.
            return [*rating, (key("next-person"), "next person"), (on, "go on"), *why, ("arrows", "move")]
        if done := answering(ctx).way_on:
            return [*rating, ("arrows", "move"), *why, (on, done)]
        left = matrix.crossing(ctx).open
        on_way = (on, f"go on, {left} open" if left else "go on")
        return [rating[0], on_way, *rating[1:], ("arrows", "move"), *why]

    def _rating_hints(self, ctx: StepContext) -> list[Hint]:
        words = [word_of(matrix.measure(ctx), point) for point in matrix.signs_of(ctx).values()]
        alone = matrix.measure(ctx).type == "scale" and not all(word[-1:].isdigit() for word in words)
        shown = " ".join(dict.fromkeys(words)) if alone else signs.shown(matrix.signs_of(ctx))
        return [(shown, "rate, next"), (self.desk.key_of("cycle"), "next value")]

    # keys

    async def press(self, key: str) -> bool:
        """Arrows move; Tab goes to the reason; Space sets the next value."""
        if self.typing:
            return False
        if key == "tab" and matrix.reason_key(self.ctx) and self.cross.at is not None:
            return await self.enter()
        if key not in MOVES:
            return await super().press(key)
        self.small.clear()
        self.cross.move(key)
        if self.cross.at is not None:
            row, col = self.cross.at
            await self.perform(Intent("focus", pair(row.id, col.id)))
        self.desk.look_soon()
        return True

    async def take_sign(self, sign: str) -> bool:
        """A sign of the scale sets the pair in focus."""
        ctx, at = self.ctx, self.cross.at
        if at is None:
            return False
        subject = pair(at[0].id, at[1].id)
        stay = Intent("focus", subject)
        return await self.answer(subject, matrix.signs_of(ctx), sign, Intent("answer"), stay=stay)

    async def perform(self, intent: Intent | None) -> Outcome[matrix.Matrix] | None:
        """As of every kind; the line follows the state."""
        was, place = self.state.why, matrix.why_place(self.ctx, self.state)
        outcome = await super().perform(intent)
        if was and not self.state.why and outcome is not None and outcome.ops:
            self.desk.keep_draft(place, "")
        if self.state.why != was:
            self._show_line()
            self.screen.set_focus(self.why if self.state.why else self.canvas)
        return outcome

    def _show_line(self) -> None:
        self.query_one("#why-line").display = self.state.why
        if self.state.why:
            words = self.desk.drafted(matrix.why_place(self.ctx, self.state))
            self.why.put(words or matrix.reason(self.ctx, self.state))
            self.query_one("#why-label", Canvas).show([line((" why?      ", "accent"))])

    async def enter(self) -> bool:
        """The one-line why; without a reason field the next pair, and on after the last one."""
        if self.state.why:
            await self.perform(Intent("keep", value=self.why.value))
            return True
        if self.cross.at is None:
            return False
        if matrix.reason_key(self.ctx):
            await self.perform(Intent("reason"))
            return True
        self.small.clear()
        at = pair(*(item.id for item in self.cross.at))
        every = [pair(*ends) for ends in matrix.crossing(self.ctx).ids]
        if at == every[-1]:
            return False
        await self.perform(Intent("focus", neighbour(every, at, 1)))
        return True

    def on_input_changed(self) -> None:
        """Words of a reason are a draft of its pair."""
        if self.state.why and self.typing:
            words = self.why.value if self.why.value != matrix.reason(self.ctx, self.state) else ""
            self.desk.keep_draft(matrix.why_place(self.ctx, self.state), words)
            if self.why.grow(self.size.height // 3) != self.why.size.height:
                self._drawn = None
                self.call_after_refresh(self.draw)

    async def escape(self) -> bool:
        """Out of the reason line, kept; words that cannot be kept wait in it."""
        if not self.state.why:
            return False
        if await self.perform(Intent("close", value=self.why.value)) is None:
            await self.perform(Intent("close"))
        return True

    async def leave(self) -> bool:
        """Keep the reason in the line; alone, what was rated is agreed when one leaves."""
        await self.escape()
        return await super().leave()


VIEW = MatrixView
