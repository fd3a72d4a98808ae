"""Units of numbers: named by a field, by a record, by the parent, or the unit itself."""

from __future__ import annotations

import pytest
from build import build

from aligntui.analysis import slots, told

LISTS = {
    "goals": {
        "code": "G",
        "fields": {"unit": {"type": "text"}, "target": {"type": "number", "unit": "unit"}},
    },
    "costs": {
        "code": "C",
        "fields": {
            "month": {"type": "number", "unit": "pounds", "unknown": True},
            "share": {"type": "number", "unit": "%"},
            "effort": {"type": "number", "unit": "frame.unit"},
            "end": {"type": "number", "unit": "year"},
        },
    },
    "readings": {
        "code": {"under": "goals", "mark": "r"},
        "of": "goals",
        "fields": {"now": {"type": "number", "unit": "parent.unit"}},
    },
}
VIEW = build(
    LISTS,
    {
        "goals": {"G1": {"text": "Members", "unit": "members", "target": "300"}},
        "costs": {
            "C1": {"text": "Rent", "month": "640", "share": "12", "effort": "3", "end": "2030"},
            "C2": {"text": "Power", "month": "unknown"},
        },
        "readings": {"G1.r1": {"of": "G1", "now": "120"}},
    },
    records={"frame": {"unit": "days"}},
)


@pytest.mark.parametrize(
    ("code", "text", "said"),
    [
        ("G1", "{target unit}", "300 members"),
        ("C1", "{month unit}", "640 pounds"),
        ("C1", "{share unit}", "12%"),
        ("C1", "{effort unit}", "3 days"),
        ("C1", "{end unit}", "2030"),
        ("C2", "{month unit}", "not known yet"),
        ("G1.r1", "{now unit}", "120 members"),
    ],
)
def test_a_text_of_the_plan_says_a_number_with_its_unit(code: str, text: str, said: str) -> None:
    item = VIEW.find(code)
    assert item is not None
    assert slots.first(VIEW, item, [text]) == said


def test_a_number_has_its_unit_beside_it_unless_a_field_of_the_item_says_it() -> None:
    said = [told.stands(VIEW, VIEW.find(code), key) for code, key in NUMBERS]
    assert said == ["300", "640 pounds", "3 days", "2030", "120 members"]


NUMBERS = (("G1", "target"), ("C1", "month"), ("C1", "effort"), ("C1", "end"), ("G1.r1", "now"))
