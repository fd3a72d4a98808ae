"""Coming back as rows: what was kept, what was waiting in a line, what happened meanwhile."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from aligntui.text import moment
from aligntui.text.clean import clip, width
from aligntui.tui.rows import Cursor, listed
from aligntui.tui.session_rows import when
from aligntui.tui.widgets.line import BLANK, Line, line, wrap


class Waiting(Struct, frozen=True):
    """Words that were being typed."""

    place: str
    """Step and field, in words."""
    text: str


class ResumedState(Cursor):
    """All that the page shows."""

    dropped: str
    """ISO time of the last key that was kept."""
    now: str
    kept: str
    """ISO time of the last own change."""
    waiting: list[Waiting]
    meanwhile: list[str]
    choices: list[str] = field(default_factory=list)
    log: list[str] = field(default_factory=list)
    """What others did, line by line, once it was asked for."""


def sentence(dropped: str, now: str) -> str:
    """The question of the page: when the line dropped, and what time it is."""
    last = moment.clock(dropped)
    if moment.same_day(dropped, now):
        return f"You were here. The last key came at {last}; it is {moment.clock(now)} now."
    return f"You were here on {when(dropped, now)}, {last}."


def resumed_rows(bar: Line, state: ResumedState, cells: int, height: int) -> list[Line]:
    """The page but its message and keys."""
    rows = [bar, line((f" {sentence(state.dropped, state.now)}", "text+bold")), BLANK]
    today = moment.same_day(state.kept, state.now)
    clock = moment.clock(state.kept, seconds=True) if today else when(state.kept, state.now)
    rows.append(_row("kept", f"everything up to {clock}", cells))
    rows.append(BLANK)
    for number, one in enumerate(state.waiting[:4]):
        place = clip(one.place, 30)
        words = f'{place}  "{one.text}"'
        label = (f"   {'draft' if number == 0 else '':<10}", "muted")
        gap = cells - 33 - width(words)
        if gap > 0:
            rows.append(line(label, (words + " " * gap, "text"), ("still in the line", "muted")))
        else:
            # The words matter more than where they stand.
            words = f'{place}  "{clip(one.text, cells - 18 - width(place))}"'
            rows.append(line(label, (words, "text")))
    if len(state.waiting) > 4:
        rows.append(_row("", f"and {len(state.waiting) - 4} more", cells))
    rows.append(BLANK)
    for number, words in enumerate(state.meanwhile[:4]):
        rows.append(_row("meanwhile" if number == 0 else "", words, cells))
    if state.meanwhile:
        rows.append(BLANK)
    for number, choice in enumerate(state.choices):
        focused = number == state.at
        rows.append(listed(cells, (choice, "text+bold" if focused else "text"), focused=focused))
    if state.log:
        rows += [BLANK, line((" While you were away", "accent+bold"))]
        room = height - 2 - len(rows)
        shown = state.log[-room:]
        rows += [line((f"   {clip(words, cells - 4)}", "text")) for words in shown]
    return rows


def _row(label: str, words: str, cells: int) -> Line:
    texts: Sequence[str] = wrap(words, cells - 14, 1) or [""]
    return line((f"   {label:<10}", "muted"), (texts[0], "text"))
