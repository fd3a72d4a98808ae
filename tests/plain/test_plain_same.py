"""The same intents through the screen and the plain line give the same session, with the same offers.

With ALIGNTUI_LONG=1 these are 10,000 intents in 200 sequences, as in a step of CI; else a fifth of them.
"""

from __future__ import annotations

import os
import random

import pytest
from plain_line import steps
from twins import twins, wander

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
