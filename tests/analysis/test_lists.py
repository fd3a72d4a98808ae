from __future__ import annotations

import pytest
from build import build, values
from hypothesis import given, settings
from hypothesis import strategies as st

from aligntui.analysis.figure import Items
from aligntui.analysis.lists import count, filled, missing, newest
from aligntui.analysis.registry import compute

LISTS = {
    "actions": {
        "code": "DO",
        "fields": {
            "owner": {"type": "text", "label": "owner", "ask": "Who does it?"},
            "due": {"type": "date", "label": "by", "ask": "By which day?"},
        },
    },
    "strengths": "S",
}
ITEMS = {
    "actions": {
        "DO1": {
            "text": "Ring the county office",
            "owner": "Dot",
            "due": "2026-12-01",
            "at": "2026-11-01T09:00:00",
        },
        "DO2": {"text": "Order the lockers", "owner": "Callum", "at": "2026-11-20T09:00:00"},
        "DO3": {"text": "Print the labels", "at": "2026-11-10T09:00:00"},
        "DO4": {"text": "Paint the sign", "status": "dropped"},
    }
}


def test_count():
    view = build(LISTS, ITEMS)
    assert count(view, {"of": "actions"}).parts["n"].number == 3
    found = count(view, {"of": ["actions", "strengths"], "where": "owner is-empty"})
    assert (found.parts["n"].number, found.parts["items"]) == (1, Items(["do3"]))
    assert count(view, {"of": "strengths"}).parts["n"].number == 0


def test_missing_names_item_and_field():
    found = missing(build(LISTS, ITEMS), {"of": "actions", "fields": ["owner", "due"]})
    assert found.parts["items"] == Items(["do2", "do3"])
    assert values(found.parts["counts"]) == {"do1": 0, "do2": 1, "do3": 2}
    assert found.parts["line"].text == "2 of 3 have an empty field."
    assert [(f.code, f.target, f.field, f.mend) for f in found.findings] == [
        ("LS1", "do2", "due", "By which day?"),
        ("LS1", "do3", "owner", "Who does it?"),
    ]
    assert found.findings[1].message == 'DO3 Print the labels: "owner" and "by" are still empty.'


def test_nothing_missing():
    view = build(LISTS, ITEMS)
    full = missing(view, {"of": "actions", "fields": "owner", "where": "code = DO1"})
    assert full.parts["line"].text == "Nothing is left empty."
    assert (
        missing(view, {"of": "strengths", "fields": ["x"]}).parts["line"].text
        == "There is nothing in the list yet."
    )


def test_newest():
    view = build(LISTS, ITEMS, as_of="2026-11-21")
    found = newest(view, {"of": "actions", "n": 2})
    assert found.parts["items"] == Items(["do2", "do3"])
    assert values(found.parts["days"]) == {"do2": 1, "do3": 11}
    assert found.parts["newest"].number == 1
    due = newest(view, {"of": "actions", "by": "due"})
    assert due.parts["items"].ids[0] == "do1"
    assert newest(view, {"of": "strengths"}).why_missing


@settings(max_examples=40, deadline=None)
@given(
    value=st.one_of(st.none(), st.integers(), st.text(max_size=5), st.lists(st.text(max_size=2))),
    where=st.text(alphabet='abo =<>"due', max_size=12),
    n=st.one_of(st.none(), st.integers(-3, 9), st.text(max_size=2)),
)
def test_no_value_makes_lists_raise(value, where, n):
    view = build(LISTS, ITEMS, as_of="")
    view.session.items["do1"].fields["due"] = value
    binding = {"of": "actions", "fields": ["due", "actions.owner"], "by": "due", "n": n, "where": where}
    for function in (count, missing, newest):
        function(view, binding)


def test_filled_says_once_what_several_lack():
    view = build(LISTS, ITEMS)
    found = filled(view, {"of": "actions", "fields": ["owner", "due"]})
    assert found.parts["share"].number == pytest.approx(50)
    assert (found.parts["whole"], found.parts["open"]) == (Items(["do1"]), Items(["do2", "do3"]))
    assert values(found.parts["rows"]) == {"do1": 100, "do2": 50, "do3": 0}
    assert [(bar.label, round(bar.number)) for bar in found.parts["fields"].bars] == [
        ("Owner", 67),
        ("By", 33),
    ]
    assert found.parts["line"].text == "1 of 3 have nothing left empty; most often empty is by, 2 times."
    said = [(f.message, f.others, f.target) for f in found.findings]
    assert said == [
        ('"by" is still empty in 2 of 3 actions.', ("do2", "do3"), ""),
        ('DO3 Print the labels: "owner" is still empty.', (), "do3"),
    ]


def test_what_all_lack_is_said_as_all():
    view = build(LISTS, {"actions": {"DO1": "Ring", "DO2": "Paint"}})
    found = filled(view, {"of": "actions", "fields": ["owner"]})
    assert [f.message for f in found.findings] == ['"owner" is still empty in all 2 actions.']


def test_filled_looks_at_what_its_steps_ask():
    step = {"kind": "table", "id": "who", "title": "Who", "of": "actions", "fields": ["text", "owner"]}
    method = {"method": "own", "title": "Own", "level": "advanced", "steps": [step]}
    view = build(LISTS, ITEMS, methods=[method])
    found = compute(view, {"use": "filled", "steps": ["who"]}, "own")
    assert [bar.label for bar in found.parts["fields"].bars] == ["Text", "Owner"]
    assert found.parts["n"].note == "2 of 3"


def test_filled_looks_at_all_fields_of_a_list_where_none_are_named():
    found = filled(build(LISTS, ITEMS), {"of": "actions"})
    assert [bar.label for bar in found.parts["fields"].bars] == ["Owner", "By"]


def test_filled_of_nothing_is_not_said():
    assert filled(build(LISTS, {}), {"of": "actions", "fields": ["owner"]}).why_missing
