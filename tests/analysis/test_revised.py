"""Values that were revised: the first one and the reason stand beside them wherever a person reads them."""

from __future__ import annotations

import msgspec
import pytest
from playing import Play

from aligntui.analysis import told
from aligntui.analysis.layout import width
from aligntui.analysis.plan import plan
from aligntui.analysis.plan_text import as_text
from aligntui.analysis.trace import trace
from aligntui.engine import edits
from aligntui.exchange import markdown
from aligntui.session.model import Item


@pytest.fixture
def play() -> Play:
    """The Millrace case, whose first objective aims at less than it did."""
    return Play("objectives/draft").tell("people", "goals", "strategies", "objectives")


def first(play: Play) -> Item:
    return play.view.items("objectives")[0]


def revise(play: Play, field: str, value: str, why: str = "") -> None:
    was = str(first(play).fields[field])
    play.keep(edits.rewrite(play.view, first(play), field, was, value, why))


def test_what_was_never_revised_reads_as_it_stands(play: Play) -> None:
    assert told.stands(play.view, first(play), "target") == "300"
    assert "first" not in as_text(plan(play.view, "2026-11-21"))


def test_the_first_value_and_the_last_reason_stand_beside_it(play: Play) -> None:
    revise(play, "target", "250", "only two bake on Fridays")
    assert told.stands(play.view, first(play), "target") == "250, first 300: only two bake on Fridays"
    revise(play, "target", "200", "the oven broke")
    assert told.stands(play.view, first(play), "target") == "200, first 300: the oven broke"
    revise(play, "due", "2027-12-31")
    assert told.stands(play.view, first(play), "due") == "31 Dec 27, first 30 Sep 27"


def test_what_is_put_right_on_the_day_it_was_written_is_no_revision_on_the_plan(play: Play) -> None:
    revise(play, "due", "2027-12-31")
    text = as_text(plan(play.view, "2026-11-21"))
    assert "31 Dec 27" in text
    assert "first" not in text
    assert "31 Dec 27, first 30 Sep 27" in markdown.export(play.view), "who reads all of it reads this too"


def test_the_plan_on_one_page_says_what_it_was_first(play: Play) -> None:
    aim = first(play)
    written = msgspec.structs.replace(aim, at="2026-11-20T10:00:00+00:00")
    play.session = msgspec.structs.replace(play.session, items={**play.session.items, aim.id: written})
    revise(play, "target", "250", "only two bake on Fridays")
    revise(play, "due", "2027-12-31")
    for wide in (60, 80, 120):
        text = as_text(plan(play.view, "2026-11-21"), wide)
        joined = " ".join(text.split())
        assert "first" in joined
        assert max(width(row) for row in text.split("\n")) <= wide
    assert "250 members, first 300" in joined
    assert "31 Dec 27, first 30 Sep" in joined, "the year stands in the row below"


def test_markdown_says_the_reason_too(play: Play) -> None:
    revise(play, "target", "250", "only two bake on Fridays")
    text = markdown.export(play.view, "2026-11-21")
    assert "## Revised" in text
    assert "| OB1 | target | 250, first 300: only two bake on Fridays |" in text
    bare = Play("objectives/draft").tell("people", "goals", "objectives").view
    assert "Revised" not in markdown.export(bare)


def test_what_an_item_rests_on_names_all_that_was_revised(play: Play) -> None:
    revise(play, "target", "250", "only two bake on Fridays")
    know = trace(play.view, first(play).id).item.know
    assert "target: 250, first 300: only two bake on Fridays" in know
