"""Millrace in each draft of a method: what the bakery says there, beside the case that all methods share.

    async with stage("review", books=drafts(), fill=filling("review")) as s: ...
    view = together(sample().session, "review", "resources")

`fixtures/millrace/NAME.yaml` holds `items` as [words, fields], `set` of what the case holds already,
`records`, `cells` of crossings, and `rounds` by subject: answers of the five in order, or by person. Links
and parents are named by words, person or code; `parts` are more of the case, `with` is what another holds.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from case_session import Writer, write
from drafts import drafts
from stage import Fill

from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.rounds import ballots
from aligntui.methods.book import Book
from aligntui.methods.types import Step
from aligntui.session import ops
from aligntui.session.model import Item, Round, Session
from aligntui.store.api import Handle, Store

FOLDER = Path(__file__).parent.parent / "fixtures" / "millrace"
FIVE = ("Ines Calder", "Tomasz Wren", "Priya Lund", "Callum Ives", "Dot Okafor")
HOUSE = "house"
"""The parts of the bakery: no draft of its own."""
PARTS = ("people", "goals", "strategies", "objectives")
"""What of the case each draft finds."""
DAY = "2026-11-21"


@functools.cache
def _every() -> Book:
    return drafts().everything()


class Everything(Writer):
    """Writes into a session as if it held all methods and drafts."""

    @property
    def view(self) -> View:
        return View(self.session, _every(), self.at[:10])


@functools.cache
def case(name: str) -> Mapping[str, Any]:
    """What a draft holds."""
    found: Mapping[str, Any] = yaml.load((FOLDER / f"{name}.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    return found


def filling(name: str) -> Fill:
    """Writes the case into a session of a draft, and what the draft holds."""

    def fill(store: Store, handle: Handle) -> None:
        writer = Writer(handle.session, f"{DAY}T13:00:00", FIVE[0])
        # What steps set out by themselves is not written twice.
        writer.do([ops.Retire(id=item.id) for item in writer.session.items.values()])
        # What other methods write is there as far as this one works on it.
        write(writer, [*PARTS, *case(name).get("parts", ())])
        put(writer, name)
        handle.apply(writer.ops)

    return fill


def together(session: Session, *names: str, as_of: str = "2027-06-30") -> View:
    """A session that holds the case, with what these drafts hold written into it."""
    writer = Everything(session, f"{as_of}T10:00:00", FIVE[0])
    for name in names:
        put(writer, name)
    return View(writer.session, _every(), as_of)


def put(writer: Writer, name: str) -> None:
    """Write what a draft holds."""
    held = case(name)
    for other in held.get("with", ()):
        if other == HOUSE or other in writer.view.book.methods:
            put(writer, other)
    for person in held.get("people", ()):
        if _find(writer, person) is None:
            writer.add(person.split()[0].lower(), "people", person)
    for run in writer.session.runs.values() if "as_of" in held else ():
        writer.do([ops.Plan(run=run.id, field="as_of", was=run.as_of, to=held["as_of"])])
    for ref, fields in held.get("set", {}).items():
        _set(writer, _item(writer, ref), fields)
    later = []
    for collection, rows in held.get("items", {}).items():
        for words, fields in rows:
            parent = _item(writer, fields["of"]).id if "of" in fields else ""
            key = f"{collection}-{len(writer.session.items)}"
            writer.add(key, collection, words, {}, parent)
            later.append((key, {k: v for k, v in fields.items() if k != "of"}))
    for key, fields in later:
        _set(writer, writer.session.items[key], fields)
    for record, fields in held.get("records", {}).items():
        writer.record(record, dict(fields))
    for relation, cells in held.get("cells", {}).items():
        for pair, fields in cells.items():
            a, b = (_item(writer, ref).id for ref in pair.split(">"))
            known = writer.view.book.relations[relation].fields
            values = {key: _value(writer, known[key], value) for key, value in fields.items() if value}
            writer.do(edits.cross(writer.view, relation, a, b, values))
    for step, passes in held.get("rounds", {}).items():
        for n, answers in enumerate(passes if isinstance(passes, list) else [passes], 1):
            _round(writer, f"{name}/{step}", n, answers, held.get("means", {}))


def _set(writer: Writer, item: Item, fields: Mapping[str, Any]) -> None:
    for key, value in fields.items():
        field = writer.view.book.field(item.collection, key)
        assert field is not None, (item.collection, key)
        if value != "":
            now = writer.session.items[item.id]
            writer.do(edits.put(writer.view, now, key, _value(writer, field, value)))


def _value(writer: Writer, field: Any, value: Any) -> Any:
    """A value as it is kept: links by id, scales as whole numbers, the others as written."""
    if field.type == "scale":
        return int(value)
    if field.type != "link":
        assert field.type != "choice" or value in field.choices, (field.label, value)
        return value
    if isinstance(value, str) and value in (field.or_ or {}):
        return value
    refs = [_item(writer, ref).id for ref in ([value] if isinstance(value, str) else value)]
    return refs if field.many else refs[0]


def _find(writer: Writer, ref: str) -> Item | None:
    known = (item for item in writer.session.items.values() if not item.retired and item.text == ref)
    return next(known, None) or writer.view.find(ref)


def _item(writer: Writer, ref: str) -> Item:
    found = _find(writer, ref)
    assert found is not None, ref
    return found


def _round(writer: Writer, ref: str, n: int, answers: Mapping[str, Any], means: Mapping[str, str]) -> None:
    found = writer.view.book.step(ref)
    assert found is not None, ref
    step, view = found[1], writer.view
    privacy = step.privacy.names if step.privacy is not None else "named"
    held = Round(
        id=f"{ref}-{n}", step=ref, run=next(iter(writer.session.runs), "r"), n=n, date=writer.at[:10],
        subjects=ballots.subjects(view, step), answer=ballots.answer_of(view, step), privacy=privacy,
    )  # fmt: skip
    writer.do([ops.Open(round=held)])
    given: dict[str, dict[str, Any]] = {}
    for subject, person, value in _given(answers):
        kept = subject if subject == "words" or subject.startswith("test:") else _item(writer, subject).id
        given.setdefault(person, {})[kept] = _answer(step, value)
    lines = []
    for place, (person, row) in enumerate(given.items()):
        by = _item(writer, person).id if privacy == "named" else f"{ref}-{n}-{place}"
        who = {"round": held.id, "ballot": f"{held.id}-{place}", "by": by}
        writer.by = person
        writer.do([*(ops.Give(**who, subject=s, to=to) for s, to in row.items()), ops.Hand(**who)])
        lines += [(f"{by}|{line}", means[line]) for line in row.get("words", ()) if line in means]
    writer.by = FIVE[0]
    writer.do(
        [ops.Turn(id=held.id, was="open", to="closed"), ops.Turn(id=held.id, was="closed", to="revealed")]
    )
    for line, to in lines:
        meant = _find(writer, to)
        writer.do([ops.Match(round=held.id, line=line, to=meant.id if meant is not None else to)])


def _given(answers: Mapping[str, Any]) -> Iterator[tuple[str, str, Any]]:
    """Subject, person and answer of all that was answered."""
    for subject, values in answers.items():
        row: Sequence[tuple[str, Any]] = (
            list(values.items()) if isinstance(values, dict) else list(zip(FIVE, values, strict=True))
        )
        yield from ((subject, person, value) for person, value in row)


def _answer(step: Step, value: Any) -> Any:
    """An answer as a ballot keeps it."""
    return int(value) if isinstance(value, str) and value.isdigit() else value
