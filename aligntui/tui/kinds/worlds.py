"""How worlds look: a square between two axes, a world in each corner."""

from __future__ import annotations

from aligntui.engine.entry import filling
from aligntui.engine.kind import Intent
from aligntui.engine.kinds import worlds
from aligntui.session.model import Item
from aligntui.text.clean import clip
from aligntui.tui.kinds.base import Hint
from aligntui.tui.kinds.opened import OpenedCard
from aligntui.tui.kinds.opening import ItemsView
from aligntui.tui.rows import filled
from aligntui.tui.widgets.line import BLANK, Line, beside, fit, line, on, wrap


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
        rows: list[Line] = [self._axis_line(sides[0], cells)] if sides else []
        box = max(4, (height - len(rows) - 3) // 2)
        left = (cells - 1) // 2
        cursor = None
        for band in range(0, len(every), 2):
            pair = every[band : band + 2]
            if sides:
                rows.append(line((f" {sides[-1].ends[worlds.half(pair[0], keys[-1])]}", "accent")))
            drawn = [
                self._box(world, left if n == 0 else cells - left - 1, box, world is at)
                for n, world in enumerate(pair)
            ]
            if at in pair:
                cursor = (0 if at is pair[0] else left + 1, len(rows))
            for y in range(box):
                right = drawn[1][y] if len(drawn) > 1 else BLANK
                rows.append(beside((drawn[0][y], left), (line(("│", "rule")), 1), (right, cells - left - 1)))
            if band == 0:
                rows.append(line(("─" * cells, "rule")))
        self.canvas.show(rows[:height], cursor)

    def _axis_line(self, side: worlds.Side, cells: int) -> Line:
        middle = f"< {clip(side.name, 30)} >"
        third = max(10, (cells - len(middle)) // 2)
        low, high = f"  {side.ends['low']}".ljust(third), side.ends["high"].rjust(third - 2)
        return fit(line((low, "accent"), (middle, "muted"), (high, "accent")), cells)

    def _box(self, world: Item, cells: int, rows: int, here: bool) -> list[Line]:
        story = worlds.story(self.ctx, world)
        name = clip(world.text or "Enter names it", cells - 18)
        head = line(
            (">" if here else " ", "accent+bold"), (f"{self.view.code(world)} ", "accent+bold"),
            (name, "text+bold" if world.text else "muted"), (f"   {worlds.told(story)}", "muted"),
        )  # fmt: skip
        out: list[Line] = [on(fit(head, cells), "focus") if here else head]
        body = wrap(story, cells - 3, rows - 1) if story else [worlds.corner(self.ctx, world)]
        out += [line((f"  {row}", "text" if story else "muted")) for row in body]
        return filled(out, rows)

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
