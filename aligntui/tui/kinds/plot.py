"""How a plot looks: items on two scales, a list under them, the one in focus in full."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widget import Widget

from aligntui.analysis.figure import Finding
from aligntui.engine.entry import filling
from aligntui.engine.entry.filling import Filling
from aligntui.engine.kind import Intent, Outcome
from aligntui.engine.kinds import plot
from aligntui.engine.lists import columns_of
from aligntui.engine.rounds.answering import answering
from aligntui.methods.types import Method, Step
from aligntui.session.model import Item
from aligntui.tui.kinds.base import Hint, KindView
from aligntui.tui.kinds.cards import AddLine, Detail
from aligntui.tui.kinds.desk import Desk
from aligntui.tui.kinds.opened import OpenedCard
from aligntui.tui.kinds.placed import Entry, draw_list, list_rows, plot_rows
from aligntui.tui.kinds.scatter import Point, Scatter, draw
from aligntui.tui.kinds.talk import TextCanvas


class PlotCanvas(TextCanvas):
    """The plot and the list."""


class PlotView(KindView):
    """Items of one collection by two of its scales."""

    state: plot.Plot

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.columns = columns_of(step, desk.view.book)
        self.canvas = PlotCanvas(id="plot")
        self.adding = AddLine()
        self.detail = Detail(id="detail")
        self.opened: OpenedCard | None = None

    @property
    def filling(self) -> Filling | None:
        """Where one stands in the fields that are open."""
        return self.state.opened

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
        if item_id and not self.state.adding:
            await self.open_card(item_id, key)

    # drawing

    def draw(self) -> None:
        """Draw plot, list and detail."""
        if self.opened is not None:
            self.opened.redraw()
            return
        ctx, item = self.ctx, plot.focus(self.ctx, self.state)
        every = plot.items(ctx)
        cells, rows = self.canvas.size.width or 80, self.canvas.size.height or 16
        up, along = plot.scales(ctx)
        points = [
            Point(
                self.view.code(i), plot.value(ctx, i, 1), plot.value(ctx, i, 0), i is item, plot.taken(ctx, i)
            )
            for i in every
        ]
        scatter = Scatter(
            points, plot.bounds(ctx, along), plot.bounds(ctx, up), tuple(self.step.cut or (4, 4)),
            self.step.names, along, up,
        )  # fmt: skip
        height = plot_rows(rows)
        entries = [
            Entry(p.code, i.text.replace("\n", " "), p.y, p.x, p.taken, self.view.book.role(i.collection))
            for i, p in zip(every, points, strict=True)
        ]
        at = every.index(item) if item is not None else 0
        add, back = map(self.desk.key_of, ("add", "go-back"))
        nothing = f"Nothing here yet. {add} adds one, {back} goes back to where it is written."
        listing, cursor = draw_list(entries, at, cells, rows - height, (up, along), nothing)
        below = (cursor[0], cursor[1] + height) if cursor else None
        self.canvas.show([*draw(scatter, cells, height), *listing], below)
        if item is not None and not self.state.adding:
            self._draw_detail(item)

    def _draw_detail(self, item: Item) -> None:
        ctx, words = self.ctx, []
        for axis, key in enumerate(plot.scales(ctx)):
            number = plot.value(ctx, item, axis)
            # Among several people how far they are apart says more than the words of the scale.
            told = answering(ctx).told(f"{item.id}#{key}")
            more = f" {told}" if told else plot.scale(ctx, key).choices.get(str(number), "")
            words.append(f"{key} {'-' if number is None else number} {more}".strip())
        right = f"digits rate {plot.scales(ctx)[self.state.axis]}"
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

    # what it says

    def question(self) -> str:
        """The question of the field in focus while a card is open."""
        return self.opened.question() if self.opened is not None else super().question()

    def beside(self) -> str:
        """How many are in."""
        return super().beside() if self.opened is None else ""

    def heading(self) -> str:
        """While a card is open: its code."""
        return self.opened.heading() if self.opened is not None else super().heading()

    def hints(self) -> list[Hint]:
        """Key line."""
        key, ctx = self.desk.key_of, self.ctx
        if self.opened is not None:
            return self.opened.hints()
        if self.typing:
            return [("Enter", "keep"), ("Esc", f"plot, {key('go-on')} on")]
        on, mark = (key("go-on"), "go on"), key("take-on")
        if plot.deciding(ctx):
            return [(mark, "take on"), ("arrows", "move"), ("digits", "rate"), ("Enter", "open"), on]
        low, high = plot.bounds(ctx, plot.scales(ctx)[0])
        more = [(mark, "mark")] if self.step.mark is not None else []
        rate = (f"{low}-{high}", f"rate {plot.scales(ctx)[self.state.axis]}")
        if answering(ctx).hands_on:
            others = (key("next-person"), "next person")
            return [rate, others, on, ("Tab", "scale"), *more, (key("add"), "add")]
        return [rate, *more, ("Tab", "scale"), (key("add"), "add"), on]

    def finding_now(self) -> Finding | None:
        """About the item in focus, or the field of the open card."""
        return self.opened.finding_now() if self.opened is not None else super().finding_now()

    # keys

    async def press(self, key: str) -> bool:
        """Arrows move through the list; digits rate; Space takes on."""
        if self.opened is not None:
            return await self.opened.press(key)
        if self.typing:
            return key in ("up", "down", "tab")
        ctx, item = self.ctx, plot.focus(self.ctx, self.state)
        ids = [i.id for i in plot.items(ctx)]
        rows = list_rows(self.canvas.size.height or 16)
        moves = {
            "up": -1, "k": -1, "down": 1, "j": 1, "left": -rows, "h": -rows, "right": rows, "l": rows,
            "home": -999, "end": 999,
        }  # fmt: skip
        if key in moves:
            if item is not None:
                at = max(0, min(len(ids) - 1, ids.index(item.id) + moves[key]))
                await self._perform_and_look(Intent("focus", ids[at]))
            return True
        if key == "tab":
            await self._perform_and_look(Intent("focus", field=plot.scales(ctx)[1 - self.state.axis]))
            return True
        if key.isdigit() and item is not None:
            await self._perform_and_look(Intent("answer", value=int(key)))
            return True
        return await super().press(key)

    async def _perform_and_look(self, intent: Intent) -> None:
        await self.perform(intent)
        self.desk.frame()
        self.desk.look_soon()

    async def perform(self, intent: Intent | None) -> Outcome[plot.Plot] | None:
        """As of every kind; the add line and the open card follow the state."""
        adding = self.state.adding
        outcome = await super().perform(intent)
        if self.state.adding != adding:
            self._show_line()
            self.screen.set_focus(self.adding.words if self.state.adding else self.canvas)
            self.redraw()
        if (self.state.opened is None) is not (self.opened is None):
            await (self._hide_card() if self.state.opened is None else self._show_card())
        return outcome

    def _show_line(self) -> None:
        self.adding.display, self.detail.display = self.state.adding, not self.state.adding
        if self.state.adding and self.columns:
            column = self.columns[0]
            self.adding.label(column.next_code(self.view), column.one, column.example)

    async def enter(self) -> bool:
        """Open the item; keep the add line."""
        if self.opened is not None:
            return await self.opened.enter()
        if self.typing:
            kept = bool(self.adding.words.value.strip())
            outcome = await self.perform(Intent("keep", value=self.adding.words.value))
            if outcome is not None and kept:
                self.adding.take()
                self.desk.keep_draft(self.ctx.line_place("add"), "")
                self.adding.label(self.columns[0].next_code(self.view), self.columns[0].one)
            return True
        if plot.focus(self.ctx, self.state) is None:
            return False
        await self.perform(Intent("open"))
        return True

    async def escape(self) -> bool:
        """Out of the card or the line."""
        if self.opened is not None:
            if await self.opened.escape():
                await self.close_card()
            return True
        if self.typing:
            await self.perform(Intent("close"))
            return True
        return False

    async def leave(self) -> bool:
        """Keep an open card; alone, what was rated is agreed."""
        if self.opened is not None:
            await self.opened.keep()
        return await super().leave()

    # an open card

    async def open_card(self, item_id: str, key: str = "") -> None:
        """All fields of one item in place of the plot, at one field when `key` is given."""
        if self.view.item(item_id) is not None:
            await self.perform(Intent("open", item_id, key))

    async def _show_card(self) -> None:
        assert self.state.opened is not None
        self.opened = OpenedCard(self)
        for widget in (self.canvas, self.adding, self.detail):
            widget.display = False
        await self.mount(self.opened)
        self.opened.begin(self.state.opened.at)
        self.desk.frame()

    async def close_card(self) -> None:
        """Back to the plot."""
        await self.perform(Intent("close"))

    async def _hide_card(self) -> None:
        if self.opened is None:
            return
        opened, self.opened = self.opened, None
        self.canvas.display = self.detail.display = True
        await opened.remove()
        self.screen.set_focus(self.canvas)
        self.redraw()
        self.desk.frame()


VIEW = PlotView
