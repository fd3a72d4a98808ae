"""The list below a plot: code, words and both ratings of each item, in two columns when it is long. Pure."""

from __future__ import annotations

from aligntui.text.clean import clip, width
from aligntui.tui.kinds.scatter import Point
from aligntui.tui.widgets.line import BLANK, Line, beside, line, on, spread


def plot_rows(rows: int) -> int:
    """Rows of the plot itself in a body of so many rows; the list takes the rest."""
    return min(10, max(8, rows - 6))


def list_rows(rows: int) -> int:
    """Entries of one column of the list, under the row that names its numbers."""
    return max(1, rows - plot_rows(rows) - 1)


def draw_list(
    entries: list[Point],
    at: int,
    cells: int,
    rows: int,
    names: tuple[str, str] = ("", ""),
    nothing: str = "Nothing here yet.",
) -> tuple[list[Line], tuple[int, int] | None]:
    """The page of the list on which entry `at` stands, and the cell of that entry.

    Args:
        entries: All of them.
        at: The one in focus.
        cells: Width.
        rows: Height, with the row of the names.
        names: What the two numbers are, above them.
        nothing: Said in place of an empty list.
    """
    if not entries:
        return [BLANK, line((f"   {nothing}", "muted"))], None
    per = max(1, rows - 1)
    half = cells // 2 if len(entries) > per else cells
    start = at // (per * 2) * per * 2
    shown = entries[start : start + per * 2]
    out: list[Line] = []
    title = line((f"{' then '.join(name for name in names if name)} ", "muted"))
    right = half < cells and len(shown) > per
    if rows > 1:
        out.append(
            beside((spread(BLANK, title, half - 1), half), (spread(BLANK, title, cells - half), cells - half))
            if right
            else spread(BLANK, title, half - (1 if half < cells else 0))
        )
    drawn = [_row(one, half - 1 if n < per else cells - half, start + n == at) for n, one in enumerate(shown)]
    drawn += [BLANK] * (per * 2 - len(drawn))
    out += [beside((drawn[n], half), (drawn[per + n], cells - half)) for n in range(per)]
    place = at - start
    return out, (0 if place < per else half, place % per + (1 if rows > 1 else 0))


def _row(entry: Point, cells: int, here: bool) -> Line:
    up, along = ("-" if number is None else number for number in (entry.y, entry.x))
    marks = f" {up} {along}"
    words = clip(entry.words, cells - 9 - len(marks))
    row = line(
        (">" if here else " ", "accent+bold"), ("*" if entry.taken else " ", "accent+bold"),
        (f"{entry.code:<4}", entry.role), (" " + words, "text"),
        (" " * max(0, cells - 8 - len(marks) - width(words)), "text"), (marks, "muted"),
    )  # fmt: skip
    return on(row, "focus") if here else row
