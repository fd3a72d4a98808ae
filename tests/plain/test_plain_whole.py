"""Each text can be read whole on the plain line: nothing of it is cut, and no card is left out."""

from __future__ import annotations

import pytest
from filled_steps import PLACES, filled
from plain_line import plain_line

from aligntui.engine.mends import found, gathered
from aligntui.plain.lines import plain
from aligntui.session.ops import Waive


@pytest.mark.parametrize("kind", [kind for kind in PLACES if kind != "vote"])
@pytest.mark.parametrize(("amount", "length"), [(0, 0), (1, 4), (13, 4), (1, 60), (6, 24)])
async def test_each_card_is_said_whole_and_none_is_left_out(kind: str, amount: int, length: int) -> None:
    place = PLACES[kind]
    async with plain_line(place.at, filled(place, amount, length)) as (face, heard):
        for order in place.enter:
            assert await face.answer(order)
        cards = [item for name in place.lists for item in face.client.view.items(name)]
        assert amount == 0 or cards
        del heard[:]
        assert await face.answer("/look")
        listed = list(heard)
        for item in cards:
            code = face.client.view.code(item)
            # A pair of drivers is called by their codes.
            named = "" if kind == "pairs" else code
            assert any(item.text in row and named in row for row in listed), (code, listed)
            for order in (f"/find {item.text.split()[0]}", f"/why {code}"):
                del heard[:]
                assert await face.answer(order)
                assert item.text in " ".join(" ".join(heard).split()), order


async def test_findings_and_the_guide_are_said_whole() -> None:
    async with plain_line("objectives/draft", filled(PLACES["table"], 6, 24)) as (face, heard):
        view = face.client.view
        for number, one in enumerate(gathered(view, found(view))):
            if number % 2:
                await face.commit([Waive(what=one.finding.key, reason=f"reason {number} " * 40)], None)
        del heard[:]
        assert await face.answer("/findings")
        every, told = gathered(view, found(face.client.view)), " ".join(" ".join(heard).split())
        assert {bool(one.aside) for one in every} == {True, False}
        assert all(plain(one.aside).strip() in told for one in every)
        alone = [one for one in every if len(one.every) == 1 and view.code(one.finding.target)]
        assert alone
        assert all(view.item(one.finding.target).text in told for one in alone)
        assert ".." not in told
        del heard[:]
        assert await face.answer("/guide")
        guide, told = face.workshop.step.guide, " ".join(" ".join(heard).split())
        for text in (*guide.how, *guide.pitfalls, *guide.example, guide.done):
            assert " ".join(text.split()) in told
