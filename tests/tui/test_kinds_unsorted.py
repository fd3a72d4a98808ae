"""Cards that have no value in the field of the columns wait in one of their own, and a sign sorts them."""

from __future__ import annotations

from pathlib import Path

from ideas_method import IDEAS
from sample_items import filling, library_of
from stage import stage

BOARD = IDEAS + "steps: [{kind: board, id: taken, title: Taken, holds: ideas, split: taken}]\n"


async def test_each_card_is_sorted_by_one_key(tmp_path: Path) -> None:
    books = library_of(tmp_path, BOARD)
    async with stage("probe", books=books, fill=filling(each=2, without=["taken"])) as s:
        assert s.shows("Not sorted yet")
        assert not s.typing
        await s.keys("y", "n")
        assert [item.fields["taken"] for item in s.view.items("ideas")] == ["yes", "no"]
        assert not s.shows("Not sorted yet")
