"""Checks of where a step begins and ends: needs, "done when", what is shown and read back."""

from __future__ import annotations

from aligntui.methods.errors import Path
from aligntui.methods.fitting import near
from aligntui.methods.names import PLACEHOLDER, PLAN, Names
from aligntui.methods.types import Done, Need, Step, as_list

RATERS = "raters"
"""People who handed in a ballot for the step; may be counted like a list."""


def needs(names: Names, path: Path, found: list[Need]) -> None:
    """Check conditions that must hold first."""
    for n, need in enumerate(found):
        counted = _count(names, (*path, n, "count"), need.count)
        if need.where:
            names.where((*path, n, "where"), need.where, counted)
        if need.min < 1:
            names.notes((*path, n, "min"), "a need asks for one or more", "")
        if need.else_ not in ("", "solo"):
            names.notes((*path, n, "else"), f'there is no path "{need.else_}"', "Write else: solo.")
        if need.go:
            names.step((*path, n, "go"), need.go)


def _count(names: Names, path: Path, value: str | list[str]) -> list[str]:
    """What may be counted: collections, relations, `record:NAME`, raters."""
    found = []
    for n, name in enumerate(as_list(value)):
        here: Path = path if isinstance(value, str) else (*path, n)
        if name.startswith("record:"):
            if names.record(here, name.removeprefix("record:")):
                found.append(name)
        elif name in names.book.relations or names.written("relations", name):
            found.append(f"relation:{name}")
        elif name != RATERS and names.collection(here, name, (RATERS, *names.book.relations)):
            found.append(name)
    return found


def done(names: Names, path: Path, wish: Done, here: list[str]) -> None:
    """Check one "done when"; `here` are the lists of its step."""
    given = [key for key in ("count", "figure", "filled") if getattr(wish, key) is not None]
    if len(given) != 1:
        names.notes(path, "done is one of count, figure, filled", "Write one of them.")
    counted = here
    if wish.count is not None:
        counted = _count(names, (*path, "count"), wish.count)
    if wish.where:
        names.where((*path, "where"), wish.where, counted)
    if wish.figure is not None:
        names.figure((*path, "figure"), wish.figure)
    for n, key in enumerate(wish.filled or []):
        names.field((*path, "filled", n), key, here, extra=("text",))
    if wish.min is not None and wish.max is not None and wish.min > wish.max:
        names.notes((*path, "max"), f"at most {wish.max} is less than at least {wish.min}", "")
    if given in (["count"], ["figure"]) and wish.min is None and wish.max is None:
        names.notes(path, "it does not say how many", "Add min: 1, or max: 0.")


def shows(names: Names, path: Path, step: Step) -> None:
    """What is shown and read back must be there."""
    for n, ref in enumerate(step.show):
        book, plain = names.book, ref.removeprefix("record:")
        known = (*PLAN, *book.collections, *book.groups, *book.records, *book.relations)
        written = any(names.written(kind, plain) for kind in ("records", "relations"))
        if ref in known or plain in book.records or names.has_list(ref) or written:
            continue
        if "." not in ref and ":" not in ref and names.method is not None and ref not in names.method.figures:
            if not names.written("figures", ref):
                mend = near(ref, [*names.method.figures, *known], "Write name.part of a figure, or plan.")
                names.notes((*path, "show", n), f'"{ref}" is nothing that can be shown', mend)
            continue
        names.figure((*path, "show", n), ref)
    for name in PLACEHOLDER.findall(step.read_back):
        names.slot((*path, "read_back"), name)
