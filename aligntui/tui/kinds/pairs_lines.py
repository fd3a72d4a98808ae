"""Two things side by side under a test: their ends, the questions, the verdict, the pairs tried. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

from aligntui.engine.entry.fields import Option
from aligntui.text.clean import clip, width
from aligntui.tui.widgets.line import BLANK, Line, Span, fit, line, on, rule, wrap

ARROW = "  <-->  "
MARKS = {"!!": "finding", "!": "finding", "?": "accent", "ok": "green"}


@dataclass(frozen=True)
class Side:
    """One of the two things, with the words for its ends."""

    key: str
    label: str
    code: str
    words: str
    ends: tuple[str, ...]
    ask: str = ""
    """Asked in its place while it is not chosen."""


@dataclass(frozen=True)
class Question:
    """One question of the test with its answers."""

    key: str
    ask: str
    options: tuple[Option, ...]
    answer: str = ""


@dataclass(frozen=True)
class Other:
    """One more field: why a pair is taken all the same."""

    key: str
    label: str
    words: str


@dataclass(frozen=True)
class Tried:
    """One pair of the list."""

    key: str
    codes: str
    words: str
    verdict: str
    mark: str = ""
    chosen: bool = False
    away: bool = False
    current: bool = False


@dataclass
class Sheet:
    """All that stands on the screen."""

    sides: list[Side] = field(default_factory=list)
    test: str = "the test"
    questions: list[Question] = field(default_factory=list)
    mark: str = ""
    says: str = ""
    """What the test says of this pair, and how serious that is."""
    others: list[Other] = field(default_factory=list)
    tried: str = "tried"
    pairs: list[Tried] = field(default_factory=list)
    example: str = ""
    """Shown muted while there is no pair."""
    focus: str = ""
    """Key of the row with the focus."""


def draw(sheet: Sheet, cells: int, height: int) -> tuple[list[Line], tuple[int, int] | None]:
    """The sheet as at most `height` lines, and the cell of the focus."""
    rows: list[tuple[str, Line]] = [(side.key, _side(side, cells, sheet)) for side in sheet.sides]
    rows += [("", BLANK), ("", rule(cells, sheet.test))]
    rows += [(one.key, _question(one, cells, sheet.focus == one.key)) for one in sheet.questions]
    rows += [("", row) for row in _says(sheet, cells)]
    rows += [(one.key, _other(one, cells)) for one in sheet.others]
    rows += [("", BLANK), ("", rule(cells, sheet.tried))]
    if not sheet.pairs and sheet.example:
        rows.append(("", line((f"   e.g. {clip(sheet.example, cells - 10)}", "muted"))))
    room = max(1, height - len(rows))
    rows += [(one.key, _tried(one, cells)) for one in _page(sheet, room)]
    out: list[Line] = []
    cursor = None
    for key, row in rows[:height]:
        here = bool(key) and key == sheet.focus
        if here:
            cursor = (0, len(out))
        marked = line((">" if here else " ", "accent+bold"), *row) if key else row
        out.append(on(fit(marked, cells), "focus") if here else marked)
    return out, cursor


def _page(sheet: Sheet, room: int) -> list[Tried]:
    """The pairs that there is room for, the one in focus among them."""
    at = next((n for n, one in enumerate(sheet.pairs) if one.key == sheet.focus), 0)
    first = max(0, min(at - room + 1, len(sheet.pairs) - room)) if at >= room else 0
    return sheet.pairs[first : first + room]


def _side(side: Side, cells: int, sheet: Sheet) -> Line:
    label = f"{side.label:<{max(width(one.label) for one in sheet.sides)}}"
    if not side.code:
        return line((f"{label}  ", "accent+bold"), (clip(side.ask, cells - width(label) - 5), "muted"))
    ends = ARROW.join(side.ends) if any(side.ends) else ""
    # Both sides may be long; the ends are what the worlds are named after.
    ends = clip(ends, cells // 2)
    room = cells - width(label) - width(side.code) - width(ends) - 9
    words = clip(side.words, max(8, room))
    gap = " " * max(1, room - width(words))
    return line(
        (f"{label}  ", "accent+bold"), (f"{side.code}  ", "accent"), (words, "text"), (gap, "text"),
        (f"  {ends} ", "text"),
    )  # fmt: skip


def _question(one: Question, cells: int, here: bool) -> Line:
    spans: list[Span] = []
    for option in one.options:
        picked = option.key == one.answer
        role = "accent+bold" if picked else "text" if here else "muted"
        spans.append((f"[{option.label}]" if picked else f" {option.label} ", role))
        spans.append((" ", "text"))
    size = sum(width(text) for text, _ in spans)
    room = cells - size - 5
    words = clip(one.ask, room)
    return line(("  ", "text"), (words, "text"), (" " * (room - width(words) + 1), "text"), *spans)


def _says(sheet: Sheet, cells: int) -> list[Line]:
    if not sheet.says:
        return [BLANK]
    first, *more = wrap(sheet.says, cells - 8, 2)
    role = MARKS.get(sheet.mark, "muted")
    rows = [line((f"   {sheet.mark:<3} ", role), (first, "text"))]
    return [*rows, *(line(("       ", "text"), (row, "text")) for row in more)]


def _other(one: Other, cells: int) -> Line:
    words = clip(one.words, cells - width(one.label) - 6)
    return line((f"  {one.label}  ", "muted"), (words, "text") if words else ("-", "muted"))


def _tried(one: Tried, cells: int) -> Line:
    said = f"{one.verdict}, chosen" if one.chosen else "parked" if one.away else one.verdict
    mark = f"{one.mark:>2} " if one.mark and not one.away else ""
    tail = f"{mark}{said} "
    room = cells - 14 - width(tail) - 2
    words = clip(one.words, max(8, room))
    role = "muted" if one.away else "text+bold" if one.current else "text"
    return line(
        (f"{'*' if one.chosen else ' '} ", "accent+bold"),
        (f"{one.codes:<10} ", "muted" if one.away else "accent"),
        (words, role), (" " * max(1, room - width(words) + 1), "text"),
        (mark, MARKS.get(one.mark, "muted")), (f"{said} ", "muted"),
    )  # fmt: skip
