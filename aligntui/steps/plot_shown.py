"""How a plot looks: items on two scales, a list under them, the one in focus in full."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widget import Widget

from aligntui.analysis.figure import Finding
from aligntui.analysis.where import select
from aligntui.guide.types import Field, Method, Step, as_list
from aligntui.session.model import Item
from aligntui.steps.base import Desk, Hint, StepView
from aligntui.steps.cards import AddLine, Detail
from aligntui.steps.columns import columns_of
from aligntui.steps.opened import OpenedCard
from aligntui.steps.placed import Entry, draw_list, plot_rows
from aligntui.steps.rated import Rating
from aligntui.steps.scatter import Point, Scatter, draw
from aligntui.steps.talk import TextCanvas


class PlotCanvas(TextCanvas):
    """The plot and the list."""


class ShownPlot(StepView):
    """Items of one collection by two of its scales, as they are drawn."""

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.columns = columns_of(step, desk.view.book)
        self.rating = Rating(desk, method.method, step)
        self.canvas = PlotCanvas(id="plot")
        self.adding = AddLine()
        self.detail = Detail(id="detail")
        self.opened: OpenedCard | None = None
        self.at = 0
        self.top = 0
        self._warned = False
        self.axis = 0
        """0: the field up the side is rated next, 1: the one along the bottom."""

    @property
    def keys(self) -> tuple[str, str]:
        """(field up the side, field along the bottom)."""
        return self.step.y or "", self.step.x or ""

    def field(self, key: str) -> Field:
        """Definition of a scale."""
        collection = self.columns[0].collection if self.columns else ""
        return self.view.book.field(collection, key) or Field(type="scale", from_=1, to=5)

    @property
    def deciding(self) -> bool:
        """Whether Space takes cards on."""
        return self.step.mark is not None and self.phase in ("decide", "")

    def compose(self) -> ComposeResult:
        """Plot with list, the add line, the detail."""
        yield self.canvas
        yield self.adding
        yield self.detail

    def start(self) -> Widget | None:
        """The plot has the keys, unless a line is open."""
        return self.adding.words if self.adding.display else self.canvas

    def on_input_changed(self) -> None:
        """Words in the add line are a draft."""
        if self.opened is None and self.typing:
            self.desk.keep_draft(self.place("add"), self.adding.words.value)

    # state

    def items(self) -> list[Item]:
        """What is placed."""
        names = as_list(self.step.of) if not isinstance(self.step.of, dict) else []
        items = self.view.items(names)
        return self.own(select(self.view, items, self.step.filter, self.resolve))

    @property
    def item(self) -> Item | None:
        """The item in focus."""
        found = self.items()
        return found[min(self.at, len(found) - 1)] if found else None

    def value(self, item: Item, axis: int) -> int | None:
        """Own rating while a round is open, else the agreed value."""
        key = self.keys[axis]
        if self.rating.on_ballot:
            found = self.rating.value(f"{item.id}#{key}")
            return int(found) if found is not None else None
        number = self.view.number(item, key)
        return None if number is None else int(number)

    def redraw(self) -> None:
        """Draw plot, list and detail."""
        if not self.is_mounted:
            return
        if self.opened is not None:
            self.opened.redraw()
            return
        self.rating.notice()
        items = self.items()
        self.at = max(0, min(self.at, len(items) - 1))
        cells, rows = self.canvas.size.width or 80, self.canvas.size.height or 16
        y, x = self.field(self.keys[0]), self.field(self.keys[1])
        points = [
            Point(self.view.code(i), self.value(i, 1), self.value(i, 0), n == self.at, self._taken(i))
            for n, i in enumerate(items)
        ]
        scatter = Scatter(
            points, (x.from_ or 1, x.to or 5), (y.from_ or 1, y.to or 5), tuple(self.step.cut or (4, 4)),
            self.step.names, self.keys[1], self.keys[0],
        )  # fmt: skip
        height = plot_rows(rows)
        plot = draw(scatter, cells, height)
        entries = [
            Entry(
                self.view.code(i), i.text.replace("\n", " "), self.value(i, 0), self.value(i, 1),
                taken=self._taken(i),
            )
            for i in items
        ]  # fmt: skip
        listing, cursor = draw_list(entries, self.at, cells, rows - height, (self.keys[0], self.keys[1]))
        self.canvas.show([*plot, *listing], (cursor[0], cursor[1] + height) if cursor else None)
        self._draw_detail()

    def _taken(self, item: Item) -> bool:
        return self.step.mark is not None and item.fields.get(self.step.mark) == "yes"

    def _draw_detail(self) -> None:
        item = self.item
        if item is None or self.adding.display:
            return
        y, x = self.field(self.keys[0]), self.field(self.keys[1])
        next_ = self.keys[self.axis]
        words = []
        for k, f, v in ((self.keys[0], y, self.value(item, 0)), (self.keys[1], x, self.value(item, 1))):
            # Among several people how far they are apart says more than the words of the scale.
            told = self.rating.told(f"{item.id}#{k}")
            more = f" {told}" if told else f.choices.get(str(v), "")
            words.append(f"{k} {'-' if v is None else v} {more}".strip())
        right = f"digits rate {next_}" if not self.deciding else self._live()
        self.detail.card(self._titled(item), right, item.text, "   ".join(words))

    def _titled(self, item: Item) -> str:
        """Its code, with what its letters stand for where a choice gives them: `SO1  use a strength..`."""
        cell = self.view.book.cell_field(item.collection)
        field = self.view.book.field(item.collection, cell) if cell else None
        stands = field.choices.get(str(item.fields.get(cell) or ""), "") if field is not None else ""
        return f"{self.view.code(item)}  {stands}".strip()

    def _live(self) -> str:
        taken = [self.view.code(i) for i in self.items() if self._taken(i)]
        return f"taken on  {' '.join(taken) or 'none'}"

    def question(self) -> str:
        """The step's question; while rating which number is asked."""
        if self.opened is not None:
            return self.opened.question()
        item = self.item
        if self.adding.display and self.columns:
            return self.columns[0].ask
        if self.phase in ("rate", "again") and item is not None:
            ask = self.field(self.keys[self.axis]).ask
            if self.phase == "again" and self.rating.alone and self.at == 0 and self.axis == 0:
                return "Now assume the first pass was wrong. Rate all of it again."
            return ask or super().question()
        return super().question()

    @property
    def is_blank(self) -> bool:
        """Whether one person alone has answered nothing yet."""
        return self.rating.blank

    @property
    def has_asked(self) -> bool:
        """Whether what is not rated was said."""
        return self._warned

    def beside(self) -> str:
        """How many are in."""
        return self.rating.header() if self.opened is None else ""

    def heading(self) -> str:
        """While a card is open: its code."""
        return self.opened.heading() if self.opened is not None else super().heading()

    def hints(self) -> list[Hint]:
        """Key line."""
        if self.opened is not None:
            return self.opened.hints()
        if self.typing:
            return [("Enter", "keep"), ("Esc", "plot, n on")]
        low, high = self.field(self.keys[0]).from_ or 1, self.field(self.keys[0]).to or 5
        if self.deciding:
            return [
                ("Space", "take on"),
                ("arrows", "move"),
                ("digits", "rate"),
                ("Enter", "open"),
                ("n", "go on"),
            ]
        more = [("Space", "mark")] if self.step.mark is not None else []
        rate = (f"{low}-{high}", f"rate {self.keys[self.axis]}")
        if others := self.rating.hints():
            return [rate, *others, ("n", "go on"), ("Tab", "scale"), *more, ("a", "add")]
        return [rate, *more, ("Tab", "scale"), ("a", "add"), ("n", "go on")]

    def finding_now(self) -> Finding | None:
        """About the item in focus, or the whole."""
        if self.opened is not None:
            return self.opened.finding_now()
        item = self.item
        found = self.findings()
        return next((f for f in found if item is not None and f.target == item.id), None)
