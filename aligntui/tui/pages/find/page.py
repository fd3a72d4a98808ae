"""Find a card by its code or words; Enter goes to where it is written, Tab shows what it rests on."""

from __future__ import annotations

from textual import events

from aligntui.engine.mends import writing_step
from aligntui.engine.search import matches
from aligntui.engine.ways_back import Spot
from aligntui.session.model import Item, Run
from aligntui.store.api import Handle
from aligntui.tui.asking import LIST_KEYS, Asked
from aligntui.tui.kept import KeptSheet
from aligntui.tui.navigation import go_to
from aligntui.tui.pages.find.rows import find_rows
from aligntui.tui.routes import Route, ToFind, ToTrace
from aligntui.tui.widgets.line import Line

CARD_KEYS = (("Up/Down", "move"), ("Tab", "why it is there"))


class FindPage(KeptSheet):
    """A line and the cards that fit it."""

    def __init__(self, handle: Handle, run: Run | None, words: str = "", at: int = 0) -> None:
        super().__init__(handle, run)
        self._words, self._at = words, at
        self._found: list[Item] = []

    def way_back(self) -> Route | None:
        """To the card in focus among those that fit."""
        return ToFind(self.handle, self._run, self._words, self.state.at)

    def on_mount(self) -> None:
        """Typing finds at once."""
        self._open_line()
        if self._words:
            self._typed(self._words)
            self.state.at = min(self._at, max(0, len(self._found) - 1))
            self.redraw()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Back from a card: the line stands as it was."""
        if self.is_mounted and self.asked is None:
            self._open_line()

    def _open_line(self) -> None:
        self.ask(
            Asked(
                "find:", self._chosen_one, row=2, changed=self._typed, left=lambda: self.dismiss(None),
                wide=60, moves=LIST_KEYS,
            ),
            self._words,
        )  # fmt: skip
        self._name_keys()

    def _name_keys(self) -> None:
        """The row of keys names what works on the cards that fit, and nothing where none does."""
        if self.asked is not None:
            fits = bool(self._found)
            self.asked.enter = "go there" if fits else ""
            self.asked.more = CARD_KEYS if fits else (("type:", "its code, or words of it"),)
        self.redraw()

    def draw(self, cells: int, height: int) -> list[Line]:
        """What fits the words."""
        bar = self.bar_below(cells)
        return find_rows(bar, self.view, self._found, self._words, self.state, cells, height)

    def _typed(self, words: str) -> None:
        self._words = words
        self._found = matches(self.view, words)
        self.state.at = self.state.top = 0
        self._name_keys()

    @property
    def count(self) -> int:
        """Cards that fit the words."""
        return len(self._found)

    async def press_typing(self, key: str) -> bool:
        """Tab shows what the card rests on."""
        if key == "tab" and self._found:
            self._why(self._found[self.state.at])
            return True
        return await super().press_typing(key)

    async def _chosen_one(self, words: str) -> None:
        if not self._found:
            return
        item, run = self._found[self.state.at], self.run_now()
        place = writing_step(self.view, run, item.id) if run is not None else None
        if run is None or place is None:
            # No step of this run writes it: what it rests on is all that can be shown.
            self._why(item)
            return
        said = f"{self.view.code(item)} is written here. Enter opens it."
        await go_to(self, self.handle, run, place.id, Spot(item.id, stand=True), (said, ""))

    def _why(self, item: Item) -> None:
        self.go(ToTrace(self.handle, self.run_now(), item.id))
