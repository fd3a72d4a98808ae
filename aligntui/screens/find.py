"""Find a card by its code or words; Enter goes to where it is written, Tab shows what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from aligntui.analysis.figure import Finding
from aligntui.analysis.view import View
from aligntui.flow.mending import Found, mending_step
from aligntui.flow.silence import unseen
from aligntui.screens.asking import Asked
from aligntui.screens.kept import KeptSheet
from aligntui.screens.navigation import go_to
from aligntui.screens.routes import ToTrace
from aligntui.screens.rows import moved, window
from aligntui.session.codes import code_order
from aligntui.session.model import Item, Run
from aligntui.text.clean import clean_line, clip
from aligntui.widgets.line import BLANK, Line, fit, line, on
from aligntui.widgets.plan_lines import code_role

if TYPE_CHECKING:
    from aligntui.store.local.handle import Handle

MOST = 200
"""Cards that are listed."""


def matches(view: View, words: str) -> list[Item]:
    """Cards with this code, present or former, then those that hold all words, parked ones too."""
    wanted = words.casefold().split()
    if not wanted:
        return []
    exact = view.find(words)
    found: list[Item] = [exact] if exact is not None else []
    for name in view.book.collections:
        for item in view.items(name, away=True):
            if item in found:
                continue
            values = [str(v) for v in item.fields.values() if isinstance(v, str)]
            text = " ".join([view.code(item), *item.was, item.text, *values]).casefold()
            if all(word in text for word in wanted):
                found.append(item)
    begins = words.casefold().strip()

    def place(item: Item) -> tuple[object, ...]:
        code = view.code(item)
        rank = 0 if item is exact else (1 if code.casefold().startswith(begins) else 2)
        return rank, code_order(code)

    return sorted(found, key=place)[:MOST]


def find_rows(
    bar: Line, view: View, found: Sequence[Item], words: str, at: int, top: int, cells: int, height: int
) -> tuple[list[Line], int]:
    """The page but its message and keys, and the first card shown."""
    rows = [bar, line((" Which card? Its code, or words of it", "text+bold")), BLANK, BLANK]
    if words.strip() and not found:
        rows.append(line(("   No card has these words.", "muted")))
        return rows, 0
    room = height - 2 - len(rows) - 1
    first, last = window(len(found), at, room, top)
    for number in range(first, last):
        item = found[number]
        code = view.code(item)
        known = view.book.collections.get(item.collection)
        title = clip((known.title if known is not None else "") or item.collection.replace("_", " "), 16)
        state = f" ({item.status})" if item.status in ("parked", "dropped") else ""
        focused = number == at
        row = line(
            (" > " if focused else "   ", "accent"),
            (f"{clip(code, 8):<9}", code_role(code)),
            (clip(clean_line(item.text) + state, cells - 31), "text"),
        )
        row = (*fit(row, cells - 18), (f"{title:<18}", "muted"))
        rows.append(on(row, "focus") if focused else row)
    more = len(found) - (last - first)
    rows.append(line((f"   {more} more", "muted")) if more > 0 else BLANK)
    return rows, first


class FindPage(KeptSheet):
    """A line and the cards that fit it."""

    def __init__(self, handle: Handle, run: Run | None) -> None:
        super().__init__(handle, run)
        self._words = ""
        self._found: list[Item] = []
        self._at = 0
        self._top = 0

    def prepare(self) -> None:
        """Look at the session as it is."""
        self.take_snapshot()

    def on_mount(self) -> None:
        """Typing finds at once."""
        self._open_line()

    def on_screen_resume(self) -> None:
        """Back from a card: the line stands as it was."""
        if self.is_mounted and self.asked is None:
            self._open_line()

    def _open_line(self) -> None:
        self.ask(
            Asked(
                "find:", self._chosen_one, row=2, changed=self._typed, left=self._close, wide=60,
                enter="go there", more=(("Up/Down", "move"), ("Tab", "why it is there")),
            ),
            self._words,
        )  # fmt: skip

    def draw(self, cells: int, height: int) -> list[Line]:
        """What fits the words."""
        rows, self._top = find_rows(
            self.bar_below(cells), self.view, self._found, self._words, self._at, self._top, cells, height
        )
        return rows

    def _typed(self, words: str) -> None:
        self._words = words
        hidden = unseen(self.view, self.run_now(), self.align.store.person)
        self._found = [item for item in matches(self.view, words) if item.id not in hidden]
        self._at = self._top = 0
        self.redraw()

    async def press_typing(self, key: str) -> bool:
        """Up and Down move in the list; Tab shows what the card rests on."""
        to = moved(key, self._at, len(self._found)) if key in ("up", "down", "pageup", "pagedown") else None
        if to is not None:
            self._at = to
            self.redraw()
            return True
        if key == "tab" and self._at < len(self._found):
            self._why(self._found[self._at])
            return True
        return await super().press_typing(key)

    async def _chosen_one(self, words: str) -> None:
        if self._at >= len(self._found):
            return
        item, run = self._found[self._at], self.run_now()
        place = None
        if run is not None:
            asked = Finding(code="", severity="hint", message="", target=item.id, field="text")
            place = mending_step(self.view, run, Found(asked))
        if run is None or place is None:
            # No step of this run writes it: what it rests on is all that can be shown.
            self._why(item)
            return
        said = f"{self.view.code(item)} is written here. Enter opens it."
        await go_to(self, self.handle, run, place.id, item=item.id, said=(said, ""), stand=True)

    def _why(self, item: Item) -> None:
        self.go(ToTrace(self.handle, self.run_now(), item.id))

    def _close(self) -> None:
        self.dismiss(None)
