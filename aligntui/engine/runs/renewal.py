"""Methods of a session that ask otherwise today: what today's form changes in it, and taking it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from aligntui.engine.books import kept_book_of
from aligntui.engine.runs.definitions import book_for, define, find
from aligntui.exchange.values import Misfit, fit
from aligntui.methods.book import Book
from aligntui.methods.grow import renewed
from aligntui.methods.types import AGENDA, SHARED, Field
from aligntui.session.drift import Drift, drift
from aligntui.session.model import Run, Session
from aligntui.session.ops import AnyOp, Rekey, Tie
from aligntui.text.listing import listed

if TYPE_CHECKING:
    from aligntui.methods.library import Found, Library

WANTS = {"number": "a number", "date": "a date", "yesno": "yes or no", "scale": "a point of its scale"}
"""What a field wants, by its type; any other wants another form."""


class Renewal(Struct, frozen=True):
    """What it would do to a session to take its methods as they are today."""

    ops: list[AnyOp]
    question: str
    """What is asked before, in a sentence or two."""
    asks: bool
    """Whether it is asked at all: not where nobody went through the methods and nothing moves."""
    ways: tuple[tuple[str, str], ...] = (
        ("stay", "go on as this session asks it"),
        ("take", "take what is asked today; undo takes it back"),
    )
    """What one may answer: key and words, the one that changes nothing first."""


def renewal(session: Session, library: Library, found: Found) -> Renewal | None:
    """What a run that begins may change in the methods it needs; None where they are as they are today.

    A method that an unfinished run goes through stays as it is, and so does one that is newer here.

    Args:
        session: The session that the run joins.
        library: Methods as they are today.
        found: What is to be run.
    """
    kept = kept_book_of(session)
    today = book_for(found, library, kept)
    names = _newer(session, kept, today)
    if not names:
        return None
    book = renewed(kept, today, names)
    moves = _drift(session, kept, book)
    methods = [name for name in names if name in book.methods]
    ops: list[AnyOp] = [] if book.shared == kept.shared else [_define(session, SHARED, book)]
    ops += [_define(session, name, book) for name in names]
    asks = bool(moves.ops) or any(name in methods for name, _ in _walked(session))
    titles = [today.methods[name].title for name in methods]
    return Renewal([*ops, *moves.ops], _question(titles, moves), asks)


def found_again(session: Session, library: Library, run: Run) -> Found | None:
    """What a run was begun from, as it is today, else as the session keeps it; None in neither."""
    from aligntui.methods.errors import GuideProblems, UnknownName

    try:
        return find(session, library, run.agenda)
    except (UnknownName, GuideProblems):
        return None


def _newer(session: Session, kept: Book, today: Book) -> list[str]:
    busy = {name for name, state in _walked(session) if state in ("todo", "begun")}
    pairs: list[tuple[str, Any, Any]] = [
        (name, kept.methods.get(name), one) for name, one in today.methods.items() if name not in busy
    ]
    pairs += [(f"{AGENDA}{name}", kept.agendas.get(name), one) for name, one in today.agendas.items()]
    return [name for name, had, one in pairs if had is not None and had != one and one.version >= had.version]


def _walked(session: Session) -> Iterator[tuple[str, str]]:
    """Method and state of every step of every run."""
    for run in session.runs.values():
        for step in run.steps:
            yield step.step.partition("/")[0], step.state


def _define(session: Session, name: str, book: Book) -> AnyOp:
    definition: Any = book.shared if name == SHARED else book.methods.get(name)
    definition = definition or book.agendas[name.removeprefix(AGENDA)]
    op = define(name, definition)
    op.was = session.methods.get(name)
    return op


def _drift(session: Session, kept: Book, book: Book) -> Drift:
    """What moves, what no longer fits and what is no longer asked."""
    lists = [*book.collections, *(f"record:{name}" for name in book.records)]
    fields = {name: book.fields(name) for name in lists if book.fields(name) != kept.fields(name)}
    found = drift(
        session,
        {name: _renames(now) for name, now in fields.items()},
        fields,
        lambda name, key, value: _wants(session, fields[name][key], value),
    )
    asleep = {
        item: {key: value for key, value in held.items() if kept.field(_list_of(session, item), key)}
        for item, held in found.asleep.items()
    }
    ops = [*found.ops, *_crossings(session, book)]
    return Drift(ops, found.misfits, {item: held for item, held in asleep.items() if held})


def _renames(fields: dict[str, Field]) -> dict[str, str]:
    return {field.was: key for key, field in fields.items() if field.was and field.was not in fields}


def _list_of(session: Session, ref: str) -> str:
    item = session.items.get(ref)
    return item.collection if item is not None else ref


def _wants(session: Session, field: Field, value: Any) -> str:
    if field.type == "link":
        return "" if value in session.items or value in field.or_ else "an item"
    try:
        fit(field, value)
    except Misfit:
        return WANTS.get(field.type, "something else")
    return ""


def _crossings(session: Session, book: Book) -> list[AnyOp]:
    """What moves the values of crossings to the fields with the names of today."""
    found: list[AnyOp] = []
    for link in session.links.values():
        relation = book.relations.get(link.relation)
        names = _renames(relation.fields) if relation is not None else {}
        moved = {names.get(key, key): value for key, value in link.fields.items()}
        if moved.keys() != link.fields.keys() and len(moved) == len(link.fields):
            found.append(Tie(relation=link.relation, a=link.a, b=link.b, was=dict(link.fields), to=moved))
    return found


def _question(titles: list[str], moves: Drift) -> str:
    moved = sum(isinstance(op, Rekey | Tie) for op in moves.ops)
    asleep = sum(len(held) for held in moves.asleep.values())
    does = [
        f"{_values(moved)} under another name" if moved else "",
        f"{_values(len(moves.misfits))} as text, for they fit no more" if moves.misfits else "",
        f"{_values(asleep)} where nobody is asked for them" if asleep else "",
    ]
    kept = listed([clause for clause in does if clause]) or "all as it is"
    what = listed([f'"{title}"' for title in titles]) or "The agenda"
    ask = "ask" if len(titles) > 1 else "asks"
    return f"{what} {ask} otherwise today than in this session. What was written stays: {kept}."


def _values(number: int) -> str:
    return f"{number} value{'' if number == 1 else 's'}"
