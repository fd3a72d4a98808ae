"""A question of a command: the next line answers it, by a number or in words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from msgspec import Struct

from aligntui.plain.turn import whole

Act = Callable[[], Awaitable[bool]]
"""What is done; False when it was refused, which is said."""
Way = tuple[str, Act]
"""Words that may be picked, and what is done then."""
Take = Callable[[str], Awaitable[bool]]
"""Does something with the words of a line; False when it was refused, which is said."""


class Question(Struct, frozen=True):
    """What is done with the answer. A command in its place leaves all as it is."""

    ways: tuple[Way, ...] = ()
    """What may be picked by number."""
    take: Take | None = None
    """Takes the line where words are asked."""

    def act(self, line: str) -> Act | None:
        """What a line picks; None when it picks nothing."""
        if self.take is not None:
            take = self.take
            return lambda: take(line)
        number = whole(line)
        return self.ways[number - 1][1] if number is not None and 1 <= number <= len(self.ways) else None
