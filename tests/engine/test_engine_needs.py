"""A step that lacks what it works on says why, and leads to where it is written."""

from __future__ import annotations

from playing import Play

from aligntui.engine.kind import Errand
from aligntui.engine.kinds import needs


def test_what_is_missing_is_said_with_where_it_is_written() -> None:
    p = Play("tows/grid")
    assert p.kind is needs.KIND
    assert p.sight.question == "This works on something that is not there yet."
    assert all(row.words for row in p.sight.rows)
    assert any(row.value.startswith("it is written in ") for row in p.sight.rows)
    assert p.do("write-missing").go == Errand("step", needs.target(p.ctx))
    assert needs.target(p.ctx).startswith("swot/")
    assert p.do("go-on").leave == "on"
    assert p.do("go-back").leave == "back"


def test_with_all_there_the_step_itself_stands_there() -> None:
    p = Play("objectives/tree").tell()
    assert p.kind is not needs.KIND
    assert needs.missing(p.ctx) == []


def test_what_a_method_needs_is_asked_at_its_first_step_only() -> None:
    first, later = Play("tows/grid").ctx, Play("tows/cards").ctx
    asked = {need.why for need in first.method.needs}
    assert asked
    assert asked & {need.why for need in needs.missing(first)}
    assert not (asked - {need.why for need in later.step.needs}) & {need.why for need in needs.missing(later)}
