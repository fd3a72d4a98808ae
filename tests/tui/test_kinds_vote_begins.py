"""Whoever sits in the writing line when a vote begins stands on the cards; words there wait and say so."""

from __future__ import annotations

from stage import Stage, stage  # isort: skip
from case_session import millrace

from aligntui.session.ops import Walk


async def vote_begins(s: Stage) -> None:
    """Whoever leads begins the vote in another window."""
    lead = s.someone_else(leads=True)
    scene = s.page.scene
    run, here = scene.run.id, scene.here
    lead.apply([Walk(run=run, step=here.id, field="phase", was=here.phase, to="vote")], "", run)
    await s.poll()


async def test_out_of_an_empty_line_one_stands_on_the_cards_and_gives_a_dot() -> None:
    async with stage("swot/factors", solo=False, fill=millrace("factors"), phase="write") as s:
        if not s.typing:
            await s.keys("enter")
        assert s.typing
        await vote_begins(s)
        assert not s.typing
        assert "Space give dot" in s.screen()[-1]
        assert "Vote has begun." in s.message
        await s.keys("space")
        assert sum(len(ballot.answers) for ballot in s.session.ballots.values()) == 1


async def test_words_in_the_line_wait_and_the_way_to_the_cards_is_said() -> None:
    async with stage("swot/factors", solo=False, fill=millrace("factors"), phase="write") as s:
        if not s.typing:
            await s.keys("enter")
        await s.type("Half a thought")
        await vote_begins(s)
        assert s.typing
        assert s.message == (
            "? Vote has begun. Your words wait in the line; Esc leads to the cards: Space gives a dot."
        )
        assert "Esc to the cards" in s.screen()[-1]
        await s.keys("escape", "space")
        assert sum(len(ballot.answers) for ballot in s.session.ballots.values()) == 1
        assert [draft.text for draft in s.drafts.all().values()] in ([], ["Half a thought"])
        await s.go_phase("write")
        assert s.step.adding.words.value == "Half a thought"
