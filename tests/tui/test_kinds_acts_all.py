"""Keys that name fields of any type: each type of each of them is asked, kept and read on both faces."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_items import filling, library_of
from test_kinds_acts_types import FIELDS, GIVEN, METHOD
from two_faces import Face, on_both

from aligntui.methods.kinds import KINDS, TYPES

STEPS = {
    ("form", "fields"): "each: ideas, fields: [f, effort]",
    ("form", "now"): "each: ideas, fields: [impact, f], now: [f]",
    ("form", "shows"): "each: ideas, fields: [effort], shows: [f]",
    ("board", "fields"): "holds: ideas, fields: [text, f, target]",
    ("board", "now"): "holds: ideas, fields: [text, impact, f], now: [f]",
    ("board", "shows"): "holds: ideas, fields: [text], shows: [f]",
    ("matrix", "fields"): "holds: ideas, split: effort, fields: [text, f, target]",
    ("matrix", "now"): "holds: ideas, split: effort, fields: [text, impact, f], now: [f]",
    ("matrix", "shows"): "of: ideas, fields: [impact], shows: [f]",
    ("table", "fields"): "of: ideas, fields: [text, f, target]",
    ("table", "now"): "of: ideas, fields: [text, impact, f], now: [f]",
    ("table", "shows"): "of: ideas, fields: [text], shows: [f]",
    ("plot", "fields"): "of: ideas, x: effort, y: impact, fields: [text, f, target]",
    ("plot", "now"): "of: ideas, x: effort, y: impact, fields: [text, target, f], now: [f]",
}
"""A step in which the key names the field, and in which it is asked or shown."""
KEPT = {
    **GIVEN,
    "list": (["two bake"], "two bake"),
    "chain": (["two bake"], "two bake"),
    "figure": ("", "10"),
}
FOUND = {
    "text": "said 1", "long": "said 1", "number": r"\b10\b", "date": "1 Mar",
    "choice": "Humble", "yesno": "yes",
    "scale": r"\b2\b", "link": "People 1", "list": "line 1", "chain": "line 1", "figure": r"\b10\b",
}  # fmt: skip
"""What stands there where the field was filled before."""
CASES = [(*pair, of) for pair in STEPS for of in FIELDS]


def test_there_is_a_step_of_each_key_that_names_fields_of_any_type() -> None:
    named = {
        (kind.name, key) for kind in KINDS.values() for key in ("fields", "now", "shows") if key in kind.acts
    }
    # A card that is sorted goes along a link, and nothing else.
    assert named - TYPES.keys() - {("sort", "fields")} == set(STEPS)


@pytest.mark.parametrize(("kind", "key", "of"), CASES)
async def test_each_type_of_a_field_is_asked_kept_and_read_on_both_faces(
    tmp_path: Path, kind: str, key: str, of: str
) -> None:
    step, field = STEPS[kind, key], f"f: {FIELDS[of]}"
    books = library_of(tmp_path, METHOD.format(kind=kind, step=step, of_idea=field, of_part=""))

    async def look(face: Face) -> None:
        value, words = KEPT[of]
        value = face.item(str(value)).id if of == "link" else value
        one = face.item("I1").id
        if key == "shows" or of == "figure":
            if key != "shows" and kind in ("plot", "board", "matrix"):
                await face.do("open", one, "f")
            assert face.shows(FOUND.get(of, words)), f"{face.name} shows it\n{face.text()}"
            return
        if kind != "form":
            await face.do("open", one, "f")
        assert face.shows("worth"), f"{face.name} asks it\n{face.text()}"
        await face.do("fill", one if kind != "form" else "", "f", KEPT[of][0])
        assert face.field("I1", "f") == value, f"{face.name}\n{face.text()}"
        assert face.shows(words), f"{face.name} shows it\n{face.text()}"

    without = () if key == "shows" or of == "figure" else ("f",)
    await on_both(books, "probe/it", filling(without=without), look)
