"""What no check of a session looks at: said, so that silence means that all is well."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Literal, NamedTuple

from aligntui.analysis import checks, registry, say
from aligntui.analysis.figure import Finding
from aligntui.analysis.view import View
from aligntui.exchange.problems import brief
from aligntui.methods.book import Book, link_field
from aligntui.methods.library import Library
from aligntui.methods.refs import bindings, strings
from aligntui.methods.types import Method
from aligntui.session.model import Session
from aligntui.text.listing import listed
from aligntui.text.nearest import nearest

Sort = Literal["list", "record", "relation"]

UNKNOWN = "IM4"
"""A list, record or relation that no definition of the session declares."""
UNLOOKED = "IM5"
"""A list that no method of the session checks, though there is one that would."""


class Named(NamedTuple):
    """What a file or session calls a list, a record or a relation."""

    sort: Sort
    name: str
    where: str = ""
    """`plan.yaml line 7`; "" where there is no file."""


def unknown(named: Iterable[Named], book: Book, library: Library) -> list[Finding]:
    """A finding for each list, record or relation that no definition of a file or session declares."""
    missing = [one for one in named if one.name not in _declared(one.sort, book)]
    if not missing:
        return []
    every = library.everything()
    return [_unknown(one, book, every) for one in missing]


def unlooked(session: Session, book: Book, library: Library) -> list[Finding]:
    """A finding for each list with entries that the checks of a session do not look at."""
    filled: dict[str, int] = {}
    for item in session.items.values():
        if not item.retired:
            filled[item.collection] = filled.get(item.collection, 0) + 1
    found = unknown([Named("list", name) for name in filled], book, library)
    looked = {name for method in book.methods.values() for name in _looks_at(method)}
    # Nobody checks who is in the team.
    lists = {name: held for name, held in book.collections.items() if not held.of_session}
    left = [name for name in filled if name in lists and name not in looked]
    every = library.everything() if left else book
    for name in left:
        would = [method for method in every.methods.values() if name in _looks_at(method)]
        if would:
            found.append(_unlooked(name, filled[name], would))
    return found


def _declared(sort: Sort, book: Book) -> Container[str]:
    if sort == "list":
        return book.collections
    if sort == "record":
        return book.records
    fields = {
        link_field(name, key)
        for name, collection in book.collections.items()
        for key, field in collection.fields.items()
        if field.type == "link"
    }
    fields |= {link_field(f"record:{name}", key) for name, rec in book.records.items() for key in rec.fields}
    return {*book.relations, *fields}


def _looks_at(method: Method) -> set[str]:
    return {text for binding in bindings(method) for text in strings(binding)}


def _unknown(one: Named, book: Book, every: Book) -> Finding:
    owners = [
        method.method
        for method in every.methods.values()
        if one.name in (*method.collections, *method.records, *method.relations)
    ]
    table = {"list": "collections", "record": "records", "relation": "relations"}[one.sort]
    guess = nearest(one.name, [*getattr(book, table), *getattr(every, table)])
    mend = f"Name {owners[0]} under methods." if owners else f'Did you mean "{guess}"?' if guess else ""
    where = f" ({one.where})" if one.where else ""
    message = f'"{brief(one.name)}" is a {one.sort} of no method here{where}'
    return say.warning(UNKNOWN, f"{message}. It is kept, and not looked at.", mend, field=one.name)


def _unlooked(name: str, count: int, methods: list[Method]) -> Finding:
    entries = "1 entry" if count == 1 else f"{count} entries"
    names = " or ".join(method.method for method in methods[:3])
    message = f'"{brief(name)}" has {entries} that no method here looks at.'
    mend = f"Run {names} in the session, or name it under methods of the file."
    return say.hint(UNLOOKED, message, mend, field=name)


def unchecked(view: View, named: Container[str] = (), most: int = 0) -> list[str]:
    """What the checks of a session did not look at, a sentence each.

    Args:
        view: The snapshot.
        named: Lists of which a finding says so already.
        most: How many names a sentence tells, the last of which may be that there are more; 0 for all.
    """
    methods = checks.speaking(view)
    looked = {name for method in methods for name in _looks_at(method)}
    out = []
    lists = [name for name, one in view.book.collections.items() if not one.of_session]
    left = [name for name in lists if name not in looked and name not in named and view.items(name)]
    if left:
        titles = listed((f"{say.title(view, name)} ({len(view.items(name))})" for name in left), most)
        out.append(f"Not looked at, for no rule does: {titles}.")
    idle = []
    for method in methods:
        steps = (one for step in method.steps for one in step.checks)
        uses = [one.get("use") for one in (*method.figures.values(), *method.checks, *steps)]
        foreign = sorted({str(use) for use in uses if use not in registry.functions()})
        if foreign:
            verb = "is" if len(foreign) == 1 else "are"
            out.append(f"{method.title}: {listed(foreign, most)} {verb} not known here and did not run.")
        figures = [
            figure for _, one in checks.declared(method) if (figure := checks.figure_of(view, method, one))
        ]
        if figures and all(figure.why_missing and not figure.findings for figure in figures):
            idle.append(method.title)
    if idle:
        out.append(f"Nothing to look at yet: {listed(idle, most)}.")
    return out
