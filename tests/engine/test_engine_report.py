"""A report is read: its figures in words, its lines followed to where they come from."""

from __future__ import annotations

import pytest
from playing import Play

from aligntui.engine import edits
from aligntui.engine.kind import Errand
from aligntui.engine.kinds import report


def test_the_figures_of_a_method_are_read_out() -> None:
    p = Play("tows/result").tell()
    groups = {row.group for row in p.sight.rows}
    assert len(groups) > 1
    assert any(row.value for row in p.sight.rows)
    assert all("{" not in f"{row.words}{row.value}{row.group}" for row in p.sight.rows)
    assert p.verbs == {"go-on", "go-back"}


def test_the_plan_leads_to_what_a_line_rests_on() -> None:
    p = Play("commit/plan").tell()
    words = [row.words for row in p.sight.rows]
    assert any(row.code == "OB1" for row in p.sight.rows)
    assert len(words) > 20
    first = p.offers[0]
    assert (first.verb, p.view.item(first.item) is not None) == ("why", True)
    assert p.do("why", first.item).go == Errand("why", first.item)


def test_an_empty_plan_says_what_is_missing() -> None:
    p = Play("commit/plan")
    assert any(row.words.startswith("not yet: ") for row in p.sight.rows)
    assert p.verbs == {"go-on", "go-back"}


def test_a_line_of_the_tree_opens_where_it_is_written() -> None:
    p = Play("objectives/tree").tell()
    assert report.tree_ref(p.ctx)
    goals = [offer.item for offer in p.offers if offer.verb == "open"]
    assert p.view.code(goals[0]) == "G1"
    assert p.do("open", goals[0]).go == Errand("item", goals[0])
    assert p.do("open", "nothing").go is None


@pytest.mark.parametrize("at", ["vision/page", "swot/result", "scenarios/result"])
def test_every_report_says_something_and_leaves_both_ways(at: str) -> None:
    for p in (Play(at), Play(at).tell()):
        assert p.sight.rows
        assert p.sight.question
        assert p.do("go-on").leave == "on"
        assert p.do("go-back").leave == "back"
        p.do("next-person")
        assert p.last == "no-answers-of-each"


def test_the_finding_in_focus_is_the_worst_of_all() -> None:
    p = Play("swot/result").tell()
    p.keep(edits.add(p.view, p.new_id, "strengths", "Good staff")[1])
    finding = p.kind.finding(p.ctx, p.state, {})
    every = p.ctx.figures.findings(p.ctx.method, p.ctx.step)
    assert finding is not None
    assert finding.code == every[0].code


def test_the_result_of_factors_shows_dots_and_importance_where_they_were_given() -> None:
    p = Play("swot/factors", phase="vote", solo=False, people=2).tell("factors").openly()
    card = p.view.items("weaknesses")[0]
    bare = Play("swot/result", solo=False, people=2, beside=p)
    titles = {row.group for row in bare.sight.rows}
    assert "Importance of every factor that was rated, highest first" in titles
    assert not any(title.startswith("Dots") for title in titles)
    p.do("give-dot", card.id)
    p.do("go-on", value="in")
    p.close()
    rows = [row for row in Play("swot/result", beside=p).sight.rows if row.group.startswith("Dots of each")]
    assert [row.value for row in rows][:2] == ["1", "0"], "those without a dot stand last, counted in"
    assert rows[0].words.startswith("W1 ")
    assert len(rows) == len(p.view.items("strengths", "weaknesses", "opportunities", "threats"))
