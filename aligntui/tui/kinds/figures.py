"""Parts of figures as lines: a value, a sentence, a list, classes, and what has a shape as a chart. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from aligntui.analysis.figure import Groups, Items, Part, Sentence, Value
from aligntui.analysis.figure_words import part_text, parts_of
from aligntui.analysis.figures import Figures
from aligntui.analysis.readout import name_of, value_text, with_names
from aligntui.analysis.shape_words import Said
from aligntui.analysis.shapes import Profile
from aligntui.analysis.shaping import shape_of
from aligntui.analysis.view import View
from aligntui.text.clean import width
from aligntui.tui.widgets.charts.table import draw, draw_bars
from aligntui.tui.widgets.line import BLANK, Line, broken, hung, length, line, paragraph
from aligntui.tui.widgets.plan_lines import Spot, moved

BESIDE = 72
"""Cells of the rows that say what a bar rests on, at most: names are read with their values."""
EDGE = "│"
"""Beside what a bar rests on."""
MOST = 28
"""Cells of what stands beside an item, at most."""


class Bars(Struct, frozen=True):
    """The bars of a profile that are walked."""

    ids: Mapping[str, str] = {}
    """Name of a bar -> what it is called when it takes the focus."""
    at: int = -1
    """Number of the bar that has the focus."""
    opened: str = ""
    """The bar below which stands what it rests on."""
    proof: Said = []
    """What that is, a row each."""


def figure_lines(ref: str, figures: Figures, method: str, view: View, cells: int) -> list[Line]:
    """One `name.part` (or all parts of `name`) as lines, each under what it means."""
    return figure_body(ref, figures, method, view, cells, Bars())[0]


def figure_body(
    ref: str, figures: Figures, method: str, view: View, cells: int, bars: Bars
) -> tuple[list[Line], list[Spot]]:
    """The same, and what of it takes the focus: the bars of a profile, the first time they are drawn."""
    figure = figures.figure(method, ref)
    if figure is not None and figure.why_missing:
        return paragraph(figure.why_missing, cells - 2, role="muted", lead=" "), []
    out: list[Line] = []
    spots: list[Spot] = []
    for words, part, wanted in parts_of(ref, figures, method, view):
        names, found = figures.names(method, ref), list[Spot]()
        shape = shape_of(part, view, wanted, names) if bars.ids and not spots else None
        if isinstance(shape, Profile):
            block, found = _walked(shape, cells, bars)
        else:
            block = part_lines(part, view, cells, names, wanted)
        heading = paragraph(words, cells - 2, role="accent+bold", lead=" ") if words else []
        if isinstance(part, Items) and not part.ids:
            out += [*heading[:-1], line(*heading[-1], ("   none", "muted"))]
        elif block:
            spots += [moved(spot, len(out) + len(heading)) for spot in found]
            out += [*heading, *block]
    return out, spots


def _walked(profile: Profile, cells: int, bars: Bars) -> tuple[list[Line], list[Spot]]:
    """Bars that take the focus, and below the one that is open what it rests on."""
    out: list[Line] = []
    spots: list[Spot] = []
    for n, (row, block) in enumerate(zip(profile.rows, draw_bars(profile, cells), strict=True)):
        name = bars.ids.get(row.label.words, "")
        if n == bars.at and block:
            # The mark stands in the cells before the words.
            (lead, role), *rest = block[0]
            block = [line((f" >{lead[2:]}", f"{role}+bold"), *rest), *block[1:]]
        begin = len(out)
        out += block
        if name and name == bars.opened:
            proof = _told(bars.proof, min(cells - 4, BESIDE)) or [
                line(("   Nothing more is told of it.", "muted"))
            ]
            out += [line((f"  {EDGE} ", "rule"), *told) for told in proof]
        spots.append(Spot(begin, name, last=len(out) - 1))
    return out, spots


def part_lines(part: Part, view: View, cells: int, names: dict[str, str], wanted: str = "") -> list[Line]:
    """A part in its shape: the one wanted, if it can be drawn so."""
    shape = shape_of(part, view, wanted, names)
    if shape is not None:
        return draw(shape, cells)
    if isinstance(part, Value):
        number, note = value_text(part)
        return [line((f"   {number}", "text+bold"), (f"   {note}" if note else "", "muted"))]
    if isinstance(part, Sentence):
        return paragraph(with_names(part.text, view), cells - 4, lead="   ")
    if isinstance(part, Items):
        return [row for i in part.ids for row in _item(i, view, cells)] or [line(("   none", "muted"))]
    if isinstance(part, Groups):
        return _groups(part, view, cells)
    return _told(part_text(part, view, names, wanted), cells)


def _item(item_id: str, view: View, cells: int) -> list[Line]:
    item = view.session.items.get(item_id)
    code = view.code(item_id)
    head = line((f"   {code:<5}", view.role(item_id)))
    room = cells - length(head) - 1
    return hung(head, broken(item.text if item is not None else item_id, room), room)


def _told(entries: list[tuple[str, str]], cells: int) -> list[Line]:
    out: list[Line] = []
    for words, value in entries:
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


def _groups(part: Groups, view: View, cells: int) -> list[Line]:
    out: list[Line] = []
    for name, ids in ((name, ids) for name, ids in part.groups.items() if ids):
        first, *more = broken(name_of(name, view), cells - 14)
        out.append(line((f"   {first}", "text+bold"), (f"  {len(ids)}", "muted")))
        out += [line((f"   {row}", "text+bold")) for row in more]
        out += [line(("  ", "text"), *row) for i in ids for row in _item(i, view, cells - 2)]
    return out or [BLANK]
