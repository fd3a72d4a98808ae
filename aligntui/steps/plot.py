"""Plot: items on two scales, and a list beside them. Rate first in silence, then decide."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widget import Widget

from aligntui.analysis.figure import Finding
from aligntui.analysis.where import select
from aligntui.flow import edit
from aligntui.guide.types import Field, Method, Step, as_list
from aligntui.session.model import Item
from aligntui.steps.base import Desk, Hint, StepView
from aligntui.steps.cards import AddLine, Detail
from aligntui.steps.columns import columns_of
from aligntui.steps.opened import OpenedCard
from aligntui.steps.placed import Entry, draw_list, list_rows, plot_rows
from aligntui.steps.rated import Rating
from aligntui.steps.scatter import Point, Scatter, draw
from aligntui.steps.talk import TextCanvas
from aligntui.text.clean import clean_line


class PlotCanvas(TextCanvas):
    """The plot and the list."""


class PlotView(StepView):
    """Items of one collection by two of its scales."""

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

    def on_mount(self) -> None:
        """Begin with the first item not rated."""
        self.adding.display = False
        for number, item in enumerate(self.items()):
            if self.value(item, 0) is None or self.value(item, 1) is None:
                self.at = number
                break
        words = self.desk.drafted(self.place("add"))
        if words:
            self._open_line()
            self.adding.give_back(words, "")

    def start(self) -> Widget | None:
        """The plot has the keys, unless a line is open."""
        return self.adding.words if self.adding.display else self.canvas

    def on_input_changed(self) -> None:
        """Words in the add line are a draft."""
        if self.opened is None and self.typing:
            self.desk.keep_draft(self.place("add"), self.adding.words.value)

    async def go_on_typing(self) -> None:
        """The card in which words were being typed, unless the add line has them."""
        item_id, key = self.being_typed()
        if item_id and not self.adding.display:
            await self.open_card(item_id, key)

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
        return [
            (f"{low}-{high}", f"rate {self.keys[self.axis]}"),
            *more,
            ("Tab", "scale"),
            ("a", "add"),
            ("n", "go on"),
        ]

    def finding_now(self) -> Finding | None:
        """About the item in focus, or the whole."""
        if self.opened is not None:
            return self.opened.finding_now()
        item = self.item
        found = self.findings()
        return next((f for f in found if item is not None and f.target == item.id), None)

    # keys

    async def press(self, key: str) -> bool:
        """Arrows move through the list; digits rate; Space takes on."""
        if self.opened is not None:
            return await self.opened.press(key)
        if self.typing:
            return key in ("up", "down", "tab")
        items = self.items()
        rows = list_rows(self.canvas.size.height or 16)
        moves = {
            "up": -1,
            "k": -1,
            "down": 1,
            "j": 1,
            "left": -rows,
            "h": -rows,
            "right": rows,
            "l": rows,
            "home": -999,
            "end": 999,
        }
        if key in moves:
            self.at = max(0, min(len(items) - 1, self.at + moves[key]))
            self.axis = 0
            self._after_move()
            return True
        if key == "tab":
            self.axis = 1 - self.axis
            self._after_move()
            return True
        if key == "a":
            self._open_line()
            self.screen.set_focus(self.adding.words)
            return True
        item = self.item
        if item is None:
            return False
        if key.isdigit():
            return await self._rate(item, int(key))
        if key == "space" and self.step.mark is not None:
            now = "no" if self._taken(item) else "yes"
            word = "taken on" if now == "yes" else "put back"
            await self.desk.commit(
                edit.put(self.view, item, self.step.mark, now), f"{self.view.code(item)} {word}."
            )
            return True
        if key == "x":
            await self.desk.commit(
                edit.set_status(item, "parked"), f"{self.view.code(item)} parked. u brings it back."
            )
            return True
        if key == "e":
            await self.open_card(item.id)
            return True
        return False

    def _open_line(self) -> None:
        self.adding.display, self.detail.display = True, False
        if self.columns:
            column = self.columns[0]
            self.adding.label(column.next_code(self.view), column.one, column.example)

    def _after_move(self) -> None:
        self.redraw()
        self.desk.frame()
        self.desk.look_soon()

    async def _rate(self, item: Item, value: int) -> bool:
        key = self.keys[self.axis]
        field = self.field(key)
        low, high = field.from_ or 1, field.to or 5
        if not low <= value <= high:
            self.desk.say(f"From {low} to {high}.")
            return True
        if self.rating.on_ballot:
            kept = await self.rating.give(f"{item.id}#{key}", value)
        else:
            kept = await self.desk.commit(edit.put(self.view, item, key, value))
        if not kept:
            return True
        if self.axis == 0:
            self.axis = 1
        else:
            self.axis = 0
            self.at = min(len(self.items()) - 1, self.at + 1)
        self._after_move()
        return True

    async def enter(self) -> bool:
        """Open the item; keep the add line."""
        if self.opened is not None:
            return await self.opened.enter()
        if self.typing:
            return await self._keep_line()
        item = self.item
        if item is None:
            return False
        await self.open_card(item.id)
        return True

    async def _keep_line(self) -> bool:
        words = clean_line(self.adding.words.value)
        if not words or not self.columns:
            return await self.escape()
        item, ops = edit.add(
            self.view,
            self.desk.new_id,
            self.columns[0].collection,
            words,
            by=self.desk.person,
            at=self.desk.now(),
        )
        if not await self.desk.commit(ops, "Kept. u takes it back."):
            return True
        self.adding.take()
        self.desk.keep_draft(self.place("add"), "")
        self.at = next((n for n, i in enumerate(self.items()) if i.id == item.id), self.at)
        self.adding.label(self.columns[0].next_code(self.view), self.columns[0].one)
        self.redraw()
        return True

    async def escape(self) -> bool:
        """Out of the card or the line."""
        if self.opened is not None:
            if await self.opened.escape():
                await self.close_card()
            return True
        if self.typing:
            self.adding.display, self.detail.display = False, True
            self.screen.set_focus(self.canvas)
            self.redraw()
            return True
        return False

    async def leave(self) -> bool:
        """Keep an open card; alone, what was rated is agreed."""
        if self.opened is not None:
            await self.opened.keep()
        if self.rating.quiet and self.rating.on_ballot and not self._open():
            await self.rating.finish()
        return True

    def _open(self) -> int:
        """Items that a begun rating has left out."""
        if not self.rating.answered():
            return 0
        return sum(1 for i in self.items() if self.value(i, 0) is None or self.value(i, 1) is None)

    async def onward(self) -> bool:
        """Say once what is not rated; what is rated is agreed before the step goes on."""
        left = self._open() if self.rating.on_ballot else 0
        if left and not self._warned:
            self._warned = True
            self.desk.say(f"{left} not rated yet. n again goes on without.", "hint")
            return True
        return self.rating.on_ballot and not await self.rating.close()

    async def open_card(self, item_id: str, key: str = "") -> None:
        """All fields of one item in place of the plot, at one field when `key` is given."""
        item = self.view.item(item_id)
        if item is None:
            return
        known = list(self.view.book.fields(item.collection))
        asked = [f for f in (self.step.fields or known) if f in known]
        self.opened = OpenedCard(self.desk, self.method, self.step, item, ["text", *asked])
        for widget in (self.canvas, self.adding, self.detail):
            widget.display = False
        await self.mount(self.opened)
        self.opened.begin(key)
        self.desk.frame()

    async def close_card(self) -> None:
        """Back to the plot."""
        if self.opened is None:
            return
        opened, self.opened = self.opened, None
        self.canvas.display = self.detail.display = True
        await opened.remove()
        self.screen.set_focus(self.canvas)
        self.redraw()
        self.desk.frame()
