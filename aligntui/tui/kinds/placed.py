"""The list below a plot: code, words and both ratings of each item, in two columns when it is long. Pure."""

from __future__ import annotations

from msgspec import Struct

from aligntui.analysis.shapes import Mark
from aligntui.tui.widgets.line import BLANK, Line, beside, broken, cut, hung, in_focus, line, spread
from aligntui.tui.widgets.sharing import share, sides


class Entry(Struct, frozen=True):
    """An item of the list."""

    mark: Mark
    first: str = ""
    """Both ratings of a first pass, which stand beside those of the second one."""


def plot_rows(rows: int, values: int) -> int:
    """Rows of the plot itself with so many values upwards; the list has the rest of the rows."""
    return min(values + 4, max(8, rows - 6))


def list_rows(rows: int, count: int) -> int:
    """Entries of one column of a list of so many rows: one names its numbers, one counts what is left out."""
    per = max(1, rows - 1)
    return -(-count // 2) if per < count <= 2 * per else per if count <= per else max(1, per - 1)


def draw_list(
    entries: list[Entry],
    at: int,
    cells: int,
    rows: int,
    per: int,
    names: tuple[str, str] = ("", ""),
    nothing: str = "Nothing here yet.",
) -> tuple[list[Line], tuple[int, int] | None]:
    """The page of the list on which entry `at` stands, and the cell of that entry.

    Args:
        entries: All of them.
        at: The one in focus.
        cells: Width.
        rows: Height, with the row of the names.
        per: Entries of one column.
        names: What the two numbers are, above them.
        nothing: Said in place of an empty list.
    """
    if not entries:
        return [BLANK, line((f"   {nothing}", "muted"))], None
    start = at // (per * 2) * per * 2
    columns = [c for c in (entries[start : start + per], entries[start + per : start + 2 * per]) if c]
    size = cells // 2 if len(entries) > per else cells
    left_out = len(entries) - sum(map(len, columns))
    title = line((f"{' then '.join(name for name in names if name)} ", "muted"))
    blocks: list[list[Line]] = []
    cursor: tuple[int, int] | None = None
    for n, column in enumerate(columns):
        room = size - 1 if size < cells else size
        block = [spread(BLANK, title, room)] if rows > 1 else []
        texts = [broken(entry.mark.label.words, room - 9 - len(_marks(entry))) for entry in column]
        heights = share([len(rows) for rows in texts], max(len(column), rows - len(block) - bool(left_out)))
        for number, (entry, words, height) in enumerate(zip(column, texts, heights, strict=True)):
            here = start + n * per + number == at
            if here:
                cursor = (n * size, len(block))
            block += _rows(entry, cut(words, height, room - 9 - len(_marks(entry))), room, here)
        blocks.append(block)
    out = [beside(*((b[y] if y < len(b) else BLANK, size) for b in blocks)) for y in range(rows)]
    if left_out and rows > 2:
        out[-1] = line((f"     {sides(left_out, start)}", "muted"))
    return out, cursor


def _marks(entry: Entry) -> str:
    up, along = ("-" if number is None else f"{number:g}" for number in (entry.mark.up, entry.mark.along))
    return f" {up} {along}" + (f"   first {entry.first}" if entry.first else "")


def _rows(entry: Entry, texts: list[str], cells: int, here: bool) -> list[Line]:
    marks = _marks(entry)
    head = line(
        (">" if here else " ", "accent+bold"), ("*" if entry.mark.taken else " ", "accent+bold"),
        (f"{entry.mark.label.code:<4} ", entry.mark.label.role),
    )  # fmt: skip
    return in_focus(hung(head, texts, cells - 8 - len(marks), (marks, "muted")), cells, here)
