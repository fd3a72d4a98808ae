"""What an item rests on and what rests on it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from build import build

from aligntui.analysis.trace import Node, as_text, trace
from aligntui.analysis.view import View
from aligntui.text.clean import width

LINK = {"type": "link", "of": "any"}


def house(**more) -> View:
    return build(
        collections={
            "people": {"code": "P", "of_session": True},
            "strengths": {
                "code": "S",
                "fields": {
                    "evidence": {"type": "text", "label": "how do we know?"},
                    "grade": {"type": "scale", "from": 0, "to": 4, "choices": {"3": "own data"}},
                },
            },
            "threats": "T",
            "strategies": {"code": "SO", "fields": {"cites": {**LINK, "many": True, "label": "cites"}}},
            "objectives": {
                "code": "OB",
                "fields": {
                    "from": {**LINK, "many": True, "label": "supports"}, "owner": LINK, "parent": LINK,
                },
            },
            "checkins": {"code": {"under": "objectives", "mark": "c"}, "of": "objectives"},
        },
        items={
            "people": {"P1": "Ines Calder"},
            "strengths": {
                "S1": {"text": "Sourdough", "evidence": "till log", "grade": 3},
                "S2": "Service",
                "S3": {"text": "Bread people queue for", "into": "S1"},
            },
            "threats": {"T1": "Supermarket"},
            "strategies": {
                "SO1": {"text": "Bread club", "cites": ["S1", "S2"]},
                "SO2": {"text": "Welcome", "cites": ["S2"]},
            },
            "objectives": {
                "OB1": {"text": "Win members", "from": ["SO1", "SO2"], "owner": "P1"},
                "OB2": {"text": "Keep members", "parent": "OB1"},
            },
            "checkins": {"OB1.c1": {"text": "118", "of": "OB1"}},
        },
        relations={
            "match": {
                "title": "Grid", "rows": "strengths", "cols": "threats",
                "fields": {"strength": {"type": "scale", "choices": {"1": "+"}}, "because": {"type": "text"}},
            }
        },
        links={"match": {"S1>T1": {"strength": 1, "because": "queues"}, "S2>T1": {"strength": 0}}},
        **more,
    )  # fmt: skip


def shape(nodes: tuple[Node, ...]) -> list:
    return [
        (n.code + ("*" if n.again else ""), shape(n.below)) if n.below else n.code + ("*" if n.again else "")
        for n in nodes
    ]


def test_down_to_the_evidence():
    view = house()
    found = trace(view, view.find("OB1").id)
    assert shape(found.rests_on) == [("SO1", ["S1", "S2"]), ("SO2", ["S2*"])]
    sourdough = found.rests_on[0].below[0]
    assert sourdough.via == "cites"
    assert sourdough.know == (
        "how do we know: till log", "grade: 3 own data", "merged into it: Bread people queue for"
    )  # fmt: skip
    assert found.rests_on[0].below[1].know == ("nobody has said yet how we know",)


def test_up_to_what_is_built_on_it():
    view = house()
    found = trace(view, view.find("S2").id)
    assert shape(found.carries) == [("SO1", [("OB1", ["OB2", "OB1.c1"])]), ("SO2", ["OB1*"])]


def test_people_carry_nothing_and_are_no_ground():
    view = house()
    assert "P1" not in str(shape(trace(view, view.find("OB1").id).rests_on))
    assert shape(trace(view, view.find("P1").id).carries)[0][0] == "OB1"


def test_crossings_stand_beside():
    view = house()
    assert trace(view, view.find("S1").id).beside == ("Grid, T1 Supermarket: +, queues",)
    assert trace(view, view.find("T1").id).beside == ("Grid, S1 Sourdough: +, queues",)


def test_a_circle_ends():
    view = house()
    view.session.items["ob1"].fields["parent"] = "ob2"
    view = View(view.session, view.book)
    found = trace(view, "ob1")
    assert ("OB2", ["OB1*"]) in shape(found.rests_on)
    assert as_text(found)


def test_a_long_chain_ends():
    codes = [f"OB{n}" for n in range(1, 400)]
    view = build(
        collections={"objectives": {"code": "OB", "fields": {"parent": LINK}}},
        items={"objectives": {c: {"text": c, "parent": p} for c, p in pairwise(codes)} | {"OB399": "OB399"}},
    )
    assert len(as_text(trace(view, "ob1"), 60).split("\n")) < 60
    assert "OB360" in as_text(trace(view, "ob399"), 60)


def test_a_record_can_be_traced():
    view = build(records={"scope": {"question": "How?"}})
    assert trace(view, "record:scope").item.text == "How?"


def test_what_is_not_there_has_no_trace():
    with pytest.raises(LookupError):
        trace(house(), "nowhere")


def test_the_text_says_what_is_missing_and_keeps_the_width():
    view = house()
    text = as_text(trace(view, view.find("T1").id), 40)
    assert "RESTS ON\n  nothing that was linked\n" in text
    assert "CARRIES\n  nothing yet\n" in text
    for ref in view.session.items:
        assert all(width(line) <= 40 for line in as_text(trace(view, ref), 40).split("\n"))
    assert "    cites: S2  Service (above)\n" in as_text(trace(view, view.find("OB1").id))


def test_what_an_item_weighs_stands_with_it():
    fields = {
        "grade": {"type": "scale", "from": 0, "to": 4},
        "points": {"type": "number", "label": "weight", "unit": "points"},
        "importance": {"type": "scale", "from": 1, "to": 5, "label": "importance"},
    }
    view = build(
        collections={"strengths": {"code": "S", "fields": fields}},
        items={"strengths": {"S1": {"text": "a", "grade": 3, "points": "26.7", "importance": 4}, "S2": "b"}},
    )
    first, second = view.items("strengths")
    assert trace(view, first.id).item.know == ("grade: 3", "weight 26.7, importance 4")
    assert not any("weight" in words for words in trace(view, second.id).item.know)
    assert "weight 26.7, importance 4" in as_text(trace(view, first.id))
