"""What can wait on a form is one key away, and row 24 says so while something waits."""

from __future__ import annotations

import pytest
from case_session import millrace
from stage import stage


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
