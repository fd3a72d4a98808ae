"""The tree: coverage, orphans, load, and what it must not do."""

from __future__ import annotations

from typing import Any

import pytest
from build import build, codes
from hypothesis import given, settings
from hypothesis import strategies as st
from millrace_case import COLLECTIONS, GOALS, OBJECTIVES, PEOPLE, case
from odd import odd_fields

from aligntui.analysis.figure import Figure
from aligntui.analysis.shape_words import in_words
from aligntui.analysis.tree import tree
from aligntui.analysis.tree_rules import circles
from aligntui.analysis.tree_shape import LOOSE, tree_shape

TREE = {
    "goals": "goals", "objectives": "objectives", "parent": "parent", "owner": "owner",
    "strategies": "strategies", "from": "from", "chosen": "live", "after": "after",
}  # fmt: skip
LISTS = {
    **COLLECTIONS,
    "objectives": {
        **COLLECTIONS["objectives"],
        "fields": {
            **COLLECTIONS["objectives"]["fields"],
            "after": {"type": "link", "of": "objectives", "many": True},
        },
    },
}


def grow(objectives: dict[str, Any], goals: Any = GOALS, **more: Any) -> Figure:
    view = build(collections=LISTS, items={"people": PEOPLE, "goals": goals, "objectives": objectives})
    return tree(view, {**TREE, **more})


def test_the_tree_of_the_bakery() -> None:
    figure = tree(case(), TREE)
    assert figure.findings == []
    assert figure.parts["groups"].groups == {
        "g1": ["ob1", "ob2", "ob9"],
        "g2": ["ob3", "ob4", "ob7", "ob8"],
        "g3": ["ob5"],
        "g4": ["ob6"],
    }
    assert figure.parts["coverage"].number == 1
    assert figure.parts["coverage"].note == "4 of 4"
    assert figure.parts["orphan_rate"].number == 0
    assert figure.parts["orphans"].ids == figure.parts["bare"].ids == []
    assert figure.parts["load"].values["p4"] == 3
    assert figure.parts["busiest"].number == 3
    assert figure.parts["load_line"].text == "Priya Lund holds 3 of 3."
    assert figure.parts["strategy_coverage"].number == 1
    assert figure.parts["unserved"].ids == []
    assert figure.parts["line"].text == "4 of 4 goals have an objective."


def test_orphans_and_bare_goals() -> None:
    figure = grow({"OB1": {"text": "a", "parent": "G1"}, "OB2": "b", "OB3": {"text": "c", "parent": "G9"}})
    assert figure.parts["orphans"].ids == ["ob2", "ob3"]
    assert figure.parts["orphan_rate"].number == pytest.approx(2 / 3)
    assert figure.parts["bare"].ids == ["g2", "g3", "g4"]
    assert figure.parts["coverage"].number == 0.25
    assert figure.parts["line"].text == "1 of 4 goals has an objective and 2 objectives serve none."


def test_an_objective_under_an_objective_reaches_the_goal() -> None:
    figure = grow(
        {
            "OB1": {"text": "a", "parent": "G1"},
            "OB2": {"text": "b", "parent": "G1"},
            "OB3": {"text": "c", "parent": "OB1"},
            "OB4": {"text": "d", "parent": "OB3"},
        }
    )
    assert figure.parts["groups"].groups["g1"] == ["ob1", "ob3", "ob4", "ob2"]
    assert figure.parts["parents"].values["ob4"] == "ob3"


def test_a_parked_goal_holds_nothing() -> None:
    goals = {"G1": {**GOALS["G1"], "status": "parked"}, "G2": GOALS["G2"]}
    figure = grow({"OB1": {"text": "a", "parent": "G1"}}, goals)
    assert figure.parts["orphans"].ids == ["ob1"]
    assert figure.parts["coverage"].note == "0 of 1"


