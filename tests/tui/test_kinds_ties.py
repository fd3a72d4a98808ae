"""What a card of the grid will be tied to stands before its words, and is what comes of them."""

from __future__ import annotations

from case_session import millrace
from stage import stage

from aligntui.engine.kinds import cells


def ties(s, number: int) -> list[str]:
    card = s.step.view.items("strategies")[number]
    return [s.step.view.code(ref) for ref in cells.cited(s.step.ctx, card)]


async def test_what_the_words_will_be_tied_to_stands_before_them_as_one_types() -> None:
    async with stage("tows", at="tows/cards", fill=millrace("factors", "match")) as s:
        mark = next(row for row in s.screen() if ") > " in row)
        asks = s.step.question()
        assert mark.partition("(")[2].split()[0] in asks
        await s.type("Bread at the station (S2 T1)")
        assert any("(S2 T1) > " in row for row in s.screen())
        await s.keys("enter")
        assert ties(s, -1) == ["S2", "T1"]
        assert s.step.question() == asks, "the pair was not taken up"
        await s.keys("pageup")
        assert not any(") > " in row for row in s.screen())
        await s.type("An advice hour with coffee\n")
        assert ties(s, -1) == []


async def test_words_begun_on_the_cards_are_tied_to_the_pair_that_the_line_shows_before_them() -> None:
    async with stage("tows", at="tows/cards", fill=millrace("factors", "match")) as s:
        await s.keys("escape", "A")
        assert s.shows("(S1 O2) >")
        await s.type("n advice hour with coffee\n")
        assert s.words("strategies")[-1] == "An advice hour with coffee"
        assert ties(s, -1) == ["S1", "O2"]
