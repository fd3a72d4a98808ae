"""What does not fit is never invisible: each card can be brought on the screen whole, others are counted."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby

import pytest
from case_session import millrace
from filled_steps import PLACES, Place, filled, words
from hypothesis import given
from hypothesis import strategies as st
from stage import Stage, shared_library, stage

from aligntui.tui.widgets.line import broken, cut, plain, wrap
from aligntui.tui.widgets.sharing import listed, share
from aligntui.tui.workshop import panel

SIZES = ((80, 24), (100, 30), (120, 40), (160, 50))
MORE = re.compile(r"(?:\+ )?\b(\d+) (?:more(?! across)|above|below)\b")


async def frames(s: Stage, place: Place) -> list[str]:
    """What one sees on the way through all cards."""
    if s.typing:
        await s.keys("escape")
    seen: list[str] = []
    for key, times in groupby(place.walk):
        for _ in times:
            await s.keys(key)
            now = "\n".join(s.screen())
            if seen and now == seen[-1]:
                # Where a key leads nowhere, one more of the same does not either.
                break
            seen.append(now)
    return seen


@pytest.mark.parametrize("kind", PLACES)
@pytest.mark.parametrize(("amount", "length"), [(0, 0), (1, 4), (13, 4), (1, 40), (6, 24)])
async def test_each_card_is_seen_whole_and_the_others_are_counted(
    kind: str, amount: int, length: int
) -> None:
    place = PLACES[kind]
    async with stage(place.at, fill=filled(place, amount, length), phase=place.phase) as s:
        await s.keys(*place.enter)
        texts = [item.text for name in place.lists for item in s.view.items(name)]
        for size in SIZES:
            await s.resize(*size)
            seen = await frames(s, place)
            for text in texts:
                assert any(set(text.split()) <= set(re.findall(r"\w+", frame)) for frame in seen), (
                    f"{size} {text}\n{seen[-1]}"
                )
            for frame in seen:
                shown = sum(text.split()[0] in frame for text in texts)
                left_out = sum(map(int, MORE.findall(frame)))
                assert kind in ("report", "worlds") or shown + left_out == len(texts), f"{size}\n{frame}"


async def test_what_a_card_rests_on_is_said_in_words() -> None:
    async with stage("tows", at="tows/cards", fill=millrace("factors", "match", "strategies")) as s:
        await s.keys("escape", "tab", "down")
        shown = " ".join(" ".join(s.screen()).split())
        for code in ("W2", "W3", "O1", "O2"):
            assert f"{code} {s.item(code).text}" in shown


@pytest.mark.parametrize("at", ["swot/factors", "tows/cards", "choose/rate", "objectives/draft"])
async def test_a_long_line_is_seen_from_its_beginning_to_the_caret(at: str) -> None:
    said = words("typed", 1, 36)
    async with stage(at, fill=millrace()) as s:
        await s.type(said)
        for size in SIZES:
            await s.resize(*size)
            assert set(said.split()) <= set(re.findall(r"\w+", "\n".join(s.screen()))), size
            x, y = s.cursor
            assert s.screen()[y][:x].endswith(said[-9:])


@pytest.mark.parametrize(("amount", "length"), [(1, 4), (1, 60), (3, 40)])
async def test_in_an_opened_card_the_field_in_focus_is_read_whole(amount: int, length: int) -> None:
    async with stage("swot/factors", fill=filled(PLACES["board"], amount, length)) as s:
        await s.keys("escape", "home", "enter")
        text = s.step.kind.item(s.step.ctx, s.step.state).text
        for size in SIZES:
            await s.resize(*size)
            assert set(text.split()) <= set(re.findall(r"\w+", "\n".join(s.screen()))), size


@pytest.mark.parametrize("length", [4, 24])
async def test_cards_that_become_one_are_read_whole(length: int) -> None:
    async with stage("swot/factors", fill=filled(PLACES["board"], 2, length), phase="merge") as s:
        await s.keys("home", "space", "down", "space", "enter", "enter")
        assert s.shows("becomes")
        texts = s.words("strengths")
        for size in SIZES:
            await s.resize(*size)
            for text in texts:
                assert set(text.split()) <= set(re.findall(r"\w+", "\n".join(s.screen()))), size


async def test_heads_of_a_grid_stay_as_they_are_when_a_note_comes() -> None:
    async with stage("tows/grid", fill=millrace("factors")) as s:
        heads = {re.split(r" {2,}[\[.0+-]", row)[0] for row in s.screen()[4:15]}
        s.page.bar.say("word " * 20, "hint")
        await s.settle()
        assert s.page.bar.rows == 2
        assert heads == {re.split(r" {2,}[\[.0+-]", row)[0] for row in s.screen()[4:15]}


async def test_a_marked_card_in_focus_has_both_signs() -> None:
    async with stage("swot/factors", fill=millrace()) as s:
        await s.keys("escape", "home", "space")
        marked = next(row for row in s.screen() if "S1 " in row)
        assert re.match(r">S1 +\*", marked)
        await s.keys("down")
        assert re.match(r" S1 +\*", next(row for row in s.screen() if "S1 " in row))


@pytest.mark.parametrize("size", [size for size in SIZES if size[0] > 119])
async def test_all_of_the_guide_can_be_read_beside_the_step(size: tuple[int, int]) -> None:
    async with stage("swot/factors", size=size) as s:
        seen = list[str]()
        while any("GUIDE" in row or "│ page" in row for row in s.screen()):
            seen += [row.rpartition("│")[2] for row in s.screen()]
            await s.keys("ctrl+g")
        guide, shown = s.step.step.guide, " ".join(" ".join(seen).split())
        for text in (guide.why, *guide.how, *guide.example, *guide.pitfalls, guide.done, guide.late):
            assert " ".join(text.split()) in shown


@pytest.mark.parametrize("rows", [4, 8, 17])
def test_all_of_a_guide_can_be_read_over_its_step(rows: int) -> None:
    for method in shared_library().everything().methods.values():
        for step in method.steps:
            at, pages = 0, list[list[str]]()
            while at == len(pages):
                at, drawn = panel.guide_page(method, step, 80, rows, at)
                pages.append(plain(drawn))
                at += 1
            told = [
                word for _, texts, _ in panel.blocks(method, step) for text in texts for word in text.split()
            ]
            shown = " ".join(row for page in pages for row in page).split()
            assert not Counter(told) - Counter(shown), step.id


@given(st.lists(st.integers(0, 9), max_size=12), st.integers(0, 60))
def test_rows_are_shared_out_fairly(wants: list[int], rows: int) -> None:
    given = share(wants, rows)
    assert sum(given) == min(rows, sum(wants))
    for want, has in zip(wants, given, strict=True):
        # Nobody goes short by more than one row while another one has more.
        assert has == want or all(other <= has + 1 for other in given)
    if wants:
        assert sum(share(wants, rows, all_of_them=True)) == max(rows, 0)


@given(
    st.lists(st.integers(1, 9), min_size=1, max_size=12), st.integers(2, 30), st.data(), st.booleans(),
    st.booleans(),
)  # fmt: skip
def test_a_list_shows_the_focus_and_keeps_a_row_for_the_number_of_others(
    wants: list[int], rows: int, data: st.DataObject, whole: bool, note: bool
) -> None:
    at, top = (data.draw(st.integers(0, len(wants) - 1)) for _ in range(2))
    first, heights = listed(wants, rows, at, top, whole=whole, note=note)
    assert first <= at < first + len(heights)
    assert all(1 <= height <= wants[first + n] for n, height in enumerate(heights))
    assert sum(heights) + (len(heights) < len(wants) or note) <= rows
    if sum(wants) + note <= rows:
        assert heights == wants
    if whole and rows > wants[at]:
        assert heights[at - first] == wants[at]


@given(st.text(alphabet="ab \n", max_size=60), st.integers(3, 20), st.integers(1, 5))
def test_a_text_that_is_cut_says_so(text: str, cells: int, most: int) -> None:
    rows = broken(text, cells)
    shown = cut(rows, most, cells)
    assert len(shown) <= most
    assert (shown == rows) or shown[-1].endswith("..") or "".join(shown).split() == text.split()
    if text.strip() != text or len(rows) > 1:
        assert wrap(text, cells, most) == (shown if len(rows) > 1 else wrap(text, cells))


async def test_going_on_from_the_form_of_cards_that_become_one_asks_once() -> None:
    async with stage("swot/factors", fill=filled(PLACES["board"], 2, 4), phase="merge") as s:
        await s.keys("home", "space", "down", "space", "enter", "enter", "ctrl+n")
        assert "are not one card yet" in s.message
        assert s.shows("becomes")
        assert s.here == "swot/factors merge"
        await s.keys("ctrl+n")
        assert s.message.startswith("? Still open"), "what the step waits for is asked as ever"
        await s.keys("ctrl+n")
        assert "builds on this" in s.message, "the run of this one step is through"
