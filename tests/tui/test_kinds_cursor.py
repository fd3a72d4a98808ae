"""The terminal's own cursor stands on what has the focus, in lists too: screen readers follow it."""

from __future__ import annotations

import pytest
from bakery import cursor_astray
from case_session import millrace
from stage import stage
from test_kinds_goldens import FIXTURES, SHOTS

from aligntui.methods.library import Library

KEYS = ("escape", "down", "right", "tab", "down", "e", "escape", "enter", "down", "up", "home")


@pytest.mark.parametrize("name", SHOTS)
async def test_the_cursor_is_on_the_focus_after_each_key(name: str) -> None:
    shot = SHOTS[name]
    fill = millrace(*shot.parts) if shot.parts else None
    method = shot.at.partition("/")[0]
    books = Library(FIXTURES / shot.books) if shot.books else None
    async with stage(
        method, at=shot.at, fill=fill, size=shot.size, phase=shot.phase, solo=shot.solo, books=books
    ) as s:
        assert cursor_astray(s.app) == ""
        for key in (*shot.keys, *shot.after, *KEYS):
            await s.keys(key)
            assert cursor_astray(s.app) == "", key


async def test_the_cursor_goes_along_from_row_to_row() -> None:
    async with stage("swot", at="swot/factors", fill=millrace("factors")) as s:
        await s.keys("escape")
        for code in ("S1", "S2", "S3", "S4"):
            _, y = s.cursor
            assert s.screen()[y].startswith(f">{code} ")
            await s.keys("down")


async def test_the_mark_goes_along_to_the_second_line_and_back() -> None:
    async with stage("swot", at="swot/factors") as s:
        await s.type("Bread sells")
        for keys, words in (((), "S1 >  Bread sells"), (("tab",), ">how do we know?"), (("tab",), "S1 >")):
            await s.keys(*keys)
            (marked,) = [row for row in s.screen()[-7:-1] if ">" in row]
            assert marked.strip().startswith(words)
