"""Reports of a method of one's own: its lists on one page, its figures on the page behind."""

from __future__ import annotations

import re
from pathlib import Path

from case_session import millrace
from own_methods import CANVAS
from sample_items import filling, library_of
from stage import stage


async def test_nine_lists_are_seen_on_one_page(tmp_path: Path) -> None:
    books = library_of(tmp_path, CANVAS)
    async with stage("canvas", at="canvas/page", books=books, fill=filling()) as s:
        screen = "\n".join(s.screen())
        for title in ("PROBLEMS", "BUYERS", "PROMISES", "REMEDIES", "CHANNELS", "REVENUES", "COSTS", "EDGES"):
            assert title in screen
        for code in ("PB1", "CS2", "UV1", "SN2", "CH1", "RV2", "CT1", "KM2", "UA1"):
            assert code in screen
        await s.keys("pagedown", "pagedown")
        assert s.shows("early.")
        await s.keys("home", "down", "enter")
        assert s.top is not s.page, "a line leads to what it rests on"


async def test_figures_stand_below_a_short_list(tmp_path: Path) -> None:
    short = CANVAS.replace("problems, buyers, promises, remedies, channels, revenues, ", "")
    short = short.replace("metrics, edges, frame, fit, ", "")
    assert short != CANVAS
    async with stage("canvas", at="canvas/page", books=library_of(tmp_path, short), fill=filling()) as s:
        assert s.shows("CT2")
        assert s.shows("1 early.")
        assert s.shows("the most connected")


async def test_a_report_of_figures_says_what_stands_above_and_below() -> None:
    async with stage("swot", at="swot/result", fill=millrace("people", "factors")) as s:
        rows = s.screen()
        assert re.search(r"\+ \d+ more rows", "\n".join(rows))
        for _ in range(20):
            await s.keys("pagedown")
        last = "\n".join(s.screen())
        assert re.search(r"\d+ above$", last, re.MULTILINE)
        assert "more rows" not in last


async def test_figures_named_first_are_the_first_page_and_lists_are_turned_to(tmp_path: Path) -> None:
    first = CANVAS.replace("      [problems, buyers", "      [early.n, problems, buyers")
    async with stage("canvas", at="canvas/page", books=library_of(tmp_path, first), fill=filling()) as s:
        assert s.shows("How many")
        assert not s.shows("PROBLEMS")
        await s.keys("pagedown")
        assert s.shows("PROBLEMS")
        await s.keys("pageup")
        assert s.shows("How many")


async def test_a_report_says_once_how_one_goes_on() -> None:
    async with stage("swot", at="swot/result", fill=millrace("people", "factors"), size=(120, 24)) as s:
        for _ in range(2):
            assert s.screen()[-1].count("go on") == 1
            await s.keys("end")
