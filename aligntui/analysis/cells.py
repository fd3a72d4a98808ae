"""Grids as numbers: every cell brought to 0 to 1, how far all of them go, and which are the worst.

A scale runs from its lowest point, 0, to its highest, 1; of yes, partly and no the middle counts half; other
words count what the method says. A cell that is not answered is open: it is never 0 (our convention).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

import msgspec

from aligntui.analysis import bind, rounds, stats, told
from aligntui.analysis.crossings import asked_pairs
from aligntui.analysis.figure import Bar, Bars, Figure, Grid, Items, Part, PerItem, PerLink, Sentence, Value
from aligntui.analysis.registry import Role, figure
from aligntui.analysis.sums import chosen
from aligntui.analysis.tows import ends
from aligntui.analysis.view import View
from aligntui.methods.types import Field
from aligntui.session.model import UNKNOWN, pair
from aligntui.text.listing import listed

YESNO = {"yes": 1.0, "partly": 0.5, "no": 0.0}
WORST = 5
"""Cells that are named unless told."""
EVEN = 1e-9


class Cells(msgspec.Struct):
    """A grid as it was answered: `row>col` -> what stands there, and the same from 0 to 1."""

    rows: list[str]
    cols: list[str]
    said: dict[str, str] = {}
    """What people read in a cell that is answered."""
    value: dict[str, str] = {}
    """What was answered, as it is stored."""
    share: dict[str, float] = {}
    number: dict[str, float] = {}
    """The number entered, where it is one."""
    pairs: int = 0
    """Cells that are asked."""
    half: bool = False
    """Whether each two are asked once: what stands between them counts for both."""

    def key(self, row: str, col: str) -> str:
        """Where the cell of a row and a column stands."""
        return pair(col, row) if self.half and pair(row, col) not in self.said else pair(row, col)

    def of_row(self, row: str, held: Mapping[str, float]) -> list[float]:
        """What is held of the cells of one row."""
        return [held[key] for col in self.cols if (key := self.key(row, col)) in held]

    def of_col(self, col: str, held: Mapping[str, float]) -> list[float]:
        """What is held of the cells of one column."""
        return [held[key] for row in self.rows if (key := self.key(row, col)) in held]


def add(cells: Cells, key: str, field: Field | None, value: Any, points: Any) -> None:
    """Put what stands in a cell on the scale from 0 to 1; words that are on none are answers all the same."""
    if value in (None, "", UNKNOWN):
        return
    cells.said[key] = told.value_in(field, value) if field is not None else str(value)
    cells.value[key] = str(value)
    number = bind.as_number(value)
    share = _share(field, value, number, points if isinstance(points, Mapping) else {})
    if share is None:
        return
    cells.share[key] = share
    if number is not None:
        cells.number[key] = number


def _share(field: Field | None, value: Any, number: float | None, points: Mapping[str, Any]) -> float | None:
    if str(value) in points:
        return bind.as_number(points[str(value)])
    if points:
        return None
    if number is None:
        return YESNO.get(str(value))
    low, high = 0.0, 1.0
    if field is not None and field.to is not None:
        low, high = float(field.from_ or 0), float(field.to)
    return min(1.0, max(0.0, (number - low) / (high - low))) if high > low else None


def of_relation(view: View, relation: str, value: str, points: Any = None) -> Cells:
    """Cells of a crossing, those that it asks; a row with itself says nothing."""
    rows, cols = ends(view, relation)
    definition = view.book.relations.get(relation)
    cells = Cells([r.id for r in rows], [c.id for c in cols])
    if definition is None:
        return cells
    field, links = definition.fields.get(value), view.links(relation)
    cells.half = definition.pairs == "once"
    for a, b in asked_pairs(view, definition, rows, cols):
        if a == b:
            continue
        cells.pairs += 1
        link = links.get((a, b)) or (links.get((b, a)) if cells.half else None)
        if link is not None:
            add(cells, pair(a, b), field, link.fields.get(value), points)
    return cells


def of_list(view: View, binding: Mapping[str, Any]) -> Cells:
    """Cells of a list: its items down, some of its fields across, by their labels."""
    items = chosen(view, binding)
    keys = bind.keys(binding, "fields")
    names = bind.lists(binding, "of")
    labels = {key: told.label(view, names[0], key) if names else key for key in keys}
    cells = Cells([item.id for item in items], list(labels.values()), pairs=len(items) * len(keys))
    for item, key in product(items, keys):
        field = view.book.field(item.collection, key)
        add(cells, pair(item.id, labels[key]), field, view.value(item, key), binding.get("points"))
    return cells


@figure(
    "index",
    {
        "of": Role("collections", needed=False, help="The items; `fields` of each are the cells."),
        "fields": Role("fields", needed=False, help="Fields that count, with `of`."),
        "relation": Role("relation", needed=False, help="A crossing, in place of items."),
        "value": Role("field", needed=False, help="The value of the crossing."),
        "round": Role("round", needed=False, help="A step in which statements are rated, in place of both."),
        "points": Role("mapping", needed=False, help="Word -> what it counts, 0 to 1, where it is no scale."),
        "worst": Role("number", needed=False, help="How many of the worst cells are named; 5."),
        "where": Role("word", needed=False, help="Condition on the items."),
    },
    {
        "index": "How far it goes in all, 0 to 100.",
        "rows": "The same of each row.",
        "cols": "The same of each column.",
        "counts": "How many cells say what, the best first, as bars.",
        "worst": "The lowest cells.",
        "worst_rows": "Rows, the lowest first.",
        "worst_cols": "Columns, the lowest first.",
        "grid": "All cells.",
        "n": "How many cells count.",
        "open": "How many do not: without an answer, or with a word on no scale.",
        "line": "How far, and what is lowest, in one sentence.",
    },
    main=("index", "rows", "cols"),
)
def index(view: View, binding: Mapping[str, Any]) -> Figure:
    """Values brought to 0 to 100, their mean, and the worst of them."""
    if step := bind.word(binding, "round"):
        return _of_round(view, step)
    relation = bind.word(binding, "relation")
    cells = (
        of_relation(view, relation, bind.key(binding, "value"), binding.get("points"))
        if relation
        else of_list(view, binding)
    )
    waiting = Value(float(cells.pairs - len(cells.share)), 0)
    if not cells.share:
        why = "What is answered stands on no scale." if cells.said else "Nothing is answered yet."
        return Figure(parts={"open": waiting}, why_missing=why, n=0)
    whole = 100 * stats.mean(list(cells.share.values()))
    rows = _means({row: cells.of_row(row, cells.share) for row in cells.rows})
    cols = _means({col: cells.of_col(col, cells.share) for col in cells.cols})
    counts: dict[str, int] = {}
    for key in sorted(cells.share, key=lambda key: -cells.share[key]):
        counts[cells.said[key]] = counts.get(cells.said[key], 0) + 1
    worst = lowest(cells, max(1, bind.whole(binding, "worst", WORST)))
    parts: dict[str, Part] = {
        "index": Value(whole, 0, note=f"{len(cells.share)} of {cells.pairs}" if waiting.number else ""),
        "rows": PerItem(dict(rows), 0),
        "cols": PerItem(dict(cols), 0),
        "counts": Bars([Bar(k, float(v)) for k, v in counts.items()], float(max(counts.values()))),
        "worst": PerLink({key: cells.said[key] for key in worst}),
        "worst_rows": Items(sorted(rows, key=lambda i: rows[i])),
        "worst_cols": Items(sorted(cols, key=lambda i: cols[i])),
        "grid": Grid(cells.rows, cells.cols, dict(cells.said), "half" if cells.half else ""),
        "n": Value(float(len(cells.share)), 0),
        "open": waiting,
        "line": Sentence(_line(view, whole, rows)),
    }
    return Figure(parts=parts, n=len(cells.share))


def _means(shares: Mapping[str, list[float]]) -> dict[str, float]:
    return {key: 100 * stats.mean(row) for key, row in shares.items() if row}


def _line(view: View, whole: float, rows: Mapping[str, float]) -> str:
    least = min(rows.values())
    low = [key for key, value in rows.items() if value <= least + EVEN]
    said = f"{whole:.0f} of 100"
    if len(low) < len(rows):
        said += f"; the lowest {'is' if len(low) == 1 else 'are'} {_names(view, low)} with {least:.0f}"
    return f"{said}."


def _names(view: View, keys: list[str]) -> str:
    return listed((told.name(view, key) if view.item(key) is not None else key for key in keys), 3)


def _of_round(view: View, step: str) -> Figure:
    """Statements that people rate: the mean of each on its scale, brought to 0 to 100."""
    held = rounds.latest(view, step)
    if held is None:
        return Figure(why_missing=rounds.why_none(view, step))
    now = rounds.read(view, held)
    means = {s: stats.of_hundred(mean, *now.ends(s)) for s, mean in now.means().items()}
    if not means:
        why = "Too few have answered for anything to be shown." if now.n else "Nobody has rated yet."
        return Figure(why_missing=why, n=now.n)
    whole, order = stats.mean(list(means.values())), sorted(means, key=lambda s: means[s])
    parts: dict[str, Part] = {
        "index": Value(whole, 0),
        "rows": PerItem(dict(means), 0),
        "worst_rows": Items(order),
        "n": Value(float(now.n), 0),
        "line": Sentence(
            f"{whole:.0f} of 100; the lowest is {rounds.subject_name(view, held, order[0])} with "
            f"{means[order[0]]:.0f}."
        ),
    }
    return Figure(parts=parts, n=now.n)


def lowest(cells: Cells, most: int, *, highest: bool = False) -> list[str]:
    """The lowest cells, or the highest, that are lower than the best; ties stand in the order of the grid."""
    values = cells.share
    edge = min(values.values()) if highest else max(values.values())
    sign = -1.0 if highest else 1.0
    found = [key for key in values if abs(values[key] - edge) > EVEN]
    return sorted(found, key=lambda key: sign * values[key])[:most]


@figure(
    "crossing",
    {
        "of": Role("relation", help="The crossing."),
        "value": Role("field", help="Its value."),
        "words": Role(
            "mapping",
            needed=False,
            help="Value -> how it reads between row and column in the "
            "sentence, the cells themselves say their value: `-1: hinders`.",
        ),
        "points": Role(
            "mapping",
            needed=False,
            help="Word -> what it counts, 0 to 1, where it is no scale. "
            "Without them words are answers, but there are no sums, means, lowest or highest.",
        ),
        "few": Role("number", needed=False, help="How many of the lowest and highest cells are named; 5."),
    },
    {
        "grid": "All cells.",
        "lowest": "The lowest cells.",
        "highest": "The highest cells.",
        "pairs": "Both ways of a list crossed with itself, the lowest first.",
        "rows": "Sum of each row.",
        "cols": "Sum of each column.",
        "row_means": "Mean of each row.",
        "col_means": "Mean of each column.",
        "least_rows": "Rows with the lowest sum.",
        "least_cols": "Columns with the lowest sum.",
        "most_rows": "Rows with the highest sum.",
        "most_cols": "Columns with the highest sum.",
        "total": "Sum of all.",
        "n": "How many cells are answered.",
        "open": "How many are not.",
        "line": "The lowest cells, in one sentence; of words on no scale those that `words` names.",
    },
    main=("row_means", "col_means"),
)
def crossing(view: View, binding: Mapping[str, Any]) -> Figure:
    """A crossing as a grid, with its lowest cells and pairs."""
    name = bind.word(binding, "of")
    cells = of_relation(view, name, bind.key(binding, "value"), binding.get("points"))
    waiting = Value(float(cells.pairs - len(cells.said)), 0)
    if not cells.said:
        why = (
            "No pair is looked at yet." if cells.pairs else "Both sides need a line before they are crossed."
        )
        return Figure(parts={"open": waiting}, why_missing=why, n=0)
    few = max(1, bind.whole(binding, "few", WORST))
    numbers = cells.number or cells.share
    rows = {row: cells.of_row(row, numbers) for row in cells.rows}
    cols = {col: cells.of_col(col, numbers) for col in cells.cols}
    given = binding.get("words")
    words = given if isinstance(given, Mapping) else {}
    parts: dict[str, Part] = {
        "grid": Grid(cells.rows, cells.cols, dict(cells.said), "half" if cells.half else ""),
        "n": Value(float(len(cells.said)), 0),
        "open": waiting,
        "line": Sentence(_unordered(view, cells, words, few)),
    }
    if not cells.share:
        return Figure(parts=parts, n=len(cells.said))
    low, high = lowest(cells, few), lowest(cells, few, highest=True)
    parts |= {
        "lowest": PerLink({key: cells.said[key] for key in low}),
        "highest": PerLink({key: cells.said[key] for key in high}),
        "total": Value(sum(numbers.values()), 0),
        "line": Sentence(" ".join(_sentences(view, cells, low[:3], words))),
    }
    if both := _both(cells):
        parts["pairs"] = PerLink(dict(sorted(both.items(), key=lambda one: one[1] or 0.0)), shape="half")
    for side, found in (("rows", rows), ("cols", cols)):
        sums = {key: sum(values) for key, values in found.items() if values}
        parts[side] = PerItem(dict(sums), 0)
        parts[f"{side[:-1]}_means"] = PerItem({key: stats.mean(found[key]) for key in sums}, 1)
        parts[f"most_{side}"], parts[f"least_{side}"] = map(Items, _extremes(sums))
    return Figure(parts=parts, n=len(cells.said))


def _extremes(sums: Mapping[str, float]) -> tuple[list[str], list[str]]:
    """Keys with the highest and with the lowest sum; nothing is both."""
    high, low = max(sums.values()), min(sums.values())
    return [k for k, v in sums.items() if v == high], [k for k, v in sums.items() if v == low != high]


def _both(cells: Cells) -> dict[str, float | str | None]:
    """Mean of both ways of a pair, of a list that is crossed with itself; one way alone counts as it is."""
    if cells.rows != cells.cols:
        return {}
    numbers = cells.number or cells.share
    found: dict[str, float | str | None] = {}
    for n, a in enumerate(cells.rows):
        for b in cells.rows[:n]:
            ways = [numbers[key] for key in (pair(a, b), pair(b, a)) if key in numbers]
            if ways:
                found[pair(b, a)] = stats.mean(ways)
    return found


def _word(cells: Cells, key: str, words: Mapping[str, Any]) -> Any:
    """How a cell reads between its row and its column; None where the method does not say."""
    number = cells.number.get(key)
    return words.get(f"{number:g}" if number is not None else cells.value[key], words.get(cells.said[key]))


def _unordered(view: View, cells: Cells, words: Mapping[str, Any], few: int) -> str:
    """Cells on no scale: those for which the method has words, else how many say what."""
    if spoken := [key for key in cells.said if _word(cells, key, words)]:
        left = len(spoken) - few
        more = [f"And {left} more."] if left > 0 else []
        return " ".join([*_sentences(view, cells, spoken[:few], words), *more])
    return f"{', '.join(f'{said} {n}' for said, n in Counter(cells.said.values()).most_common())}."


def _sentences(view: View, cells: Cells, keys: list[str], words: Mapping[str, Any]) -> Iterator[str]:
    """The lowest cells as sentences: in the words of the method, else the pair with its value."""
    for key in keys:
        a, _, b = key.partition(">")
        word = _word(cells, key, words)
        ends = [told.name(view, end) if view.item(end) is not None else end for end in (a, b)]
        yield f"{ends[0]} {word} {ends[1]}." if word else f"{ends[0]} x {ends[1]}: {cells.said[key]}."