def test_chosen_strategies_without_an_objective() -> None:
    rows = {
        "SO1": {"text": "club", "live": "yes"},
        "WO1": {"text": "train", "live": "yes"},
        "ST3": {"text": "own delivery", "live": "no"},
    }
    items = {
        "goals": GOALS,
        "strategies": rows,
        "objectives": {"OB1": {"text": "a", "parent": "G1", "from": ["SO1"]}},
    }
    view = build(collections=LISTS, items=items)
    figure = tree(view, TREE)
    assert figure.parts["unserved"].ids == ["wo1"]
    assert figure.parts["strategy_coverage"].number == 0.5
    everything = tree(view, {**TREE, "chosen": ""})
    assert everything.parts["unserved"].ids == ["wo1", "st3"]


def test_a_circle_is_named_once() -> None:
    figure = grow(
        {
            "OB1": {"text": "a", "parent": "OB3"},
            "OB2": {"text": "b", "parent": "OB1"},
            "OB3": {"text": "c", "parent": "OB2"},
            "OB4": {"text": "d", "parent": "OB4"},
        }
    )
    found = [f for f in figure.findings if f.code == "TR1"]
    assert [f.message for f in found] == [
        'OB1 "a", OB3 "c" and OB2 "b" serve each other: none reaches a goal.',
        'OB4 "d" serves itself.',
    ]
    assert all(f.severity == "error" for f in found)
    assert figure.parts["bare"].ids == ["g1", "g2", "g3", "g4"]


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.integers(0, 8).map(str), st.integers(0, 10).map(str), max_size=9))
def test_every_circle_and_nothing_else_is_found(parents: dict[str, str]) -> None:
    rings = circles(parents)
    in_a_ring = {node for ring in rings for node in ring}
    for start in parents:
        node, steps = parents.get(start), 0
        while node is not None and node != start and steps < 20:
            node, steps = parents.get(node), steps + 1
        assert (start in in_a_ring) == (node == start)
    assert sum(map(len, rings)) == len(in_a_ring)


MEMBERS = {"measure": "Members", "unit": "members", "baseline": "0", "due": "2027-12-31", "text": "m"}


@pytest.mark.parametrize(
    ("first", "second", "whole", "wanted"),
    [
        ({"target": "200"}, {"target": "200"}, {"target": "500"}, ["TR3"]),
        ({"target": "200"}, {"target": "300"}, {"target": "500"}, []),
        ({"target": "200"}, {"target": "300", "baseline": "100"}, {"target": "500"}, ["TR3"]),
        ({"target": "200"}, {"target": "200", "measure": "visits"}, {"target": "500"}, ["TR3"]),
        ({"target": "20", "unit": "%"}, {"target": "20", "unit": "%"}, {"target": "50", "unit": "%"}, []),
        (
            {"target": "4", "unit": "of 5"},
            {"target": "4", "unit": "of 5"},
            {"target": "9", "unit": "of 5"},
            [],
        ),
        ({"target": "200"}, {}, {"target": "500"}, []),
        ({"target": "200", "due": "2027-06-30"}, {"target": "9", "due": "2027-06-30"}, {"target": "500"}, []),
    ],
)
def test_parts_add_up_to_the_whole(first: Any, second: Any, whole: Any, wanted: list[str]) -> None:
    goals = {"G1": {**MEMBERS, **whole}}
    objectives = {"OB1": {**MEMBERS, "parent": "G1", **first}, "OB2": {**MEMBERS, "parent": "G1", **second}}
    found = grow(objectives, goals).findings
    assert codes(found) == wanted
    assert all(f.target == "g1" and f.severity == "error" for f in found)


def test_an_early_step_of_a_long_goal_may_promise_less() -> None:
    goals = {
        "G2": {"text": "Sturdy", "measure": "loaves", "unit": "loaves", "target": "900", "due": "2029-12-31"}
    }
    step = {
        "text": "a",
        "measure": "loaves",
        "unit": "loaves",
        "target": "300",
        "due": "2027-12-31",
        "parent": "G2",
    }
    assert grow({"OB1": step}, goals).findings == []


