"""Pasted lines that wait for one answer, and what is typed before it is given."""

from __future__ import annotations

from stage import stage


async def test_words_in_the_second_line_go_with_the_first_card() -> None:
    async with stage("swot/factors") as s:
        await s.paste("Sourdough sells out\nLoyal core\nNew oven")
        await s.keys("tab")
        await s.type("22 of 30 days")
        await s.keys("enter")
        assert s.words("strengths") == ["Sourdough sells out", "Loyal core", "New oven"]
        assert [s.item(code).fields.get("evidence") for code in ("S1", "S2", "S3")] == [
            "22 of 30 days",
            None,
            None,
        ]
