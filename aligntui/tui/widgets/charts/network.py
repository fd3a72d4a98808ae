"""A small network: its people below each other, each tie a line between two of them.

Where there is no room for lines it is the grid of who goes to whom.
"""

from __future__ import annotations

from dataclasses import dataclass

from aligntui.analysis.shape_words import in_words
from aligntui.analysis.shapes import Network
from aligntui.tui.widgets.charts import grid
from aligntui.tui.widgets.charts.rows import INDENT, abreast, room_for, within
from aligntui.tui.widgets.line import Line, Span, line, wrap

WIDE = 100
"""Columns from which lines are drawn: the grid takes fewer."""
SMALL = 16
"""Nodes whose lines an eye can follow, at most."""
LANE, WORDS, BESIDE = 3, 40, 24
"""Cells of a lane of lines; of the words of a node, at most; of what is said beside the lines, at least."""
DOWN, UP, BOTH = "▼", "▲", "↕"
ALONG, ACROSS = "│", "─"
LEGEND = f"{DOWN} {UP} goes to, {BOTH} both ways"
_TURNS = {(False, True): "┐", (True, True): "┬", (False, False): "┘", (True, False): "┴"}
"""(whether the line of the node goes on, whether the tie leads down) -> the sign where it turns."""


@dataclass(frozen=True)
class _Tie:
    """A line between two places of the order, in a lane of its own."""

    first: int
    last: int
    mark: str
    lane: int


def draw(network: Network, cells: int, rows: int | None = None) -> list[Line]:
    """The network as lines in a wide room, where few are tied, else as a grid."""
    if cells >= WIDE and network.ties and len(network.labels) <= SMALL:
        drawn = _drawn(network, cells)
        if drawn and (rows is None or len(drawn) <= rows):
            return within([drawn], rows)
    return grid.draw_network(network, cells, rows)


def placed(network: Network) -> list[int]:
    """Numbers of the nodes in an order in which ties are short: who are tied stand near each other."""
    ties = {tuple(sorted(tie)) for tie in network.ties}
    near: dict[int, list[int]] = {n: [] for n in range(len(network.labels))}
    for a, b in sorted(ties):
        near[a].append(b)
        near[b].append(a)
    order: list[int] = []
    while len(order) < len(near):
        left = [n for n in near if n not in order]
        # The next is who has most ties to those that stand there, of them who has fewest others.
        held = {n: sum(other in order for other in near[n]) for n in left}
        order.append(min(left, key=lambda n: (-held[n], len(near[n]) - 2 * held[n], n)))
    best = _length(order, ties)
    for _ in order:
        before = best
        for n in range(len(order) - 1):
            for m in range(n + 1, len(order)):
                other = [*order]
                other[n], other[m] = other[m], other[n]
                if (length := _length(other, ties)) < best:
                    order, best = other, length
        if best == before:
            break
    return order


def _length(order: list[int], ties: set[tuple[int, ...]]) -> int:
    at = {n: place for place, n in enumerate(order)}
    return sum(abs(at[a] - at[b]) for a, b in ties)


def _tied(network: Network, order: list[int]) -> list[_Tie]:
    """Every tie in the innermost lane in which it touches no other."""
    at = {n: place for place, n in enumerate(order)}
    ends = sorted(
        {(min(at[a], at[b]), max(at[a], at[b])) for a, b in network.ties if a != b},
        key=lambda tie: (tie[1] - tie[0], tie),
    )
    lanes: list[list[tuple[int, int]]] = []
    found: list[_Tie] = []
    for first, last in ends:
        free = (n for n, lane in enumerate(lanes) if all(last < a or b < first for a, b in lane))
        number = next(free, len(lanes))
        if number == len(lanes):
            lanes.append([])
        lanes[number].append((first, last))
        down, up = ((order[a], order[b]) in network.ties for a, b in ((first, last), (last, first)))
        found.append(_Tie(first, last, BOTH if down and up else DOWN if down else UP, number))
    return found


def _drawn(network: Network, cells: int) -> list[Line]:
    """All of it; nothing where the lines leave the words no room."""
    order = placed(network)
    ties = _tied(network, order)
    lanes = max((tie.lane for tie in ties), default=-1) + 1
    labels = [network.labels[n] for n in order]
    room = room_for(labels, WORDS)
    space = cells - INDENT - room - 2 - lanes * LANE
    if space < BESIDE:
        return []
    told = [words for _, words in in_words(network)]
    out: list[Line] = []
    for place, number in enumerate(order):
        beside = wrap(told[number], space - 1)
        label = abreast(labels[place], room, [])
        # A row more keeps the marks of ties apart from the lines of nodes.
        high = max(len(label), len(beside), 1 if place == len(order) - 1 else 2)
        for y in range(high):
            drawn = label[y] if y < len(label) else line(" " * (INDENT + room))
            across = _between(ties, place, y, high, lanes) if y else _node(ties, place, lanes)
            words = beside[y] if y < len(beside) else ""
            out.append((*drawn, (" ", "text"), *across, (f"  {words}", "muted")))
    return [*out, line((" " * INDENT + LEGEND, "muted"))]


def _node(ties: list[_Tie], place: int, lanes: int) -> list[Span]:
    """The line from a node to where its ties turn off; one that it crosses stands through it."""
    own = {tie.lane: tie for tie in ties if place in (tie.first, tie.last)}
    passing = {tie.lane for tie in ties if tie.first < place < tie.last}
    last = max(own, default=-1)
    signs = []
    for lane in range(lanes):
        along = ACROSS if lane < last else " "
        sign = ALONG if lane in passing else along
        if lane in own:
            sign = _TURNS[lane < last, own[lane].first == place]
        signs.append((ACROSS if lane <= last else " ") * (LANE - 1) + sign)
    return [("".join(signs), "muted")]


def _between(ties: list[_Tie], place: int, y: int, high: int, lanes: int) -> list[Span]:
    """The ties below a node, each with its mark beside whom it leads to."""
    spans: list[Span] = [(" " * LANE, "text")] * lanes
    for tie in ties:
        if tie.first <= place < tie.last:
            arrives = (place, y) == ((tie.last - 1, high - 1) if tie.mark == DOWN else (tie.first, 1))
            sign, role = (tie.mark, "accent+bold") if arrives else (ALONG, "muted")
            spans[tie.lane] = (" " * (LANE - 1) + sign, role)
    return spans
