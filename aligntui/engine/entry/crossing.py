"""Values of a crossing as words: what stands in a cell, and the figures at its margins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, field

from aligntui.analysis.figure import PerItem, Value
from aligntui.analysis.figures import Figures
from aligntui.analysis.view import View
from aligntui.engine.entry.fields import told_of
from aligntui.methods.types import Field, Step, as_list
from aligntui.session.model import Item

if TYPE_CHECKING:
    from aligntui.analysis.columns import Column


class Margins(Struct, frozen=True):
    """Figures beside the rows and under the columns, as words by item id, each with its title."""

    rows: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    cols: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    totals: dict[int, tuple[str, int]] = field(default_factory=dict)
    """Number of a margin under the columns -> the sum of its row, and the margin of rows it stands under."""
    legend: dict[str, str] = field(default_factory=dict)
    """Word of a margin -> what it means."""


def word_of(form: Field, answer: object) -> str:
    """What stands in a cell: `+`, `0`, `+2`, `x`; "" while nobody looked at it."""
    if answer in (None, ""):
        return ""
    if form.type == "yesno":
        return {"yes": "x", "no": "0"}.get(str(answer), "~")
    label = form.choices.get(str(answer))
    if label is not None and len(label) <= 2:
        return label
    if isinstance(answer, int) and (form.from_ or 0) < 0 and answer > 0:
        return f"+{answer}"
    return str(answer)


def margins_of(
    step: Step, figures: Figures, method: str, view: View, rows: Iterable[Item], cols: Iterable[Item]
) -> Margins:
    """The margins that a step asks for: fields that it shows of rows and columns, then figures."""
    fields = [key for key in step.shows if "." not in key]
    owner = view.book.methods.get(method)
    columns: list[Column] = []
    if owner is not None and len(fields) < len(step.shows):
        from aligntui.analysis.columns import shown as computed

        margins = step.margins
        twice = {*as_list(margins.rows), *as_list(margins.cols)} if margins is not None else set()
        columns = [column for column in computed(view, owner, step) if column.ref not in twice]
    shown = [(_shown(view, step, key, rows), _shown(view, step, key, cols)) for key in fields]
    shown += [(_beside(column, rows), _beside(column, cols)) for column in columns]
    right = [row for row, _ in shown if row[1]]
    under = [col for _, col in shown if col[1]]
    if step.margins is None:
        return Margins(right, under)
    legend: dict[str, str] = {}
    beside, below = as_list(step.margins.rows), as_list(step.margins.cols)
    places: dict[str, int] = {}
    for ref, title in zip(beside, _titles(figures, method, beside), strict=True):
        part = figures.part(method, ref)
        if isinstance(part, PerItem):
            legend.update(part.legend)
        places.setdefault(ref.rpartition(".")[0], len(right))
        right.append((title, _words(part)))
    totals: dict[int, tuple[str, int]] = {}
    for ref, title in zip(below, _titles(figures, method, below), strict=True):
        name = ref.rpartition(".")[0]
        total = figures.part(method, f"{name}.total")
        if isinstance(total, Value) and total.number is not None:
            first = next(iter(places.values()), 0)
            totals[len(under)] = f"{total.number:g}", places.get(name, first)
        under.append((title, _words(figures.part(method, ref))))
    return Margins(right, under, totals, legend)


def _shown(view: View, step: Step, key: str, items: Iterable[Item]) -> tuple[str, dict[str, str]]:
    """A field of rows or columns under its label, as words by item id; nothing where nobody filled it."""
    fields = {item.id: view.book.field(item.collection, key) for item in items}
    words = {item.id: told_of(view, item, key, fields[item.id]) for item in items}
    labels = (field.label for field in fields.values() if field is not None)
    return next(labels, "") or key, {ref: word for ref, word in words.items() if word}


def _beside(column: Column, items: Iterable[Item]) -> tuple[str, dict[str, str]]:
    """A computed column, as far as it says something of these items."""
    return column.title, {item.id: word for item in items if (word := column.word(item))}


def _titles(figures: Figures, method: str, refs: list[str]) -> list[str]:
    """What stands over figures at one side: their own title, else the part in a word; no two are the same."""
    names = [ref.rpartition(".")[0] for ref in refs]
    titles = [
        _title(figures, method, ref, alone=names.count(name) == 1)
        for ref, name in zip(refs, names, strict=True)
    ]
    return [
        f"{title} {ref.rpartition('.')[0].rpartition(':')[2].replace('_', ' ')}"
        if titles.count(title) > 1
        else title
        for ref, title in zip(refs, titles, strict=True)
    ]


def _title(figures: Figures, method: str, ref: str, *, alone: bool) -> str:
    name, _, part = ref.rpartition(".")
    title = (figures.definition(method, ref) or {}).get("title")
    own = title.get(part) if isinstance(title, Mapping) else title
    if own and (alone or isinstance(title, Mapping)):
        return str(own)
    if part in ("rows", "cols"):
        # What a figure makes of a row it says itself: a sum, a mean, how much of it is filled in.
        sums = figures.meanings(method, ref).get(part, "").startswith("Sum")
        return "sum" if sums else name.rpartition(":")[2].replace("_", " ")
    return {"core": "together"}.get(part, part.replace("_", " "))


def _words(part: object) -> dict[str, str]:
    """Item id -> number or class of a part with one value for each item; whole numbers without `.0`."""
    if not isinstance(part, PerItem):
        return {}
    words = {}
    for key, content in part.values.items():
        if isinstance(content, float | int):
            text = f"{content:.{part.decimals}f}"
            words[key] = text.rstrip("0").rstrip(".") if part.decimals > 2 else text
        else:
            words[key] = str(content or "")
    numbers = [w for w in words.values() if w and w[-1].isdigit()]
    if all("." in w and w.endswith("0") and float(w) == int(float(w)) for w in numbers):
        words = {k: (w.split(".")[0] if w and w[-1].isdigit() else w) for k, w in words.items()}
    return words
