"""A question of a command: the next line answers it, by a number or in words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aligntui.plain.turn import whole

Act = Callable[[], Awaitable[bool]]
"""What is done; False when it was refused, which is said."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and what is done with the answer. A command in its place leaves all as it is."""

    ask: str
    ways: tuple[tuple[str, Act], ...] = ()
    """What may be picked by number."""
    take: Callable[[str], Awaitable[bool]] | None = None
    """Takes the line where words are asked."""

    def lines(self) -> list[str]:
        """The question, and what may be picked."""
        return [self.ask, *(f"{number} {words}" for number, (words, _) in enumerate(self.ways, start=1))]

    def act(self, line: str) -> Act | None:
        """What a line picks; None when it picks nothing."""
        if self.take is not None:
            take = self.take
            return lambda: take(line)
        number = whole(line)
        return self.ways[number - 1][1] if number is not None and 1 <= number <= len(self.ways) else None
