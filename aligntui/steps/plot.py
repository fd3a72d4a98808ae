"""Plot: items on two scales, and a list beside them. Rate first in silence, then decide."""

from __future__ import annotations

from aligntui.flow import edit
from aligntui.session.model import Item
from aligntui.steps.opened import OpenedCard
from aligntui.steps.placed import list_rows
from aligntui.steps.plot_shown import ShownPlot
from aligntui.text.clean import clean_line


class PlotView(ShownPlot):
    """The keys of a plot."""

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

    async def go_on_typing(self) -> None:
        """The card in which words were being typed, unless the add line has them."""
        item_id, key = self.being_typed()
        if item_id and not self.adding.display:
            await self.open_card(item_id, key)

    async def focus_on(self, item: str, field: str, *, stand: bool = False) -> None:
        """Stand on the item."""
        ids = [subject.id for subject in self.items()]
        if item in ids:
            self.at = ids.index(item)
            self.redraw()

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

    async def next_person(self) -> None:
        """The ratings of the next person."""
        if self.opened is not None or self.typing:
            return
        self._warned = False
        await self.rating.next_person()

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
