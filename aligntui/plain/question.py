"""A question of a command: the next line answers it, by a number or in words."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from aligntui.engine.kind import Intent, Prompt
from aligntui.engine.messages import Message
from aligntui.plain.turn import whole

Act = Callable[[], Awaitable[bool]]
"""What is done; False when it was refused, which is said."""
Walk = Callable[[str, str], Awaitable[bool]]
"""Goes on or back, with the key that was chosen where it was asked."""
Way = tuple[str, Act]
"""Words that may be picked, and what is done then."""
Asks = Prompt | None
"""The question of a step that stands behind it; None where something else asks."""
Take = Callable[[str], Awaitable[bool]]
"""Does something with the words of a line; False when it was refused, which is said."""


def ways_of(
    prompt: Prompt,
    word: Callable[[Message], str],
    walk: Walk,
    play: Callable[[Intent], Awaitable[bool]],
    nothing: Act,
) -> list[Way]:
    """The ways to answer a question of a step; the first one changes nothing.

    Args:
        prompt: The question.
        word: Words a message.
        walk: Goes on, with the key that was chosen.
        play: Does anything else.
        nothing: Leaves all as it is.
    """

    def act(key: str) -> Act:
        if not key:
            return nothing
        if prompt.answer.verb == "go-on":
            return partial(walk, "go-on", key)
        return partial(play, replace(prompt.answer, value=key))

    return [(word(way), act(key)) for key, way in prompt.ways]


class Question(Struct, frozen=True):
    """What is done with the answer. A command in its place leaves all as it is."""

    ways: tuple[Way, ...] = ()
    """What may be picked by number."""
    take: Take | None = None
    """Takes the line where words are asked."""
    asks: Asks = None

    def act(self, line: str) -> Act | None:
        """What a line picks; None when it picks nothing."""
        if self.take is not None:
            take = self.take
            return lambda: take(line)
        number = whole(line)
        return self.ways[number - 1][1] if number is not None and 1 <= number <= len(self.ways) else None
