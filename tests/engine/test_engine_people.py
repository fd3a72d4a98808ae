"""Whose an item is."""

from __future__ import annotations

from build import build

from aligntui.engine.ownership import mine
from aligntui.session.model import Participant

LISTS = {
    "people": "P",
    "goals": {
        "code": "G",
        "fields": {
            "by": {"type": "link", "of": "people"},
            "owner": {"type": "link", "of": ["people"]},
        },
    },
    "teams": {"code": "TM", "fields": {"members": {"type": "link", "of": "people", "many": True}}},
    "briefs": {"code": {"under": "people", "mark": "b"}, "of": "people"},
    "notes": {"code": {"under": "goals", "mark": "n"}, "of": "goals"},
    "drivers": "D",
}
ITEMS = {
    "people": {"P1": "Ines Calder", "P2": "Dot Okafor"},
    "goals": {"G1": {"text": "a", "owner": "P1", "by": "P2"}, "G2": {"text": "b", "owner": "P2"}, "G3": "c"},
    "teams": {"TM1": {"text": "t", "members": ["P1", "P2"]}, "TM2": {"text": "u", "members": ["P2"]}},
    "briefs": {"P1.b1": {"text": "mine", "of": "P1"}, "P2.b1": {"text": "hers", "of": "P2"}},
    "notes": {"G1.n1": {"text": "on mine", "of": "G1"}, "G2.n1": {"text": "on hers", "of": "G2"}},
    "drivers": {"D1": "nobody's"},
}  # fmt: skip


def codes(view, *lists, person="Ines Calder"):
    return [item.code for item in mine(view, view.items(lists), person)]


def test_the_owner_and_what_hangs_on_his_things():
    view = build(LISTS, ITEMS)
    assert codes(view, "goals", "teams", "briefs", "notes", "drivers") == ["G1", "TM1", "P1.b1", "G1.n1"]
    assert codes(view, "goals", person="ines calder") == ["G1"]
    assert codes(view, "goals", "teams", person="Lily Marsh") == []


def test_a_login_that_points_to_somebody_of_the_people():
    view = build(LISTS, ITEMS)
    view.session.participants["dot@host"] = Participant(id="dot@host", name="dot", person="p2")
    assert codes(view, "goals", person="dot@host") == ["G2"]
