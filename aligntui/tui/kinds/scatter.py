"""Items on two scales as text: one cell for each pair of values, quadrants named. Pure."""

from __future__ import annotations

from msgspec import Struct

from aligntui.text.clean import width
from aligntui.tui.widgets.line import BLANK, Line, Span, fit, line


class Point(Struct, frozen=True):
    """One item: code, place along the bottom and up the side, focus, taken on, words, colour of its code."""

    code: str
    x: int | None
    y: int | None
    focus: bool = False
    taken: bool = False
    words: str = ""
    role: str = "accent"
    first: str = ""
    """Both ratings of a first pass, which stand beside those of the second one in the list."""


class Scatter(Struct, frozen=True):
    """What is drawn: points, ranges, first value that counts as high, quadrant names, axis names."""

    points: list[Point]
    xs: tuple[int, int]
    ys: tuple[int, int]
    cut: tuple[int, ...]
    names: dict[str, str]
    x_name: str
    y_name: str


def draw(plot: Scatter, cells: int, rows: int) -> list[Line]:
    """The plot as exactly `rows` lines.

    Rows run from the highest value of the side down; a cell with more points than fit says `+2`.
    """
    low_x, high_x = plot.xs
    low_y, high_y = plot.ys
    steps = high_x - low_x + 1
    head = 9
    column = max(6, (cells - head - 4 - len(plot.x_name)) // steps)
    cut_x, cut_y = plot.cut[0], plot.cut[1] if len(plot.cut) > 1 else plot.cut[0]
    split = max(0, cut_x - low_x) * column
    out: list[Line] = [fit(_names(plot, "hi", head, split, plot.y_name), cells)]
    values = list(range(high_y, low_y - 1, -1))
    spare = rows - 2 - len(values) - 1
    for value in values:
        if value == cut_y - 1:
            out.append(line((" " * head, "text"), ("-" * (column * steps), "rule")))
            if spare > 0:
                out.append(fit(_names(plot, "lo", head, split, ""), cells))
                spare -= 1
        out.append(_row(plot, value, head, column, split))
    numbers = [(f" {value}".ljust(column), "muted") for value in range(low_x, high_x + 1)]
    axis = line((" " * (head - 1), "muted"), (" ", "text"), *numbers, (f" {plot.x_name}", "muted"))
    out += [BLANK] * (rows - 1 - len(out))
    return [*out[: rows - 1], fit(axis, cells)]


def _names(plot: Scatter, level: str, head: int, split: int, side: str) -> Line:
    left = plot.names.get(f"lo_{level}", "")
    right = plot.names.get(f"hi_{level}", "")
    room = max(width(left) + 2, split)
    return line((f" {side[: head - 2]:<{head - 1}}", "muted"), (left.ljust(room), "muted"), (right, "muted"))


def _row(plot: Scatter, value: int, head: int, column: int, split: int) -> Line:
    spans: list[Span] = [(f"{value:>5}".ljust(head), "muted")]
    used = 0
    for x in range(plot.xs[0], plot.xs[1] + 1):
        here = [p for p in plot.points if p.x == x and p.y == value]
        here.sort(key=lambda p: not p.focus)
        if used == split and split:
            spans.append(("|", "rule"))
        else:
            spans.append((" ", "text"))
        room = column - 1
        for number, point in enumerate(here):
            word = f"[{point.code}]" if point.taken else point.code
            rest = len(here) - number - 1
            more = f" +{rest + 1}"
            if width(word) + 1 > room - (3 if rest else 0) and number:
                spans.append((more.ljust(room)[:room], "muted"))
                room = 0
                break
            role = "accent+bold@focus" if point.focus else ("accent+bold" if point.taken else "text")
            spans.extend([(word, role), (" ", "text")])
            room -= width(word) + 1
        spans.append((" " * max(0, room), "text"))
        used += column
    return tuple(spans)
