"""A day's content for each framework of the docs: few items, real numbers, answers of four people.

    view = told(Play("raci/grid", library=examples()), "raci").view

Codes are those that the lists give, in the order of writing; a link names a code, or a person by name.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from case_session import Writer
from playing import Play

from aligntui.engine import edits
from aligntui.session import ops
from aligntui.session.model import Round, Session
from aligntui.store.api import Handle, Store

DAY = "2027-05-15"
PEOPLE = ("Ines Calder", "Dot Okafor", "Noor Haddad", "Tom Brandt")


@functools.cache
def case(name: str) -> Mapping[str, Mapping[str, Any]]:
    """What a framework holds: `items`, `records`, `cells` of crossings, `rounds` with answers by person."""
    every = yaml.safe_load((Path(__file__).parent.parent / "fixtures" / "frameworks.yaml").read_text())
    found: Mapping[str, Mapping[str, Any]] = every[name]
    return found


def written(session: Session, name: str, without: Collection[str] = ()) -> list[ops.AnyOp]:
    """The ops that write the case of a framework into a session of it, some fields left empty."""
    held, writer = case(name), Writer(session, f"{DAY}T13:00:00+00:00", PEOPLE[0])
    for run in session.runs.values():
        writer.do([ops.Plan(run=run.id, field="as_of", was=run.as_of, to=DAY)])
    writer.do([op for n, person in enumerate(PEOPLE) for op in _person(writer, f"p{n}", person)])
    known = {item.text: item.id for item in writer.view.items("people")}
    later: list[tuple[str, str, Any]] = []
    for collection, rows in held["items"].items():
        # What a step sets out by itself is not written twice.
        writer.do([ops.Retire(id=item.id) for item in writer.view.items(collection)])
        for number, (words, fields) in enumerate(rows):
            own = {key: value for key, value in fields.items() if key not in without}
            parent = _id(writer, own.pop("of", ""))
            defined = writer.view.book.fields(collection)
            links = [key for key in own if defined[key].type == "link"]
            later += [(f"{collection}{number}", key, own.pop(key)) for key in links]
            writer.add(f"{collection}{number}", collection, words, own, parent)
    for item, key, value in later:
        refs = [known.get(one) or _id(writer, one) for one in ([value] if isinstance(value, str) else value)]
        writer.do(
            edits.put(
                writer.view, writer.session.items[item], key, refs if isinstance(value, list) else refs[0]
            )
        )
    for record, answers in held.get("records", {}).items():
        writer.record(record, {key: value for key, value in answers.items() if key not in without})
    for relation, cells in held.get("cells", {}).items():
        for pair, values in cells.items():
            row, col = (_id(writer, code) for code in pair.split(">"))
            writer.do(edits.cross(writer.view, relation, row, col, dict(values)))
    for step, answered in held.get("rounds", {}).items():
        _round(writer, name, step, answered)
    return writer.ops


def told(play: Play, name: str) -> Play:
    """A play whose session holds the case."""
    play.keep(written(play.session, name))
    play.kind = play.kind
    play.state = play.kind.open(play.ctx)
    return play


def filling(name: str, without: Collection[str] = ()) -> Callable[[Store, Handle], None]:
    """The same for a stage and a plain line."""

    def fill(store: Store, handle: Handle) -> None:
        handle.apply(written(handle.session, name, without))

    return fill


def _person(writer: Writer, key: str, person: str) -> list[ops.AnyOp]:
    return edits.add(writer.view, lambda: key, "people", person, {}, by=PEOPLE[0], at=writer.at)[1]


def _id(writer: Writer, code: str) -> str:
    found = writer.view.find(code) if code else None
    return found.id if found is not None else ""


def _round(writer: Writer, name: str, step: str, answered: Mapping[str, Sequence[Any]]) -> None:
    run = next(iter(writer.session.runs), "")
    found = writer.view.book.step(f"{name}/{step}")
    assert found is not None
    ref = f"round-{step}"
    subjects = [_id(writer, code) for code in answered]
    held = Round(id=ref, step=f"{name}/{step}", run=run, subjects=subjects, privacy="named", date=DAY)
    writer.do([ops.Open(round=held)])
    for number, person in enumerate(PEOPLE):
        given = [
            ops.Give(
                round=ref, ballot=f"{ref}-{number}", by=person, subject=_id(writer, code), to=values[number]
            )
            for code, values in answered.items()
        ]
        # Everybody hands in his own.
        writer.by = person
        writer.do([*given, ops.Hand(round=ref, ballot=f"{ref}-{number}", by=person)])
    writer.by = PEOPLE[0]
    writer.do([ops.Turn(id=ref, was="open", to="closed"), ops.Turn(id=ref, was="closed", to="revealed")])
