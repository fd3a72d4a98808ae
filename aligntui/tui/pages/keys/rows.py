"""The keys that work here as rows, made from the commands and the fixed grammar."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from aligntui.tui.asking import holds
from aligntui.tui.commands import CARDS, GROUPS, HERE, KEYS, Command, Keymap, readable
from aligntui.tui.rows import Cursor, begins, shown
from aligntui.tui.step_keys import TOGETHER
from aligntui.tui.widgets.line import BLANK, Line, beside, broken, cut, hung, in_focus, line, spread

Row = tuple[str, str, str]
"""(group, key, what it does)."""

GRAMMAR: tuple[Row, ...] = (
    ("Keys", "letters", "words or values, never commands"),
    ("Keys", "Enter", "in and on: keep, open, next"),
    ("Keys", "Esc", "out one level; words wait"),
    ("Keys", "Tab", "next field or pane"),
    ("Keys", "arrows", "move"),
    ("Keys", "Space", "mark, tick, dot, next value"),
    ("Keys", "Delete", "park; empty a value"),
    ("Keys", "/", "the commands; // is a slash"),
)
"""Keys of the steps of a workshop that are no commands."""

LEFT = ("Keys", HERE, CARDS)
"""Groups of the left column; the others stand right."""


class KeyRow(Struct, frozen=True):
    """One key and what it does; `handler` runs it, "" for the fixed grammar."""

    group: str
    key: str
    what: str
    handler: str = ""


def key_rows(
    keymap: Keymap, commands: Sequence[Command], grammar: Sequence[Row] | None = None
) -> list[KeyRow]:
    """All keys that work on a screen, group by group.

    Args:
        keymap: Effective keys.
        commands: Commands that the screen offers.
        grammar: Its keys that are no commands; None takes those of a workshop step.
    """
    rows = [KeyRow(*row) for row in (GRAMMAR if grammar is None else grammar)]
    keyed = {command.name: command for command in commands if keymap.keys[command.name]}
    opposites = {up for down, (up, _) in TOGETHER.items() if down in keyed}
    for name, command in keyed.items():
        if command is KEYS or name in opposites:
            continue
        up, both = TOGETHER.get(name, ("", ""))
        names, what = ([name, up], both) if up in keyed else ([name], command.title)
        shown = " ".join(readable(keymap.keys[one][0]) for one in names)
        rows.append(KeyRow(command.group, shown, what, command.handler()))
    order = [*dict.fromkeys([*GROUPS[:1], HERE, *GROUPS[1:]])]
    return sorted(rows, key=lambda row: order.index(row.group) if row.group in order else len(order))


def matching(rows: Sequence[KeyRow], words: str) -> list[KeyRow]:
    """Rows that hold all words."""
    return [row for row in rows if holds(f"{row.key} {row.what}", words)]


def page_rows(top: Line, rows: Sequence[KeyRow], at: int, cells: int, height: int) -> list[Line]:
    """The page but its message and keys.

    Args:
        top: Row 1 of the screen the keys belong to.
        rows: What is shown.
        at: Number of the row that Enter runs; -1 for none.
        cells: Width of the window.
        height: Height of the window.
    """
    left = [row for row in rows if row.group in LEFT]
    right = [row for row in rows if row.group not in LEFT]
    half = 40 + max(0, (cells - 80) // 4)
    room = height - 5
    columns = [_column(side, rows, at, width, room) for side, width in ((left, half), (right, cells - half))]
    out = [
        top,
        spread(line((" KEYS that work here", "text+bold")), line(("Esc or ? closes", "muted")), cells - 8),
        BLANK,
    ]
    for index in range(min(room, max(len(columns[0]), len(columns[1]), 1))):
        a = columns[0][index] if index < len(columns[0]) else BLANK
        b = columns[1][index] if index < len(columns[1]) else BLANK
        out.append(beside((a, half), (b, cells - half)))
    if not rows:
        out[3] = line(("   No key here has these words.", "muted"))
    return out


def _column(side: Sequence[KeyRow], rows: Sequence[KeyRow], at: int, cells: int, room: int) -> list[Line]:
    held = rows[at] if 0 <= at < len(rows) else None
    place = next((n for n, row in enumerate(side) if row is held), -1)
    groups = [row.group for row in side]
    first = begins(groups)
    longest = {group: max(len(row.key) for row in side if row.group == group) for group in groups}
    wide = [4 if longest[group] < 3 else max(9, longest[group] + 2) for group in groups]
    texts = [broken(row.what, cells - 4 - size) for row, size in zip(side, wide, strict=True)]
    wants = [len(text) + begun for text, begun in zip(texts, first, strict=True)]
    # Groups stand apart where there is room for it.
    apart = sum(wants) + len(longest) - 1 <= room

    def draw(number: int, high: int) -> list[Line]:
        row, size = side[number], cells - 4 - wide[number]
        heading = [line((f" {row.group}", "accent+bold"))] if first[number] and high > 1 else []
        focused = number == place
        mark = (" > ", "accent") if focused else ("   ", "text")
        head = line(mark, (f"{row.key:<{wide[number]}}", "text+bold"))
        drawn = hung(head, cut(texts[number], high - len(heading), size), size)
        drawn = in_focus(drawn, cells - 1, focused)
        return [*([BLANK] if apart and number and heading else []), *heading, *drawn]

    return shown(wants, room, Cursor(at=max(0, place)), draw)
