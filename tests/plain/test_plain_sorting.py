"""`/sort` on the plain line: the choices of the screen, the heading says by what, nothing is stored."""

from __future__ import annotations

from plain_line import plain_line


async def test_a_list_is_sorted_by_name_and_put_back() -> None:
    async with plain_line("swot/evidence") as (face, heard):
        before, written = face.client.view.session, [row.id for row in face.sight.rows]
        assert not await face.answer("/sort")
        assert heard[-1].startswith("One of these is asked: 1 as written, 2 by grade, 3 by importance")
        assert await face.answer("/sort importance")
        assert any(words.startswith("Sorted by importance, most first") for words in heard)
        del heard[:]
        await face.answer("/look")
        assert "Evidence, by importance:" in heard
        assert [row.id for row in face.sight.rows] != written
        assert sorted(row.id for row in face.sight.rows) == sorted(written)
        assert await face.answer("/sort by grade")
        assert await face.answer("/sort as written")
        assert [row.id for row in face.sight.rows] == written
        assert face.client.view.session is before
        del heard[:]
        assert await face.answer("/help")
        assert any(words.startswith("/sort: sort the list") for words in heard)


async def test_dots_are_no_choice_where_none_were_given() -> None:
    async with plain_line("swot/evidence") as (face, heard):
        assert not await face.answer("/sort dots")
        assert heard[-1].startswith("One of these is asked: 1 as written")
        assert face.live.state.sort == ""
