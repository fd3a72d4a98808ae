"""Helpers of other rooms that the exchange tests stand on: hostile strings, session scripts, built views."""

import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
for room in ("text", "session", "analysis"):
    sys.path.insert(0, str(TESTS / room))
