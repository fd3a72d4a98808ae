"""The page of keys: what works here, with its effective keys; typing filters, Enter runs."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events

from aligntui.store.permit import Deed
from aligntui.tui.asking import Asked, Hint
from aligntui.tui.commands import Command, Keymap
from aligntui.tui.page import Page
from aligntui.tui.pages.keys.rows import KeyRow, Row, key_rows, matching, page_rows
from aligntui.tui.sheet import Sheet
from aligntui.tui.widgets.line import Line

WHERE = "Keys can be changed in the settings file; aligntui doctor says where it is."


class KeysPage(Sheet):
    """All keys of the screen below. Dismisses with nothing; a command that is run goes to that screen."""

    def __init__(
        self, keymap: Keymap, commands: Sequence[Command], grammar: Sequence[Row] | None = None
    ) -> None:
        """`grammar` holds the keys of the screen that are no commands; None takes those of a step."""
        super().__init__()
        self._rows = key_rows(keymap, commands, grammar)
        self._words = ""
        self.state.at = -1
        self._message = (WHERE, "")

    @property
    def shown(self) -> list[KeyRow]:
        """Rows that the typed words leave."""
        return matching(self._rows, self._words)

    def draw(self, cells: int, height: int) -> list[Line]:
        """The keys in two columns."""
        return page_rows(self.bar_below(cells), self.shown, self.state.at, cells, height)

    def on_mount(self) -> None:
        """Typing filters at once."""
        if not self.may(Deed.FILES):
            self.say("")
        self.ask(
            Asked(
                "find:", self._run, row=2, changed=self._typed, left=lambda: self.dismiss(None),
                wide=40, enter="run it", may_be_empty=True,
            )
        )  # fmt: skip

    def _typed(self, words: str) -> None:
        self._words = words
        first = next((n for n, row in enumerate(self.shown) if row.handler), -1)
        self.move_to(first if words.strip() else -1)

    async def feed(self, event: events.Key) -> None:
        """As everywhere, but `?` on an empty line closes again."""
        if event.character == "?" and not self._line.value:
            self.dismiss(None)
            return
        await super().feed(event)

    async def press_typing(self, key: str) -> bool:
        """Up and Down choose among the rows that can be run."""
        runnable = [n for n, row in enumerate(self.shown) if row.handler]
        if key in ("up", "down") and runnable:
            at = self.state.at
            place = runnable.index(at) if at in runnable else (-1 if key == "down" else 0)
            self.move_to(runnable[(place + (1 if key == "down" else -1)) % len(runnable)])
        return True

    def _run(self, words: str) -> None:
        rows, at = self.shown, self.state.at
        handler = rows[at].handler if 0 <= at < len(rows) else ""
        self.dismiss(None)
        below = self.app.screen
        if handler and isinstance(below, Page):
            below.do_later(below.perform, handler)

    async def do_keys(self) -> None:
        """They are shown already."""
        self.dismiss(None)

    def hints(self) -> list[Hint]:
        """Esc closes."""
        return [("Esc", "close")]
