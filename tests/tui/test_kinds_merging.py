"""Merging on the board, as SCREENS.md 4.7 draws it: two cards, one of them stays, nothing is lost."""

from __future__ import annotations

import pytest
from case_session import millrace
from stage import Stage, stage

from aligntui.engine import edits
from aligntui.engine.kind import Intent

MERGE = {"at": "swot/factors", "phase": "merge"}
TWICE = "36-hour sourdough sells out by noon"


def text(s: Stage) -> str:
    """The whole screen."""
    return "\n".join(s.screen())


async def twins(s: Stage) -> None:
    """A second card, by somebody else and without evidence, that says what S1 says."""
    other = s.someone_else()
    _, ops = edits.add(s.view, lambda: "twin", "strengths", TWICE, by="Tomasz Wren", at="2026-11-21T15:00:00")
    other.apply(ops)
    await s.poll()
    await s.keys("home")


async def test_the_form_shows_both_cards_the_words_of_the_one_that_stays_and_the_better_evidence() -> None:
    async with stage("swot", **MERGE, fill=millrace("factors"), solo=False) as s:
        await twins(s)
        await s.keys("space", "end", "/merge")
        assert s.question == "Do these say one thing? Write it once. Both authors agree before it is kept."
        shown = text(s)
        assert "S6  36-hour sourdough sells out by noon" in shown
        assert "S1  36-hour sourdough sells out before noon" in shown
        assert "Tomasz Wren" in shown
        assert "becomes S6" in shown
        form = s.step.opened
        # S1 goes, but its evidence is the better one.
        assert form.words.value == TWICE
        assert form.evidence.value.startswith("till log")
        assert [o.label for o in form.ticks.options] == ["Tomasz Wren, aloud", "Ines Calder"]
        await s.keys("enter", "enter", "space", "right", "space", "enter", "enter")
        assert s.step.opened is None
        assert s.gist == (
            "S1 merged into S6, agreed by Tomasz Wren, aloud and Ines Calder. ^Z splits them again."
        )
        stays = s.item("S6")
        assert (stays.text, stays.fields["grade"]) == (TWICE, 3)
        assert s.words("strengths").count(stays.text) == 1
        await s.keys("ctrl+z")
        undone = 'Undone: the merge into S6; S1 "36-hour sourdough sells out..." is back.'
        assert s.message == undone, "first what was undone"
        assert s.item("S6").text == TWICE
        assert "evidence" not in s.item("S6").fields
        assert s.item("S1").text == "36-hour sourdough sells out before noon"
        assert len(s.words("strengths")) == 6


async def test_merging_before_all_have_agreed_is_asked_at_the_name_that_is_missing() -> None:
    async with stage("swot", **MERGE, fill=millrace("factors"), solo=False) as s:
        await twins(s)
        await s.keys("end", "space", "home", "/merge", "enter", "enter", "space", "enter", "enter")
        asked = (
            "? {} has not agreed: Space marks who does, Left and Right choose whom, or Enter twice"
            " merges all the same."
        )
        assert s.message == asked.format("Tomasz Wren")
        ticks = s.step.opened.ticks
        assert (s.page.focused, ticks.at) == (ticks, 1)
        assert s.screen()[-1].startswith(" Space mark  "), "one word for what Space does"
        await s.keys("left", "space", "right", "space", "enter", "enter")
        assert s.message == asked.format("Ines Calder"), "the marks are others than when it was asked"
        assert (s.page.focused, ticks.at) == (ticks, 0)
        await s.keys("space", "right", "space", "enter", "enter")
        assert s.message == asked.format("Tomasz Wren")
        await s.keys("enter", "enter")
        assert s.gist == "S6 merged into S1, agreed by Ines Calder. ^Z splits them again."


async def test_esc_keeps_both_and_they_are_not_offered_again() -> None:
    async with stage("swot", **MERGE, fill=millrace("factors"), solo=False) as s:
        await twins(s)
        s.seconds.now += 5
        await s.look()
        assert s.message.startswith('? Alike: S1 / S6 "36-hour sourdough sells out before n..".')
        await s.keys("down", "/merge")
        assert s.step.opened is not None, "m opens the pair that is offered"
        await s.type(" each day")
        await s.keys("escape")
        assert s.gist == "S1 and S6 stay as they are."
        assert s.words("strengths")[0] == "36-hour sourdough sells out before noon"
        await s.keys("end", "space", "home")
        s.seconds.now += 5
        await s.look()
        assert "Alike" not in s.message
        # The words that were being written are still there.
        await s.keys("/merge")
        assert s.step.opened.words.value.endswith("before noon each day")


