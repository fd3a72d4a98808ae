"""How a matrix looks: a grid, the pair in focus in full below it, sums at the margins, a line for the why."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget

from aligntui.engine.entry.crossing import word_of
from aligntui.engine.kind import Intent, Outcome, StepContext
from aligntui.engine.kinds import matrix
from aligntui.engine.rounds.answering import answering
from aligntui.methods.types import Method, Step
from aligntui.session.model import Item, pair
from aligntui.text.clean import clip
from aligntui.tui.kinds.base import Hint, KindView
from aligntui.tui.kinds.desk import Desk
from aligntui.tui.kinds.grid import Cross, Head, draw
from aligntui.tui.widgets.canvas import Canvas
from aligntui.tui.widgets.inputs import LineInput
from aligntui.tui.widgets.line import Span, fit, line

MOVES = ("up", "down", "left", "right", "h", "j", "k", "l", "home", "end", "tab")


class GridCanvas(Canvas, can_focus=True):
    """The grid on a canvas."""

    def __init__(self, cross: Cross) -> None:
        super().__init__(id="grid")
        self.cross = cross

    def draw(self) -> None:
        """Draw the grid as it stands."""
        if self.size.width and self.size.height:
            rows, cursor = draw(self.cross, self.size.width, self.size.height, focused=True)
            self.show(rows, cursor)

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.draw()


class MatrixView(KindView):
    """Rows crossed with columns under a relation."""

    DEFAULT_CSS = """
    MatrixView #pair { height: 3; }
    MatrixView #why-line { height: 1; display: none; }
    MatrixView #why-label { width: 12; height: 1; }
    """
    state: matrix.Matrix

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.cross = Cross()
        self.canvas = GridCanvas(self.cross)
        self.pair_canvas = Canvas(id="pair")
        self.why = LineInput(id="why")
        self._filled: StepContext | None = None

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
        """Draw grid and pair."""
        ctx, cross = self.ctx, self.cross
        if self._filled is not ctx:
            self._filled = ctx
            self._fill(ctx)
        ends = matrix.focus(ctx, self.state)
        if ends is not None:
            cross.go_to(ends[0].id, ends[1].id)
        self.canvas.draw()
        self._draw_pair()

    def _fill(self, ctx: StepContext) -> None:
        cross, crossing, margins = self.cross, matrix.crossing(ctx), matrix.margins(ctx)
        cross.rows = [self._head(item) for item in crossing.rows]
        cross.cols = [self._head(item) for item in crossing.cols]
        form = matrix.measure(ctx)
        cross.cells = {ends: word_of(form, value) for ends, value in crossing.values.items()}
        cross.right, cross.below = margins.rows, margins.cols
        cross.total, cross.legend = margins.total, margins.legend

    def _head(self, item: Item) -> Head:
        words, role = item.text.replace("\n", " "), self.view.book.role(item.collection)
        return Head(item.id, self.view.code(item), words, role, item.collection)

    def _draw_pair(self) -> None:
        at, ctx = self.cross.at, self.ctx
        cells = self.size.width or 80
        if at is None:
            self.pair_canvas.show([line((" Nothing to cross yet: both lists need an entry.", "muted"))])
            return
        row, col = at
        stands = matrix.Matrix(row.id, col.id)
        reason, now = matrix.reason(ctx, stands), self.cross.cells.get((row.id, col.id), ".")
        meaning = matrix.measure(ctx).choices.get(str(matrix.value(ctx, stands)), "")
        value: Span = (f" {now} {meaning if meaning and meaning != now else ''}".rstrip(), "accent+bold")
        told = answering(ctx).told(pair(row.id, col.id))
        rest: list[Span] = [
            (f"   {told}" if told else "", "text"), (f"   why: {reason}" if reason else "", "muted"),
        ]  # fmt: skip
        first = line((f" {row.code:<5}", row.role), (clip(row.text, cells - 7), "text"))
        legend = self.cross.explained(cells - 2)
        if legend:
            # What the classes mean takes the third row; the column and the value share the second.
            name = clip(col.text, 30)
            second = line((f" in {col.code} {name}", col.role), ("  ", "text"), value, *rest)
            rows = [first, fit(second, cells), line((f" {legend}", "muted"))]
        else:
            second = line((f" {col.code:<5}", col.role), (clip(col.text, cells - 7), "text"))
            rows = [first, second, line(value, *rest)]
        self.pair_canvas.show(rows)

    # what it says

    def question(self) -> str:
        """The question of this block, or of the line."""
        return matrix.question(self.ctx, self.state)

    def beside(self) -> str:
        """How many are in."""
        return matrix.beside(self.ctx)

    def hints(self) -> list[Hint]:
        """Key line."""
        if self.typing:
            return [("Enter", "keep"), ("Esc", "out")]
        key, ctx = self.desk.key_of, self.ctx
        on, left = key("go-on"), matrix.crossing(ctx).open
        why = [("Enter", "why")] if matrix.reason_key(ctx) else []
        if answering(ctx).hands_on:
            # Both ways out of a ballot stand in the row before the arrows do.
            others = [(key("next-person"), "next person"), (on, "go on")]
            return [*self._rating_hints(), *others, *why, ("arrows", "move")]
        going = (on, f"{left} open, {on} go on" if left else "go on")
        return [*self._rating_hints(), ("arrows", "move"), *why, going]

    def _rating_hints(self) -> list[Hint]:
        key, (low, high) = self.desk.key_of, matrix.bounds(self.ctx)
        if matrix.measure(self.ctx).type == "yesno":
            return [(key("yes"), "yes"), ("0", "no"), (key("cycle"), "switch")]
        if low < 0:
            signs = f"{key('less')} {key('neutral')} {key('more')}"
            return [(signs, "rate"), ("1-5", f"{low} to +{high}")]
        if (low, high) == (0, 1):
            return [(key("more"), "match"), ("0", "none"), (key("cycle"), "cycle")]
        return [(f"{low}-{high}", "rate")]

    # keys

    async def press(self, key: str) -> bool:
        """Arrows move; + 0 - digits and Space set."""
        if self.typing:
            return False
        if key in MOVES:
            self.cross.move("right" if key == "tab" else key)
            if self.cross.at is not None:
                row, col = self.cross.at
                await self.perform(Intent("focus", pair(row.id, col.id)))
            self.desk.look_soon()
            return True
        low, high = matrix.bounds(self.ctx)
        if not key.isdigit() or (key == "0" and low < 0):
            return await super().press(key.removeprefix("kp_"))
        if matrix.measure(self.ctx).type == "yesno":
            return key == "0" and await self.perform(Intent("answer", value="no")) is not None
        # A scale around zero is counted from its lowest point.
        value = low + int(key) - 1 if low < 0 else int(key)
        if low <= value <= high:
            await self.perform(Intent("answer", value=value))
        return low <= value <= high

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
            self.why.value = words or matrix.reason(self.ctx, self.state)
            self.why.cursor_position = len(self.why.value)
            self.query_one("#why-label", Canvas).show([line((" why?      ", "accent"))])

    async def enter(self) -> bool:
        """The one-line why; without a reason field the same as Space."""
        if self.state.why:
            await self.perform(Intent("keep", value=self.why.value))
            return True
        if self.cross.at is None:
            return False
        verb = "reason" if matrix.reason_key(self.ctx) else "cycle"
        if verb not in {offer.verb for offer in self.kind.offers(self.ctx, self.state)}:
            return False
        await self.perform(Intent(verb))
        return True

    def on_input_changed(self) -> None:
        """Words of a reason are a draft of its pair."""
        if self.state.why and self.typing:
            words = self.why.value if self.why.value != matrix.reason(self.ctx, self.state) else ""
            self.desk.keep_draft(matrix.why_place(self.ctx, self.state), words)

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
