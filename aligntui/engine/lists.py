"""The lists of a step that holds cards: one for each collection, or one for each value of a choice field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from aligntui.analysis.view import AWAY, View
from aligntui.methods.book import Book
from aligntui.methods.types import Field, Step, as_list
from aligntui.session import codes
from aligntui.session.model import Item

UNSORTED = "unsorted:"
"""Key of the column of cards that have no value in the field that makes the columns."""
PARKED = "parked:"
"""What ids of rows begin with that stand for parked cards."""


class Column(Struct, frozen=True):
    """One column: a collection, or one value of a choice field of it."""

    key: str
    collection: str
    title: str
    field: str = ""
    """Choice field that makes the columns, "" when each is a collection."""
    note: str = ""
    ask: str = ""
    one: str = ""
    example: str = ""
    limit: int | None = None
    parent: str = ""
    """Parent item of a child list."""
    letter: str = ""
    value: object = ""
    """What the field holds in the cards of this column; "" for nothing."""

    def fixed(self) -> dict[str, object]:
        """Fields that a new card of this column has from the start."""
        return {self.field: self.value} if self.field and self.value != "" else {}

    @property
    def folded(self) -> str:
        """Id of the row that stands for its parked cards."""
        return f"{PARKED}{self.collection}:{self.key}"

    def holds(self, item: Item) -> bool:
        """Whether an item stands in the column, on the list or off it."""
        return (
            item.collection == self.collection
            and (not self.parent or item.of == self.parent)
            and (not self.field or (item.fields.get(self.field) or "") == self.value)
        )

    def items(self, view: View, *, away: bool = False) -> list[Item]:
        """Items that stand in the column."""
        return [item for item in view.items(self.collection, away=away) if self.holds(item)]

    def group(self, view: View) -> Group:
        """What stands in the column, and what was put off it."""
        standing, away = list[Item](), list[Item]()
        for item in self.items(view, away=True):
            (away if item.status in AWAY else standing).append(item)
        return Group(standing, away, self.folded, self)

    def next_code(self, view: View) -> str:
        """Code that the next card will have."""
        series = view.book.series(self.collection, dict(self.fixed()), self.parent)
        if not series:
            return ""
        waiting = sum(
            1 for i in view.session.items.values() if i.series == series and not i.code and codes.counts(i)
        )
        number = view.session.meta.counters.get(series, 0) + waiting + 1
        return codes.label(series, number, view.code(self.parent) if self.parent else "")


class Group(Struct, frozen=True):
    """Rows that stand together: the cards of a list, or all rows of a table."""

    items: list[Item]
    away: list[Item]
    """What stands under the row of the parked ones."""
    folded: str
    """Id of that row."""
    column: Column | None = None
    """The list, where it is one."""

    def rows(self, unfolded: frozenset[str]) -> list[str]:
        """Ids of the rows: the items, then one row for the parked ones, and them when it is unfolded."""
        rows = [item.id for item in self.items]
        if self.away:
            rows += [self.folded, *(item.id for item in self.away if self.folded in unfolded)]
        return rows


def next_of(view: View, groups: Sequence[Group], gone: str, key: str, unfolded: frozenset[str]) -> str:
    """Row where one that is gone stood, the next one of its list; "" where that is empty.

    Args:
        view: The snapshot.
        groups: The rows by their lists.
        gone: Id of the row.
        key: Key of the list, where it is not known of the row.
        unfolded: Rows of parked cards that show them.
    """
    items, names = view.session.items, list(view.book.collections)
    was = items.get(gone)

    def place(item: Item) -> tuple[int, str]:
        return names.index(item.collection) if item.collection in names else len(names), item.pos

    for group in groups:
        column = group.column
        if column is None or (column.key == key if was is None else column.holds(was)):
            rows = group.rows(unfolded)
            later = (
                row for row in rows if was is None or row == group.folded or place(items[row]) > place(was)
            )
            return next(later, rows[-1] if rows else "")
    return ""


def columns_of(step: Step, book: Book, parent: str = "") -> list[Column]:
    """Columns of a step: its collections, the values of its split field, or one list."""
    split = as_list(step.split)
    collections = [name for name in split if name in book.collections]
    if collections:
        return [_of_collection(name, book, parent) for name in collections]
    held = as_list(step.holds) or (as_list(step.of) if not isinstance(step.of, dict) else [])
    if split and held:
        name = held[0]
        field = book.field(name, split[0])
        if field is not None and name in book.collections:
            base = _of_collection(name, book, parent)
            values = _values(field)
            asks = step.ask if isinstance(step.ask, dict) else dict.fromkeys(map(str, values), base.ask)
            examples = dict(zip(values, book.collections[name].examples, strict=False))
            return [
                replace(
                    base, key=str(value), value=value, title=label, field=split[0], note="", limit=None,
                    ask=asks.get(str(value), ""), example=examples.get(value, ""),
                    letter=value if isinstance(value, str) and value.isupper() and len(value) <= 3 else "",
                )
                for value, label in values.items()
            ]  # fmt: skip
    return [_of_collection(name, book, parent) for name in held if name in book.collections]


def unsorted(first: Column, view: View) -> list[Column]:
    """While there are any: the column of cards without a value in the field of the columns."""
    column = replace(first, key=UNSORTED, value="", title="Not sorted yet", letter="", ask="", example="")
    return [column] if column.items(view) else []


def _values(field: Field) -> dict[Any, str]:
    """What a field may hold as it is stored, with what that is called."""
    match field.type:
        case "yesno":
            return {key: key for key in ("yes", *(["partly"] if field.partly else []), "no")}
        case "scale":
            points = range(field.from_ or 0, (field.to or 0) + 1)
            return {point: f"{point} {field.choices.get(str(point), '')}".strip() for point in points}
    return dict(field.choices)


def _of_collection(name: str, book: Book, parent: str) -> Column:
    base = book.collections[name]
    code, example = base.code if isinstance(base.code, str) else "", next(iter(base.examples), "")
    return Column(
        key=code or name, collection=name, title=base.title or name.capitalize(), note=base.note,
        ask=base.ask, one=base.one, example=example, limit=base.limit, parent=parent, letter=code,
    )  # fmt: skip
