"""What leaves comes back: the same bytes, the same words, whatever the words are."""

from __future__ import annotations

import msgspec
import pytest
from exchange_kit import (
    BOOK,
    LIBRARY,
    SHARED,
    definitions,
    hostile,
    read,
    round_trip,
    same,
    sessions,
    with_definitions,
)
from hostile import HOSTILE_STRINGS
from hypothesis import HealthCheck, given, settings
from session_kit import ANA, World, decoded
from session_script import act, crowds

from aligntui.analysis.view import View
from aligntui.exchange import json_export
from aligntui.exchange.definitions import book_of
from aligntui.exchange.yaml_export import export
from aligntui.methods.freeze import freeze
from aligntui.session import order
from aligntui.session.codes import all_codes
from aligntui.session.model import Definition, Item, Link, Meta, Session
from aligntui.session.ops import Place, Retire
from aligntui.text.clean import clean, clean_line

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@SLOW
@given(session=sessions())
def test_any_session_gives_the_same_bytes_again(session):
    first, second, _ = round_trip(View(session, BOOK))
    same(second, first)


@SLOW
@given(session=sessions())
def test_with_answers_too(session):
    first, second, _ = round_trip(View(session, BOOK), with_answers=True)
    same(second, first)


@SLOW
@given(crowd=crowds)
def test_sessions_that_people_made(crowd):
    world = World(checked=False)
    for (by, action), i, j, k, back in crowd:
        if action == "undo":
            world.undo(by)
        elif action == "redo":
            world.redo(by)
        else:
            act(world, by, (action, i, j, k, back))
    session = with_definitions(world.session)
    first, second, back = round_trip(View(session, BOOK))
    same(second, first)
    assert carried(back.session, View(back.session, back.book)) == carried(session, View(session, BOOK))


def carried(session: Session, view: View) -> dict[str, object]:
    """All that must come back, under codes."""
    codes = {ref: view.code(ref) for ref in session.items}
    live = [i for i in session.items.values() if not i.retired and not i.into]
    return {
        "title": clean_line(session.meta.title),
        "words": sorted((codes[i.id], i.text.strip(), i.status, i.reason.strip()) for i in live),
        "lists": {name: [codes[i.id] for i in view.items(name, away=True)] for name in BOOK.collections},
        "provisional": sorted(codes[i.id] for i in live if not i.code and i.series),
        "counters": {s: n for s, n in session.meta.counters.items() if not s.startswith("^")},
        "links": sorted(
            (relation, codes[a], codes[b], str(sorted(link.fields.items())))
            for relation in {link.relation for link in session.links.values()}
            for (a, b), link in view.links(relation).items()
            if codes.get(a) and codes.get(b)
        ),
        "records": {name: item.fields for name, item in session.records.items()},
        "waivers": {w.what: w.reason for w in session.waivers.values()},
        "runs": [
            (r.title, r.as_of, [(s.step, s.state, s.used) for s in r.steps]) for r in session.runs.values()
        ],
    }


@SLOW
@given(crowd=crowds)
def test_an_archive_gives_an_equal_session(crowd):
    world = World(checked=False)
    for (by, action), i, j, k, back in crowd:
        if action not in ("undo", "redo"):
            act(world, by, (action, i, j, k, back))
    session = with_definitions(world.session)
    text = export(View(session, BOOK), archive=True)
    back = read(text)
    assert back.session == decoded(session)
    assert export(View(back.session, back.book), archive=True) == text


