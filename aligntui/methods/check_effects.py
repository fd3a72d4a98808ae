"""What a file says and nothing comes of: keys that do nothing in a kind of step, proposals of no figure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aligntui.methods.decode import Notes
from aligntui.methods.kinds import KINDS
from aligntui.methods.types import Method
from aligntui.text.listing import an
from aligntui.text.problem import UserProblem, in_order
from aligntui.text.yaml_in import Document

LISTED = ("list", "chain")
"""Types of fields for which no figure proposes anything: they hold several lines."""


def unacted(document: Document, method: Method) -> list[UserProblem]:
    """What of the steps of a method no screen acts on, each with its line.

    Args:
        document: The file.
        method: The method in it.
    """
    notes = Notes(document)
    written = document.data.get("steps") if isinstance(document.data, dict) else None
    for place, entry in enumerate(written if isinstance(written, list) else []):
        kind = KINDS.get(_kind_of(entry, method)) if isinstance(entry, dict) else None
        if kind is None:
            continue
        for key in entry:
            if key in kind.idle:
                what = f'warning: nothing comes of "{key}" in {an(kind.name)}'
                notes(("steps", place), what, kind.idle[key], ("steps", place, key))
        _ends(notes, ("steps", place), entry, method)
    for path, field in _fields(document.data):
        if not isinstance(field, dict) or "suggest" not in field:
            continue
        if path[0] == "relations":
            what = "warning: no figure proposes what stands in a crossing"
            notes(path, what, "Show the part of the figure beside it: under margins or shows of the step.")
        elif field.get("type") in LISTED:
            what = f"warning: no figure proposes a {field.get('type')}"
            notes(path, what, "Show the part of the figure in a field of the type figure.")
    return in_order(notes.found)


def _ends(notes: Notes, path: tuple[str | int, ...], entry: dict[str, Any], method: Method) -> None:
    """What a step sets aside or stands between must be there."""
    if entry.get("waive") is True and not (entry.get("done") or entry.get("needs") or "use" in entry):
        what = 'warning: nothing comes of "waive": the step waits for nothing'
        notes(path, what, "Add done: or needs:, or leave it out.", (*path, "waive"))
    ids = [step.id for step in method.steps]
    rated = next((step for step in method.steps if step.id == entry.get("between")), None)
    if rated is None:
        return
    mend = "Give that step rounds: 2 and the phase again, and write this one behind it."
    if "again" not in rated.phases or ids.index(rated.id) > ids.index(str(entry.get("id"))):
        what = f'warning: nothing comes of "between": {rated.id} has no second round that this comes before'
        notes(path, what, mend, (*path, "between"))


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
