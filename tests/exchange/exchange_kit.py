"""A book with every type of field, and sessions filled from generated values."""

from __future__ import annotations

import difflib
from typing import Any

import msgspec
from hostile import HOSTILE_STRINGS
from hypothesis import strategies as st

from aligntui.analysis.view import View
from aligntui.exchange.yaml_export import export
from aligntui.exchange.yaml_import import Imported, read_all
from aligntui.methods.book import Book
from aligntui.methods.freeze import freeze
from aligntui.methods.library import Library
from aligntui.methods.types import Collection, Field, Method, Record, Relation, Shared
from aligntui.session import order
from aligntui.session.model import (
    Ballot,
    Clash,
    Definition,
    Item,
    Link,
    Meta,
    Participant,
    Past,
    Round,
    Run,
    RunStep,
    Session,
    Waiver,
    record_id,
)

AT = "2026-11-24T15:00:00"
LIBRARY = Library()

FIELDS: dict[str, dict[str, Any]] = {
    "evidence": {"type": "text"},
    "story": {"type": "long", "words": "80-150"},
    "target": {"type": "number", "revised": True, "unknown": True},
    "due": {"type": "date", "revised": True, "unknown": True},
    "cell": {"type": "choice", "choices": {"SO": "strength and chance", "WO": "mend it"}},
    "against": {"type": "choice", "many": True, "choices": {"no": "it is no", "on": "it is on", "y": "yes"}},
    "live": {"type": "yesno"},
    "sure": {"type": "yesno", "partly": True},
    "grade": {"type": "scale", "from": -2, "to": 4},
    "owner": {"type": "link", "of": "people"},
    "parent": {"type": "link", "of": ["strengths", "strategies"], "or": {"none": "nothing"}},
    "cites": {"type": "link", "of": "any", "many": True, "or": {"run": "keep running"}},
    "tasks": {"type": "list"},
    "whys": {"type": "chain"},
}


def fields(*keys: str) -> dict[str, Field]:
    return {key: msgspec.convert(FIELDS[key], Field) for key in keys or FIELDS}


def collection(code: Any, *keys: str, **more: Any) -> Collection:
    return (
        msgspec.convert({"code": code, **more}, Collection)
        if not keys
        else msgspec.structs.replace(
            msgspec.convert({"code": code, **more}, Collection), fields=fields(*keys)
        )
    )


SHARED = Shared(
    collections={
        "people": collection("P", "evidence", of_session=True),
        "strengths": collection("S", "evidence", "grade", "target", "owner"),
        "weaknesses": collection("W", "evidence", "grade", "target", "owner"),
        "strategies": collection({"from": "cell"}, *FIELDS),
        "scenarios": collection({"letters": "A"}, "story"),
        "events": collection({"under": "scenarios", "mark": "e"}, "evidence", of="scenarios"),
    }
)
METHOD = Method(
    method="kit",
    title="Kit",
    level="fundamentals",
    steps=[],
    records={name: Record(fields={"ask": Field(type="text"), **fields()}) for name in ("scope", "vision")},
    relations={
        "tows": Relation(
            rows="strengths",
            cols="weaknesses",
            fields={"strength": Field(type="scale", from_=0, to=3), "why": Field(type="text")},
        )
    },
)
BOOK = Book({"kit": METHOD}, SHARED)


def definitions() -> dict[str, Definition]:
    found = {}
    for name, definition in (("collections", SHARED), ("kit", METHOD)):
        body, digest = freeze(definition)
        found[name] = Definition(name=name, version=1, hash=digest, body=body)
    return found


def with_definitions(session: Session) -> Session:
    return msgspec.structs.replace(session, methods=definitions())


def read(text: str, source: str = "plan.yaml") -> Imported:
    return read_all(text, source, LIBRARY, new_id=lambda: "made-id", at=AT)


def same(second: str, first: str) -> None:
    """Equal texts, or a short difference."""
    if second != first:
        lines = difflib.unified_diff(first.splitlines(), second.splitlines(), lineterm="", n=4)
        raise AssertionError("\n".join(list(lines)[:40]))


def round_trip(view: View, **how: Any) -> tuple[str, str, Imported]:
    first = export(view, **how)
    back = read(first)
    return first, export(View(back.session, back.book, view.as_of), **how), back


hostile = st.one_of(st.sampled_from(HOSTILE_STRINGS), st.text(max_size=12))


