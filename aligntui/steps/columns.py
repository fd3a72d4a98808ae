"""Which columns a board or matrix of cells has, and the cards that stand in them."""

from __future__ import annotations

from collections.abc import Collection as Container
from dataclasses import dataclass

from aligntui.analysis.view import View
from aligntui.guide.book import Book
from aligntui.guide.types import Step, as_list
from aligntui.session import codes
from aligntui.session.model import Item
from aligntui.steps.panes import Card, Pane


@dataclass(frozen=True)
class Column:
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

    def fixed(self) -> dict[str, object]:
        """Fields that a new card of this column has from the start."""
        return {self.field: self.key} if self.field else {}

    def items(self, view: View, *, away: bool = False) -> list[Item]:
        """Items that stand in the column."""
        found = view.items(self.collection, away=away)
        if self.parent:
            found = [i for i in found if i.of == self.parent]
        return [i for i in found if not self.field or i.fields.get(self.field) == self.key]

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
        base = book.collections.get(name)
        if field is not None and base is not None:
            return [
                Column(
                    key=key, collection=name, title=label, field=split[0],
                    ask=(step.ask.get(key, "") if isinstance(step.ask, dict) else base.ask), one=base.one,
                    example=base.examples[0] if base.examples else "", parent=parent,
                    letter=key if key.isupper() and len(key) <= 3 else "",
                )
                for key, label in field.choices.items()
            ]  # fmt: skip
    return [_of_collection(name, book, parent) for name in held if name in book.collections]


def _of_collection(name: str, book: Book, parent: str) -> Column:
    base = book.collections[name]
    code = base.code if isinstance(base.code, str) else ""
    return Column(
        key=code or name, collection=name, title=base.title or name.capitalize(),
        note=base.note, ask=base.ask,
        one=base.one, example=base.examples[0] if base.examples else "", limit=base.limit, parent=parent,
        letter=code,
    )  # fmt: skip


def panes_of(
    view: View,
    columns: list[Column],
    *,
    marked: Container[str] = (),
    tails: dict[str, str] | None = None,
    tail_name: str = "",
    parked_open: Container[str] = (),
    marks: dict[str, str] | None = None,
    second: str = "",
    cites: str = "",
    hidden: Container[str] = (),
) -> list[Pane]:
    """Panes with the cards as they stand.

    Args:
        view: The snapshot.
        columns: Columns of the step.
        marked: Ids of marked cards.
        tails: Item id -> word at the right edge.
        tail_name: Heading of the tails.
        parked_open: Panes (`parked:KEY`) whose parked cards are shown.
        marks: Item id -> mark of its worst finding.
        second: Field under the words where there is room.
        cites: Many-link field whose codes stand under the words instead.
        hidden: Ids of cards that are only counted.
    """
    tails, marks = tails or {}, marks or {}
    out = []
    for column in columns:
        items = column.items(view)
        away = [i for i in column.items(view, away=True) if i not in items]
        pane = Pane(
            key=column.key if column.letter else "",
            title=column.title,
            role="accent" if column.field else view.book.role(column.collection),
            note=column.note,
            count=_count(len(items), column.limit),
            tail=tail_name,
            example=column.example,
            ask=column.ask.removeprefix(f"{column.key}: ") if column.field else "",
            shout=not column.field,
        )
        unseen = [i for i in [*items, *away] if i.id in hidden]
        if unseen:
            pane.more = f"{len(unseen)} more, hidden until Reveal"
            items, away = ([i for i in found if i.id not in hidden] for found in (items, away))
        for item in items:
            tail = tails.get(item.id, "")
            mark = marks.get(item.id, "")
            under = (
                ", ".join(view.code(i) for i in view.linked(item.id, f"{item.collection}.{cites}"))
                if cites
                else ""
            )
            if not under and second:
                under = view.text(item, second) or "to verify: how do we know?"
            pane.cards.append(
                Card(
                    id=item.id, code=view.code(item), text=item.text.replace("\n", " "),
                    tail=f"{mark} {tail}".strip() if mark else tail, marked=item.id in marked, under=under,
                )
            )  # fmt: skip
        if away:
            row = f"parked:{column.collection}:{column.key}"
            shown = row in parked_open
            pane.cards.append(
                Card(id=row, code="", text=f"{'-' if shown else '+'} {len(away)} parked", role="muted")
            )
            if shown:
                pane.cards.extend(
                    Card(id=i.id, code=view.code(i), text=i.text, tail="parked", role="muted") for i in away
                )
        out.append(pane)
    return out


def _count(number: int, limit: int | None) -> str:
    if limit is None:
        return str(number) if number else ""
    return f"{number} of {limit}" + (" !" if number > limit else "")
