"""A question and the ways to answer it as a box over the page."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.tui.rows import Cursor, shown
from aligntui.tui.widgets.box import WIDE, box, entry
from aligntui.tui.widgets.line import Line, broken, cut

TOP, BELOW = 4, 3
"""Row of the screen where the box begins, and rows that stay free below it."""


def question_box(question: str, ways: Sequence[str], cursor: Cursor, height: int) -> list[Line]:
    """The box, as tall as it must be in a window of this height."""
    texts = [broken(words, WIDE - 6) for words in ways]

    def draw(number: int, high: int) -> list[Line]:
        return entry(cut(texts[number], high, WIDE - 6), focused=number == cursor.at)

    room = height - TOP - BELOW - len(box(question, []))
    return box(question, shown([len(text) for text in texts], room, cursor, draw, whole=True))
