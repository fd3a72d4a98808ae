"""What a user's file may do to a built-in one: add and re-word, never drop or retype a field.

Sessions of other people hold items with these fields; a field that disappears or changes its type would
take their words with it.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from aligntui.methods.decode import Notes
from aligntui.methods.errors import Path
from aligntui.methods.types import CodeRule, Collection, Field, Method, Shared


def check_override(built_in: Method, own: Method, notes: Notes) -> None:
    """Take note of every field that a user's method drops or retypes."""
    for name, collection in built_in.collections.items():
        mine = own.collections.get(name)
        if mine is not None and mine.code != collection.code:
            path = ("collections", name, "code")
            notes(path, "the codes of a built-in collection stay as they are", _code(collection))
    for name, use in built_in.uses.items():
        used = own.uses.get(name)
        _fields(use.adds, used.adds if used else {}, notes, ("uses", name, "adds"))
    for key in ("collections", "records", "relations"):
        standing = getattr(own, key)
        for name, base in getattr(built_in, key).items():
            if name in standing:
                _fields(base.fields, standing[name].fields, notes, (key, name))
            else:
                what = f'the built-in {key.removesuffix("s")} "{name}" is left out'
                notes((key,), what, "Keep it; hide it from the steps.")


def overlay(base: Shared, own: Shared, notes: Notes) -> Shared:
    """Shared lists with a user's words and additions laid over them; what may not change is noted."""
    collections = dict(base.collections)
    for name, mine in own.collections.items():
        known = collections.get(name)
        if known is None:
            collections[name] = mine
            continue
        if mine.code != known.code:
            path = ("collections", name, "code")
            notes(path, "the codes of a built-in collection stay as they are", _code(known))
        kept = {k: f for k, f in mine.fields.items() if k not in known.fields or _same(known.fields[k], f)}
        for key in mine.fields.keys() - kept.keys():
            _retyped(known.fields[key], notes, ("collections", name, "fields", key))
        words = {
            f.name: getattr(mine, f.name)
            for f in msgspec.structs.fields(Collection)
            if f.name not in ("code", "fields", "of")
            and getattr(mine, f.name) != f.default
            and getattr(mine, f.name) != []
        }
        collections[name] = msgspec.structs.replace(known, fields={**known.fields, **kept}, **words)
    return Shared(
        collections=collections,
        plan=own.plan or base.plan,
        report=own.report or base.report,
        spreadsheets=own.spreadsheets or base.spreadsheets,
        asides={**base.asides, **own.asides},
    )


def _fields(base: Mapping[str, Field], own: Mapping[str, Field], notes: Notes, path: Path) -> None:
    for key, field in base.items():
        inner = path if path[-1] == "adds" else (*path, "fields")
        mine = own.get(key)
        if mine is None:
            if not any(other.was == key and _same(field, other) for other in own.values()):
                notes(inner, f'the built-in field "{key}" is left out', "Keep it, or rename it with was:.")
        elif not _same(field, mine):
            _retyped(field, notes, (*inner, key))


def _retyped(field: Field, notes: Notes, path: Path) -> None:
    what = f"type: {field.type}" + (", many: true" if field.many else "")
    if field.type == "scale":
        what += f", from: {field.from_}, to: {field.to}"
    if field.type == "choice":
        what += f", choices with the keys {', '.join(field.choices)}"
    notes(path, "a built-in field keeps its type", f"Write {what}.")


def _same(base: Field, own: Field) -> bool:
    """Whether every value of the built-in field still fits."""
    if base.type != own.type or base.many != own.many:
        return False
    if base.type == "scale":
        return (base.from_, base.to) == (own.from_, own.to)
    return base.type != "choice" or set(base.choices) <= set(own.choices)


def _code(collection: Collection) -> str:
    if isinstance(collection.code, CodeRule):
        return "Copy its code: rule."
    return f"Write code: {collection.code}."
