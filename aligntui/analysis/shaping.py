"""Parts of figures as shapes: which shape a part has, and its keys as codes and words.

The rule: what the method gives in `as:`, if such a part can be drawn so; else what the part says of itself;
else what its kind is drawn as. What is a word, a sentence or a list of names is not drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from statistics import median
from typing import Any

from aligntui.analysis import told
from aligntui.analysis.figure import (
    Bar,
    Bars,
    Courses,
    Grid,
    Groups,
    Part,
    PerItem,
    PerLink,
    Places,
    answer_text,
)
from aligntui.analysis.shapes import (
    BarChart,
    BarRow,
    Bet,
    BetMap,
    Cell,
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
from aligntui.analysis.view import View

_Namer = Callable[[str], Label]

WORDS = "words"
"""Name of the shape that is none: names with what stands beside them."""


def shape_of(
    part: Part, view: View, wanted: str = "", names: Mapping[str, str] | None = None
) -> Shape | None:
    """The shape of a part; None where it is read and not drawn, or where there is nothing to draw.

    Args:
        part: A part of a figure.
        view: The snapshot, for codes and words.
        wanted: What the method gives in `as:`; passed over when such a part cannot be drawn so.
        names: Words for keys that are no items.
    """
    makers = _MAKERS.get(type(part), {})
    own = str(getattr(part, "shape", "")) or next(iter(makers), WORDS)
    name = wanted if wanted in makers or wanted == WORDS else own
    maker = makers.get(name)
    return maker(part, partial(label_of, view=view, names=names)) if maker is not None else None


def fitting(kind: type[Part]) -> list[str]:
    """Shapes that a kind of part can have, the one that it has by itself first."""
    return [*dict.fromkeys([*_MAKERS.get(kind, ()), WORDS])]


def label_of(key: str, view: View, names: Mapping[str, str] | None = None) -> Label:
    """Code and words of an item, a pair as two codes, or the word itself."""
    item = view.session.items.get(key)
    if item is None and "#" in key:
        # What is rated on two scales is a subject on each of them.
        subject, _, scale = key.partition("#")
        label, item = label_of(subject, view, names), view.session.items.get(subject)
        field = view.book.field(item.collection, scale) if item is not None else None
        called = (field.label if field is not None else "") or scale
        return Label(f"{label.words} ({called})", label.code, label.role)
    if item is None and ">" in key:
        one, _, other = key.partition(">")
        return Label(f"{view.code(one)} x {view.code(other)}")
    if item is None:
        return Label((names or {}).get(key, key))
    return Label(item.text.replace("\n", " "), view.code(item), view.book.role(item.collection))


def number(text: str) -> float | None:
    """The number that a cell holds, or None."""
    try:
        return float(text.replace("\N{MINUS SIGN}", "-").removesuffix("%"))
    except ValueError:
        return None


def _labels(keys: Iterable[str], label: _Namer) -> tuple[Label, ...]:
    return tuple(label(key) for key in keys)


def _bars(part: Bars, label: _Namer) -> BarChart:
    rows = (BarRow(label(bar.label), bar.number, bar.against, bar.note) for bar in part.bars)
    return BarChart(tuple(rows), part.low, part.high, part.decimals, part.unit, part.names)


def _profile(part: Bars, label: _Namer) -> Profile:
    rows = (ProfileRow(label(bar.label), bar.number, bar.against, proof=bar.note) for bar in part.bars)
    return Profile(tuple(rows), part.low, part.high, part.decimals, part.names)


def _per_item(part: PerItem) -> Bars | None:
    """Numbers of items as bars; None when none is a number."""
    known = {key: value for key, value in part.values.items() if not isinstance(value, str)}
    amounts = [float(value) for value in known.values() if value is not None]
    if not amounts:
        return None
    bars = [Bar(key, value) for key, value in known.items()]
    return Bars(bars, max(0.0, *amounts), min(0.0, *amounts), part.decimals, part.unit)


def _item_bars(part: PerItem, label: _Namer) -> BarChart | None:
    bars = _per_item(part)
    return _bars(bars, label) if bars is not None else None


def _item_profile(part: PerItem, label: _Namer) -> Profile | None:
    bars = _per_item(part)
    return _profile(bars, label) if bars is not None else None


def _cells(texts: Mapping[tuple[int, int], str]) -> dict[tuple[int, int], Cell]:
    """Each with its level, where all of them are numbers."""
    numbers = {place: number(text) for place, text in texts.items() if text}
    known = [value for value in numbers.values() if value is not None]
    if not known or len(known) < len(numbers):
        return {place: Cell(text) for place, text in texts.items()}
    low, high = min(0.0, *known), max(0.0, *known)
    span = (high - low) or 1.0
    return {
        place: Cell(text, None if (value := numbers.get(place)) is None else (value - low) / span)
        for place, text in texts.items()
    }


def _placed(rows: list[str], cols: list[str], texts: Mapping[str, str]) -> dict[tuple[int, int], str]:
    return {
        (y, x): texts[f"{row}>{col}"]
        for y, row in enumerate(rows)
        for x, col in enumerate(cols)
        if f"{row}>{col}" in texts
    }


def _heat(part: Grid, label: _Namer) -> HeatGrid:
    cells = _cells(_placed(part.rows, part.cols, part.cells))
    return HeatGrid(tuple(map(label, part.rows)), tuple(map(label, part.cols)), cells)


def _folded(keys: list[str], texts: Mapping[str, str], label: _Namer) -> HeatGrid:
    """A list with itself: a pair stands once, whichever way round it was answered."""
    cells: dict[tuple[int, int], str] = {}
    for y, row in enumerate(keys):
        for x, col in enumerate(keys[:y]):
            text = texts.get(f"{row}>{col}") or texts.get(f"{col}>{row}")
            if text:
                cells[y, x] = text
    labels = tuple(map(label, keys))
    return HeatGrid(labels, labels, _cells(cells), half=True)


def _half(part: Grid, label: _Namer) -> HeatGrid:
    return _folded(part.rows, part.cells, label)


def _dots(part: Grid, label: _Namer) -> DotStrip:
    rows = []
    for row in part.rows:
        counts = [int(number(part.cells.get(f"{row}>{point}", "")) or 0) for point in part.cols]
        rows.append(DotRow(label(row), tuple(counts), _middle(part.cols, counts)))
    return DotStrip(tuple(rows), tuple(part.cols))


def _middle(points: list[str], counts: list[int]) -> str:
    """`median 4`, where the points are numbers."""
    values = [number(point) for point, n in zip(points, counts, strict=True) for _ in range(n)]
    known = [value for value in values if value is not None]
    return f"median {median(known):g}" if known and len(known) == len(values) else ""


def _network(part: Grid, label: _Namer) -> Network:
    ties = _placed(part.rows, part.rows, part.cells)
    return Network(tuple(map(label, part.rows)), frozenset(place for place, text in ties.items() if text))


def _ends(part: PerLink) -> tuple[list[str], list[str], dict[str, str]]:
    """What pairs lead from, what they lead to, and the words of each."""
    pairs = [key.partition(">") for key in part.values]
    texts = {
        key: "" if value is None else answer_text(value, part.decimals) for key, value in part.values.items()
    }
    return list(dict.fromkeys(a for a, _, _ in pairs)), list(dict.fromkeys(b for _, _, b in pairs)), texts


def _link_heat(part: PerLink, label: _Namer) -> HeatGrid:
    rows, cols, texts = _ends(part)
    return _heat(Grid(rows, cols, texts), label)


def _link_half(part: PerLink, label: _Namer) -> HeatGrid:
    rows, cols, texts = _ends(part)
    return _folded(list(dict.fromkeys([*rows, *cols])), texts, label)


def _link_network(part: PerLink, label: _Namer) -> Network:
    rows, cols, texts = _ends(part)
    keys = list(dict.fromkeys([*rows, *cols]))
    return _network(Grid(keys, keys, {key: text or "x" for key, text in texts.items()}), label)


def _bets(part: PerLink, label: _Namer) -> BetMap:
    rows, cols, texts = _ends(part)
    keys = list(dict.fromkeys([*rows, *cols]))
    bets = []
    for key, text in texts.items():
        cause, _, effect = key.partition(">")
        bets.append(Bet(keys.index(cause), keys.index(effect), text))
    return BetMap(tuple(map(label, keys)), tuple(bets))


def _tree(part: Groups, label: _Namer) -> Tree:
    twigs = (
        Twig(label(name), twigs=tuple(Twig(label) for label in tuple(map(label, ids))))
        for name, ids in part.groups.items()
        if ids
    )
    return Tree(tuple(twigs))


def _map(part: Places, label: _Namer) -> QuadrantMap:
    marks = (Mark(label(key), along, up) for key, (along, up) in part.values.items())
    return QuadrantMap(
        tuple(marks), part.along, part.up, part.along_range, part.up_range, part.cut, part.names
    )


def _trends(part: Courses, label: _Namer) -> Trends:
    rows = (
        Trend(
            label(row.label), tuple(map(told.day, row.times)), tuple(row.numbers), row.target, row.start,
            row.unit, row.decimals, row.note,
        )
        for row in part.rows
    )  # fmt: skip
    return Trends(tuple(rows))


_Maker = Callable[[Any, _Namer], Shape | None]
_MAKERS: dict[type[Part], dict[str, _Maker]] = {
    Bars: {"bars": _bars, "profile": _profile},
    Grid: {"heat": _heat, "half": _half, "dots": _dots, "network": _network},
    Places: {"map": _map},
    Courses: {"trend": _trends},
    PerLink: {
        WORDS: lambda part, label: None,
        "heat": _link_heat,
        "half": _link_half,
        "network": _link_network,
        "bets": _bets,
    },
    PerItem: {WORDS: lambda part, label: None, "bars": _item_bars, "profile": _item_profile},
    Groups: {WORDS: lambda part, label: None, "tree": _tree},
}
"""Kind of part -> name of a shape -> what makes it; the first is the one it has by itself."""
