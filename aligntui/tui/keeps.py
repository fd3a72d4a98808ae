"""What a page asks of what keeps its session."""

from __future__ import annotations

from typing import Protocol


class Keeps(Protocol):
    """What a page has that works on a session: it knows what is not on disk."""

    @property
    def unsaved(self) -> bool:
        """Whether something that one sees or wrote is not on disk."""

    async def closing(self) -> None:
        """Keep what waits before the app ends."""

    def saved(self) -> str:
        """Since when everything is on disk, or what is not, as a sentence."""

    def may_leave(self) -> bool:
        """Whether nothing is lost by leaving; else it is said, once."""

    def last_words(self) -> str:
        """What waits, and where; "" when nothing does."""

    def hung_up(self) -> None:
        """Put what waits on disk now. Any thread may call it."""
