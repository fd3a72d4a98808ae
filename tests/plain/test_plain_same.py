"""The same intents through the screen and the plain line give the same session, with the same offers.

With ALIGNTUI_LONG=1 these are 10,000 intents in 200 sequences, as in a step of CI; else a fifth of them.
"""

from __future__ import annotations

import os
import random

import pytest
from case_session import millrace
from plain_line import plain_line, steps
from stage import stage
from twins import twins, wander

from aligntui.session.ops import Tie
from aligntui.store.local.handle import Handle
from aligntui.store.local.repository import Store

PARTS = 20
LONG = os.environ.get("ALIGNTUI_LONG") == "1"
SEQUENCES = int(os.environ.get("ALIGNTUI_SEQUENCES", "200" if LONG else "40")) // PARTS
"""Sequences of each part; 10,000 in all are run by hand now and then."""
LENGTH = 50


@pytest.mark.parametrize("part", range(PARTS))
async def test_intents_by_chance_do_the_same_on_both_faces(part: int) -> None:
    dice = random.Random(part)
    places = steps()
    for number in range(SEQUENCES):
        at = places[(part * SEQUENCES + number) % len(places)]
        async with twins(at) as pair:
            await wander(pair, dice, LENGTH)


def crossed(store: Store, handle: Handle) -> None:
    """Three pairs that match in the first box of the cells and one in the last, none looked at between."""
    millrace("factors")(store, handle)
    pairs = (("s1", "o1"), ("s2", "o2"), ("s3", "o3"), ("w1", "t1"))
    handle.apply([Tie(relation="match", a=a, b=b, to={"strength": 1}) for a, b in pairs])


BOXES = (("SO1", ["s1", "o1"]), ("WO1", []), ("ST1", []), ("WT1", ["w1", "t1"]))


async def test_an_empty_line_leads_to_pairs_of_the_next_box_alone_on_both_faces() -> None:
    async with stage("tows", at="tows/cards", fill=crossed) as s:
        for code, cites in BOXES:
            assert s.question.startswith(
                "S1 36" if code == "SO1" else "W1 Only" if cites else f"{code[:2]}: "
            )
            line = next(row for row in s.screen() if row.startswith(f" {code} "))
            assert ("(" in line.partition(">")[0]) is bool(cites), line
            await s.type("An idea of ours\n\n")
            assert sorted(s.view.linked(s.item(code).id, "strategies.cites")) == sorted(cites)
    async with plain_line("tows/cards", crossed) as (face, heard):
        for code, cites in BOXES:
            assert face.sight.question.startswith(
                "S1 36" if code == "SO1" else "W1 Only" if cites else f"{code[:2]}: "
            )
            for line in ("An idea of ours", ""):
                await face.answer(line)
            card = face.client.view.find(code)
            assert card is not None
            assert sorted(face.client.view.linked(card.id, "strategies.cites")) == sorted(cites), heard
