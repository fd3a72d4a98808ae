"""Sample items for any method: words, a value in every field, links, forms and crossings that are filled.

    p = Play(f"{file}", library=own(file)); sampled(p)

What is written is the same in every run: the n-th item of a list reads `Title n`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from case_session import Writer
from playing import Play

from aligntui.engine import edits
from aligntui.methods.library import Library
from aligntui.methods.types import Field, as_list
from aligntui.session.model import Session
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store

DAY = "2027-03-0{}"


def library_of(folder: Path, *texts: str) -> Library:
    """The library of somebody whose own methods these are."""
    folder.mkdir(parents=True, exist_ok=True)
    for text in texts:
        name = text.partition("method:")[2].split()[0]
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return Library(user=folder)


def sample_value(field: Field, number: int, targets: list[str]) -> Any:
    """A value that a field takes: the n-th one where it has several."""
    choices = list(field.choices)
    low, high = field.from_ if field.from_ is not None else 1, field.to if field.to is not None else 5
    match field.type:
        case "number":
            return str(10 * number)
        case "date":
            return DAY.format(number)
        case "choice":
            one = choices[(number - 1) % len(choices)] if choices else ""
            return [one] if field.many else one
        case "yesno":
            return "yes" if number % 2 else "no"
        case "scale":
            return min(high, low + number)
        case "link":
            chosen = targets[(number - 1) % len(targets) :][:1] if targets else []
            return chosen if field.many else next(iter(chosen), "")
        case "list" | "chain":
            return [f"line {number}", "one more"]
        case "figure":
            return ""
    return f"said {number}"


def sample(
    session: Session,
    each: int = 2,
    by: str = "Dot Okafor",
    without: Collection[str] = (),
    only: Collection[str] = (),
) -> Writer:
    """A writer with the ops that fill a session: so many items a list (of a child list, of each parent).

    Args:
        session: The session.
        each: Items of a list.
        by: Who writes.
        without: Keys of fields that stay empty.
        only: Lists that are filled; all of those of the methods when left out.
    """
    writer = Writer(session, "2026-11-21T13:00:00+00:00", by)
    book = writer.view.book
    lists = [name for method in book.methods.values() for name in (*method.collections, *method.uses)]
    crossed = [side for one in book.relations.values() for side in (*as_list(one.rows), *as_list(one.cols))]
    lists = [name for name in [*lists, *crossed] if not only or name in only]
    for name in sorted(dict.fromkeys(lists), key=lambda n: _depth(book.collections, n)):
        collection = book.collections[name]
        parents = [item.id for item in writer.view.items(collection.of)] if collection.of else [""]
        for place, parent in enumerate(parents):
            for n in range(1, each + 1):
                number = place * each + n
                own = {
                    key: sample_value(f, n, []) for key, f in book.fields(name).items() if f.type != "link"
                }
                fields = {key: value for key, value in own.items() if key not in without}
                writer.add(f"{name}{number}", name, f"{collection.title or name} {number}", fields, parent)
    for name in dict.fromkeys(lists):
        for n, item in enumerate(writer.view.items(name), 1):
            for key, field in book.fields(name).items():
                if field.type == "link" and key not in without:
                    targets = [one.id for of in as_list(field.of) for one in writer.view.items(of)]
                    if value := sample_value(field, n, targets):
                        writer.do(edits.put(writer.view, writer.view.session.items[item.id], key, value))
    for name, record in book.records.items():
        fields = {key: sample_value(f, 1, []) for key, f in record.fields.items() if key not in without}
        writer.record(name, {key: value for key, value in fields.items() if value})
    for name, relation in book.relations.items():
        rows, cols = (writer.view.items(as_list(side)) for side in (relation.rows, relation.cols))
        for n, (a, b) in enumerate(((a, b) for a in rows for b in cols), 1):
            values = {key: sample_value(f, n, []) for key, f in relation.fields.items() if key not in without}
            writer.do(
                edits.cross(writer.view, name, a.id, b.id, {k: v for k, v in values.items() if v != ""})
            )
    return writer


def _depth(collections: dict[str, Any], name: str) -> int:
    parent = collections[name].of
    return 0 if not parent or parent not in collections else 1 + _depth(collections, parent)


def sampled(play: Play, **how: Any) -> Play:
    """A play whose session is filled."""
    play.keep(sample(play.session, **how).ops)
    play.kind = play.kind
    play.state = play.kind.open(play.ctx)
    return play


def filling(**how: Any) -> Callable[[Store, Handle], None]:
    """The same for a stage."""

    def fill(store: Store, handle: Handle) -> None:
        handle.apply(sample(handle.session, **how).ops)

    return fill
