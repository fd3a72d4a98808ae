"""What a session keeps meets what is asked today: lists and fields come, none goes, nothing is retyped."""

from __future__ import annotations

from collections.abc import Collection as Names
from collections.abc import Iterator, Mapping
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from aligntui.methods.book import Book
from aligntui.methods.refs import strings
from aligntui.methods.types import AGENDA, Collection, Field, Method, Record, Relation, Shared

Listed = TypeVar("Listed", Collection, Record, Relation)


def extended(kept: Method, today: Method, steps: Names[str] = ()) -> Method:
    """A method of a session with what others may name of the method of today: records, relations, figures.

    Its own steps, figures and fields stay as they are, and what is asked in them. Lists grow by `grown`.

    Args:
        kept: The method as the session has it.
        today: The method as it is now.
        steps: Ids of steps that one is sent to; those that the session lacks come too.
    """
    known = {step.id for step in kept.steps}
    larger = replace(
        kept,
        records=_all_united(kept.records, today.records),
        relations=_all_united(kept.relations, today.relations),
        figures={**today.figures, **kept.figures},
        groups={**today.groups, **kept.groups},
        steps=[*kept.steps, *(s for s in today.steps if s.id in steps and s.id not in known)],
    )
    return kept if larger == kept else larger


def _all_united(kept: dict[str, Listed], today: dict[str, Listed]) -> dict[str, Listed]:
    united = {name: _united(one, today.get(name, one)) for name, one in kept.items()}
    return {**united, **{name: one for name, one in today.items() if name not in kept}}


def mentions(method: Method, key: str) -> bool:
    """Whether steps, figures or checks of a method name a field of that key."""
    return any(key in text.replace(".", " ").split() for text in strings(list(_asked_in(method))))


def _asked_in(method: Method) -> Iterator[object]:
    yield from method.figures.values()
    yield from method.checks
    for step in method.steps:
        data = msgspec.to_builtins(step)
        yield {name: part for name, part in data.items() if name not in _PROSE}


_PROSE = ("guide", "title", "short", "ask", "solo")
"""Keys of a step under which nothing is named."""


def grown(kept: Book, today: Book) -> Shared:
    """The shared lists of a session, with what the definitions of today ask beyond them.

    A list that a session has from one of its methods becomes a shared one when today asks more of it:
    whichever file says it first, all methods of the session see the same list.

    Args:
        kept: The definitions of the session.
        today: The definitions that join it; methods that the session keeps stay as it keeps them.
    """
    lists = dict(kept.shared.collections)
    for name, wanted in _asked(kept, today).items():
        known = kept.shared.collections.get(name) or _owned(kept, name)
        larger = wanted if known is None else _united(known, wanted)
        if known is None or larger != known:
            lists[name] = larger
    return kept.shared if lists == kept.shared.collections else replace(kept.shared, collections=lists)


def renewed(kept: Book, today: Book, names: Names[str]) -> Book:
    """The definitions of a session with these methods and agendas as they are today.

    Its own fields with a new name today (`was`) take that in the shared lists too, unless a method that stays
    as it is still asks for them by the old one.

    Args:
        kept: The definitions of the session.
        today: The definitions that join it.
        names: Methods, and agendas as `agenda:NAME`, that are taken as they are today.
    """
    methods = {name: today.methods[name] if name in names else one for name, one in kept.methods.items()}
    staying = [one for name, one in kept.methods.items() if name not in names]
    agendas = {name: one for name, one in today.agendas.items() if f"{AGENDA}{name}" in names}
    own = {name for taken in names if taken in methods for name in methods[taken].collections}
    lists = {
        name: _renamed(one, today.shared.collections[name], staying)
        if name in today.shared.collections
        else one
        for name, one in kept.shared.collections.items()
        if name in today.shared.collections or name not in own
    }
    book = Book(methods, replace(kept.shared, collections=lists), {**kept.agendas, **agendas})
    return Book(methods, grown(book, today), book.agendas)


def _renamed(known: Collection, wanted: Collection, staying: list[Method]) -> Collection:
    """A list with its fields under the names they have today."""
    named = {field.was: key for key, field in wanted.fields.items() if field.was in known.fields}
    moving = {was: key for was, key in named.items() if not any(mentions(method, was) for method in staying)}
    fields = {
        moving.get(key, key): wanted.fields[moving[key]] if key in moving else field
        for key, field in known.fields.items()
    }
    return replace(known, fields=fields) if moving else known


def _asked(kept: Book, today: Book) -> dict[str, Collection]:
    """Lists that a session has to know: the shared ones, and those of today that it has from a method."""
    found = dict(today.shared.collections)
    for method in today.methods.values():
        for name, collection in method.collections.items():
            if name in kept.collections:
                found.setdefault(name, collection)
    return found


def _owned(book: Book, name: str) -> Collection | None:
    """The list as the first method that owns it says it, without what others add."""
    return next((m.collections[name] for m in book.methods.values() if name in m.collections), None)


def _united(known: Listed, wanted: Listed) -> Listed:
    fields = dict(known.fields)
    for key, field in wanted.fields.items():
        fields[key] = _widened(fields[key], field) if key in fields else field
    return known if fields == known.fields else replace(known, fields=fields)


def _widened(known: Field, wanted: Field) -> Field:
    """A field of the session; of a choice, with the choices that came since."""
    if known.type != "choice" or wanted.type != "choice":
        return known
    choices: Mapping[str, str] = {
        **known.choices,
        **{key: label for key, label in wanted.choices.items() if key not in known.choices},
    }
    return known if choices == known.choices else replace(known, choices=dict(choices))
