"""Parts of figures as lines: a value, a sentence, a list, bars, a grid, classes. Pure."""

from __future__ import annotations

from aligntui.analysis.figure import Bars, Grid, Groups, Items, Part, PerItem, PerLink, Sentence, Value
from aligntui.analysis.shape_words import number_text
from aligntui.analysis.view import View
from aligntui.engine.figures import Figures
from aligntui.engine.readout import name_of, part_text, parts_of, value_text, with_names
from aligntui.text.clean import clip, width
from aligntui.tui.widgets.line import BLANK, Line, broken, hung, length, line, paragraph

BAR = 24
"""Cells of a full bar."""
MOST = 28
"""Cells of what stands beside an item, at most."""


def figure_lines(ref: str, figures: Figures, method: str, view: View, cells: int) -> list[Line]:
    """One `name.part` (or all parts of `name`) as lines, each under what it means."""
    figure = figures.figure(method, ref)
    if figure is not None and figure.why_missing:
        return paragraph(figure.why_missing, cells - 2, role="muted", lead=" ")
    out: list[Line] = []
    for words, part, _ in parts_of(ref, figures, method, view):
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
        return paragraph(with_names(part.text, view), cells - 4, lead="   ")
    if isinstance(part, Items):
        return [row for i in part.ids for row in _item(i, view, cells)] or [line(("   none", "muted"))]
    if isinstance(part, PerItem | PerLink):
        return _per(part, view, cells, names)
    if isinstance(part, Bars):
        return _bars(part, view, cells)
    if isinstance(part, Grid):
        return _grid(part, view, cells)
    return _groups(part, view, cells) if isinstance(part, Groups) else []


def _item(item_id: str, view: View, cells: int) -> list[Line]:
    item = view.session.items.get(item_id)
    code = view.code(item_id)
    head = line((f"   {code:<5}", view.book.code_role(code)))
    room = cells - length(head) - 1
    return hung(head, broken(item.text if item is not None else item_id, room), room)


def _per(part: PerItem | PerLink, view: View, cells: int, names: dict[str, str]) -> list[Line]:
    out: list[Line] = []
    for words, value in part_text(part, view, names):
        if width(value) > MOST:
            # What is said of it at length stands below it.
            out += hung(line("   "), broken(words, cells - 4), cells - 4)
            out += paragraph(value, cells - 8, role="muted", lead="      ")
            continue
        room = cells - 7 - max(10, width(value))
        out += hung(
            line("   "), broken(words, room), room + max(0, 10 - width(value)), (f" {value}", "muted")
        )
    return out


def _bars(part: Bars, view: View, cells: int) -> list[Line]:
    out = []
    span = (part.high - part.low) or 1
    for bar in part.bars:
        room = cells - BAR - 22
        name = broken(name_of(bar.label, view), room)
        share = 0.0 if bar.number is None else max(0.0, min(1.0, (bar.number - part.low) / span))
        filled = round(share * BAR)
        shown = number_text(bar.number, part.decimals, part.unit)
        against = f" / {number_text(bar.against, part.decimals)}" if bar.against is not None else ""
        out += hung(
            line("   "), name, room + 2, ("#" * filled, "accent"), ("." * (BAR - filled), "rule"),
            (f" {shown}{against}", "muted"),
        )  # fmt: skip
    return out


def _grid(part: Grid, view: View, cells: int) -> list[Line]:
    size = 6
    head = max(10, min(34, cells - size * len(part.cols) - 4))
    out = [
        line((" " * (head + 3), "text"), ("".join(f"{_code(c, view):>{size}}" for c in part.cols), "muted"))
    ]
    for row in part.rows:
        words = "".join(f"{clip(part.cells.get(f'{row}>{col}', '.'), size - 1):>{size}}" for col in part.cols)
        out += hung(line("   "), broken(name_of(row, view), head), head, (words, "text"))
    return out


def _code(key: str, view: View) -> str:
    return view.code(key) if key in view.session.items else clip(key, 5)


def _groups(part: Groups, view: View, cells: int) -> list[Line]:
    out: list[Line] = []
    for name, ids in ((name, ids) for name, ids in part.groups.items() if ids):
        first, *more = broken(name_of(name, view), cells - 14)
        out.append(line((f"   {first}", "text+bold"), (f"  {len(ids)}", "muted")))
        out += [line((f"   {row}", "text+bold")) for row in more]
        out += [line(("  ", "text"), *row) for i in ids for row in _item(i, view, cells - 2)]
    return out or [BLANK]
