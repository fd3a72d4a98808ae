"""A session, its book and a view from plain dicts, without a store: what analysis tests read.

Items are named by their codes. The id of `S1` is `s1`, so that a test sees at once when a function
hands out a code where an id is meant. In link fields, links, rounds and children codes or ids may stand.

    view = build(
        collections={"strengths": {"code": "S", "fields": {"grade": {"type": "scale"}}}},
        items={"strengths": {"S1": {"text": "Sourdough", "grade": 3}, "S2": "Service"}},
        links={"match": {"S1>O1": {"strength": 1}}},
        rounds=[ballots("swot/vote", {"ines": {"S1": 2}, "dot": {"S2": 1}})],
    )
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from aligntui.analysis.view import View
from aligntui.methods.book import Book, link_field
from aligntui.methods.built_in import completed
from aligntui.methods.types import Collection, Method, Record, Relation, Shared
from aligntui.session.model import Ballot, Item, Link, Meta, Round, Run, Session, Waiver, record_id

DAY = "2026-11-21"
"""As-of day of a built view unless told."""


def build(
    collections: Mapping[str, Mapping[str, Any] | str] | None = None,
    items: Mapping[str, Mapping[str, Mapping[str, Any] | str]] | None = None,
    links: Mapping[str, Mapping[str, Mapping[str, Any]] | Sequence[str]] | None = None,
    records: Mapping[str, Mapping[str, Any]] | None = None,
    record_fields: Mapping[str, Mapping[str, Any]] | None = None,
    relations: Mapping[str, Mapping[str, Any]] | None = None,
    rounds: Sequence[Mapping[str, Any]] = (),
    methods: Sequence[Method | Mapping[str, Any]] = (),
    waivers: Sequence[str] = (),
    runs: Sequence[Run] = (),
    as_of: str = DAY,
) -> View:
    """The view of a session made of these parts.

    Args:
        collections: Name -> definition, or just its code prefix.
        items: Collection -> code -> words, or a dict of `text`, fields, `status`, `reason`, `of`.
        links: Relation -> `from>to` -> fields of the link, or a list of `from>to`.
        records: Record -> values of its fields.
        record_fields: Record -> its fields; text fields are made up for values without one.
        relations: Definitions of relations.
        rounds: What `ballots` gives, in the order held.
        methods: Methods the book holds beside.
        waivers: Keys set aside.
        runs: Runs of the session.
        as_of: Day of the view.
    """
    book = _book(collections or {}, records or {}, record_fields or {}, relations or {}, methods)
    session = Session(meta=Meta(id="t", title="Test", created=as_of, changed=as_of))
    entries = items or {}
    ids = {code: code.lower() for group in entries.values() for code in group}

    def ref(value: Any) -> Any:
        if isinstance(value, list):
            return [ref(v) for v in value]
        if isinstance(value, str) and ">" in value:
            return ">".join(ids.get(part, part) for part in value.split(">"))
        return ids.get(value, value) if isinstance(value, str) else value

    def tie(relation: str, a: str, b: str, fields: Mapping[str, Any]) -> None:
        link = Link(relation=relation, a=a, b=b, fields=dict(fields))
        session.links[link.key] = link

    for name, group in entries.items():
        for place, (code, entry) in enumerate(group.items()):
            values = {"text": entry} if isinstance(entry, str) else dict(entry)
            item = Item(
                id=ids[code],
                collection=name,
                code=code,
                series=code.rstrip("0123456789"),
                pos=f"{place:04}",
                text=values.pop("text", ""),
                status=values.pop("status", "draft"),
                reason=values.pop("reason", ""),
                of=ref(values.pop("of", "")),
                into=ref(values.pop("into", "")),
                retired=values.pop("retired", False),
                at=values.pop("at", as_of),
                by=values.pop("by", None),
                rev=values.pop("rev", 0),
            )
            for key, value in values.items():
                field = book.field(name, key)
                if field is not None and field.type == "link" and field.many:
                    for target in ref(value if isinstance(value, list) else [value]):
                        tie(link_field(name, key), item.id, target, {})
                else:
                    item.fields[key] = ref(value) if field is not None and field.type == "link" else value
            session.items[item.id] = item
    for relation, pairs in (links or {}).items():
        found = pairs if isinstance(pairs, Mapping) else {p: {} for p in pairs}
        for pair, fields in found.items():
            a, b = ref(pair).split(">")
            tie(relation, a, b, fields)
    for name, values in (records or {}).items():
        key = record_id(name)
        session.records[name] = Item(id=key, collection=key, fields=dict(values))
    for number, entry in enumerate(rounds, 1):
        _add_round(session, number, entry, ref)
    for what in waivers:
        waiver = Waiver(id=f"w{len(session.waivers)}", what=what, reason="said so")
        session.waivers[what] = waiver
    for run in runs:
        session.runs[run.id] = run
    return View(session, book, as_of)


def ballots(
    step: str,
    answers: Mapping[str, Mapping[str, Any]],
    *,
    subjects: Sequence[str] | None = None,
    state: str = "revealed",
    n: int = 1,
    run: str = "run",
    privacy: str = "named",
    date: str = DAY,
    answer: Mapping[str, Any] | None = None,
    skipped: Sequence[str] = (),
    matches: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """A round of a step: person -> subject -> answer. Subjects default to all that were answered."""
    return {
        "step": step, "answers": answers, "subjects": subjects, "state": state, "n": n, "run": run,
        "privacy": privacy, "date": date, "answer": dict(answer or {}), "skipped": skipped,
        "matches": dict(matches or {}),
    }  # fmt: skip


def values(part: Any) -> dict[str, Any]:
    """Values of a PerItem or PerLink part."""
    return dict(part.values)


def codes(findings: Sequence[Any]) -> list[str]:
    """Codes of findings, in order."""
    return [f.code for f in findings]


def _book(
    collections: Mapping[str, Mapping[str, Any] | str],
    records: Mapping[str, Mapping[str, Any]],
    record_fields: Mapping[str, Mapping[str, Any]],
    relations: Mapping[str, Mapping[str, Any]],
    methods: Sequence[Method | Mapping[str, Any]],
) -> Book:
    shared = Shared(
        collections={
            name: msgspec.convert({"code": d} if isinstance(d, str) else dict(d), Collection)
            for name, d in collections.items()
        }
    )
    made: dict[str, Record] = {}
    for name in {**records, **record_fields}:
        fields = {key: {"type": "text"} for key in records.get(name, {})} | dict(record_fields.get(name, {}))
        made[name] = msgspec.convert({"fields": fields}, Record)
    test = Method(
        method="test",
        title="Test",
        level="fundamentals",
        steps=[],
        records=made,
        relations={name: msgspec.convert(dict(d), Relation) for name, d in relations.items()},
    )
    known = [m if isinstance(m, Method) else msgspec.convert(dict(m), Method) for m in methods]
    return completed(Book({m.method: m for m in [test, *known]}, shared))


def _add_round(session: Session, number: int, entry: Mapping[str, Any], ref: Any) -> None:
    given = {
        person: {ref(subject): value for subject, value in row.items()}
        for person, row in entry["answers"].items()
    }
    subjects = entry["subjects"]
    if subjects is None:
        subjects = list(dict.fromkeys(s for row in given.values() for s in row))
    held = Round(
        id=f"round{number}",
        step=entry["step"],
        run=entry["run"],
        n=entry["n"],
        subjects=[ref(s) for s in subjects],
        answer=entry["answer"],
        privacy=entry["privacy"],
        state=entry["state"],
        date=entry["date"],
        matches=entry["matches"],
    )
    session.rounds[held.id] = held
    for person, row in given.items():
        state = "skipped" if person in entry["skipped"] else "in"
        ballot = Ballot(id=f"{held.id}-{person}", round=held.id, by=person, state=state, answers=row)
        session.ballots[ballot.id] = ballot