@pytest.mark.parametrize("solo", [True, False])
async def test_m_says_what_to_do_when_too_few_are_marked(solo: bool) -> None:
    async with stage("swot", **MERGE, fill=millrace("factors"), solo=solo) as s:
        await s.keys("/merge")
        assert s.message == "? Mark the other cards with Space, then Enter on the one that stays."
        await s.keys("home", "space", "/merge")
        assert s.gist == "? Only S1 is marked. Mark another one, or Esc takes the mark away."


async def test_alone_nobody_has_to_agree_and_one_of_three_can_be_left_out() -> None:
    async with stage("swot", **MERGE, fill=millrace("factors")) as s:
        await s.keys("home", "down", "space", "down", "space", "home", "/merge")
        assert "agreed" not in text(s)
        await s.keys("enter", "enter", "right", "right")
        assert "[3 S2 says something else: leave it out]" in text(s)
        await s.keys("enter")
        assert [s.view.code(i) for i in s.step.state.merging.goes] == ["S3"]
        await s.keys("enter", "enter", "enter")
        assert s.gist == "S3 merged into S1. ^Z splits them again."
        assert s.item("S2").into == ""
        await s.keys("ctrl+z")
        assert len(s.words("strengths")) == 5


async def test_a_card_that_somebody_else_merged_meanwhile_is_not_merged_twice() -> None:
    async with stage("swot", **MERGE, fill=millrace("factors")) as s:
        await s.keys("home", "down", "space", "up", "/merge")
        other = s.someone_else()
        one, two, three = (s.view.find(code) for code in ("S1", "S2", "S3"))
        assert one is not None
        assert two is not None
        assert three is not None
        other.apply(edits.merge(three, [two]))
        await s.poll()
        await s.keys("enter", "enter", "enter")
        assert s.message.endswith("nothing is left to merge.")
        assert s.item("S1").text == one.text


OPENED = ("swot/factors", "vision/values", "swot/evidence", "tows/cards", "objectives/draft", "choose/rate")


@pytest.mark.parametrize("at", OPENED)
async def test_a_card_that_somebody_else_merges_closes_and_says_where_it_went(at: str) -> None:
    async with stage("agenda:full-guide", at=at, fill=millrace(), solo=False) as s:
        await s.keys("escape")
        await s.back()
        one, two = [row.id for row in s.step.kind.sight(s.step.ctx, s.step.state).rows][:2]
        one, two = one.partition("#")[0], two.partition("#")[0]
        await s.step.perform(Intent("open", two))
        await s.settle()
        assert s.step.opened is not None
        stays, goes = (s.session.items[ref] for ref in (one, two))
        name = goes.code or f'"{goes.text}'[:20]
        s.someone_else(leads=True).apply(edits.merge(stays, [goes]))
        await s.poll()
        assert s.step.opened is None
        assert s.message.startswith(f"Tomasz Wren merged {name}")
        assert f" into {s.view.code(one)} " in s.message


async def test_words_being_typed_in_a_card_that_is_merged_are_put_beside_and_it_closes() -> None:
    async with stage("swot", at="swot/factors", fill=millrace("factors"), solo=False) as s:
        await s.keys("escape", "home", "down", "enter")
        await s.type(" and loyal")
        s.someone_else(leads=True).apply(edits.merge(s.item("S1"), [s.item("S2")]))
        await s.poll()
        assert s.gist == (
            "! Tomasz Wren merged this card into S1."
            " Your words wait here: Enter offers to put them beside it."
        )
        assert s.heading.startswith("merged:  Strength")
        await s.keys("enter", "enter")
        (clash,) = s.session.clashes.values()
        assert clash.yours == "Service people talk about and loyal"
        await s.keys("escape")
        assert s.step.opened is None
        assert s.step.board.card.id == "s1"


async def test_where_one_merges_enter_on_the_one_that_stays_stands_on_merging() -> None:
    async with stage("swot", **MERGE, fill=millrace("factors"), solo=False) as s:
        await s.keys("home", "down", "space", "up", "enter")
        assert s.shows("1 marked")
        assert s.shows("leave them marked"), "the first row changes nothing, as of each question"
        await s.keys("enter")
        assert s.question.startswith("Do these say one thing?")
        await s.keys("escape")
        assert s.item("S2").into == ""
