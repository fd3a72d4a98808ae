"""A card that stands in the wrong list: M asks where to, one letter moves it."""

from __future__ import annotations

from aligntui.engine.lists import Column
from aligntui.flow import edit
from aligntui.session.model import Item
from aligntui.session.ops import AnyOp
from aligntui.steps.base import Hint
from aligntui.steps.merger import MergingBoard
from aligntui.text.clean import clip, width

ROOM = 78
"""Cells of the question."""


class MovingBoard(MergingBoard):
    """Cards of several lists, each of which may go to another one."""

    _moving = ""
    """Id of the card that is asked about."""
    _to = 0
    """Number of the list it would go to, among the others."""

    @property
    def moving(self) -> bool:
        """Whether the question where to is open."""
        return bool(self._moving) and self.opened is None

    def _others(self, item: Item) -> list[Column]:
        """The lists in which a card does not stand."""
        here = [c for c in self.columns if item in c.items(self.view, away=True)]
        return [c for c in self.columns if c not in here]

    async def move_card(self) -> None:
        """Ask where the card in focus goes; with one other list it goes there at once."""
        card = self.board.card
        item = self.view.item(card.id) if card is not None and not card.id.startswith("parked:") else None
        if item is None or self.opened is not None or self.typing:
            self.desk.say("Put the focus on a card; then M moves it to another list.", "hint")
            return
        others = self._others(item)
        if not others:
            self.desk.say("There is no other list here to move it to.", "hint")
        elif len(others) == 1:
            await self._move(item, others[0])
        else:
            self._moving, self._to = item.id, 0
            self.desk.frame()

    def question(self) -> str:
        """Where to, while that is asked."""
        return self.moving_question() if self.moving else super().question()

    def hints(self) -> list[Hint]:
        """Key line."""
        return self.moving_hints() if self.moving else super().hints()

    def moving_question(self) -> str:
        """`Move S3 to: [W weaknesses]  O opportunities  T threats`."""
        item = self.view.item(self._moving)
        if item is None:
            return ""
        others = self._others(item)
        lead = f"Move {self.view.code(item) or 'it'} to: "
        room = max(3, (ROOM - width(lead)) // max(1, len(others)) - 4)
        said = []
        for number, column in enumerate(others):
            name = clip(f"{column.letter} {column.title.lower()}".strip(), room)
            said.append(f"[{name}]" if number == self._to else f" {name} ")
        return lead + " ".join(said)

    def moving_hints(self) -> list[Hint]:
        """Key line while the question is open."""
        item = self.view.item(self._moving)
        letters = " ".join(c.letter.lower() for c in self._others(item)) if item is not None else ""
        pick = [(letters, "at once")] if letters.strip() else []
        return [("Left/Right", "list"), ("Enter", "move it there"), *pick, ("Esc", "stay")]

    async def moving_key(self, key: str) -> bool:
        """Arrows choose a list; its letter or its number moves at once."""
        item = self.view.item(self._moving)
        others = self._others(item) if item is not None else []
        if item is None or not others:
            self.stop_moving()
            return True
        if key in ("left", "right", "up", "down", "tab", "shift+tab"):
            step = 1 if key in ("right", "down", "tab") else -1
            self._to = (self._to + step) % len(others)
            return True
        named = next((c for c in others if c.letter and key.casefold() == c.letter.casefold()), None)
        if named is None and key.isdigit() and 0 < int(key) <= len(others):
            named = others[int(key) - 1]
        if named is not None:
            await self._move(item, named)
        return True

    async def move_now(self) -> None:
        """Enter: the list in brackets."""
        item = self.view.item(self._moving)
        others = self._others(item) if item is not None else []
        if item is None or not others:
            self.stop_moving()
        else:
            await self._move(item, others[min(self._to, len(others) - 1)])

    def stop_moving(self) -> None:
        """The card stays where it is."""
        self._moving = ""
        self.desk.frame()

    async def _move(self, item: Item, column: Column) -> None:
        before = self.view.code(item)
        ops: list[AnyOp] = (
            edit.put(self.view, item, column.field, column.key)
            if column.field
            else edit.to_list(self.view, item, column.collection)
        )
        self._moving = ""
        if await self.desk.commit(ops, f"{before or 'It'} moved to {column.title}. u takes it back."):
            self.marked.discard(item.id)
            fresh = self.view.session.items.get(item.id)
            now = self.view.code(fresh) if fresh is not None else ""
            if now and now != before:
                self.desk.say(f"{before} is {now} now, in {column.title}. u takes it back.")
            self.board.focus(item.id)
            self.redraw()
        self.desk.frame()
