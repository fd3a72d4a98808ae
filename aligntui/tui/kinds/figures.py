"""Parts of figures as lines: a value, a sentence, a list, bars, a grid, classes. Pure."""

from __future__ import annotations

from aligntui.analysis.figure import Bars, Grid, Groups, Items, Part, PerItem, PerLink, Sentence, Value
from aligntui.analysis.view import View
from aligntui.engine.figures import Figures
from aligntui.engine.readout import name_of, number_text, part_text, parts_of, value_text, with_codes
from aligntui.text.clean import clip, width
from aligntui.tui.widgets.line import BLANK, Line, line, paragraph

BAR = 24
"""Cells of a full bar."""
MOST = 28
"""Cells of a word beside an item, at most."""


def figure_lines(ref: str, figures: Figures, method: str, view: View, cells: int) -> list[Line]:
    """One `name.part` (or all parts of `name`) as lines, each under what it means."""
    figure = figures.figure(method, ref)
    if figure is not None and figure.why_missing:
        return paragraph(figure.why_missing, cells - 2, role="muted", lead=" ")
    out: list[Line] = []
    for words, part in parts_of(ref, figures, method, view):
        block = part_lines(part, view, cells, figures.names(method, ref))
        heading = (f" {words}", "accent+bold")
        if isinstance(part, Items) and not part.ids:
            out.append(line(heading, ("   none", "muted")))
        elif isinstance(part, Sentence) and part.text.endswith("."):
            out += block
        elif block:
            out += [line(heading), *block]
    return out


def part_lines(part: Part, view: View, cells: int, names: dict[str, str]) -> list[Line]:
    """A part in its shape."""
    if isinstance(part, Value):
        number, note = value_text(part)
        return [line((f"   {number}", "text+bold"), (f"   {note}" if note else "", "muted"))]
    if isinstance(part, Sentence):
        return paragraph(with_codes(part.text, view), cells - 4, lead="   ")
    if isinstance(part, Items):
        return [_item(i, view, cells) for i in part.ids] or [line(("   none", "muted"))]
    if isinstance(part, PerItem | PerLink):
        return _per(part, view, cells, names)
    if isinstance(part, Bars):
        return _bars(part, view, cells)
    if isinstance(part, Grid):
        return _grid(part, view, cells)
    return _groups(part, view, cells)


def _item(item_id: str, view: View, cells: int) -> Line:
    item = view.session.items.get(item_id)
    code = view.code(item_id)
    words = item.text if item is not None else item_id
    return line((f"   {code:<5}", view.book.code_role(code)), (clip(words, cells - 10), "text"))


def _per(part: PerItem | PerLink, view: View, cells: int, names: dict[str, str]) -> list[Line]:
    out = []
    for words, value in part_text(part, view, names):
        shown = clip(value, MOST)
        name = clip(words, cells - 10 - max(10, width(shown)))
        gap = " " * (cells - 6 - width(name) - width(shown))
        out.append(line((f"   {name}", "text"), (gap, "text"), (shown, "muted")))
    return out


def _bars(part: Bars, view: View, cells: int) -> list[Line]:
    out = []
    span = (part.high - part.low) or 1
    for bar in part.bars:
        name = clip(name_of(bar.label, view), cells - BAR - 22)
        room = max(1, cells - BAR - 20 - width(name))
        share = 0.0 if bar.number is None else max(0.0, min(1.0, (bar.number - part.low) / span))
        filled = round(share * BAR)
        shown = number_text(bar.number, part.decimals)
        against = f" / {number_text(bar.against, part.decimals)}" if bar.against is not None else ""
        out.append(
            line((f"   {name}{' ' * room}", "text"), ("#" * filled, "accent"), ("." * (BAR - filled), "rule"),
                 (f" {shown}{against}", "muted"))
        )  # fmt: skip
    return out


def _grid(part: Grid, view: View, cells: int) -> list[Line]:
    size = 6
    head = max(10, min(34, cells - size * len(part.cols) - 4))
    out = [
        line((" " * (head + 3), "text"), ("".join(f"{_code(c, view):>{size}}" for c in part.cols), "muted"))
    ]
    for row in part.rows:
        name = clip(name_of(row, view), head)
        words = "".join(f"{clip(part.cells.get(f'{row}>{col}', '.'), size - 1):>{size}}" for col in part.cols)
        out.append(line((f"   {name}{' ' * max(0, head - width(name))}", "text"), (words, "text")))
    return out


def _code(key: str, view: View) -> str:
    return view.code(key) if key in view.session.items else clip(key, 5)


def _groups(part: Groups, view: View, cells: int) -> list[Line]:
    out: list[Line] = []
    for name, ids in ((name, ids) for name, ids in part.groups.items() if ids):
        title = clip(name_of(name, view), cells - 14)
        out.append(line((f"   {title}", "text+bold"), (f"  {len(ids)}", "muted")))
        out += [line(("  ", "text"), *_item(i, view, cells - 2)) for i in ids]
    return out or [BLANK]
