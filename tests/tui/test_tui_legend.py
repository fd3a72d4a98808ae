"""Short labels are explained in the guide of the step on which they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from case_session import millrace
from stage import stage

from aligntui.methods.book import Book
from aligntui.methods.library import Library
from aligntui.text.clean import width
from aligntui.tui.frame import MARKS
from aligntui.tui.workshop.legend import MOST, legend


@pytest.fixture(scope="module")
def book() -> Book:
    return Library().everything()


def test_codes_columns_and_marks_of_a_board(book: Book) -> None:
    _, step = book.step("swot/factors") or (None, None)
    assert step is not None
    said = legend(book, step)
    assert said[0] == "S strengths, W weaknesses, O opportunities, T threats"
    assert said[1].startswith("grade: 0 nobody knows to 4 independent source")
    assert said[-1] == "   ".join(f"{mark} {means}" for mark, means in MARKS.items())


def test_columns_of_a_table_are_said_in_full(book: Book) -> None:
    _, step = book.step("objectives/draft") or (None, None)
    assert step is not None
    said = "\n".join(legend(book, step))
    assert "OB objectives" in said
    assert "guard: " in said


def test_no_step_is_explained_at_length(book: Book) -> None:
    for method in book.methods.values():
        for step in method.steps:
            said = legend(book, step)
            assert len(said) <= MOST + 1
            assert all(width(row) < 160 and row.strip() for row in said)


async def test_it_stands_in_the_guide(tmp_path: Path) -> None:
    async with stage("swot", at="swot/factors", fill=millrace("factors")) as s:
        await s.keys("ctrl+g")
        for _ in range(9):
            if not s.shows("ON THE SCREEN"):
                await s.keys("pagedown")
        assert s.shows("ON THE SCREEN")
        assert s.shows("S strengths, W weaknesses")
        key_line = s.screen()[-1]
        assert "PgUp/PgDn guide" in key_line
        assert "^G close" in key_line
        await s.keys("ctrl+g")
        assert "PgUp/PgDn" not in s.screen()[-1]
        await s.keys("escape")
        assert s.shows("grade 3 own data")
