"""What a file says and nothing comes of: keys, and types of fields, that a kind of step does not act on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aligntui.methods.book import Book
from aligntui.methods.decode import Notes
from aligntui.methods.kinds import KINDS, TYPES
from aligntui.methods.types import Method, as_list
from aligntui.text.problem import UserProblem, in_order
from aligntui.text.yaml_in import Document

SUGGESTED = ("text", "long", "number", "date")
"""Types of fields for which a figure suggests words, to be taken over."""
MENDS = {
    ("form", "prompt"): "Say it in the question of a field, with {text} for the words of the item.",
    ("form", "of"): "Name the list under each.",
    ("board", "makes"): "New cards go to the lists of its columns.",
    ("plot", "preset"): "Offer the items where the list is written.",
}
"""(kind, key) -> what to write in its place."""


def unacted(document: Document, method: Method, book: Book) -> list[UserProblem]:
    """What of the steps of a method no screen acts on, each with its line.

    Args:
        document: The file.
        method: The method in it.
        book: The definitions with the method.
    """
    notes = Notes(document)
    written = document.data.get("steps") if isinstance(document.data, dict) else None
    for place, entry in enumerate(written if isinstance(written, list) else []):
        kind = KINDS.get(_kind_of(entry, method)) if isinstance(entry, dict) else None
        if kind is None:
            continue
        for key in entry:
            if key in kind.keys and not kind.effect(key):
                mend = MENDS.get((kind.name, key), "Leave it out.")
                what = f'warning: nothing comes of "{key}" in a {kind.name}'
                notes(("steps", place), what, mend, ("steps", place, key))
            _types(notes, ("steps", place, key), kind.name, key, entry, book)
    for path, field in _fields(document.data):
        if isinstance(field, dict) and "suggest" in field and field.get("type") not in SUGGESTED:
            what = f"warning: no figure suggests a {field.get('type')}"
            notes(path, what, "Name the part of the figure among the fields or shows of a step.")
    return in_order(notes.found)


def _fields(data: Any) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every field that a file declares, with its place."""
    for group, inner in (
        ("collections", "fields"),
        ("uses", "adds"),
        ("records", "fields"),
        ("relations", "fields"),
    ):
        for name, one in _items(data, group):
            for key, field in _items(one, inner):
                yield (group, name, inner, key), field


def _items(data: Any, key: str) -> list[tuple[str, Any]]:
    found = data.get(key) if isinstance(data, dict) else None
    return list(found.items()) if isinstance(found, dict) else []


def _kind_of(entry: dict[str, Any], method: Method) -> str:
    """The kind of a step as written; of a borrowed one that of the step it is."""
    lent = (step.kind for step in method.steps if "use" in entry and step.id == entry.get("id"))
    return next(lent, str(entry.get("kind")))


def _types(
    notes: Notes, path: tuple[str | int, ...], kind: str, key: str, entry: dict[str, Any], book: Book
) -> None:
    """Fields that a key names, of types it does not act on."""
    acted = TYPES.get((kind, key))
    if acted is None or not isinstance(entry[key], str | list):
        return
    keys = ("of", "about", "holds", "each", "record", "split")
    lists = [name for of in keys for name in _names(entry.get(of))]
    subjects = [*lists, *(f"record:{name}" for name in lists if name in book.records)]
    for name in as_list(entry[key]):
        fields = [field for subject in subjects if (field := book.field(subject, name)) is not None]
        if fields and all(field.type not in acted for field in fields):
            what = f'warning: a {kind} does not ask "{name}", which is of type {fields[0].type}'
            notes(path[:-1], what, f"It is for {', '.join(acted)}.", path)


def _names(value: Any) -> list[str]:
    return [name for name in as_list(value) if isinstance(name, str)] if isinstance(value, str | list) else []
