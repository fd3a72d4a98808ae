"""A form laid out as pairs: two linked things, yes-no questions that test them, and the pairs tried."""

from __future__ import annotations

from aligntui.engine.entry.fields import options
from aligntui.flow import edit
from aligntui.steps.fields import OneCard
from aligntui.steps.opened import OpenedCard
from aligntui.steps.pairs_shown import PAIR, ShownPairs


class PairsView(ShownPairs):
    """Answers keys on the rows of one pair and on the list of all."""

    async def go_on_typing(self) -> None:
        """The side in which words were being typed."""
        item_id, key = self.being_typed()
        ids = [item.id for item in self.targets()]
        if item_id in ids:
            self.at = ids.index(item_id)
            await self.open_card(key)

    async def press(self, key: str) -> bool:
        """Move, answer, use, add, park."""
        if self.opened is not None:
            return await self.opened.press(key)
        if key in ("tab", "shift+tab"):
            self._other_pane()
            return True
        if key in ("down", "j", "up", "k", "home", "end"):
            self._move(key)
            return True
        if self.row in self.tests and (key in ("left", "h", "right", "l", "backspace") or key.isdigit()):
            await self._answer(key)
            return True
        if key == "space":
            await self._use()
            return True
        if key == "a" and self.step.makes == self.collection:
            if await self._add():
                await self.open_card(next(iter(self.sides), ""))
            return True
        if key == "x":
            await self._park()
            return True
        if key == "e":
            return await self.enter()
        return False

    def _move(self, key: str) -> None:
        rows = self.rows()
        at = rows.index(self.row) if self.row in rows else 0
        steps = {"up": -1, "k": -1, "home": -len(rows), "end": len(rows)}
        self.row = rows[max(0, min(len(rows) - 1, at + steps.get(key, 1)))]
        self._moved()

    def _other_pane(self) -> None:
        """From the list to what is asked of its pair, and back."""
        if not self.row.startswith(PAIR):
            self.row = f"{PAIR}{self.pair.id}"
        else:
            asked = [*self.sides, *self.tests]
            self.row = next((key for key in asked if self._is_open(key)), asked[0] if asked else self.row)
        self._moved()

    def _moved(self) -> None:
        if self.row.startswith(PAIR):
            ids = [item.id for item in self.targets()]
            pair = self.row.removeprefix(PAIR)
            # The sheet shows the pair that the focus is on.
            self.at = ids.index(pair) if pair in ids else self.at
        self.redraw()
        self.desk.frame()
        self.desk.look_soon()

    async def _answer(self, key: str) -> None:
        item = self.target
        if item is None:
            self.desk.say("Name the two of them first: Up, then Enter.", "hint")
            return
        keys = [option.key for option in options(self.field(self.row), self.view)]
        now = str(item.fields.get(self.row) or "")
        if key == "backspace":
            value = None
        elif key.isdigit():
            if not 1 <= int(key) <= len(keys):
                return
            value = keys[int(key) - 1]
        else:
            right = key in ("right", "l")
            at = keys.index(now) + (1 if right else -1) if now in keys else (len(keys) - 1 if right else 0)
            value = keys[max(0, min(len(keys) - 1, at))]
        await self.desk.commit(edit.put(self.view, item, self.row, value))
        self.desk.look_soon()

    async def _use(self) -> None:
        """Choose this pair; what the test has against it asks for a reason."""
        item = self.focused_pair
        if item is None or not self.choice or item.status in ("parked", "dropped"):
            return
        code = self._codes(item)
        if self._is_chosen(item):
            await self.desk.commit(edit.put(self.view, item, self.choice, "no"), f"{code} is put back.")
            return
        if not await self.desk.commit(
            edit.put(self.view, item, self.choice, "yes"), f"{code} is chosen. u takes it back."
        ):
            return
        ids = [one.id for one in self.targets()]
        self.at = ids.index(item.id) if item.id in ids else self.at
        missing = next((key for key in self._asked_others() if self._is_open(key)), "")
        if missing:
            self.row = missing
            await self.open_card(missing)

    async def _add(self) -> bool:
        item, ops = edit.add(
            self.view, self.desk.new_id, self.collection, "", by=self.desk.person, at=self.desk.now()
        )
        if not await self.desk.commit(ops, "Added. u takes it back."):
            return False
        ids = [one.id for one in self.targets()]
        self.at = ids.index(item.id) if item.id in ids else 0
        self._first_open()
        self.redraw()
        return True

    async def _park(self) -> None:
        item = self.focused_pair
        if item is None:
            return
        code = self.view.code(item)
        if item.status == "parked":
            await self.desk.commit(edit.set_status(item, "draft"), f"{code} is back on the list.")
        else:
            await self.desk.commit(edit.set_status(item, "parked"), f"{code} parked. x brings it back.")

    async def enter(self) -> bool:
        """Name a side, write the reason, the next question; from the list to what is open, then on."""
        if self.opened is not None:
            return await self.opened.enter()
        if self.row in self.tests:
            self._on()
            return True
        if self.row in self.sides or self.row in self.others:
            if self.target is None and not await self._add():
                return True
            await self.open_card(self.row)
            return True
        if any(self._is_open(key) for key in (*self.sides, *self.tests)) and self._sent_back != self.pair.id:
            self._sent_back = self.pair.id
            self._other_pane()
            return True
        return False

    def _on(self) -> None:
        """The next row without an answer after this one, else the next one."""
        rows = self.rows()
        later = rows[rows.index(self.row) + 1 :] if self.row in rows else []
        fields = [key for key in later if not key.startswith(PAIR)]
        self.row = next((key for key in fields if self._is_open(key)), f"{PAIR}{self.pair.id}")
        self._moved()

    async def escape(self) -> bool:
        """Out of an open side."""
        if self.opened is None:
            return False
        if await self.opened.escape():
            await self.close_card()
        return True

    async def pasted(self, lines: list[str]) -> bool:
        """Lists in an open side take lines."""
        return self.opened is not None and self.opened.form.pasted(lines)

    async def leave(self) -> bool:
        """Keep an open side."""
        return await self.opened.keep() if self.opened is not None else True

    # an open side

    async def open_card(self, key: str) -> None:
        """The side that a field belongs to, or the field alone, in place of the sheet."""
        item = self.target
        if item is None or self.opened is not None:
            return
        side = next((name for name, ends in self.sides.items() if key in (name, *ends)), "")
        asked = [side, *self.sides[side]] if side else [key]
        self.row = side or key
        self.opened = OpenedCard(OneCard(self.desk, self.method, self.step, item, asked))
        self.canvas.display = False
        await self.mount(self.opened)
        self.opened.begin("" if key == side else key)
        self.desk.frame()

    async def close_card(self) -> None:
        """Back to the sheet, at the next thing without an answer."""
        if self.opened is None:
            return
        opened, self.opened = self.opened, None
        self.canvas.display = True
        await opened.remove()
        self.screen.set_focus(self.canvas)
        if opened.finished:
            self._on()
        self.redraw()
        self.desk.frame()
        self.desk.look_soon()
