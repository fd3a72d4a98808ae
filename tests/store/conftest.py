"""Each place of `places.PLACES` in turn, for the tests that every store must pass."""

from __future__ import annotations

from pathlib import Path

import pytest
from places import PLACES, Place


@pytest.fixture(params=list(PLACES))
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    return PLACES[request.param](tmp_path)
