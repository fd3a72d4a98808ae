"""Four worlds between two axes: the place in the square is the world's nature."""

from __future__ import annotations

from itertools import product

from textual.app import ComposeResult
from textual.widget import Widget

from aligntui.analysis.figure import Finding
from aligntui.analysis.where import select
from aligntui.flow import edit
from aligntui.guide.types import Filter, Method, Preset, Step, as_list
from aligntui.session import order
from aligntui.session.model import Item
from aligntui.steps.base import Desk, Hint, StepView
from aligntui.steps.fields import OneCard
from aligntui.steps.opened import OpenedCard
from aligntui.steps.talk import TextCanvas
from aligntui.text.clean import clip
from aligntui.text.words import count
from aligntui.widgets.line import BLANK, Line, beside, fit, line, on, wrap


class WorldsView(StepView):
    """A board laid out by two axes; its cards are made from the chosen pair."""

    def __init__(self, desk: Desk, method: Method, step: Step) -> None:
        super().__init__(desk, method, step)
        self.collection = as_list(step.holds)[0]
        preset = step.preset if isinstance(step.preset, Preset) else Preset()
        self.preset = preset
        self.keys = preset.key or ["when_x", "when_y"]
        self.canvas = TextCanvas(id="worlds")
        self.opened: OpenedCard | None = None
        self.at = 0

    def compose(self) -> ComposeResult:
        """The square."""
        yield self.canvas

    def start(self) -> Widget | None:
        """The square has the keys."""
        return self.canvas

    def axis(self) -> Item | None:
        """The chosen pair."""
        items = self.view.items(self.preset.from_)
        return next(iter(select(self.view, items, Filter(where=self.preset.where))), None)

    def worlds(self) -> list[Item]:
        """The worlds in reading order: A B above, D C below."""
        items = self.view.items(self.collection)
        return sorted(
            items, key=lambda i: [str(i.fields.get(k) or "") == "high" for k in reversed(self.keys)]
        )

    async def on_mount(self) -> None:
        """Make the worlds of the chosen pair once, clockwise: A, B, C, D."""
        if self.axis() is None or self.view.items(self.collection):
            self.redraw()
            return
        ops = []
        view = self.view
        corners = [("low", "low"), ("high", "low"), ("high", "high"), ("low", "high")]
        if len(self.keys) != 2:
            corners = [tuple(c) for c in product(("low", "high"), repeat=len(self.keys))]  # type: ignore[misc]
        last: list[str] = []
        for corner in corners:
            fields = dict(zip(self.keys, corner, strict=False))
            item, more = edit.add(
                view, self.desk.new_id, self.collection, "", fields, by=self.desk.person, at=self.desk.now()
            )
            item.pos = order.after([item.pos, *last]) if last else item.pos
            last.append(item.pos)
            ops += more
        await self.desk.commit(ops, "Four worlds, none better than the others. Enter names one.")
        self.redraw()

    def corner(self, item: Item) -> str:
        """`on the spot, steady` of a world."""
        axis = self.axis()
        if axis is None:
            return ""
        words = []
        for key, side in zip(self.keys, ("x", "y"), strict=False):
            end = "high" if item.fields.get(key) == "high" else "low"
            words.append(str(axis.fields.get(f"{side}_{end}") or f"{side} {end}"))
        return ", ".join(words)

    def redraw(self) -> None:
        """Axes around, a world in each corner."""
        if not self.is_mounted:
            return
        if self.opened is not None:
            self.opened.redraw()
            return
        cells, height = self.canvas.size.width or 80, self.canvas.size.height or 19
        worlds = self.worlds()
        axis = self.axis()
        rows: list[Line] = []
        if axis is not None:
            rows.append(self._axis_line(axis, cells))
        box = max(4, (height - len(rows) - 3) // 2)
        left = (cells - 1) // 2
        cursor = None
        for band in range(0, len(worlds), 2):
            pair = worlds[band : band + 2]
            if axis is not None:
                end = "high" if pair[0].fields.get(self.keys[-1]) == "high" else "low"
                rows.append(line((f" {axis.fields.get(f'y_{end}') or ''}", "accent")))
            drawn = [
                self._box(w, left if n == 0 else cells - left - 1, box, worlds.index(w) == self.at)
                for n, w in enumerate(pair)
            ]
            if worlds.index(pair[0]) <= self.at < worlds.index(pair[0]) + 2:
                cursor = (0 if self.at % 2 == 0 else left + 1, len(rows))
            for y in range(box):
                right = drawn[1][y] if len(drawn) > 1 else BLANK
                rows.append(beside((drawn[0][y], left), (line(("│", "rule")), 1), (right, cells - left - 1)))
            if band == 0:
                rows.append(line(("─" * cells, "rule")))
        self.canvas.show(rows[:height], cursor)

    def _axis_line(self, axis: Item, cells: int) -> Line:
        names = []
        for side in ("x", "y"):
            driver = self.view.item(str(axis.fields.get(side) or ""))
            names.append(f"{self.view.code(driver)} {driver.text}" if driver is not None else side)
        low, high = str(axis.fields.get("x_low") or ""), str(axis.fields.get("x_high") or "")
        middle = f"< {clip(names[0], 30)} >"
        third = max(10, (cells - len(middle)) // 2)
        return fit(
            line((f"  {low}".ljust(third), "accent"), (middle, "muted"), (high.rjust(third - 2), "accent")),
            cells,
        )

    def _box(self, world: Item, cells: int, rows: int, here: bool) -> list[Line]:
        story = self.view.text(world, "story")
        number = f"{count(story)} words" if story else "not begun"
        name = clip(world.text or "Enter names it", cells - 18)
        head = line(
            (">" if here else " ", "accent+bold"), (f"{self.view.code(world)} ", "accent+bold"),
            (name, "text+bold" if world.text else "muted"), (f"   {number}", "muted"),
        )  # fmt: skip
        out: list[Line] = [on(fit(head, cells), "focus") if here else head]
        body = wrap(story, cells - 3, rows - 1) if story else [self.corner(world)]
        out += [line((f"  {row}", "text" if story else "muted")) for row in body]
        return [*out[:rows], *([BLANK] * (rows - len(out)))]

    def heading(self) -> str:
        """While a world is open: its letter."""
        return self.opened.heading() if self.opened is not None else super().heading()

    def question(self) -> str:
        """The step's question; the field's while a world is open."""
        if self.opened is not None:
            worlds = self.worlds()
            return (
                f"{self.corner(worlds[self.at])}: {self.opened.question()}"
                if worlds
                else self.opened.question()
            )
        return super().question()

    def finding_now(self) -> Finding | None:
        """About the world in focus."""
        if self.opened is not None:
            return self.opened.finding_now()
        worlds = self.worlds()
        here = worlds[self.at].id if worlds else ""
        return next((f for f in self.findings() if f.target == here), None)

    def hints(self) -> list[Hint]:
        """Key line."""
        if self.opened is not None:
            return self.opened.hints()
        return [("Enter", "name, write"), ("arrows", "move"), ("b", "axes"), ("g", "guide"), ("n", "go on")]

    async def press(self, key: str) -> bool:
        """Move in the square."""
        if self.opened is not None:
            return await self.opened.press(key)
        steps = {"right": 1, "l": 1, "left": -1, "h": -1, "down": 2, "j": 2, "up": -2, "k": -2, "tab": 1}
        to = self.at + steps.get(key, 0)
        # Left and right stay in their row of the square; Tab goes through all of it.
        beside = key in ("tab", "up", "down", "j", "k") or to // 2 == self.at // 2
        if key in steps and beside and 0 <= to < len(self.worlds()):
            self.at = to
            self.redraw()
            self.desk.frame()
        return key in steps

    async def go_on_typing(self) -> None:
        """The world in which words were being typed."""
        item_id, key = self.being_typed()
        ids = [world.id for world in self.worlds()]
        if item_id in ids:
            self.at = ids.index(item_id)
            await self._open(key)

    async def enter(self) -> bool:
        """Open a world."""
        if self.opened is not None:
            return await self.opened.enter()
        return await self._open()

    async def _open(self, key: str = "") -> bool:
        worlds = self.worlds()
        if not worlds:
            return False
        fields = ["text", *[f for f in (self.step.fields or []) if f != "text"]]
        self.opened = OpenedCard(OneCard(self.desk, self.method, self.step, worlds[self.at], fields))
        self.canvas.display = False
        await self.mount(self.opened)
        self.opened.begin(key)
        self.desk.frame()
        return True

    async def escape(self) -> bool:
        """Keep and close the world."""
        if self.opened is None:
            return False
        await self.opened.escape()
        await self.close_card()
        return True

    async def leave(self) -> bool:
        """Keep an open world."""
        return await self.opened.keep() if self.opened is not None else True

    async def close_card(self) -> None:
        """Back to the square, on the next world."""
        if self.opened is None:
            return
        opened, self.opened = self.opened, None
        self.canvas.display = True
        await opened.remove()
        self.screen.set_focus(self.canvas)
        worlds = self.worlds()
        unnamed = next((n for n, w in enumerate(worlds) if not w.text), self.at)
        self.at = unnamed
        self.redraw()
        self.desk.frame()


VIEW = WorldsView
