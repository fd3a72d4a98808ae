"""Further methods as a person could have written them: drafts that use every corner of the language."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from case_session import Writer

from aligntui.analysis import registry
from aligntui.methods.library import Library
from aligntui.methods.types import Field, as_list
from aligntui.session.model import Session
from aligntui.session.ops import AnyOp, Tie

FOLDER = Path(__file__).parent.parent / "fixtures" / "drafts"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml") if path.stem != "collections")
EXAMPLES = FOLDER.parents[2] / "docs" / "examples" / "frameworks"
FRAMEWORKS = ("five-forces", "kano", "lean-canvas", "moscow", "okr", "pestle-map", "raci")
"""Methods that were written from the documentation alone."""


@functools.cache
def drafts() -> Library:
    """The built-in workshops with the drafts as files of the user."""
    return Library(user=FOLDER, functions=registry.functions)


@functools.cache
def examples() -> Library:
    """The built-in workshops with the examples of the documentation as files of the user."""
    return Library(user=EXAMPLES, functions=registry.functions)


def library_of(name: str) -> Library:
    """Where a draft or a framework is found."""
    return examples() if name in FRAMEWORKS else drafts()


def samples(session: Session, method: str, at: str, by: str) -> list[AnyOp]:
    """Ops that write something into all lists, records and crossings that a method declares or uses."""
    writer = Writer(session, at, by)
    definition = writer.view.book.methods[method]
    lists = [*definition.uses, *definition.collections]
    for name in [*lists, *lists]:
        collection = writer.view.book.collections[name]
        parents = [item.id for item in writer.view.items(collection.of)][:2] if collection.of else [""]
        for parent in parents:
            known = len(writer.view.items(name))
            fields = {key: _value(writer, f, known) for key, f in collection.fields.items()}
            writer.add(f"{name}-{known}", name, f"{collection.title} {known}", fields, parent)
    for name, record in definition.records.items():
        writer.record(name, {key: _value(writer, field, 0) for key, field in record.fields.items()})
    for name, relation in definition.relations.items():
        rows, cols = (
            [item.id for side in as_list(names) for item in writer.view.items(side)][:3]
            for names in (relation.rows, relation.cols)
        )
        fields = {key: _value(writer, field, 1) for key, field in relation.fields.items()}
        writer.do([Tie(relation=name, a=a, b=b, to=fields) for a in rows for b in cols if a != b])
    return writer.ops


def _value(writer: Writer, field: Field, number: int) -> Any:
    """A value that a field takes, another one for the next item."""
    match field.type:
        case "number":
            return str(10 + number)
        case "scale":
            low, high = field.from_ or 0, field.to if field.to is not None else 5
            return low + number % (high - low + 1)
        case "yesno":
            return ("yes", "no")[number % 2]
        case "date":
            return "2027-03-31"
        case "choice":
            return list(field.choices)[number % len(field.choices)]
        case "link" | "list" | "chain":
            names = [name for name in as_list(field.of) if name in writer.view.book.collections]
            ends = [item.id for name in names for item in writer.view.items(name)][:2]
            return ends if field.many else next(iter(ends), None)
    return f"words {number}"
