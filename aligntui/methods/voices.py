"""The same definitions in other words: the examples of a trade, and how a step speaks to one person alone."""

from __future__ import annotations

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