def values(key: str, ids: list[str]) -> st.SearchStrategy[Any]:
    """Stored values of a field: mostly what fits, sometimes what does not."""
    field = BOOK.field("strategies", key)
    odd: st.SearchStrategy[Any] = st.one_of(
        hostile, st.integers(-9, 9), st.lists(hostile, max_size=2), st.none(), st.booleans()
    )
    if field is None:
        return odd
    fits: dict[str, st.SearchStrategy[Any]] = {
        "text": hostile,
        "long": hostile,
        "number": st.sampled_from(
            ["9.4", "7.0", "5.50", "0", "-0", "-3", "1e3", "007", "unknown", ".5", "1240"]
        ),
        "date": st.sampled_from(["2027-09-30", "2028-02-29", "unknown"]),
        "choice": st.lists(st.sampled_from(["no", "on", "y"]), max_size=3)
        if field.many
        else st.sampled_from(["SO", "WO"]),
        "yesno": st.sampled_from(["yes", "no", "partly"]),
        "scale": st.integers(-2, 4),
        "link": st.sampled_from([*ids, "none"]),
        "list": st.lists(hostile, max_size=3),
        "chain": st.lists(hostile, max_size=5),
    }
    return st.one_of(fits[field.type], fits[field.type], fits[field.type], odd)


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """A session with items of all lists, values of all types, links, records, runs and rounds."""
    session = Session(
        meta=Meta(id="k1", title=draw(hostile), created="2026-11-20T09:00:00", changed="2026-11-24T14:00:00"),
        methods=definitions(),
    )
    lists = draw(st.lists(st.sampled_from(list(SHARED.collections)), min_size=1, max_size=7))
    ids = [f"x{place}" for place in range(len(lists))]
    by = st.sampled_from([None, "ana", "bob", "gone"])
    key = ""
    for ref, name in zip(ids, lists, strict=True):
        key = order.after([key] if key else [])
        plain: dict[str, Any] = {}
        for name_of_field in draw(st.lists(st.sampled_from([*FIELDS, "lost"]), max_size=6, unique=True)):
            declared = BOOK.field(name, name_of_field)
            if declared is None or not (declared.type == "link" and declared.many):
                plain[name_of_field] = draw(values(name_of_field, ids))
        parents = [i for i in session.items if session.items[i].collection == "scenarios"]
        parent = draw(st.sampled_from(parents)) if name == "events" and parents else ""
        merged = draw(st.sampled_from(["", "", "", *session.items]))
        if merged and session.items[merged].into:
            merged = ""
        cells = {"cell": plain.get("cell")} if plain.get("cell") in ("SO", "WO") else {}
        session.items[ref] = Item(
            id=ref,
            collection=name,
            series=BOOK.series(name, cells, parent),
            text=draw(hostile),
            fields=plain,
            status=draw(st.sampled_from(["draft", "agreed", "parked", "dropped"])),
            reason=draw(hostile),
            of=parent,
            into=merged,
            pos=draw(st.sampled_from([key, order.between("", key)])),
            past={
                k: [Past(value=draw(values(k, ids)), by=draw(by), at="2026-11-21", why=draw(hostile))]
                for k in draw(
                    st.lists(st.sampled_from(["target", "due", "text", "lost"]), max_size=2, unique=True)
                )
            },
            retired=draw(st.sampled_from([False, False, False, True])),
        )
    for _ in range(draw(st.integers(0, 5))):
        relation = draw(st.sampled_from(["strategies.cites", "tows", "other", "record:scope.cites"]))
        ends = [*ids, "record:scope"]
        more = draw(st.sampled_from([{}, {"strength": 2}, {"strength": "x", "why": draw(hostile)}]))
        link = Link(
            relation=relation,
            a=draw(st.sampled_from(ends)),
            b=draw(st.sampled_from([*ends, "run"])),
            fields=more,
        )
        session.links[link.key] = link
    for name in draw(st.lists(st.sampled_from(["scope", "vision", "own"]), max_size=2, unique=True)):
        keys = draw(st.lists(st.sampled_from(["ask", "target", "tasks", "lost"]), max_size=3, unique=True))
        session.records[name] = Item(
            id=record_id(name), collection=record_id(name), fields={k: draw(values(k, ids)) for k in keys}
        )
    team = [i.id for i in session.items.values() if i.collection == "people" and not i.retired and not i.into]
    session.participants = {
        name: Participant(id=name, name=draw(hostile), person=draw(st.sampled_from(["", *team])))
        for name in ("ana", "bob")
    }
    _talk(draw, session, ids, by)
    return session


def _talk(draw: st.DrawFn, session: Session, ids: list[str], by: Any) -> None:
    for number in range(draw(st.integers(0, 2))):
        session.runs[f"r{number}"] = Run(
            id=f"r{number}",
            title=draw(hostile),
            solo=draw(st.booleans()),
            at=f"2026-11-2{number}",
            steps=[RunStep(id="a", step="swot/factors", entry=1, title=draw(hostile), used=90, state="done")],
        )
    for number in range(draw(st.integers(0, 2))):
        ref = f"q{number}"
        session.rounds[ref] = Round(
            id=ref,
            step="swot/importance",
            run=draw(st.sampled_from(["", *session.runs])),
            n=number + 1,
            subjects=[*ids[:2], f"{ids[0]}>{ids[-1]}", "clear"],
            answer={"type": draw(st.sampled_from(["scale", "dots", "words", "choice"])), "from": 1, "to": 5},
            privacy=draw(st.sampled_from(["named", "secret", "none"])),
            state=draw(st.sampled_from(["open", "closed", "revealed", "revealed"])),
            date="2026-11-24",
            away=draw(st.sampled_from([[], ids[1:2]])),
            erased=draw(st.sampled_from([False, False, True])),
        )
        for voter in range(draw(st.integers(0, 5))):
            mark = f"{ref}-{voter}"
            answers = {
                subject: draw(st.one_of(st.integers(1, 5), st.just({"value": 3, "note": "n"}), hostile))
                for subject in [ids[0], "clear"]
            }
            session.ballots[mark] = Ballot(id=mark, round=ref, by=draw(by), state="in", answers=answers)
            session.rounds[ref].matches[f"{mark}|0"] = draw(st.sampled_from([ids[0], "stranger"]))
    for what in draw(st.lists(st.sampled_from(["need:tows", "SM12:x0", "SM13"]), max_size=2, unique=True)):
        session.waivers[what] = Waiver(id=what, what=what, reason=draw(hostile), by=draw(by), at="2026-11-24")
    for number, target in enumerate(draw(st.lists(st.sampled_from([*ids, "tows|x0|x0"]), max_size=2))):
        session.clashes[f"c{number}"] = Clash(
            id=f"c{number}",
            target=target,
            field="text",
            base=draw(hostile),
            theirs=draw(hostile),
            yours=draw(hostile),
        )
