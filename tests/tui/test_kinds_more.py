"""What can wait on a form is one key away, and row 24 says so while something waits."""

from __future__ import annotations

import pytest
from case_session import millrace
from stage import stage

from aligntui.engine import edits


@pytest.mark.parametrize(
    ("at", "opens"), [("swot/factors", ("escape", "enter")), ("objectives/draft", ("enter",))]
)
async def test_one_chord_asks_what_else_there_is_to_say(at: str, opens: tuple[str, ...]) -> None:
    async with stage(at, fill=millrace()) as s:
        await s.keys(*opens)
        assert "^D more to say" in s.screen()[-1]
        assert any("more questions" in row for row in s.screen())
        await s.type(" and more")
        await s.keys("ctrl+d")
        assert not any("more questions" in row for row in s.screen())
        assert "more to say" not in s.screen()[-1]
        assert any("and more" in row for row in s.screen())


async def test_the_chord_is_the_one_that_is_set() -> None:
    async with stage("swot/factors", fill=millrace(), own_keys={"ask-more": "f7"}) as s:
        await s.keys("escape", "enter")
        assert "f7 more to say" in s.screen()[-1]
        await s.keys("f7")
        assert "more to say" not in s.screen()[-1]


async def test_what_a_fact_is_today_stands_beside_it_and_its_question_while_the_next_is_written() -> None:
    async with stage("vision", at="vision/three-years") as s:
        await s.type("We groom 60 dogs a week\t41\n")
        assert any("PF1 We groom 60 dogs a week" in row and "today: 41" in row for row in s.screen())
        await s.type("We love dogs\n")
        assert s.step.state.adding
        assert s.step.finding_now().message.startswith("PF2: ")


async def test_the_last_card_is_asked_about_while_the_line_is_empty_until_there_is_evidence() -> None:
    async with stage("swot", at="swot/factors") as s:
        await s.type("Gentle with nervous dogs\n")
        assert s.step.finding_now().message.startswith("S1: ")
        await s.type("Calm after two visits\tvan diary\n")
        assert s.words("strengths") == ["Gentle with nervous dogs", "Calm after two visits"]
        assert s.step.finding_now() is None, "evidence is given, though no number stands in it"


async def test_who_wrote_a_card_is_said_only_where_several_write() -> None:
    async with stage("swot", at="swot/factors", solo=False) as s:
        await s.type("Calm after two visits\tvan diary\n")
        await s.keys("escape", "enter")
        assert s.shows("written 2026-11-21")
        assert not s.shows(" by ")
        await s.keys("escape")
        other = s.someone_else("Tomasz Wren")
        _, ops = edits.add(s.view, lambda: "z1", "strengths", "Open on Sundays", by="Tomasz Wren", at="")
        other.apply(ops)
        await s.poll()
        await s.keys("enter")
        assert s.shows(" by you")
