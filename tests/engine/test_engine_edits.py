"""Intentions applied to a session give what was meant, and undo takes them back."""

from __future__ import annotations

from typing import Any

import msgspec
from build import build
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from aligntui.analysis.view import View
from aligntui.engine import edits, versions
from aligntui.session.apply import apply
from aligntui.session.model import Change
from aligntui.session.ops import AnyOp, Move, Set, Tie

FIELDS: dict[str, Any] = {
    "evidence": {"type": "text"},
    "target": {"type": "number", "revised": True},
    "cites": {"type": "link", "of": ["strengths"], "many": True},
    "owner": {"type": "link", "of": "people"},
    "main": {"type": "yesno", "only_one": True},
    "cell": {"type": "choice", "choices": {"SO": "", "WO": ""}},
}
FIT = {"fit": {"type": "scale", "from": 0, "to": 1}}


def scene(**items: Any) -> View:
    view = build(
        collections={
            "people": "P",
            "strengths": {"code": "S", "fields": FIELDS},
            "weaknesses": {"code": "W", "fields": FIELDS},
            "strategies": {"code": {"from": "cell"}, "fields": FIELDS},
        },
        items=items,
        relations={"match": {"rows": "strengths", "cols": "weaknesses", "fields": FIT}},
    )
    for item in view.session.items.values():
        # Places as the app gives them.
        item.pos = f"1{item.pos[1:]}"
    return view


def after(view: View, ops: list[AnyOp]) -> View:
    change = Change(id=f"c{view.session.meta.rev}", at="2026-11-21T14:00:00", by="Ines", ops=list(ops))
    return View(apply(view.session, change).session, view.book)


def ids(start: int = 0) -> Any:
    count = iter(range(start, 10_000))
    return lambda: f"new{next(count)}"


def test_add_goes_to_the_end_with_its_links() -> None:
    view = scene(
        strengths={"S1": "Sourdough", "S2": "Service"}, strategies={"SO1": {"text": "Club", "cell": "SO"}}
    )
    item, ops = edits.add(
        view, ids(), "strategies", "Own bakers", {"cell": "WO", "cites": ["s1", "s2"], "evidence": ""}
    )
    view = after(view, ops)
    assert [i.text for i in view.items("strategies")] == ["Club", "Own bakers"]
    assert view.code(item.id) == "WO1"
    assert view.linked(item.id, "strategies.cites") == ["s1", "s2"]
    assert view.items("strategies")[1].fields == {"cell": "WO"}


def test_put_sets_changes_and_clears_and_does_nothing_twice() -> None:
    view = scene(strengths={"S1": {"text": "Sourdough", "target": "5"}})
    ops = edits.put(view, view.items("strengths")[0], "target", "7")
    assert isinstance(ops[0], Set)
    assert ops[0].revised
    view = after(view, ops)
    one = view.items("strengths")[0]
    assert one.fields["target"] == "7"
    assert [p.value for p in one.past["target"]] == ["5"]
    assert edits.put(view, one, "target", "7") == []
    view = after(view, edits.put(view, one, "target", None))
    assert view.value(view.items("strengths")[0], "target") is None
    assert edits.put(view, view.items("strengths")[0], "target", "") == []


def test_only_one_answers_yes() -> None:
    view = scene(strengths={"S1": {"text": "a", "main": "yes"}, "S2": {"text": "b", "main": "no"}})
    view = after(view, edits.put(view, view.items("strengths")[1], "main", "yes"))
    assert [i.fields["main"] for i in view.items("strengths")] == ["no", "yes"]


def test_a_card_in_another_cell_gets_another_code_and_never_leaves_all_cells() -> None:
    view = scene(strategies={"SO1": {"text": "Club", "cell": "SO"}})
    card = view.items("strategies")[0]
    ops = edits.put(view, card, "cell", "WO")
    assert isinstance(ops[0], Move)
    view = after(view, ops)
    card = view.items("strategies")[0]
    assert (card.fields["cell"], card.code, card.was) == ("WO", "WO1", ["SO1"])
    assert view.find("so1") == card
    assert edits.put(view, card, "cell", None) == []


def test_citing_adds_and_takes_away() -> None:
    view = scene(
        strengths={"S1": "a", "S2": "b", "S3": "c"},
        strategies={"SO1": {"text": "x", "cell": "SO", "cites": ["S1", "S2"]}},
    )
    card = view.items("strategies")[0]
    view = after(view, edits.cite(view, card, "cites", ["s2", "s3"]))
    assert view.linked("so1", "strategies.cites") == ["s2", "s3"]
    assert edits.cite(view, card, "cites", ["s3", "s2"]) == []
    view = after(view, edits.cite(view, card, "cites", ["s3"]))
    assert view.linked("so1", "strategies.cites") == ["s3"]
    view = after(view, edits.cite(view, card, "cites", ["s3", "s1"]))
    assert view.linked("so1", "strategies.cites") == ["s1", "s3"]