def test_waiting_for_something_later() -> None:
    objectives = {**OBJECTIVES, "OB1": {**OBJECTIVES["OB1"], "after": ["OB6"]}}
    assert grow(objectives).findings == []
    objectives["OB6"] = {**OBJECTIVES["OB6"], "due": "2027-10-31"}
    found = grow(objectives).findings
    assert [(f.code, f.target, f.others) for f in found] == [("TR4", "ob1", ("ob6",))]
    late = 'OB6 "Have enough people for the deck oven"'
    assert found[0].message == f"Due 30 Sep 2027, but {late}, which it waits for, only 31 Oct 2027."


def test_balance_of_functions() -> None:
    fields = {**LISTS["objectives"]["fields"], "team": {"type": "text"}}
    lists = {**LISTS, "objectives": {"code": "OB", "fields": fields}}
    items = {
        "objectives": {"OB1": {"text": "a", "team": "shop"}, "OB2": {"text": "b", "team": "shop"}, "OB3": "c"}
    }
    figure = tree(build(collections=lists, items=items), {**TREE, "function": "team"})
    assert [(b.label, b.number) for b in figure.parts["balance"].bars] == [("shop", 2)]


def test_an_empty_session_has_no_tree() -> None:
    assert grow({}, {}).why_missing
    assert grow({}).parts["orphan_rate"].number is None


@settings(max_examples=60, deadline=None)
@given(
    odd_fields(
        [
            "text",
            "parent",
            "owner",
            "due",
            "from",
            "after",
            "measure",
            "unit",
            "target",
            "baseline",
            "status",
        ],
        items=5,
    )
)
def test_odd_trees_never_raise(entries: list[dict[str, Any]]) -> None:
    for entry in entries:
        for key in ("from", "after"):
            if key in entry and not isinstance(entry[key], list):
                entry[key] = ["OB1", "OB2"]
    figure = grow(
        {f"OB{n}": entry for n, entry in enumerate(entries, 1)}, {"G1": GOALS["G1"]}, function="unit"
    )
    assert 0 <= (figure.parts["coverage"].number or 0) <= 1


def test_the_tree_is_a_shape_and_reads_as_words():
    lists = {
        "goals": {"code": "G", "fields": {"measure": {"type": "text"}}},
        "objectives": {
            "code": "OB",
            "fields": {
                "parent": {"type": "link", "of": ["goals", "objectives"]},
                "owner": {"type": "text"},
                "unit": {"type": "text"},
                "baseline": {"type": "number"},
                "target": {"type": "number"},
                "due": {"type": "date"},
            },
        },
    }
    items = {
        "goals": {"G1": {"text": "Best-loved", "measure": "reach"}},
        "objectives": {
            "OB1": {
                "text": "Win members", "parent": "g1", "owner": "Callum", "target": 300, "unit": "members",
                "due": "2027-09-30",
            },
            "OB2": {"text": "In the lane", "parent": "ob1"},
            "OB3": {"text": "Round", "parent": "ob4"},
            "OB4": {"text": "And round", "parent": "ob3"},
            "OB5": {"text": "Lost"},
        },
    }  # fmt: skip
    shape = tree_shape(build(lists, items), {"goals": "goals", "objectives": "objectives"})
    assert [twig.key for twig in shape.twigs] == ["g1", LOOSE]
    assert [twig.key for twig in shape.twigs[0].twigs[0].twigs] == ["ob2"]
    assert in_words(shape) == [
        ("G1 Best-loved", "reach"),
        ("OB1 Win members", "under G1; to 300 members, due 30 Sep 27; owner Callum"),
        ("OB2 In the lane", "under OB1; no owner yet"),
        ("without a goal", ""),
        ("OB5 Lost", "under without a goal; no owner yet"),
        ("OB3 Round", "under without a goal; no owner yet"),
        ("OB4 And round", "under OB3; no owner yet"),
    ]
