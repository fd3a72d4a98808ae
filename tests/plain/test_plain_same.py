"""The same intents through the screen and the plain line give the same session, with the same offers."""

from __future__ import annotations

import os
import random

import pytest
from twins import steps, twins, wander

PARTS = 20
SEQUENCES = int(os.environ.get("ALIGNTUI_SEQUENCES", "200")) // PARTS
"""Sequences of each part; 10,000 in all are run by hand now and then."""
LENGTH = 50


@pytest.mark.parametrize("part", range(PARTS))
async def test_ten_thousand_intents_do_the_same_on_both_faces(part: int) -> None:
    dice = random.Random(part)
    places = steps()
    for number in range(SEQUENCES):
        at = places[(part * SEQUENCES + number) % len(places)]
        async with twins(at) as pair:
            await wander(pair, dice, LENGTH)
