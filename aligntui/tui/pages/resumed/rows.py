"""Coming back as rows: what was kept, what was waiting in a line, what happened meanwhile."""

from __future__ import annotations

from msgspec import Struct, field

from aligntui.text import moment
from aligntui.text.clean import width
from aligntui.tui.rows import Paged, listed, paged
from aligntui.tui.session_rows import when
from aligntui.tui.widgets.line import BLANK, Line, broken, labelled, line, paragraph, spread, wrap

STILL = "still in the line"


class Waiting(Struct, frozen=True):
    """Words that were being typed."""

    place: str
    """Step and field, in words."""
    text: str


class ResumedState(Paged):
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
    rows += labelled("   kept", 13, [f"everything up to {clock}"])
    rows.append(BLANK)
    for number, one in enumerate(state.waiting):
        texts = broken(f'{one.place}  "{one.text}"', cells - 14)
        rows += labelled(f"   {'' if number else 'draft'}", 13, texts)
        if len(texts) == 1 and width(texts[0]) + 33 < cells:
            rows[-1] = spread(rows[-1], line((STILL, "muted")), cells - 3)
    rows.append(BLANK)
    for number, words in enumerate(state.meanwhile):
        rows += labelled(f"   {'' if number else 'meanwhile'}", 13, wrap(words, cells - 14))
    if state.meanwhile:
        rows.append(BLANK)
    if state.log:
        rows.append(line((" While you were away", "accent+bold")))
        rows += [row for words in state.log for row in paragraph(words, cells - 4, lead="   ")]
        rows.append(BLANK)
    choices = [
        listed(cells, (choice, "text+bold" if number == state.at else "text"), focused=number == state.at)
        for number, choice in enumerate(state.choices)
    ]
    return [*paged(rows, height - 2 - len(choices), state.page, "Tab")[0], *choices]
