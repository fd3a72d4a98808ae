"""Places for our own words in texts: what they name must be there; where none is filled they are refused."""

from __future__ import annotations

import pytest
from methods_base import BASE, changed, said

UNFILLED = [
    ("title: Base\n", 'title: "Base {text}"\n', 2),
    ("    title: Cards\n", '    title: "{frame.unit}"\n', 11),
    ("    title: Write\n", '    title: "Write {frame.unit}"\n', 50),
    ("{big: Big, small: Small}", '{big: "Big {size}", small: Small}', 17),
]


@pytest.mark.parametrize(("old", "new", "line"), UNFILLED)
def test_where_nothing_is_filled_a_slot_is_refused_with_its_line(old: str, new: str, line: int) -> None:
    (sentence,) = changed(old, new)
    assert f"line {line}:" in sentence
    assert "is not filled here, but shown as it stands" in sentence


FILLED = [
    ("ask: {cards: Which cards?}", 'ask: {cards: "Which cards, in {frame.unit}?"}'),
    ("ask: {cards: Which cards?}", 'ask: "After {sums.line}: which cards?"'),
    ("    title: Grid\n", '    title: Grid\n    ask: "{row.text}, {row.due}: and {col.code}?"\n'),
    ("    title: Write\n", '    title: Write\n    guide: {why: "{sums.line}", how: ["{frame.unit}"]}\n'),
    ("    title: Write\n", '    title: Write\n    solo: {ask: "You, in {frame.unit}?"}\n'),
    ("names: {hi_hi: big}", 'names: {hi_hi: "big {frame.unit}"}'),
    (
        "due: {type: date, unknown: true}",
        'due: {type: date, unknown: true, help: "{text}, in {frame.unit}?"}',
    ),
    ('ask: "{row.text} and {col.text}?"', 'ask: "{row.size} and {col.worth}?"'),
    ('read_back: "{sums.line}"', 'read_back: "{sums.line} in {frame.unit}"'),
    ('say: "{row.text} + {col.code}: {fit}"', 'say: "{row.due} + {col.worth}: {fit}"'),
]


@pytest.mark.parametrize(("old", "new"), FILLED)
def test_where_it_is_filled_a_slot_may_stand(old: str, new: str) -> None:
    assert changed(old, new) == []


WRONG = [
    ("ask: {cards: Which cards?}", 'ask: {cards: "Which, in {frame.unt}?"}', "Write unit."),
    ("ask: {cards: Which cards?}", 'ask: "After {sums.lines}?"', "Write line."),
    ("ask: {cards: Which cards?}", 'ask: "After {sumz.line}?"', "Write sums."),
    ("ask: {cards: Which cards?}", 'ask: "After {text}?"', "stands for nothing here"),
    ("    title: Grid\n", '    title: Grid\n    ask: "{row.deu}?"\n', "Write due."),
    ("    title: Write\n", '    title: Write\n    guide: {how: ["in {frame.whim}"]}\n', "Write whom."),
    ("due: {type: date, unknown: true}", 'due: {type: date, help: "{sise}?"}', "Write {size}."),
    ('ask: "{row.text} and {col.text}?"', 'ask: "{row.sice}?"', "Write {row.size}."),
]


@pytest.mark.parametrize(("old", "new", "mend"), WRONG)
def test_what_a_slot_names_must_be_there_and_the_nearest_is_offered(old: str, new: str, mend: str) -> None:
    (sentence,) = changed(old, new)
    assert mend in sentence
    assert "line" in sentence


def test_the_line_is_that_of_the_text() -> None:
    text = BASE.replace(
        "    title: Write\n",
        '    title: Write\n    guide:\n      why: a\n      how:\n        - b\n        - "{frame.x}"\n',
    )
    (sentence,) = said(text)
    assert f"line {text[: text.index('frame.x')].count(chr(10)) + 1}:" in sentence


def test_an_agenda_and_shared_lists_are_looked_into_too() -> None:
    (sentence,) = said('agenda: day\ntitle: Day\nsteps:\n  - talk: "Welcome, {frame.unit}"\n', "day.yaml")
    assert "is not filled here" in sentence
    (sentence,) = said('collections:\n  tools:\n    code: TL\n    one: "a {text}"\n', "collections.yaml")
    assert "is not filled here" in sentence