def test_a_citation_of_something_merged_away_can_be_taken_back() -> None:
    view = scene(
        strengths={"S1": "a", "S2": "a too"}, strategies={"SO1": {"text": "x", "cell": "SO", "cites": ["S2"]}}
    )
    first, second = view.items("strengths")
    view = after(view, edits.merge(first, [second]))
    assert view.linked("so1", "strategies.cites") == ["s1"]
    view = after(view, edits.cite(view, view.items("strategies")[0], "cites", []))
    assert view.linked("so1", "strategies.cites") == []


def test_merging_writes_it_once_and_keeps_the_evidence() -> None:
    view = scene(strengths={"S1": "Sold out", "S2": {"text": "Always sold out", "evidence": "till log"}})
    stays, goes = view.items("strengths")
    view = after(
        view,
        [
            *edits.rewrite(view, stays, "text", stays.text, "Sold out by noon", "merged"),
            *edits.rewrite(view, stays, "evidence", "", "till log", "merged"),
            *edits.merge(stays, [goes, stays]),
        ],
    )
    assert [(i.text, i.fields) for i in view.items("strengths")] == [
        ("Sold out by noon", {"evidence": "till log"})
    ]
    assert view.item("s2") == view.item("s1")


def test_pairs_are_set_and_cleared() -> None:
    view = scene(strengths={"S1": "a"}, weaknesses={"W1": "b"})
    view = after(view, edits.cross(view, "match", "s1", "w1", {"fit": 1}))
    assert view.links("match")[("s1", "w1")].fields == {"fit": 1}
    assert edits.cross(view, "match", "s1", "w1", {"fit": 1}) == []
    ops = edits.cross(view, "match", "s1", "w1", None)
    assert isinstance(ops[0], Tie)
    assert after(view, ops).links("match") == {}


def test_parking_and_back() -> None:
    view = scene(strengths={"S1": "a"})
    view = after(view, edits.set_status(view.items("strengths")[0], "parked", "no lever"))
    assert view.items("strengths") == []
    [away] = view.parked("strengths")
    assert away.reason == "no lever"
    assert edits.set_status(away, "parked", "no lever") == []
    view = after(view, edits.set_status(away, "draft"))
    assert [i.text for i in view.items("strengths")] == ["a"]


@limits(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from([-1, 1])), max_size=15))
def test_moving_up_and_down_swaps_neighbours(moves: list[tuple[int, int]]) -> None:
    view = scene(strengths={f"S{n}": f"card {n}" for n in range(1, 7)})
    expected = [i.id for i in view.items("strengths")]
    for place, step in moves:
        view = after(view, edits.shift(view, view.items("strengths")[place], step))
        if 0 <= place + step < len(expected):
            expected[place], expected[place + step] = expected[place + step], expected[place]
        assert [i.id for i in view.items("strengths")] == expected


def test_moving_stays_within_its_cell() -> None:
    cards = {"SO1": ("a", "SO"), "WO1": ("b", "WO"), "SO2": ("c", "SO")}
    view = scene(strategies={code: {"text": text, "cell": cell} for code, (text, cell) in cards.items()})
    view = after(view, edits.shift(view, view.items("strategies")[0], 1))
    assert [i.text for i in view.items("strategies") if i.fields["cell"] == "SO"] == ["c", "a"]


def test_to_another_list_with_a_new_code() -> None:
    view = scene(strengths={"S1": "Location"}, weaknesses={"W1": "Cash"})
    view = after(view, edits.to_list(view, view.items("strengths")[0], "weaknesses"))
    assert [(view.code(i), i.text) for i in view.items("weaknesses")] == [("W1", "Cash"), ("W2", "Location")]
    assert view.find("S1") == view.find("W2")


def test_waiving_and_taking_it_back() -> None:
    view = scene()
    view = after(view, edits.waive(view, "need:tows", "not today"))
    assert view.waived("need:tows")
    assert edits.waive(view, "need:tows", "not today") == []
    assert not after(view, edits.waive(view, "need:tows", "")).waived("need:tows")


def test_two_writers_of_the_same_words_keep_both_until_one_chooses() -> None:
    view = scene(strengths={"S1": "Bake less"})
    one = view.items("strengths")[0]
    mine, theirs = (
        edits.put(view, one, "text", "Cut to 6%"),
        edits.put(view, one, "text", "Bake each day's need"),
    )
    view = after(view, theirs)
    applied = apply(view.session, Change(id="mine", at="2026-11-21T14:31:02", by="Dot", ops=list(mine)))
    [clash] = applied.clashes
    assert (clash.theirs, clash.yours) == ("Bake each day's need", "Cut to 6%")
    view = View(applied.session, view.book)
    one = view.items("strengths")[0]
    assert one.text == "Bake each day's need"
    view = after(view, versions.choose(view, clash, "Cut to 6%")[0])
    assert view.items("strengths")[0].text == "Cut to 6%"
    assert view.session.clashes == {}


def test_ops_survive_being_written() -> None:
    view = scene(strengths={"S1": "a"})
    ops = edits.put(view, view.items("strengths")[0], "evidence", "till log")
    assert msgspec.json.decode(msgspec.json.encode(ops), type=list[AnyOp]) == ops
