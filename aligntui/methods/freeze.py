"""Definitions as a session keeps them: plain data with a stable hash, read again for ever.

What a newer version wrote into a definition is passed over when it is thawed, and what no longer fits is
left out key by key, so that a session never fails to open because of its definitions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from aligntui.methods.book import Book
from aligntui.methods.types import AGENDA, SHARED, Agenda, Method, Shared

Definition = Method | Agenda | Shared
T = TypeVar("T", bound=msgspec.Struct)


def freeze(definition: Definition) -> tuple[dict[str, Any], str]:
    """Plain data of a definition and its SHA-256 (hex). The same definition gives the same bytes."""
    import hashlib
    import json

    body: dict[str, Any] = msgspec.to_builtins(definition)
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"), sort_keys=False)
    return body, hashlib.sha256(text.encode()).hexdigest()


def thaw(body: dict[str, Any], kind: type[T]) -> T:
    """The method, agenda or shared lists behind plain data; keys of a newer version are passed over.

    Raises:
        msgspec.ValidationError: When it is none at all.
    """
    from aligntui.methods.fitting import fit

    try:
        return msgspec.convert(body, kind)
    except msgspec.ValidationError:
        return msgspec.convert(fit(body, kind), kind)


def thawed(name: str, body: dict[str, Any]) -> Definition:
    """What a session keeps under a name: shared lists, an agenda (`agenda:NAME`), else a method.

    Raises:
        msgspec.ValidationError: As `thaw`.
    """
    if name == SHARED:
        return thaw(body, Shared)
    return thaw(body, Agenda) if name.startswith(AGENDA) else thaw(body, Method)


def resolved(bodies: Mapping[str, dict[str, Any]]) -> Book:
    """The definitions that a session keeps, by name, resolved."""
    methods: dict[str, Method] = {}
    agendas: dict[str, Agenda] = {}
    shared: Shared | None = None
    for name, body in bodies.items():
        definition = thawed(name, body)
        if isinstance(definition, Shared):
            shared = definition
        elif isinstance(definition, Agenda):
            agendas[name.removeprefix(AGENDA)] = definition
        else:
            methods[name] = definition
    book = Book(methods, shared, agendas)
    if bodies and not (book.plan and book.report):
        # It reads YAML, and only a session begun before methods declared their plan asks for that.
        from aligntui.methods.built_in import completed

        return completed(book)
    return book
