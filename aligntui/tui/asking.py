"""A question asked in one line of a page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Sequence

from msgspec import Struct

Hint = tuple[str, str]
LIST_KEYS = ("up", "down", "pageup", "pagedown")
"""Keys that move in a list while letters are text."""
Answer = Callable[[str], Awaitable[None] | None]


class Asked(Struct):
    """A question in one line.

    Attributes:
        label: Words before the line.
        answer: Gets the words at Enter.
        title: What the question is about, on the rule above it.
        row: Row of the line; None puts it above the message row, under its rule.
        column: Column of the label.
        changed: Gets the words at every key.
        completed: Gives longer words at Tab, or None.
        left: Called at Esc.
        wide: Cells of the line, of one row; 0 takes the rest of the row, and rows below it as words need.
        may_be_empty: Whether Enter on an empty line is an answer.
        moves: Keys that move in the list under the line.
        rows: Called at Tab: the rows under the line have the keys, narrowed as they are.
        offered: Whether the words that stand there are an offer: Enter takes them, typing replaces them.
    """

    label: str
    answer: Answer
    title: str = ""
    row: int | None = None
    column: int = 1
    changed: Callable[[str], None] | None = None
    completed: Callable[[str], str | None] | None = None
    left: Callable[[], object] | None = None
    wide: int = 0
    may_be_empty: bool = False
    moves: Collection[str] = ()
    rows: Callable[[], object] | None = None
    offered: bool = False
    enter: str = "keep"
    """What Enter does, for the key line; "" while it does nothing."""
    more: Sequence[Hint] = ()
    """Other keys, for the key line."""

    def hints(self) -> list[Hint]:
        """What the keys do while the line is open."""
        tab = [("Tab", "complete")] if self.completed is not None else []
        tab += [("Tab", "to the rows")] if self.rows is not None else []
        enter = [("Enter", self.enter)] if self.enter else []
        return [*enter, *tab, *self.more, ("Esc", "out")]


def holds(text: str, words: str) -> bool:
    """Whether a text has all of the words typed, in any order and case; without words it has."""
    folded = text.casefold()
    return all(word in folded for word in words.casefold().split())
