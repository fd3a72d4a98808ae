"""The guide stands beside or below a step: question, field in focus and its choices stay in sight."""

from __future__ import annotations

import pytest
from case_session import millrace
from stage import Stage, shared_library, stage

from aligntui.tui.kinds.choices import ChoiceEditor
from aligntui.tui.widgets.inputs import EditLine

STEPS = sorted(
    f"{head.name}/{step.id}"
    for head in shared_library().methods()
    for step in shared_library().method(head.name).steps
    if step.kind not in ("talk", "report")
)


def is_in_sight(s: Stage) -> None:
    """The question, the field in focus with its name and all its choices, and the guide below them."""
    page, focused = s.page, s.focused
    head, body, below = (page.query_one(f"#{name}").region for name in ("head", "body", "below"))
    shown = " ".join(" ".join(s.screen()[head.y : head.bottom]).split())
    assert " ".join(s.step.question().split()[:6]) in shown
    rows = s.screen()
    assert body.height >= 6, "\n".join(rows)
    if page.query_one("#below").display:
        assert "GUIDE to this step" in rows[below.y]
        assert below.y == body.bottom
    if focused is None:
        return
    x, y = s.cursor
    assert body.contains(min(x, body.right - 1), y), "\n".join(rows)
    if not isinstance(focused, EditLine | ChoiceEditor):
        return
    region = focused.region
    assert body.y <= region.y, "\n".join(rows)
    if isinstance(focused, ChoiceEditor):
        assert region.bottom <= body.bottom, "\n".join(rows)
        seen = "\n".join(rows[region.y : region.bottom])
        left_out = "more" in seen
        assert left_out or all(option.label in seen for option in focused.options), "\n".join(rows)
    form = s.step.form if hasattr(s.step, "form") else None
    if form is not None and form.slot is not None:
        assert rows[form.slot.label.region.y].startswith(" > "), "\n".join(rows)


@pytest.mark.parametrize("at", STEPS)
async def test_an_open_guide_hides_no_question_field_or_choice(at: str) -> None:
    async with stage(at.partition("/")[0], at=at, fill=millrace()) as s:
        await s.keys("ctrl+g")
        for way in ([], ["escape", "enter"] if s.typing else ["enter"]):
            await s.keys(*way)
            if s.top is not s.page:
                return
            if not s.page.guide.is_open:
                await s.keys("ctrl+g")
            for key in ("tab",) * 12:
                is_in_sight(s)
                await s.keys(key)
