"""Checks of the places for our own words in texts, as `{frame.unit}`: where none is filled none may stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from aligntui.methods.errors import Path
from aligntui.methods.names import PLACEHOLDER, Names
from aligntui.methods.types import as_list

ELSEWHERE = ("figures", "checks", "plan", "report", "asides", "says", "read_back", "say")
"""Keys below which a check of its own looks into what stands in braces."""
VOICES = ("ask", "guide", "names")
"""Keys of a step whose texts are filled from records and figures."""


def texts(names: Names) -> None:
    """Each `{...}` in the file must stand where it is filled, and name something that is there."""
    for path, text in _strings(names.notes.document.data, ()):
        slots = PLACEHOLDER.findall(text)
        if not slots or any(key in ELSEWHERE for key in path):
            continue
        if path[0] == "steps" and len(path) > 2 and _is_voice(path):
            for slot in slots:
                _of_step(names, path, slot)
        elif not _is_asked(path):
            names.notes(
                path,
                f'"{{{slots[0]}}}" is not filled here, but shown as it stands',
                "Take the braces out, or say it in a question or a guide.",
            )


def _strings(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(data, str):
        yield path, data
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in pairs:
        yield from _strings(value, (*path, key))


def _is_voice(path: Path) -> bool:
    own = path[3:] if path[2] == "solo" else path[2:]
    return bool(own) and (own[0] in VOICES or (own[0] == "tests" and own[-1] == "ask"))


def _is_asked(path: Path) -> bool:
    """Whether it is the question of a field, or what helps with it: filled from the item that is asked."""
    return path[-1] in ("ask", "help") and path[-3:-2] in (("fields",), ("adds",))


def _of_step(names: Names, path: Path, slot: str) -> None:
    step = names.at(path[:2])
    head, _, key = slot.partition(".")
    relation = names.book.relations.get(str(step.get("relation"))) if isinstance(step, dict) else None
    if relation is not None and path[2] == "ask" and head in ("row", "col"):
        ends = as_list(relation.rows if head == "row" else relation.cols)
        names.field(path, key, ends, extra=("text", "code"))
    elif "." not in slot:
        names.notes(
            path,
            f'"{{{slot}}}" stands for nothing here',
            "Name the field of a record, as {scope.unit}, or a part of a figure.",
        )
    else:
        names.slot(path, slot)
