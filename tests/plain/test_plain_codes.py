"""No code of a card or a rule is said on the plain line without its words."""

from __future__ import annotations

import pytest
from codes import bare
from plain_line import plain_line, steps

from aligntui.plain.lines import asking_lines


@pytest.mark.parametrize("at", steps())
async def test_codes_are_said_with_their_words_on_the_plain_line(at: str) -> None:
    async with plain_line(at) as (face, heard):
        view = face.client.view
        codes = [view.code(item) for name in view.book.collections for item in view.items(name)]
        why = [f"/why {code}" for code in codes]
        orders = ("/look", "/findings", "/mend 1", "/state", *why, f"/find {codes[0]}", "/on")
        for order in orders:
            del heard[:]
            await face.answer(order)
            missing = bare(face.client.view, "\n".join(heard))
            assert not missing, f"{order} {sorted(missing)}\n" + "\n".join(heard)


@pytest.mark.parametrize("at", steps())
async def test_of_what_a_number_picks_no_two_are_called_alike(at: str) -> None:
    async with plain_line(at) as (face, _):
        picked = [row.partition(" ")[2] for row in asking_lines(face.sight, face.offers, face.called)[1:]]
        assert len(picked) == len(set(picked)), picked
