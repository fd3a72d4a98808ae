"""How a plot looks: items on two scales, a list under them, the one in focus in full."""

from __future__ import annotations

from functools import partial

from textual.app import ComposeResult
from textual.widget import Widget

from aligntui.analysis.shapes import Mark, QuadrantMap
from aligntui.analysis.shaping import label_of
from aligntui.engine.entry import filling, signs
from aligntui.engine.entry.fields import ends_of, options
from aligntui.engine.kind import Intent, Outcome, neighbour
from aligntui.engine.kinds import plot
from aligntui.engine.lists import columns_of
from aligntui.engine.rounds import announcing, revising, talking
from aligntui.engine.rounds.answering import answering
from aligntui.methods.quadrants import CUT
from aligntui.methods.types import Method, Step
from aligntui.session.model import Item
from aligntui.text.clean import width
from aligntui.tui.kinds.base import Hint
from aligntui.tui.kinds.cards import AROUND, TITLE, AddLine, Detail
from aligntui.tui.kinds.choices import ChoiceEditor
from aligntui.tui.kinds.desk import Desk
from aligntui.tui.kinds.opened import OpenedCard
from aligntui.tui.kinds.opening import ItemsView
from aligntui.tui.kinds.placed import Entry, draw_list, list_rows, plot_rows
from aligntui.tui.kinds.talk import UP_DOWN
from aligntui.tui.widgets.charts.quadrants import draw_map
from aligntui.tui.widgets.line import Line, line, wrap


