"""The frame of every screen as pure lines: bar, title, question, message, keys. Rows never move."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from aligntui.text.clean import clip, width
from aligntui.tui.widgets.line import Line, Span, broken, cut, fit, length, line, on, spread, wrap

QUOTED = re.compile('"([^"]+)"')
SHORTEST = 12
"""Cells that a quote keeps."""
MARK_ROLES = {
    "error": ("!!", "finding"),
    "unsaved": ("!!", "finding"),
    "warning": (" !", "finding"),
    "hint": (" ?", "accent"),
    "ok": ("ok", "green"),
}
MARKS = {"?": "a question", "!": "look again", "!!": "not ready yet"}
"""What the marks of findings mean."""


def marks_told(marks: Mapping[str, int], what: str = "card") -> str:
    """A legend of marks, the mildest first, with how many cards have each: `? on 2 cards: a question`."""
    have = {mark: f"{count} {what}{'s' if count > 1 else ''}" for mark, count in marks.items()}
    return "   ".join(f"{mark} on {have[mark]}: {means}" for mark, means in MARKS.items() if mark in have)


def bar(
    cells: int, session: str, place: str, people: int, timer: str, saved: str, *, alarm: bool = False
) -> Line:
    """Row 1: session, step n of m, method; right: people, timer (12 columns), saved."""
    here = f"{people} here" if people > 1 else ""
    right: list[Span] = [
        (f"{here:>8}    " if here else "", "muted@bar"),
        (f"{timer:>12}  ", "finding@bar" if alarm else "text@bar"),
    ]
    right.append((f"{saved} ", "text+bold+reverse@bar" if saved.startswith("NOT") else "muted@bar"))
    room = cells - sum(width(t) for t, _ in right)
    title_room = max(8, room - width(place) - 4)
    left = line((f" {clip(session, title_room)}", "text+bold@bar"), (f"   {place}", "text@bar"))
    return on(spread(left, tuple(right), cells), "bar")


def title(cells: int, heading: str, trail: Sequence[str], now: int, note: str = "") -> Line:
    """Row 2: step and task, bold, and a note; right: the phases, the current one in brackets."""
    right: list[Span] = []
    names = list(trail)
    beside = f"   {note}" if note else ""
    # The way there gives way to what is asked here, and never touches it.
    task, noted = width(heading), width(beside)
    room = max(cells - 1 - GAP - task - noted, cells // 3)
    first = 0
    while len(names) > 1 and now > 0 and _trail(names, first) > room:
        names.pop(0)
        now -= 1
        first += 1
    while len(names) > now + 1 and _trail(names, first) > room:
        names.pop()
    # What left the end may have made room for what was before.
    while first and _trail([trail[first - 1], *names], first - 1) <= room:
        first, now = first - 1, now + 1
        names.insert(0, trail[first])
    if first:
        right.append(("... > ", "muted"))
    for index, name in enumerate(names):
        if index:
            right.append((" > ", "muted"))
        label = name[:1].upper() + name[1:]
        right.append((f"[{label}]", "accent+bold") if index == now else (label, "muted"))
    shown = tuple(right) if len(trail) > 1 else ()
    room, way = cells - 1 - GAP - min(task, LEAST), length(shown)
    if way + noted > room:
        # The task keeps its first words, then comes the note; of the way there what is left room for.
        present = tuple(span for span in shown if span[1] == "accent+bold")
        shown = present if length(present) + noted <= room else ()
        way = length(shown)
        beside = clip(beside, room - way)
        noted = width(beside)
    heading = clip(heading, cells - 1 - way - noted - (GAP if shown or note else 0))
    return spread(line((f" {heading}", "text+bold"), (beside, "accent")), shown, cells)


def _trail(names: Sequence[str], left_out: int) -> int:
    """Cells of a trail, with brackets around the present one and what stands for those left out."""
    # Drawn at each key: what is plain takes no call.
    words = sum([len(name) if name.isascii() else width(name) for name in names])
    return words + 3 * (len(names) - 1) + 2 + (6 if left_out else 0)


LEAST = 22
"""Cells that the task keeps, at least."""
GAP = 2
"""Cells between the task and the trail, at least."""
ASKED = 3
"""Rows of a question, at most."""


def question(cells: int, text: str) -> list[Line]:
    """Row 3: where the eye goes first; a long one takes rows of what is below."""
    rows = broken(text, cells - 1)
    rows = rows if len(rows) <= ASKED else cut(rows, ASKED, cells - 1)
    return [((f" {row}", "text+bold"),) for row in rows]


def message(cells: int, text: str, severity: str = "") -> Line:
    """Row 23: the worst finding here, else what just happened and how to undo it."""
    if severity in MARK_ROLES:
        mark, role = MARK_ROLES[severity]
        return fit(line((f" {mark} ", role), (text, "text")), cells)
    return fit(line((f" {text}", "muted")), cells)


def message_rows(cells: int, text: str, severity: str = "", rest: str = "") -> list[Line]:
    """The message: on its row, on two when it is long; on three when it is long without what it quotes.

    A mend that is cut off mends nothing: one that is longer still ends with where all of it is read.

    Args:
        cells: Width.
        text: Sentences.
        severity: What marks it.
        rest: Where all of it stands, in a few words; "" for nowhere.
    """
    lead = 4 if severity in MARK_ROLES else 1
    # What is not saved, why, and what helps is worded to fill two rows to their last cell.
    room = cells - lead - (0 if severity == "unsaved" else 1)
    rows = wrap(quoting_less(text, room), room)
    tail = f" {rest}" if rest and len(rows) > 3 else ""
    last = [f"{clip(' '.join(rows[2:]), room - width(tail))}{tail}"] if len(rows) > 2 else []
    first, *more = [*rows[:2], *last] or [""]
    role = "text" if lead > 1 else "muted"
    return [
        message(cells, first, severity),
        *(fit(line((" " * lead, "text"), (row, role)), cells) for row in more),
    ]


def quoting_less(text: str, cells: int) -> str:
    """The text with what it quotes cut until it fits two rows: what is said of it counts more.

    Where it takes three all the same, no more is cut than these have no room for.

    Args:
        text: Sentences, with quotes in `"`.
        cells: Width of a row.
    """
    short = _quoting(text, cells, 2)
    return short if len(wrap(short, cells)) <= 2 else _quoting(text, cells, 3)


def _quoting(text: str, cells: int, rows: int) -> str:
    while len(wrap(text, cells)) > rows and (
        quotes := [quote for quote in QUOTED.findall(text) if width(quote) > SHORTEST]
    ):
        longest = max(quotes, key=width)
        over = max(1, width(text) - rows * cells)
        text = text.replace(f'"{longest}"', f'"{clip(longest, max(SHORTEST, width(longest) - over))}"')
    return text


PLAINLY = ("on", "go on")
"""Going on where nothing is handed in by it."""


def keys(cells: int, hints: Sequence[tuple[str, str]], kept: str = "") -> Line:
    """Row 24: what the keys do now.

    Args:
        cells: Width of the row.
        hints: Keys with what they do, most useful first.
        kept: A key that has its place where there is no room for all, unless it only goes on. The last one
            always has.
    """
    out: list[Span] = [(" ", "text@bar")]
    always = {
        len(hints) - 1,
        *(n for n, (key, does) in enumerate(hints) if key == kept and does not in PLAINLY),
    }
    pieces = [width(f"{key} {what}") + 2 for key, what in hints]
    room = cells + 1 - sum(pieces[n] for n in always if n >= 0)
    for n, ((key, what), piece) in enumerate(zip(hints, pieces, strict=True)):
        if n not in always:
            if piece > room:
                continue
            room -= piece
        gap = "  " if n < len(hints) - 1 else ""
        out.extend([(key, "text+bold@bar"), (f" {what}{gap}", "muted@bar")])
    return on(fit(tuple(out), cells, "text@bar"), "bar")


TOO_SMALL = (
    "AlignTUI needs 80 x 24.",
    "This window: {w} x {h}.",
    "Make it larger, or smaller",
    "letters (ctrl and minus).",
    "All is saved. {leave} leaves",
)


def too_small(w: int, h: int, leave: str, *, saved: bool = True) -> list[Line]:
    """What a window under 80 x 24 shows until it is larger."""
    texts = list(TOO_SMALL) if saved else [*TOO_SMALL[:-1], "NOT SAVED: make it larger first."]
    return [line((f" {text.format(w=w, h=h, leave=leave)}", "text")) for text in texts]