@pytest.mark.parametrize("part", range(8))
def test_every_hostile_string_in_every_place(part):
    """Cleaned once, then unchanged for ever."""
    for text in HOSTILE_STRINGS[part::8]:
        item = Item(
            id="x1",
            collection="strategies",
            series="SO",
            text=text,
            reason=text,
            fields={
                "cell": "SO", "evidence": text, "story": text, "tasks": [text, "b"], "whys": [text],
                "lost": text, "target": text, "due": text, "live": text, "owner": text,
            },
        )  # fmt: skip
        link = Link(relation="tows", a="x1", b="x1", fields={"why": text, "lost": text})
        session = Session(
            meta=Meta(id="k1", title=text, changed="2026-11-24"),
            items={"x1": item},
            links={link.key: link},
            methods=definitions(),
        )
        first, second, back = round_trip(View(session, BOOK))
        same(second, first)
        found = next(iter(back.session.items.values()))
        assert found.text == clean(text).strip()
        assert found.fields.get("story", "") == clean(text).strip("\n")
        assert found.fields.get("evidence", "") == clean_line(text)
        assert back.session.meta.title == clean_line(text)
        again = read(json_export.export(View(session, BOOK)))
        assert msgspec.to_builtins(again.session) == msgspec.to_builtins(back.session)


@SLOW
@given(text=hostile)
def test_hostile_keys_are_kept(text):
    item = Item(id="x1", collection="strengths", series="S", text="a", fields={text: "b"} if text else {})
    session = Session(
        meta=Meta(id="k1", title="t", changed="2026-11-24"), items={"x1": item}, methods=definitions()
    )
    first, second, _ = round_trip(View(session, BOOK))
    same(second, first)


def test_the_same_file_gives_the_same_ids():
    world = World(checked=False)
    world.add(ANA, "strengths", "Sourdough")
    world.add(ANA, "strengths", "Service")
    text = export(View(with_definitions(world.session), BOOK))
    one, two = read(text), read(text, "elsewhere.yaml")
    assert one.session == two.session
    assert set(one.session.items) != set(world.session.items)


def test_provisional_codes_stay_provisional_and_settled_ones_settled():
    world = World(checked=False)
    first = world.add(ANA, "strengths", "Sourdough")
    world.settle(ANA, "S")
    world.add(ANA, "strengths", "Service")
    world.add(ANA, "scenarios", "Market Square")
    session = with_definitions(world.session)
    text, again, back = round_trip(View(session, BOOK))
    same(again, text)
    assert "settled: false\n" in text
    assert "provisional:\n    - A\n    - S2\n" in text
    codes = all_codes(back.session)
    settled = {codes[i.id] for i in back.session.items.values() if i.code}
    assert settled == {world.item(first).code}
    assert back.session.meta.counters == {"S": 1}


def test_retired_items_stay_behind_and_their_numbers_stay_used():
    world = World(checked=False)
    ids = [world.add(ANA, "strengths", word) for word in ("one", "two", "three")]
    world.settle(ANA, "S")

    world.do(ANA, Retire(id=ids[2]))
    text, again, back = round_trip(View(with_definitions(world.session), BOOK))
    same(again, text)
    assert "three" not in text
    assert back.session.meta.counters == {"S": 3}


def test_the_order_shown_comes_back():
    world = World(checked=False)
    ids = [world.add(ANA, "strengths", word) for word in ("one", "two", "three")]
    world.settle(ANA, "S")

    item = world.item(ids[2])
    world.do(ANA, Place(id=ids[2], was=item.pos, to=order.between("", world.item(ids[0]).pos)))
    view = View(with_definitions(world.session), BOOK)
    text, again, back = round_trip(view)
    same(again, text)
    assert "order:\n  strengths:\n    - S3\n    - S1\n    - S2\n" in text
    shown = [item.text for item in View(back.session, back.book).items("strengths")]
    assert shown == ["three", "one", "two"]


def test_definitions_of_ones_own_go_along_and_shipped_ones_do_not():
    session = Session(meta=Meta(id="k1", title="t", changed="2026-11-24"), methods=definitions())
    text = export(View(session, BOOK))
    assert "body:" in text
    back = read(text)
    assert back.session.methods == definitions()
    assert back.book.collections == SHARED.collections

    body, digest = freeze(LIBRARY.shared())
    shipped = {"collections": Definition(name="collections", hash=digest, body=body)}
    session = Session(meta=Meta(id="k1", title="t", changed="2026-11-24"), methods=shipped)
    text = export(View(session, book_of(shipped)))
    assert "body:" not in text
    assert read(text).session.methods == shipped
