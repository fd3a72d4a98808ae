"""The same definitions in other words: the examples of a trade, and how a step speaks to one person alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import fields, replace

from aligntui.methods.book import Book
from aligntui.methods.types import Collection, Field, Guide, Spec, Step, as_list


def trade_field(book: Book) -> tuple[str, str] | None:
    """Record and field in which a session says its trade; None where it is not asked."""
    asked = (
        (name, key) for name, record in book.records.items() for key, f in record.fields.items() if f.trade
    )
    return next(asked, None)


def in_trade(book: Book, trade: str) -> Book:
    """The book with the examples of a trade where it has some; the same book where no definition has any."""
    methods = {name: _told(method, trade) for name, method in book.methods.items()}
    shared = _told(book.shared, trade)
    if methods == book.methods and shared == book.shared:
        return book
    return Book(methods, shared, book.agendas)


def _told(value: Any, trade: str) -> Any:
    if isinstance(value, dict):
        return {key: _told(inner, trade) for key, inner in value.items()}
    if isinstance(value, list):
        return [_told(inner, trade) for inner in value]
    if not isinstance(value, Spec):
        return value
    inner = {f.name: _told(getattr(value, f.name), trade) for f in fields(value)}
    if isinstance(value, Field | Guide) and trade in value.trades:
        inner["example"] = value.trades[trade]
    if isinstance(value, Collection) and trade in value.trades:
        inner["examples"] = as_list(value.trades[trade])
    return replace(value, **inner)


def alone(step: Step) -> Step:
    """The step as it speaks to one person alone."""
    voice = step.solo
    if voice is None:
        return step
    said = {f.name: part for f in fields(Guide) if (part := getattr(voice.guide, f.name))}
    return replace(step, ask=voice.ask or step.ask, guide=replace(step.guide, **said))


def has_slots(step: Step) -> bool:
    """Whether a text of the step has a place for our own words."""
    asked = [test.ask for test in step.tests]
    return any("{" in text for text in _texts([step.ask, step.names, asked, _parts(step.guide)]))


def voiced(step: Step, fill: Callable[[str], str]) -> Step:
    """The step with its question, its statements, the names of its quadrants and its guide filled."""
    return replace(
        step,
        ask=_each(step.ask, fill),
        names=_each(step.names, fill),
        tests=[replace(test, ask=fill(test.ask)) for test in step.tests],
        guide=replace(step.guide, **_each(_parts(step.guide), fill)),
    )


def _parts(guide: Guide) -> dict[str, Any]:
    return {f.name: getattr(guide, f.name) for f in fields(Guide)}


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [text for one in (value.values() if isinstance(value, dict) else value) for text in _texts(one)]


def _each(value: Any, fill: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return fill(value)
    if isinstance(value, dict):
        return {key: _each(one, fill) for key, one in value.items()}
    return [_each(one, fill) for one in value]
