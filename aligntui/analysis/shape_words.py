"""Shapes in words: names with what stands beside them, for every face and file in which nothing is drawn.

One row of words for each row of the drawing, and nothing left out: the plain line reads these rows, Markdown
makes a table of them, and a screen that is too small for the drawing shows them in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from aligntui.analysis.figure import number_text
from aligntui.analysis.shapes import (
    BarChart,
    BetMap,
    DotRow,
    DotStrip,
    HeatGrid,
    Label,
    Mark,
    Network,
    Profile,
    ProfileRow,
    QuadrantMap,
    Shape,
    Tree,
    Trend,
    Trends,
    Twig,
)
from aligntui.text.listing import listed

Said = list[tuple[str, str]]
"""(name, what stands beside it), in order."""


def in_words(shape: Shape) -> Said:
    """A shape as rows of words."""
    match shape:
        case BarChart():
            return [
                (row.label.whole, compared(row.number, row.against, row.note, shape)) for row in shape.rows
            ]
        case Profile():
            return [(row.label.whole, standing(row, shape)) for row in shape.rows]
        case HeatGrid():
            return _grid(shape)
        case DotStrip():
            return [(row.label.whole, spread(row, shape)) for row in shape.rows]
        case QuadrantMap():
            return [(mark.label.whole, placed(mark, shape)) for mark in shape.marks]
        case Trends():
            return [(row.label.whole, course(row)) for row in shape.rows]
        case BetMap():
            return _bets(shape)
        case Network():
            return _ties(shape)
        case Tree():
            return [row for twig in shape.twigs for row in _twigs(twig, "", shape.columns)]


def table(shape: Shape) -> tuple[list[str], list[list[str]]]:
    """A shape as a table: what stands above its columns, and its rows, the name of each in front."""
    match shape:
        case HeatGrid():
            texts = {place: cell.text for place, cell in shape.cells.items()}
            return _crossed(shape.rows, shape.cols, texts)
        case Network():
            return _crossed(shape.labels, shape.labels, dict.fromkeys(shape.ties, "x"))
        case BarChart() | Profile() if any(row.against is not None for row in shape.rows):
            unit = shape.unit if isinstance(shape, BarChart) else ""
            rows = [
                [row.label.whole, *(number_text(n, shape.decimals, unit) for n in (row.number, row.against))]
                for row in shape.rows
            ]
            return ["", shape.names[0] or "is", shape.names[1] or "against"], rows
        case DotStrip():
            rows = [[row.label.whole, *(str(n or "") for n in row.counts), row.note] for row in shape.rows]
            return ["", *shape.points, ""], rows
        case QuadrantMap():
            rows = [
                [mark.label.whole, _rated(mark.up), _rated(mark.along), quadrant(mark, shape)]
                for mark in shape.marks
            ]
            return ["", shape.up, shape.along, ""], rows
        case BetMap():
            rows = [
                [shape.labels[bet.cause].whole, shape.labels[bet.effect].whole, bet.words]
                for bet in shape.bets
            ]
            return ["", "leads to", ""], rows
        case _:
            return ["", ""], [[name, words] for name, words in in_words(shape)]


def _crossed(
    down: Sequence[Label], across: Sequence[Label], texts: Mapping[tuple[int, int], str]
) -> tuple[list[str], list[list[str]]]:
    rows = [[row.whole, *(texts.get((y, x), "") for x in range(len(across)))] for y, row in enumerate(down)]
    return ["", *(col.whole for col in across)], rows


def _rated(number: float | None) -> str:
    return "-" if number is None else f"{number:g}"


def compared(number: float | None, against: float | None, note: str, chart: BarChart | Profile) -> str:
    """`39% done, 66% time gone`; `3 / 5` where nobody says what the two numbers are."""
    unit = chart.unit if isinstance(chart, BarChart) else ""
    one, other = number_text(number, chart.decimals, unit), number_text(against, chart.decimals, unit)
    first, second = chart.names
    if against is None:
        text = f"{one} {first}".strip()
    elif first or second:
        text = f"{f'{one} {first}'.strip()}, {f'{other} {second}'.strip()}"
    else:
        text = f"{one} / {other}"
    return f"{text}, {note}" if note else text


def standing(row: ProfileRow, profile: Profile) -> str:
    """`3.2, from 1 weak to 5 strong; every third order is late`."""
    text = compared(row.number, row.against, "", profile)
    if any(row.ends):
        low, high = ends_of(row, profile)
        text = f"{text}, from {low} to {high}"
    return f"{text}; {row.proof}" if row.proof else text


def ends_of(row: ProfileRow, profile: Profile) -> tuple[str, str]:
    """`1 weak` and `5 strong`: the ends of the scale of a criterion, with their words where they have any."""
    low, high = row.ends
    return f"{profile.low:g} {low}".strip(), f"{profile.high:g} {high}".strip()


def spread(row: DotRow, strip: DotStrip) -> str:
    """`2 x 4, 1 x 5; median 4`."""
    answers = [f"{n} x {point}" for n, point in zip(row.counts, strip.points, strict=True) if n]
    text = ", ".join(answers) or "no answer"
    return f"{text}; {row.note}" if row.note else text


def quadrant(mark: Mark, plot: QuadrantMap) -> str:
    """Name of the quadrant that a mark is in; "" without quadrants or a rating."""
    if mark.along is None or mark.up is None or plot.cut is None:
        return ""
    across, level = plot.cut
    return plot.names.get(
        f"{'hi' if mark.along >= across else 'lo'}_{'hi' if mark.up >= level else 'lo'}", ""
    )


def placed(mark: Mark, plot: QuadrantMap) -> str:
    """`big bet, impact 5, effort 3`."""
    numbers = [f"{name} {_rated(number)}" for name, number in ((plot.up, mark.up), (plot.along, mark.along))]
    return ", ".join(filter(None, [quadrant(mark, plot), *numbers, "taken on" if mark.taken else ""]))


def course(trend: Trend) -> str:
    """`Jan 22, Feb 25, Mar 61; target 300 members; up`."""
    read = [
        f"{time} {number_text(number, trend.decimals)}".strip()
        for time, number in zip(trend.times, trend.numbers, strict=True)
        if number is not None
    ]
    text = ", ".join(read) or "no number yet"
    ends = [("start", trend.start), ("target", trend.target)]
    text += "".join(
        f"; {name} {number_text(number, trend.decimals, trend.unit)}"
        for name, number in ends
        if number is not None
    )
    return f"{text}; {trend.note}" if trend.note else text


def _grid(grid: HeatGrid) -> Said:
    rows = []
    named = {x for _, x in grid.cells}
    for y, row in enumerate(grid.rows):
        cells = [
            f"{col.whole} {grid.cells[y, x].text}" for x, col in enumerate(grid.cols) if (y, x) in grid.cells
        ]
        if cells or not grid.half or y not in named:
            rows.append((row.whole, ", ".join(cells) or "-"))
    return rows


def _bets(bets: BetMap) -> Said:
    rows = []
    for number, label in enumerate(bets.labels):
        effects = [
            f"leads to {bets.labels[bet.effect].whole}{f' ({bet.words})' if bet.words else ''}"
            for bet in bets.bets
            if bet.cause == number
        ]
        ends = [] if any(bet.effect == number for bet in bets.bets) else ["nothing leads to it"]
        rows.append((label.whole, ", ".join(effects or ["leads no further", *ends])))
    return rows


def _ties(network: Network) -> Said:
    rows = []
    for number, label in enumerate(network.labels):
        goes = [other.short for n, other in enumerate(network.labels) if (number, n) in network.ties]
        come = sum((n, number) in network.ties for n in range(len(network.labels)))
        rows.append((label.whole, f"goes to {listed(goes) or 'nobody'}; {come} come{'s' * (come == 1)}"))
    return rows


def columns(twig: Twig, names: Sequence[str]) -> str:
    """`from 14%, to 30%, due 31 Dec 29`."""
    return ", ".join(f"{name} {cell}" for name, cell in zip(names, twig.cells, strict=False) if cell)


def _twigs(twig: Twig, above: str, names: Sequence[str]) -> Iterable[tuple[str, str]]:
    under = f"under {above}" if above else ""
    detail = twig.detail if twig.detail != twig.note else ""
    yield twig.label.whole, "; ".join(filter(None, [under, twig.note, columns(twig, names), detail]))
    for child in twig.twigs:
        yield from _twigs(child, twig.label.short, names)