class PlotView(ItemsView):
    """Items of one collection by two of its scales."""

    ROWS = 12
    state: plot.Plot

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.columns = columns_of(step, desk.view.book)
        self.adding = AddLine()
        self.detail = Detail(id="detail")

    def compose(self) -> ComposeResult:
        """Plot with list, the add line, the detail."""
        yield self.canvas
        yield self.adding
        yield self.detail

    def on_mount(self) -> None:
        """Words that wait in the add line stand in it."""
        self._show_line()
        if self.state.adding:
            self.adding.give_back(self.desk.drafted(self.ctx.line_place("add")), "")

    def start(self) -> Widget | None:
        """The plot has the keys, unless a line is open."""
        return self.adding.words if self.state.adding else self.canvas

    def on_input_changed(self) -> None:
        """Words in the add line are a draft."""
        if self.opened is None and self.typing:
            self.desk.keep_draft(self.ctx.line_place("add"), self.adding.words.value)

    async def go_on_typing(self) -> None:
        """The card in which words were being typed, unless the add line has them."""
        item_id, key = filling.being_typed(self.ctx)
        if self.view.item(item_id) is not None and not self.state.adding:
            await self.perform(Intent("open", item_id, key))

    # drawing

    def draw_closed(self) -> None:
        """Draw plot, list and detail."""
        ctx, item = self.ctx, plot.focus(self.ctx, self.state)
        every = plot.items(ctx)
        cells, above = self.canvas.size.width or 80, self._above
        up, along = plot.scales(ctx)
        over, right = plot.named(ctx, up), plot.named(ctx, along)
        marks = [
            Mark(
                label_of(one.id, ctx.view), plot.value(ctx, one, 1), plot.value(ctx, one, 0), one is item,
                plot.taken(ctx, one),
            )
            for one in every
        ]  # fmt: skip
        entries = [Entry(mark, plot.first(ctx, one)) for mark, one in zip(marks, every, strict=True)]
        across, *level = self.step.cut or CUT
        shape = QuadrantMap(
            tuple(marks), right, over, plot.bounds(ctx, along), plot.bounds(ctx, up),
            (across, level[0] if level else across), self.step.names,
        )  # fmt: skip
        height, rows = self._rows
        at = every.index(item) if item is not None else 0
        add, back = map(self.desk.key_of, ("add", "go-back"))
        nothing = f"Nothing here yet. {add} adds one, {back} goes back to where it is written."
        per = list_rows(rows, len(entries))
        listing, cursor = draw_list(entries, at, cells, rows, per, (over, right), nothing)
        below = (cursor[0], cursor[1] + len(above) + height) if cursor else None
        self.canvas.show([*above, *draw_map(shape, cells, height), *listing], below)
        if item is not None and not self.state.adding:
            self._draw_detail(item)

    @property
    def _above(self) -> list[Line]:
        """What is to be known of a second pass, and what is talked about first."""
        words = self.words(announcing.remark(answering(self.ctx))) or talking.first(self.ctx)
        rows = wrap(words, (self.canvas.size.width or 80) - 2) if words else []
        return [line((f" {row}", "text+bold")) for row in rows]

    @property
    def _rows(self) -> tuple[int, int]:
        """Rows of the plot, and of the list below it."""
        low, high = plot.bounds(self.ctx, plot.scales(self.ctx)[0])
        rows = (self.canvas.size.height or 16) - len(self._above)
        height = plot_rows(rows, high - low + 1)
        return height, rows - height

    def _draw_detail(self, item: Item) -> None:
        ctx, words = self.ctx, []
        for axis, key in enumerate(plot.scales(ctx)):
            number = plot.value(ctx, item, axis)
            # Among several people how far they are apart says more than the words of the scale.
            told = answering(ctx).told(f"{item.id}#{key}")
            more = f" {told}" if told else plot.scale(ctx, key).choices.get(str(number), "")
            words.append(f"{plot.named(ctx, key)} {'-' if number is None else number} {more}".strip())
        key = plot.scales(ctx)[self.state.axis]
        name = plot.named(ctx, key)
        room = (self.size.width or 80) - AROUND - TITLE - width(f"{name}: ")
        ends = ends_of(plot.scale(ctx, key), room)
        right = f"{name}: {ends}" if ends else f"digits rate {name}"
        if plot.deciding(ctx):
            taken = [self.view.code(i) for i in plot.items(ctx) if plot.taken(ctx, i)]
            right = f"taken on  {' '.join(taken) or 'none'}"
        self.detail.card(self._titled(item), right, item.text, "   ".join(words))

    def _titled(self, item: Item) -> str:
        """Its code, with what its letters stand for where a choice gives them: `SO1  use a strength..`."""
        cell = self.view.book.cell_field(item.collection)
        field = self.view.book.field(item.collection, cell) if cell else None
        stands = field.choices.get(str(item.fields.get(cell) or ""), "") if field is not None else ""
        return f"{self.view.code(item)}  {stands}".strip()

    def open_card(self) -> OpenedCard:
        """The form of an item, on the scales the own ratings while a round takes them."""
        keys = plot.scales(self.ctx) if answering(self.ctx).on_ballot else ()
        return OpenedCard(self, {key: partial(self._scale, axis) for axis, key in enumerate(keys)})

    def _scale(self, axis: int) -> ChoiceEditor:
        ctx, opened = self.ctx, self.state.opened
        assert opened is not None
        offered = options(plot.scale(ctx, plot.scales(ctx)[axis]), ctx.view)
        return ChoiceEditor(offered, plot.value(ctx, filling.item_of(ctx, opened), axis))

    # what it says

    def beside(self) -> str:
        """How many are in."""
        return super().beside() if self.opened is None else ""

    def hints_closed(self) -> list[Hint]:
        """Key line."""
        key, ctx = self.desk.key_of, self.ctx
        if self.typing:
            return [("type:", "a new one"), ("Enter", "keep"), ("Esc", "plot"), (key("go-on"), "on")]
        done, mark = answering(ctx).way_on or "on", key("take-on")
        on = ("Enter" if plot.is_rated(ctx) else key("go-on"), done)
        item = plot.focus(ctx, self.state)
        is_on = item is not None and plot.taken(ctx, item)
        does = "put back" if is_on else "take on"
        if plot.deciding(ctx):
            return [
                (mark, does),
                ("arrows", "move"),
                ("digits", "rate"),
                ("Enter", "open"),
                on,
            ]
        low, high = plot.bounds(ctx, plot.scales(ctx)[0])
        more = [(mark, does if is_on else "mark")] if self.step.mark is not None else []
        across, last = (plot.named(ctx, key) for key in plot.scales(ctx))
        leads = f"{last}, next" if self.state.axis else f"{across}, then {last}"
        rate = (f"{low}-{high}", leads)
        add = [("letters", "a new one")] if "add" in self.verbs else []
        if revising.is_agreed(ctx):
            again = [(key("open-round"), "open it again")] if "open-round" in self.verbs else []
            change = [(rate[0], "change what was agreed")] if answering(ctx).may_close else []
            return [*change, *again, *more, *add, on]
        # Once all is rated the way out stands where no narrow window cuts it.
        first, then = ([on], []) if plot.is_rated(ctx) else ([], [on])
        if answering(ctx).hands_on:
            others = (key("next-person"), "next person")
            return [*first, rate, others, *then, ("Tab", "scale"), *more, *add]
        return [*first, rate, *more, *add, *then, ("Tab", "scale")]

    # keys

    async def press_closed(self, key: str) -> bool:
        """Arrows move through the list; digits rate; Space takes on."""
        if self.typing:
            return key in ("up", "down", "tab")
        ctx, item = self.ctx, plot.focus(self.ctx, self.state)
        rows = list_rows(self._rows[1], len(plot.items(ctx)))
        moves = {**UP_DOWN, "left": -rows, "right": rows}
        if key in moves and item is None:
            return True
        if key in moves and item is not None:
            intent = Intent("focus", neighbour([i.id for i in plot.items(ctx)], item.id, moves[key]))
        elif key in ("tab", "shift+tab"):
            intent = Intent("focus", field=plot.scales(ctx)[1 - self.state.axis])
        else:
            return await super().press_closed(key)
        await self.perform(intent)
        self.desk.frame()
        self.desk.look_soon()
        return True

    async def sign_closed(self, sign: str) -> bool:
        """A sign of the scale in focus rates; another one begins a new item where some are made."""
        ctx, item = self.ctx, plot.focus(self.ctx, self.state)
        if item is not None:
            scale = plot.scales(ctx)[self.state.axis]
            meanings = signs.numbers(*plot.bounds(ctx, scale))
            at = item.id + scale
            if await self.answer(at, meanings, sign, Intent("answer"), refuses=True):
                return True
        if "add" in self.verbs:
            await self.perform(Intent("add"))
        return False

    async def perform(self, intent: Intent | None) -> Outcome[plot.Plot] | None:
        """As of every kind; the add line and the open card follow the state."""
        adding = self.state.adding
        outcome = await super().perform(intent)
        if self.state.adding != adding:
            self._show_line()
            self.screen.set_focus(self.adding.words if self.state.adding else self.canvas)
            self.redraw()
        return outcome

    def _show_line(self) -> None:
        self.adding.display, self.detail.display = self.state.adding, not self.state.adding
        if self.state.adding and self.columns:
            column = self.columns[0]
            self.adding.label(column.next_code(self.view), column.one, column.example)

    async def enter_closed(self) -> bool:
        """Open the item; keep the add line."""
        if self.typing:
            kept = bool(self.adding.words.value.strip())
            outcome = await self.perform(Intent("keep", value=self.adding.words.value))
            if outcome is not None and kept:
                self.adding.take()
                self.desk.keep_draft(self.ctx.line_place("add"), "")
                self.adding.label(self.columns[0].next_code(self.view), self.columns[0].one)
            return True
        if plot.focus(self.ctx, self.state) is None or plot.is_rated(self.ctx):
            return False
        await self.perform(Intent("open"))
        return True

    async def escape(self) -> bool:
        """Out of the card or the line."""
        if self.opened is not None or not self.typing:
            return await super().escape()
        await self.perform(Intent("close"))
        return True

    def lay_out(self) -> None:
        """The plot, and the line or the item in focus."""
        super().lay_out()
        if self.opened is None:
            self._show_line()


VIEW = PlotView
