"""Our own data as the question, drafts looked at as if they were kept, people typed by name."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from build import build
from hostile import HOSTILE_STRINGS
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from aligntui.analysis.figure import PerItem
from aligntui.analysis.view import View
from aligntui.engine import people, preview, prompts
from aligntui.methods.types import Prompt, Step
from aligntui.session.apply import apply
from aligntui.session.model import Change
from aligntui.text.clean import clean_line, width


def new_ids() -> Callable[[], str]:
    count = itertools.count(1)
    return lambda: f"n{next(count)}"


PAIR = Prompt(
    each="match", where="fit >= 1", say="{row.text} + {col.text}: so we ...", makes={"cites": ["row", "col"]}
)
EACH = Prompt(
    each="strategies", where="live = yes", say="{text}: what will it have moved?", makes={"from": ["item"]}
)
FIT = {"fit": {"type": "scale", "from": 0, "to": 1}}
ONE = Prompt(each="strategies", say="{text}: for which goal?", makes={"parent": ["item"]})


def scene(**items: Any) -> View:
    links = items.pop("links", {})
    return build(
        collections={
            "people": "P",
            "strengths": "S",
            "chances": "O",
            "strategies": {
                "code": "SO",
                "fields": {
                    "cites": {"type": "link", "of": ["strengths", "chances"], "many": True},
                    "live": {"type": "yesno"},
                    "team": {"type": "link", "of": "people", "many": True},
                },
            },
            "objectives": {
                "code": "OB",
                "fields": {
                    "from": {"type": "link", "of": "strategies", "many": True},
                    "parent": {"type": "link", "of": "strategies"},
                    "owner": {"type": "link", "of": "people"},
                },
            },
        },
        items=items,
        links=links,
        relations={"match": {"rows": "strengths", "cols": "chances", "fields": FIT}},
    )


CASE: dict[str, Any] = {
    "strengths": {"S1": "36-hour sourdough sells out before noon", "S2": "Service"},
    "chances": {"O1": "420 new homes", "O2": "Customers want to order ahead"},
    "links": {"match": {"S1>O2": {"fit": 1}, "S1>O1": {"fit": 0}, "S2>O1": {"fit": 1}, "S2>O2": {"fit": 1}}},
}


def test_pairs_that_match_and_that_no_card_cites_together() -> None:
    view = scene(**CASE, strategies={"SO1": {"text": "Club", "cites": ["S1", "O2", "O1"]}})
    found = prompts.raised(view, PAIR, "strategies")
    assert [(p["row"].code, p["col"].code) for p in found] == [("S2", "O1"), ("S2", "O2")]
    assert prompts.made(PAIR, found[0]) == {"cites": ["s2", "o1"]}
    assert prompts.say(view, PAIR, found[0]) == "S2 Service + O1 420 new homes: so we ..."


def test_parked_things_are_not_asked_about() -> None:
    case = {**CASE, "strengths": {"S1": "Sourdough", "S2": {"text": "Service", "status": "parked"}}}
    found = prompts.raised(scene(**case), PAIR, "strategies")
    assert [(p["row"].code, p["col"].code) for p in found] == [("S1", "O2")]


def test_items_that_nobody_took_up() -> None:
    view = scene(
        strategies={
            "SO1": {"text": "Club", "live": "yes"}, "SO2": {"text": "Homes", "live": "yes"}, "SO3": "Van",
        },
        objectives={"OB1": {"text": "Members", "from": ["SO1"], "parent": "SO3"}},
    )  # fmt: skip
    assert [p["item"].code for p in prompts.raised(view, EACH, "objectives")] == ["SO2"]
    assert [p["item"].code for p in prompts.raised(view, ONE, "objectives")] == ["SO1", "SO2"]


@limits(max_examples=80, deadline=None)
@given(
    st.sampled_from(HOSTILE_STRINGS),
    st.sampled_from([*HOSTILE_STRINGS, "{col.text}", "{row.text}"]),
    st.integers(40, 200),
)
def test_a_prompt_is_one_line_whatever_the_words(one: str, two: str, cells: int) -> None:
    view = scene(
        strengths={"S1": clean_line(one)},
        chances={"O1": clean_line(two)},
        links={"match": {"S1>O1": {"fit": 1}}},
    )
    [asked] = prompts.raised(view, PAIR, "strategies")
    said = prompts.say(view, PAIR, asked, cells)
    assert "\n" not in said
    assert width(said) <= max(cells, 2 * 12 + 20)


def test_a_draft_is_looked_at_as_if_it_were_kept() -> None:
    view = scene(**CASE)
    with_card = preview.with_item(view, "strategies", "Bread club", {"cites": ["s1", "o2"], "live": "yes"})
    [card] = with_card.items("strategies")
    assert (card.id, with_card.code(card)) == (preview.DRAFT, "SO1")
    assert with_card.linked(card.id, "strategies.cites") == ["s1", "o2"]
    assert view.items("strategies") == []
    one = view.items("strengths")[0]
    assert preview.with_field(view, one, "text", "Rye").items("strengths")[0].text == "Rye"
    assert view.items("strengths")[0].text.startswith("36-hour")


def test_drafts_of_links_and_records() -> None:
    view = scene(strengths={"S1": "a", "S2": "b"}, strategies={"SO1": {"text": "Club", "cites": ["S1"]}})
    card = view.items("strategies")[0]
    assert preview.with_field(view, card, "cites", ["s2"]).linked("so1", "strategies.cites") == ["s2"]
    assert preview.with_field(view, card, "cites", None).linked("so1", "strategies.cites") == []
    assert view.linked("so1", "strategies.cites") == ["s1"]
    record = preview.with_field(view, view.record("scope"), "decision", "Grow?")
    assert record.record("scope").fields == {"decision": "Grow?"}
    assert view.record("scope").fields == {}


def test_own_ratings_are_laid_over_the_grid() -> None:
    view = scene(**CASE)
    step = Step(kind="matrix", id="grid", title="Grid", relation="match")
    over = preview.with_answers(view, step, {"s1>o1": 1, "s2>o2": None, "odd": 1})
    assert over.links("match")[("s1", "o1")].fields == {"fit": 1}
    assert over.links("match")[("s2", "o2")].fields == {"fit": 1}
    assert view.links("match")[("s1", "o1")].fields == {"fit": 0}


# people


def named(
    view: View, typed: str, key: str = "owner", collection: str = "objectives"
) -> tuple[View, list[str]]:
    item = view.items(collection)[0]
    ops = people.put_people(view, item, key, typed, new_ids(), by="Ines", at="2026-11-21T14:00:00")
    session = apply(
        view.session, Change(id=f"n{typed}", at="2026-11-21T14:00:00", by="Ines", ops=list(ops))
    ).session
    view = View(session, view.book)
    held = view.value(view.items(collection)[0], key)
    ids = held if isinstance(held, list) else [held] if held else []
    return view, [found.text for i in ids if (found := view.item(i)) is not None]


PEOPLE = {"P1": "Ines Calder", "P2": "Tomasz Wren", "P3": {"text": "Tom Ives", "status": "parked"}}


def test_a_known_name_or_a_code_is_that_person() -> None:
    view = scene(people=PEOPLE, objectives={"OB1": "Members"})
    for typed in ("Ines Calder", "ines calder", "INES  Calder", "p1"):
        after, names = named(view, typed)
        assert names == ["Ines Calder"]
        assert len(after.items("people", away=True)) == 3


@pytest.mark.parametrize("typed", ["Kim", "kim", "Kim and", "Kim and me too", "and me"])
def test_a_name_is_known_whole_or_not_at_all(typed: str) -> None:
    view = scene(people={"P1": "Kim and me"}, objectives={"OB1": "Members"})
    view, _ = named(view, "Kim and me")
    view, names = named(view, typed)
    assert names == [typed], "what was typed is what is kept"
    assert [p.text for p in view.items("people")] == ["Kim and me", typed]


NAMES = st.lists(st.text(alphabet="KimAna,; ", min_size=1, max_size=9), max_size=4).map(
    lambda names: [name for name in dict.fromkeys(" ".join(n.split()) for n in names) if name]
)
TYPED = st.lists(st.sampled_from(["Kim", "Ana", "Kim and me", "Li, Jun", "me"]), unique=True)


@limits(max_examples=300, deadline=None)
@given(
    known=NAMES, typed=st.lists(st.sampled_from(["Kim", "Ana", "Kim and me", "Li, Jun", "me"]), unique=True)
)
def test_people_shown_and_typed_again_are_the_same(known: list[str], typed: list[str]) -> None:
    view = scene(people={f"P{n}": name for n, name in enumerate(known, 1)}, strategies={"SO1": "Club"})
    view, first = named(view, "; ".join(typed) + ";", "team", "strategies")
    before = len(view.items("people"))
    field = view.book.field("strategies", "team")
    assert field is not None
    again, second = named(view, people.joined(first), "team", "strategies")
    if not any(";" in name for name in first):
        assert second == first
        assert len(again.items("people")) == before
    assert people.called(view, field, people.joined(first)) == people.joined(second)


def test_a_new_name_is_a_new_person_and_nothing_takes_the_owner_away() -> None:
    view = scene(people=PEOPLE, objectives={"OB1": "Members"})
    view, names = named(view, "Sofia Brandt")
    assert names == ["Sofia Brandt"]
    assert [p.text for p in view.items("people")] == ["Ines Calder", "Tomasz Wren", "Sofia Brandt"]
    view, names = named(view, " ")
    assert names == []
    assert len(view.items("people")) == 3


def test_the_code_of_something_else_is_a_name() -> None:
    view = scene(people=PEOPLE, strengths={"S1": "Sourdough"}, objectives={"OB1": "Members"})
    _, names = named(view, "S1")
    assert names == ["S1"]
    view = scene(people=PEOPLE, objectives={"OB1": "Members"})
    assert people.known_person(view, "Tom") is None
    assert people.known_person(view, "Tom Ives").id == "p3"  # type: ignore[union-attr]


def test_several_people_each_once() -> None:
    view = scene(people=PEOPLE, strategies={"SO1": "Club"})
    view, names = named(view, "Ines Calder, Lily Marsh, lily  marsh, P1", "team", "strategies")
    assert names == ["Ines Calder", "Lily Marsh"]
    assert len(view.items("people", away=True)) == 4
    ops = people.put_people(view, view.items("strategies")[0], "team", "Lily Marsh, ines calder", new_ids())
    assert ops == []


def test_one_card_in_a_prompt_has_the_whole_line() -> None:
    words = "Start a weekend bread club with pick-up"
    view = build(collections={"strategies": "SO"}, items={"strategies": {"SO1": words}})
    item = view.find("SO1")
    assert item is not None
    prompt = Prompt(each="strategies", say="{text}: for which goal?", makes={"parent": ["item"]})
    assert prompts.say(view, prompt, {"item": item}) == f"SO1 {words}: for which goal?"


def test_a_prompt_asks_of_what_a_figure_says() -> None:
    view = build({"aims": "A", "steps": "S"}, {"aims": {"A1": "Loved", "A2": "Sturdy"}})
    few = Prompt(each="aims", where="under.counts < 2", say="{text}?")
    counts = PerItem({"a1": 2.0, "a2": 1.0})
    found = prompts.raised(view, few, "steps", lambda ref: counts if ref == "under.counts" else None)
    assert [asked["item"].id for asked in found] == ["a2"]
