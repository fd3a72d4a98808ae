"""Numbers over time, with the target: a chart each where there are rows for it, else one row each."""

from __future__ import annotations

from aligntui.analysis.figure import number_text
from aligntui.analysis.shape_words import course
from aligntui.analysis.shapes import Trend, Trends
from aligntui.text.clean import widest, width
from aligntui.tui.widgets.charts.rows import INDENT, LEAST, abreast, room_for, spelled, within
from aligntui.tui.widgets.line import Line, Span, line, padded, wrap

HEIGHT = 6
"""Rows of a chart, without its times."""
POINT, TARGET, SPARKS = "●", "-", "▁▂▃▄▅▆▇█"
GOAL = " target"
WIDEST = 12
"""Cells of a time, at most."""


def draw(trends: Trends, cells: int, rows: int | None = None) -> list[Line]:
    """Each measure as a chart; in one row each where the room is too low."""
    blocks = [_chart(trend, cells) for trend in trends.rows]
    if rows is None or sum(map(len, blocks)) <= rows:
        return within(blocks, rows)
    return within(_sparks(trends, cells), rows)


def _chart(trend: Trend, cells: int) -> list[Line]:
    known = [number for number in trend.numbers if number is not None]
    texts = [_text(number, trend) for number in trend.numbers]
    bounds = [*known, *(end for end in (trend.start, trend.target) if end is not None)]
    axis = max((width(number_text(end, trend.decimals)) for end in bounds), default=1)
    space = cells - INDENT - axis - 3
    size = max(2, widest(texts)) + 2
    most = max(1, space // size)
    if not known or space < size:
        return spelled([(trend.label.whole, course(trend))], cells)[0]
    earlier = max(0, len(trend.times) - most)
    times, numbers, texts = trend.times[earlier:], trend.numbers[earlier:], texts[earlier:]
    column = max(size, min(space // len(times), WIDEST))
    grid = _plotted(trend, numbers, texts, bounds, column)
    low, high = min(bounds), max(bounds)
    heads = {0: number_text(high, trend.decimals), HEIGHT - 1: number_text(low, trend.decimals)}
    if low == high:
        del heads[0]
    out = abreast(trend.label, cells - INDENT - 1, [])
    for y in range(HEIGHT):
        head = f"{' ' * INDENT}{heads.get(y, ''):>{axis}} │"
        out.append(line((head, "muted"), *grid[y]))
    if trend.target is not None and column * len(times) + width(GOAL) <= space:
        goal = len(out) - HEIGHT + _level(trend.target, bounds)
        out[goal] = line(*out[goal], (GOAL, "muted"))
    lead = " " * (INDENT + axis + 2)
    if all(width(time) < column for time in times):
        out.append(line(lead, *((padded(time, column), "muted") for time in times)))
        notes: list[tuple[str, str]] = []
    else:
        numbered = [f"({n})" for n in range(1, len(times) + 1)]
        out.append(line(lead, *((padded(n, column), "muted") for n in numbered)))
        notes = list(zip(numbered, times, strict=True))
    return [*out, *_below(trend, earlier, notes, cells)]


def _text(number: float | None, trend: Trend) -> str:
    return "" if number is None else number_text(number, trend.decimals)


def _below(trend: Trend, earlier: int, notes: list[tuple[str, str]], cells: int) -> list[Line]:
    """What the chart cannot show: times by their numbers, ends with their unit, how many came before."""
    ends = [
        f"{name} {number_text(number, trend.decimals, trend.unit)}"
        for name, number in (("start", trend.start), ("target", trend.target))
        if number is not None
    ]
    gone = f"+ {earlier} earlier" if earlier else ""
    words = "; ".join(filter(None, [*ends, trend.note, gone, ", ".join(f"{n} {time}" for n, time in notes)]))
    return [line((" " * INDENT + row, "muted")) for row in wrap(words, max(LEAST, cells - INDENT - 1))]


def _level(number: float, bounds: list[float]) -> int:
    """The row of a number, 0 for the highest."""
    low, high = min(bounds), max(bounds)
    return HEIGHT - 1 - round((number - low) / ((high - low) or 1) * (HEIGHT - 1))


def _plotted(
    trend: Trend, numbers: tuple[float | None, ...], texts: list[str], bounds: list[float], column: int
) -> list[list[Span]]:
    """Rows of the chart: points with their numbers, and the line of the target behind them."""
    goal = _level(trend.target, bounds) if trend.target is not None else -1
    rows: list[list[Span]] = []
    for y in range(HEIGHT):
        spans: list[Span] = []
        for number, text in zip(numbers, texts, strict=True):
            back = TARGET if y == goal else " "
            if number is None or _level(number, bounds) != y:
                spans.append((back * column, "rule"))
                continue
            # The number stands behind its point: in its own column nothing else can.
            rest = column - 1 - width(text)
            spans += [(POINT, "accent+bold"), (text, "text"), (back * rest, "rule")]
        rows.append(spans)
    return rows


def _sparks(trends: Trends, cells: int) -> list[list[Line]]:
    """One row each: the line as signs, the last number, the target."""
    tails: list[Line] = []
    for trend in trends.rows:
        known = [number for number in trend.numbers if number is not None]
        low, high = (min(known), max(known)) if known else (0.0, 0.0)
        span = (high - low) or 1
        signs = "".join(
            " " if number is None else SPARKS[round((number - low) / span * (len(SPARKS) - 1))]
            for number in trend.numbers
        )
        unit = trend.unit if trend.unit == "%" or trend.target is None else ""
        last = number_text(known[-1] if known else None, trend.decimals, unit)
        goal = (
            f" of {number_text(trend.target, trend.decimals, trend.unit)}" if trend.target is not None else ""
        )
        note = f", {trend.note}" if trend.note else ""
        tails.append(line(" ", (signs, "accent"), (f" {last}{goal}{note}", "muted")))
    widest = max((sum(width(text) for text, _ in tail) for tail in tails), default=0)
    if cells - INDENT - widest < LEAST:
        return spelled([(trend.label.whole, course(trend)) for trend in trends.rows], cells)
    room = room_for((trend.label for trend in trends.rows), cells - INDENT - widest)
    return [abreast(trend.label, room, [tail]) for trend, tail in zip(trends.rows, tails, strict=True)]
