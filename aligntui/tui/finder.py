"""Finding in a list: a line that stands above it as soon as a sign is typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from aligntui.tui.asking import LIST_KEYS, Asked


class Listing(Protocol):
    """A page with a list."""

    find_wide: int

    @property
    def asked(self) -> Asked | None:
        """The line that is open."""

    @property
    def opens(self) -> str:
        """What Enter does with what was found; "" for nothing."""

    def labels(self) -> Sequence[str]:
        """What is read in each row."""

    def narrow(self, words: str) -> None:
        """Show or go to what has these words."""

    def ask(self, asked: Asked, words: str = "") -> None:
        """Open a line."""

    def stop_asking(self) -> None:
        """Take the line away."""

    async def enter(self) -> None:
        """Do what the row in focus is for."""


class Finder:
    """The line goes when it is empty again; Tab leaves what it found, Esc shows all, Enter opens."""

    def __init__(self, page: Listing) -> None:
        self._page = page

    def ask(self) -> None:
        """Open the line, where there is a list."""
        page = self._page
        if page.labels():
            asked = Asked(
                "find:", self._open, row=2, changed=self._changed, left=lambda: page.narrow(""),
                wide=page.find_wide, enter=page.opens, moves=LIST_KEYS, rows=page.stop_asking,
            )  # fmt: skip
            page.ask(asked)

    def _changed(self, words: str) -> None:
        if not words:
            self._page.stop_asking()
        self._page.narrow(words)
        if (asked := self._page.asked) is not None:
            # Where nothing has these words, Enter does nothing.
            asked.enter = self._page.opens

    async def _open(self, words: str) -> None:
        self._page.stop_asking()
        await self._page.enter()
