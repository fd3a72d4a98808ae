"""Lines of a screen as plain data: words with a role each. No markup, no Textual.

A role says what the words are (`text`, `muted`, `accent`, `S`, `finding`...); the theme says how that
looks. Drawing a step is a pure function from its state to a list of lines, so that it can be tested, and
so that the canvas can send only the cells that changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, repeat

from aligntui.text.clean import clean, clip, first_signs, fits, width

Span = tuple[str, str]
"""(words, role). A role may carry attributes: `text+bold`, `accent+reverse`, `text@focus` (background)."""
Line = tuple[Span, ...]

BLANK: Line = ()


def line(*spans: Span | str) -> Line:
    """A line of spans; a bare string has the role `text`. Empty spans are left out."""
    out: list[Span] = []
    for span in spans:
        words, role = (span, "text") if isinstance(span, str) else span
        if words:
            out.append((words, role))
    return tuple(out)


def length(row: Line) -> int:
    """Cells that a line takes."""
    # Each row is measured span by span at each key: plain ASCII takes no call.
    return sum([len(t) if t.isascii() and t.isprintable() else width(t) for t, _ in row])


def fit(row: Line, cells: int, role: str = "text") -> Line:
    """The line cut with `..` or padded with blanks to exactly this many cells."""
    out: list[Span] = []
    left = cells
    for text, span_role in row:
        # As in `length`.
        taken = len(text) if text.isascii() and text.isprintable() else width(text)
        if taken > left:
            text = clip(text, left)
            if text:
                out.append((text, span_role))
            left -= width(text)
            break
        if text:
            out.append((text, span_role))
        left -= taken
    if left > 0:
        out.append((" " * left, role))
    return tuple(out)


_BREAK = re.compile(r"[\n\t]+")


def printable(row: Line) -> Line:
    """The line with nothing in it that a terminal would obey: the last look before it is drawn."""
    if "".join([text for text, _ in row]).isprintable():
        return row
    return tuple((text if text.isprintable() else _BREAK.sub(" ", clean(text)), role) for text, role in row)


def beside(*parts: tuple[Line, int]) -> Line:
    """Lines beside each other, each fitted to its width."""
    out: list[Span] = []
    for row, cells in parts:
        out.extend(fit(row, cells))
    return tuple(out)


def spread(left: Line, right: Line, cells: int) -> Line:
    """One line at the left edge, one at the right; the left one gives way."""
    room = cells - length(right)
    if room <= 0:
        return fit(right, cells)
    return (*fit(left, room), *right)


def on(row: Line, background: str) -> Line:
    """The same line on another background role (`focus`, `bar`)."""
    return tuple([(text, f"{role.split('@')[0]}@{background}") for text, role in row])


def in_focus(rows: list[Line], cells: int, here: bool) -> list[Line]:
    """Rows of an entry of a list; those of the one in focus lie on a ground of their own."""
    return [on(fit(row, cells), "focus") for row in rows] if here else rows


def rule(cells: int, title: str = "", right: str = "") -> Line:
    """A rule with a title in it: `-- S1  used in SO1 Start a club ----`."""
    head = f"── {title} " if title else ""
    tail = f" {right} ──" if right else ""
    dashes = max(0, cells - width(head) - width(tail))
    out: list[Span] = []
    if title:
        out.extend([("── ", "rule"), (title, "muted"), (" ", "rule")])
    out.append(("─" * dashes, "rule"))
    if right:
        out.extend([(f" {right} ", "muted"), ("──", "rule")])
    return fit(tuple(out), cells)


def wrap(text: str, cells: int, limit: int | None = None) -> list[str]:
    """Words broken into rows of at most `cells`; the last one cut with `..` when over `limit` rows."""
    rows: list[str] = []
    for paragraph in text.split("\n"):
        row = ""
        plain = paragraph.isascii() and paragraph.isprintable()
        for word in paragraph.split():
            while len(word) > cells if plain else not fits(word, cells):
                head = first_signs(word, cells - 1)
                if row:
                    rows.append(row)
                    row = ""
                rows.append(head)
                word = word[len(head) :]
            joined = f"{row} {word}" if row else word
            if len(joined) <= cells if plain else fits(joined, cells):
                row = joined
            else:
                rows.append(row)
                row = word
        rows.append(row)
    while rows and not rows[-1]:
        rows.pop()
    return rows if limit is None else cut(rows, limit, cells)


def broken(text: str, cells: int) -> list[str]:
    """Words broken into rows as `wrap` does; at least one row."""
    # Nearly all of a list is short and plain: that costs no call.
    if len(text) <= cells and text.isascii() and text.isprintable():
        return [text]
    return [*_rows(text, cells)]


# A list of thousands of cards is drawn again at each of them, and nearly all of its words are as they were.
@lru_cache(maxsize=4096)
def _rows(text: str, cells: int) -> tuple[str, ...]:
    return tuple(wrap(text, cells)) or ("",)


def cut(rows: list[str], most: int, cells: int) -> list[str]:
    """Rows of a text down to so many; `..` ends the last one when words are left out."""
    if len(rows) <= most:
        return rows
    return [*rows[: most - 1], clip(" ".join(rows[most - 1 :]), cells)] if most > 0 else []


def paragraph(
    text: str, cells: int, limit: int | None = None, *, role: str = "text", lead: str = ""
) -> list[Line]:
    """Words broken into rows of at most `cells`, as `wrap` does, each drawn behind the same `lead`."""
    return [line((f"{lead}{row}", role)) for row in wrap(text, cells, limit)]


def labelled(
    label: str, column: int, texts: Iterable[str], *, role: str = "muted", words: str = "text"
) -> list[Line]:
    """Rows behind a column of so many cells, in which a label stands at the first of them."""
    heads = chain([f"{label:<{column}}"], repeat(" " * column))
    return [line((head, role), (text, words)) for head, text in zip(heads, texts, strict=False)]


def hung(head: Line, texts: Sequence[str], room: int, *tail: Span, role: str = "text") -> list[Line]:
    """Rows of one text, `room` cells wide, behind its head; a tail stands behind the first of them."""
    first, *more = texts
    lead = " " * length(head)
    return [line(*head, (padded(first, room), role), *tail), *(line((lead + row, role)) for row in more)]


def padded(text: str, cells: int) -> str:
    """The text with blanks behind it up to a number of cells; a longer one stays as it is."""
    taken = len(text) if text.isascii() and text.isprintable() else width(text)
    return text + " " * (cells - taken)


def rightmost(text: str, cells: int) -> str:
    """The text with blanks before it up to a number of cells; a longer one stays as it is."""
    taken = len(text) if text.isascii() and text.isprintable() else width(text)
    return " " * (cells - taken) + text


def plain(rows: Sequence[Line]) -> list[str]:
    """The words alone, trailing blanks cut: what a golden test compares."""
    return ["".join(text for text, _ in row).rstrip() for row in rows]


ASCII = str.maketrans("─╌│┼├┤┬┴┌┐└┘█▓▒░▌▐●·▁▂▃▄▅▆▇▼▲↕", "--|+++++++++#%=.--o._.-~=+*v^*")


def ascii_only(row: Line) -> Line:
    """Rules, bars and shades drawn with ASCII, for terminals that are not UTF-8."""
    return tuple((text.translate(ASCII), role) for text, role in row)
