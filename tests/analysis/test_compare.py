"""What changed between two sessions."""

from __future__ import annotations

import copy
from pathlib import Path

from build import build

from aligntui.analysis.compare import as_text, compare
from aligntui.analysis.view import View
from aligntui.exchange.yaml_import import read_all
from aligntui.methods.library import Library
from aligntui.session.model import Item, record_id
from aligntui.text.clean import width

SAMPLE = Path(__file__).resolve().parents[2] / "workshops" / "examples" / "millrace-bakehouse.yaml"


def house() -> View:
    return build(
        collections={
            "people": {"code": "P", "of_session": True},
            "strengths": {"code": "S", "title": "Strengths", "fields": {"grade": {"type": "scale"}}},
            "weaknesses": {"code": "W", "title": "Weaknesses"},
            "objectives": {
                "code": "OB",
                "fields": {
                    "due": {"type": "date", "label": "due"},
                    "owner": {"type": "link", "of": "people", "label": "owner"},
                    "from": {"type": "link", "of": "strengths", "many": True, "label": "supports"},
                },
            },
        },
        items={
            "people": {"P1": "Ines", "P2": "Dot"},
            "strengths": {"S1": {"text": "Sourdough", "grade": 2}, "S2": "Service"},
            "weaknesses": {"W1": "Two bakers"},
            "objectives": {
                "OB1": {"text": "Win members", "due": "2027-09-30", "owner": "P1", "from": ["S1"]},
            },
        },
        records={"scope": {"ask": "How?"}},
        relations={
            "match": {"title": "Grid", "rows": "strengths", "cols": "weaknesses",
                      "fields": {"fit": {"type": "scale", "label": "fit"}}}
        },
        links={"match": {"S1>W1": {"fit": 1}}},
    )  # fmt: skip


def later(view: View) -> View:
    return View(copy.deepcopy(view.session), view.book, view.as_of)


def edits(changed) -> dict[str, tuple[str, str]]:
    return {e.field: (e.old, e.new) for e in changed.edits}


def test_a_session_is_like_itself():
    view = house()
    found = compare(view, later(view))
    assert found.same
    assert as_text(found) == "Nothing is different.\n"


def test_fields_links_status_and_words():
    old = house()
    new = later(old)
    objective = new.session.items["ob1"]
    objective.fields |= {"due": "2027-12-31", "owner": "p2"}
    objective.text, objective.status = "Win 300 members", "agreed"
    link = new.session.links.pop("objectives.from|ob1|s1")
    link.b = "s2"
    new.session.links[link.key] = link
    new.session.links["match|s1|w1"].fields = {"fit": 2}
    new.session.records["scope"].fields["ask"] = "How far?"
    found = compare(old, View(new.session, new.book))
    assert (found.added, found.removed) == ((), ())
    scope, ob1 = found.changed
    assert (scope.code, edits(scope)) == ("scope", {"ask": ("How?", "How far?")})
    assert ob1.code == "OB1"
    assert edits(ob1) == {
        "words": ("Win members", "Win 300 members"),
        "status": ("draft", "agreed"),
        "due": ("30 Sep 27", "31 Dec 27"),
        "owner": ("Ines", "Dot"),
        "supports": ("S1", "S2"),
    }
    (cross,) = found.crossed
    assert (cross.code, cross.collection, edits(cross)) == ("S1 x W1", "Grid", {"fit": ("1", "2")})
    text = as_text(found, 60)
    assert "~ OB1  Win 300 members\n" in text
    assert "    due: 30 Sep 27 -> 31 Dec 27\n" in text
    assert all(width(line) <= 60 for line in text.split("\n"))


def test_added_removed_and_moved():
    old = house()
    new = later(old)
    new.session.items["s2"].retired = True
    new.session.items["s3"] = Item(
        id="s3", collection="strengths", series="S", code="S3", text="Oven", pos="9"
    )
    moved = new.session.items["s1"]
    moved.collection, moved.series, moved.code, moved.was = "weaknesses", "W", "W2", ["S1"]
    found = compare(old, View(new.session, new.book))
    assert [(e.code, e.text) for e in found.added] == [("S3", "Oven")]
    assert [(e.code, e.text) for e in found.removed] == [("S2", "Service")]
    assert edits(next(c for c in found.changed if c.code == "W2"))["list"] == ("Strengths", "Weaknesses")
    assert as_text(found).startswith("+ S3  Oven\n- S2  Service\n~ W2  Sourdough\n    code: S1 -> W2\n")


def test_a_record_that_is_new():
    old = house()
    new = later(old)
    new.session.records["vision"] = Item(
        id=record_id("vision"), collection=record_id("vision"), fields={"why": "x"}
    )
    (changed,) = compare(old, View(new.session, new.book)).changed
    assert (changed.code, edits(changed)) == ("vision", {"why": ("", "x")})


def test_sessions_without_common_ids_are_matched_by_code():
    text = SAMPLE.read_text("utf-8")
    library = Library()
    old = read_all(text, "old.yaml", library, new_id=lambda: "x", at="")
    changed = text.replace("id: millrace-bakehouse", "id: millrace-copy").replace(
        "text: Best-loved in town", "text: Loved in town"
    )
    new = read_all(changed, "new.yaml", library, new_id=lambda: "x", at="")
    assert not set(old.session.items) & set(new.session.items)
    found = compare(View(old.session, old.book), View(new.session, new.book))
    assert (found.added, found.removed, found.crossed) == ((), (), ())
    (goal,) = found.changed
    assert (goal.code, edits(goal)) == ("G1", {"words": ("Best-loved in town", "Loved in town")})
