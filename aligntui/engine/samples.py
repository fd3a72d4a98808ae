"""Sample items for looking at a step: so many in each list of a method, with a value in each field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.books import book_of
from aligntui.methods.book import Book
from aligntui.methods.types import Collection, Field, Method, as_list
from aligntui.session.ops import AnyOp
from aligntui.store.api import Handle

LINKED = 2
"""Items that a link to several names, at most."""


def fill(handle: Handle, new_id: Callable[[], str], method: Method, each: int) -> None:
    """Write sample items into a session: lists, records and crossings of a method, without a word of content.

    Args:
        handle: The session; what stands in it stays.
        new_id: Gives a random id.
        method: Whose lists are filled, and those that it points to.
        each: Items of each list, of a child list of each parent; 0 for none.

    Raises:
        store.problems.NotSaved: It cannot be written.
    """
    for number in range(each):
        for name in _lists(book_of(handle.session), method):
            for parent in _parents(_view(handle), name):
                handle.apply(_item(_view(handle), new_id, name, number, parent))
    if not each:
        return
    view = _view(handle)
    ops = [
        op
        for name, record in method.records.items()
        for key, value in _values(view, record.fields, 0).items()
        for op in edits.put(view, view.record(name), key, value)
    ]
    handle.apply([*ops, *_crossed(view, method)])


def _view(handle: Handle) -> View:
    return View(handle.session, book_of(handle.session))


def _lists(book: Book, method: Method) -> list[str]:
    """Lists that a method writes or points to, parents before their children."""
    names = [*method.uses, *method.collections]
    for step in method.steps:
        names += [*book.held(step), *as_list(step.about), step.each or "", step.makes or ""]
    for relation in method.relations.values():
        names += [*as_list(relation.rows), *as_list(relation.cols)]
    for name in list(names):
        for field in book.fields(name).values():
            names += as_list(field.of)
    every = [name for name in dict.fromkeys(names) if name in book.collections]
    return sorted(every, key=lambda name: _depth(book, name))


def _depth(book: Book, name: str) -> int:
    parent = book.collections[name].of if name in book.collections else ""
    return 1 + _depth(book, parent) if parent else 0


def _parents(view: View, name: str) -> list[str]:
    parent = view.book.collections[name].of
    return [item.id for item in view.items(parent)] if parent else [""]


def _item(view: View, new_id: Callable[[], str], name: str, number: int, parent: str) -> list[AnyOp]:
    known = view.book.collections[name]
    fields = _values(view, view.book.fields(name), number)
    return edits.add(view, new_id, name, f"{_called(name, known)} {number + 1}", fields, parent=parent)[1]


def _called(name: str, known: Collection) -> str:
    return known.one or known.title or name


def _crossed(view: View, method: Method) -> Iterator[AnyOp]:
    """Every second pair of each crossing, so that one sees both what is answered and what is open."""
    for name, relation in method.relations.items():
        rows, cols = (view.items(as_list(side)) for side in (relation.rows, relation.cols))
        pairs = [(a, b) for a in rows for b in cols if a.id != b.id]
        for number, (a, b) in enumerate(pairs[::2]):
            fields = _values(view, relation.fields, number)
            yield from edits.cross(view, name, a.id, b.id, {k: v for k, v in fields.items() if v is not None})


def _values(view: View, fields: Mapping[str, Field], number: int) -> dict[str, Any]:
    """A value for each field; numbers of one item differ, so that what rests on several can be seen."""
    values = {key: _value(view, key, field, number) for key, field in fields.items()}
    numbers = [key for key, field in fields.items() if field.type == "number"]
    return values | {key: str(int(values[key]) + 5 * place) for place, key in enumerate(numbers)}


def _value(view: View, key: str, field: Field, number: int) -> Any:
    """A value that a field takes, another one for the next item; None where nothing can stand in it."""
    match field.type:
        case "number":
            return str(10 * (number + 1))
        case "scale":
            low, high = field.from_ or 0, field.to if field.to is not None else 5
            return low + number % (high - low + 1)
        case "yesno":
            return ("yes", "no")[number % 2]
        case "date":
            return f"{int(view.as_of[:4]) + 1}-03-31"
        case "choice":
            chosen = list(field.choices)[number % len(field.choices)] if field.choices else None
            return [chosen] if field.many and chosen is not None else chosen
        case "link":
            linked = [
                item.id for item in view.items([n for n in as_list(field.of) if n in view.book.collections])
            ]
            return linked[:LINKED] if field.many else next(iter(linked[number:]), None)
        case "list" | "chain":
            return [f"{field.label or key} {n}" for n in (1, 2)]
    return f"{field.label or key} {number + 1}"
