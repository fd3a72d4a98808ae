"""How worlds look: a square between two axes, a world in each corner."""

from __future__ import annotations

from aligntui.engine.entry import filling
from aligntui.engine.kind import Intent, StepContext
from aligntui.engine.kinds import worlds
from aligntui.session.model import Item
from aligntui.text.clean import width
from aligntui.tui.kinds.base import Hint
from aligntui.tui.kinds.opened import OpenedCard
from aligntui.tui.kinds.opening import ItemsView
from aligntui.tui.rows import filled
from aligntui.tui.widgets.line import BLANK, Line, beside, broken, cut, fit, line, on, paragraph
from aligntui.tui.widgets.sharing import share


class _Box:
    """A world in its corner: its name, how much is told of it, and its story or its place."""

    def __init__(self, ctx: StepContext, world: Item, cells: int) -> None:
        self.world, self.cells = world, cells
        self.code, story = ctx.view.code(world), worlds.story(ctx, world)
        self.told = worlds.told(story)
        self.name = broken(world.text or "Enter names it", self._room)
        self.role = "text" if story else "muted"
        self.body = broken(story or worlds.corner(ctx, world), cells - 3)
        self.rows = len(self.name) + len(self.body)
        """Rows that all of it would take."""

    @property
    def _room(self) -> int:
        return self.cells - 6 - width(self.code) - width(self.told)

    def draw(self, rows: int, *, here: bool) -> list[Line]:
        """As much of it as there is height for: the name first."""
        first, *more = cut(self.name, max(1, rows - 1), self._room)
        head = line(
            (">" if here else " ", "accent+bold"), (f"{self.code} ", "accent+bold"),
            (first, "text+bold" if self.world.text else "muted"), (f"   {self.told}", "muted"),
        )  # fmt: skip
        out: list[Line] = [on(fit(head, self.cells), "focus") if here else head]
        out += [line((" " * (2 + width(self.code)) + row, "text+bold")) for row in more]
        body = cut(self.body, max(0, rows - len(out)), self.cells - 3)
        return filled([*out, *(line((f"  {row}", self.role)) for row in body)], rows)


class WorldsView(ItemsView):
    """Worlds around the axes of a pair; an open one stands in place of the square."""

    state: worlds.Worlds

    async def on_mount(self) -> None:
        """The worlds of the chosen pair are made once."""
        if await self.perform(Intent("begin")) is None:
            self.redraw()

    async def go_on_typing(self) -> None:
        """The world in which words were being typed."""
        item, key = filling.being_typed(self.ctx)
        if item:
            await self.perform(Intent("open", item, key))

    # drawing

    def draw_closed(self) -> None:
        """Axes around, a world in each corner."""
        ctx, keys = self.ctx, worlds.preset(self.ctx).key
        cells, height = self.canvas.size.width or 80, self.canvas.size.height or 19
        every, at = worlds.items(ctx), worlds.focus(ctx, self.state)
        sides = worlds.sides(ctx)
        rows = self._axis_lines(sides[0], cells) if sides else []
        left = (cells - 1) // 2
        boxes = [_Box(ctx, world, cells - left - 1 if n % 2 else left) for n, world in enumerate(every)]
        bands = [boxes[n : n + 2] for n in range(0, len(boxes), 2)]
        room = height - len(rows) - len(bands) * bool(sides) - max(0, len(bands) - 1)
        heights = share([max(box.rows for box in band) for band in bands], room, all_of_them=True)
        cursor = None
        for number, (band, high) in enumerate(zip(bands, heights, strict=True)):
            if number:
                rows.append(line(("─" * cells, "rule")))
            if sides:
                rows.append(line((f" {sides[-1].ends[worlds.half(band[0].world, keys[-1])]}", "accent")))
            for n, box in enumerate(band):
                if box.world is at:
                    cursor = (left + 1 if n else 0, len(rows))
            drawn = [box.draw(high, here=box.world is at) for box in band]
            for y in range(high):
                right = drawn[1][y] if len(drawn) > 1 else BLANK
                rows.append(beside((drawn[0][y], left), (line(("│", "rule")), 1), (right, cells - left - 1)))
        self.canvas.show(rows[:height], cursor)

    def _axis_lines(self, side: worlds.Side, cells: int) -> list[Line]:
        """The name of a side between its ends; above them when it is too long for that."""
        low, high, name = f"  {side.ends['low']}", side.ends["high"], f"< {side.name} >"
        room = cells - width(low) - width(high) - 6
        above = [] if width(name) <= room else paragraph(side.name, cells - 2, role="muted", lead=" ")
        middle = " " * room if above else f"{name:^{room}}"
        return [*above, fit(line((low, "accent"), (f"  {middle}  ", "muted"), (high, "accent")), cells)]

    def question(self) -> str:
        """The step's question; the field's while a world is open."""
        marked = self.opened.form.marked if isinstance(self.opened, OpenedCard) else ""
        return worlds.question(self.ctx, self.state, marked)

    def hints_closed(self) -> list[Hint]:
        """Key line."""
        key = self.desk.key_of
        others = [("Esc", "out"), (key("go-back"), "axes"), (key("go-on"), "on"), (key("guide"), "guide")]
        return [("type:", "its name and story"), ("arrows", "move"), *others]

    # keys

    async def press_closed(self, key: str) -> bool:
        """Move in the square."""
        steps = {"right": 1, "left": -1, "down": 2, "up": -2, "tab": 1, "shift+tab": -1}
        if key not in steps:
            return await super().press_closed(key)
        every, world = worlds.items(self.ctx), worlds.focus(self.ctx, self.state)
        at = every.index(world) if world is not None else 0
        to = at + steps[key]
        # Left and right stay in their row of the square; Tab goes through all of it.
        if 0 <= to < len(every) and (key not in ("right", "left") or to // 2 == at // 2):
            await self.perform(Intent("focus", every[to].id))
            self.desk.frame()
        return True

    async def sign_closed(self, sign: str) -> bool:
        """A sign is written in the world in focus."""
        await self.enter_closed()
        return False

    async def enter_closed(self) -> bool:
        """Open a world; in its fields keep, and go on."""
        await self.perform(Intent("open"))
        return self.opened is not None


VIEW = WorldsView
