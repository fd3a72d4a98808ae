"""A number that a figure suggests is offered in the empty field, on both faces."""

from __future__ import annotations

import pytest
from drafts import examples
from framework_cases import filling
from plain_line import plain_line
from stage import stage

SUGGESTED = [("moscow/word", "moscow_word", "share", "80"), ("okr/checkin", "", "way", "0.43")]


@pytest.mark.parametrize(("at", "record", "key", "number"), SUGGESTED)
async def test_what_a_figure_suggests_is_taken_over_on_the_plain_line(
    at: str, record: str, key: str, number: str
) -> None:
    async with plain_line(at, filling(at.partition("/")[0], [key]), examples()) as (face, heard):
        await face.answer("/look")
        assert any(row.endswith(f"from the figures: {number}") for row in heard), heard
        assert await face.answer("/take-known")
        view = face.client.view
        item = view.record(record) if record else view.find("OK1.c1")
        assert item is not None
        assert str(item.fields[key]) == number


@pytest.mark.parametrize(("at", "record", "key", "number"), SUGGESTED)
async def test_what_a_figure_suggests_stands_in_the_empty_field(
    at: str, record: str, key: str, number: str
) -> None:
    name = at.partition("/")[0]
    async with stage(name, books=examples(), fill=filling(name, [key])) as s:
        steps = [step.id for step in examples().method(name).steps]
        await s.page.going.open_at(steps.index(at.partition("/")[2]))
        s.page.frame()
        await s.settle()
        assert f"offered from the figures: {number}" in "\n".join(s.screen())


async def test_a_long_label_above_a_form_does_not_touch_its_value() -> None:
    async with stage("moscow", books=examples(), fill=filling("moscow")) as s:
        await s.page.going.open_at(6)
        s.page.frame()
        await s.settle()
        assert "Share of musts in the effort  80% 12 of 15" in "\n".join(s.screen())
