"""How a matrix looks: a grid, the pair in focus in full below it, sums at the margins, a line for the why."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size
from textual.widget import Widget

from aligntui.engine import grids
from aligntui.engine.entry import signs
from aligntui.engine.entry.crossing import word_of
from aligntui.engine.entry.fields import ends_of, shown_in
from aligntui.engine.kind import Intent, Outcome, StepContext, neighbour
from aligntui.engine.kinds import matrix
from aligntui.engine.rounds import revising, talking
from aligntui.engine.rounds.answering import answering
from aligntui.methods.types import Method, Step
from aligntui.session.model import Item
from aligntui.text.clean import clip, width
from aligntui.tui.kinds.base import Hint, KindView
from aligntui.tui.kinds.desk import Desk
from aligntui.tui.kinds.grid import MOVES, Cross, Head, draw
from aligntui.tui.kinds.talk import TextCanvas
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.widgets.inputs import LineInput
from aligntui.tui.widgets.line import Line, labelled, length, line, spread, wrap

PAIR = 3
"""Rows of the pair in focus, at least."""
LABEL = 8
"""Cells of a field over its column, at most; it stands in full below while it is in focus."""
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
        if self.state.line:
            self._show_line()

    def start(self) -> Widget | None:
        """The grid has the keys, unless the line is open."""
        return self.why if self.state.line else self.canvas

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
            room = height - taken - (self.why.size.height if self.state.line else 0)
            self.canvas.show(*draw(cross, cells, room, max(0, NOTE - self.desk.message_rows)))
        self.pair_canvas.show(pair_rows)

    def _fill(self, ctx: StepContext) -> None:
        cross, crossing, margins = self.cross, grids.crossing(ctx), grids.margins(ctx)
        cross.rows, cross.cols = (
            [self._head(ctx, i) for i in side] for side in (crossing.rows, crossing.cols)
        )
        cross.asked = set(crossing.ids)
        fields = grids.across(ctx)
        cross.cells = {
            (row, col): grids.word(ctx, fields[col], content)
            for (row, col), content in crossing.values.items()
            if col in fields
        }
        far = {one.subject for one in talking.far_apart(ctx)}
        cross.apart = {ends for ends in crossing.ids if grids.subject_of(ctx, *ends) in far} if far else set()
        cross.right, cross.below = margins.rows, margins.cols
        cross.totals, cross.legend = margins.totals, margins.legend
        cross.levels = grids.levels(ctx)

    def _head(self, ctx: StepContext, item: Item) -> Head:
        words = item.text.replace("\n", " ")
        if not item.collection:
            return Head(item.id, clip(words, LABEL), words)
        return Head(item.id, ctx.view.code(item), words, ctx.view.book.role(item.collection), item.collection)

    def _pair(self, ctx: StepContext, cells: int) -> list[Line]:
        """The pair in focus in full."""
        at = self.cross.at
        if at is None:
            return [line((" Nothing to cross yet: both lists need an entry.", "muted"))]
        row, col = at
        field, content = grids.measure(ctx, col.id), grids.value(ctx, row.id, col.id)
        now, meaning = self.cross.cells.get((row.id, col.id), "."), grids.meaning(ctx, field, content)
        told = answering(ctx).told(grids.subject_of(ctx, row.id, col.id))
        first = talking.first(ctx)
        rows: list[Line] = [line((f" {text}", "text+bold")) for text in wrap(first, cells - 2) if text]
        for end in at:
            head = f" {end.code:<5}" if end.group else " "
            rows += labelled(head, len(head), wrap(end.text, cells - 7) or [""], role=end.role)
        # What the other columns stand for, where the row of this one has room for all of them.
        across = [other for other in self.cross.cols if other is not col and other.group]
        others = "  ".join(f"{other.code} {other.text}" for other in across)
        if width(others) + length(rows[-1]) + 4 < cells:
            rows[-1] = spread(rows[-1], line((f"{others} ", "muted")), cells)
        value = f" {now} {meaning if meaning != now else ''}".rstrip()
        ends = (ends_of(field, cells - 10) or grids.letters(ctx)) if content is None else ""
        words = [f"   {words}" for words in (ends, told) if words]
        rating: list[Line] = [line((value, "accent+bold"), ("".join(words), "text"))]
        beside = ", ".join(matrix.told_beside(ctx, row.id, col.id))
        if beside:
            room = cells - length(rating[0]) - 4
            first, *more = wrap(beside, room) if room > 35 else ["", *wrap(beside, cells - 9)]
            rating[0] = (*rating[0], *line((f"   {first}", "muted")))
            rating += [line((" " * (cells - room if room > 35 else 8) + row, "muted")) for row in more]
        rows += rating
        rows += [
            line((f" {row}", "muted")) for row in wrap(matrix.linked(ctx, self.state), cells - 2, 2) if row
        ]
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
        why = [("Enter", self._behind(ctx) or "next")]
        if answering(ctx).hands_on:
            # Both ways out of a ballot stand in the row before the arrows do.
            return [*rating, (key("next-person"), "next person"), (on, "go on"), *why, ("arrows", "move")]
        if done := answering(ctx).way_on:
            return [*rating, ("arrows", "move"), *why, (on, done)]
        left = grids.crossing(ctx).open
        on_way = (on, f"go on, {left} open" if left else "go on")
        return [rating[0], on_way, *rating[1:], ("arrows", "move"), *why]

    def _behind(self, ctx: StepContext) -> str:
        """What is typed behind the cell in focus first, "" where nothing is."""
        at = self.cross.at
        keys = grids.lines(ctx, *(head.id for head in at)) if at is not None else []
        return matrix.label(ctx, at[1].id, keys[0]) if at is not None and keys else ""

    def _rating_hints(self, ctx: StepContext) -> list[Hint]:
        at = self.cross.at
        col = at[1].id if at is not None else ""
        field, meanings = grids.measure(ctx, col), grids.signs_of(ctx, col)
        if grids.in_words(field):
            return [("type", "its value")]
        words = [word_of(field, point) for point in meanings.values()]
        alone = field.type == "scale" and not all(word[-1:].isdigit() for word in words)
        shown = " ".join(dict.fromkeys(words)) if alone else signs.shown(meanings)
        return [(shown, "rate, next"), (self.desk.key_of("cycle"), "next value")]

    # keys

    async def press(self, key: str) -> bool:
        """Arrows move; Tab goes to what is asked behind the cell; Space sets the next value."""
        if self.typing:
            return False
        if key == "tab" and self._behind(self.ctx):
            return await self.enter()
        if key not in MOVES:
            return await super().press(key)
        self.small.clear()
        self.cross.move(key)
        if self.cross.at is not None:
            row, col = self.cross.at
            await self.perform(Intent("focus", grids.subject_of(self.ctx, row.id, col.id)))
        self.desk.look_soon()
        return True

    async def take_sign(self, sign: str) -> bool:
        """A sign of the scale sets the pair in focus; of a value in words it begins the line."""
        ctx, at = self.ctx, self.cross.at
        if at is None:
            return False
        subject = grids.subject_of(ctx, at[0].id, at[1].id)
        if grids.in_words(grids.measure(ctx, at[1].id)):
            await self.perform(Intent("reason", subject))
            if self.state.line:
                self.why.put(sign)
            return bool(self.state.line)
        stay = Intent("focus", subject)
        return await self.answer(subject, grids.signs_of(ctx, at[1].id), sign, Intent("answer"), stay=stay)

    async def perform(self, intent: Intent | None) -> Outcome[matrix.Matrix] | None:
        """As of every kind; the line follows the state."""
        was, place = self.state, matrix.line_place(self.ctx, self.state)
        outcome = await super().perform(intent)
        stands = (self.state.row, self.state.col, self.state.line)
        if was.line and stands != (was.row, was.col, was.line) and outcome is not None and outcome.ops:
            self.desk.keep_draft(place, "")
        if stands != (was.row, was.col, was.line) and (was.line or self.state.line):
            self._show_line()
            self.screen.set_focus(self.why if self.state.line else self.canvas)
        return outcome

    def _show_line(self) -> None:
        ctx, state = self.ctx, self.state
        self.query_one("#why-line").display = bool(state.line)
        if state.line:
            words = self.desk.drafted(matrix.line_place(ctx, state))
            self.why.put(words or self._stands())
            label = f" {matrix.label(ctx, state.col, state.line)}?"
            self.query_one("#why-label", Canvas).show([line((clip(label, 11), "accent"))])

    def _stands(self) -> str:
        """What the field of the line holds, as it is typed."""
        ctx, state = self.ctx, self.state
        field = grids.field_of(ctx, state.col, state.line)
        return shown_in(field, grids.stored(ctx, state.row, state.col, state.line), ctx.view)

    async def enter(self) -> bool:
        """What is asked behind the cell; without it the next pair, and on after the last one."""
        if self.state.line:
            await self.perform(Intent("keep", value=self.why.value))
            return True
        if self.cross.at is None:
            return False
        at = grids.subject_of(self.ctx, *(head.id for head in self.cross.at))
        if self._behind(self.ctx):
            await self.perform(Intent("reason", at))
            return True
        self.small.clear()
        every = [grids.subject_of(self.ctx, *ends) for ends in grids.crossing(self.ctx).ids]
        if at == every[-1]:
            return False
        await self.perform(Intent("focus", neighbour(every, at, 1)))
        return True

    def on_input_changed(self) -> None:
        """Words in the line are a draft of its pair."""
        if self.state.line and self.typing:
            words = self.why.value if self.why.value != self._stands() else ""
            self.desk.keep_draft(matrix.line_place(self.ctx, self.state), words)
            if self.why.grow(self.size.height // 3) != self.why.size.height:
                self._drawn = None
                self.call_after_refresh(self.draw)

    async def escape(self) -> bool:
        """Out of the line, kept; words that cannot be kept wait in it."""
        if not self.state.line:
            return False
        if await self.perform(Intent("close", value=self.why.value)) is None:
            await self.perform(Intent("close"))
        return True

    async def leave(self) -> bool:
        """Keep what stands in the line; alone, what was rated is agreed when one leaves."""
        await self.escape()
        return await super().leave()


VIEW = MatrixView
