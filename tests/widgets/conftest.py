"""Helpers of other rooms that the widget tests stand on: hostile strings, the stage."""

import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
for room in ("text", "steps"):
    if str(TESTS / room) not in sys.path:
        sys.path.insert(0, str(TESTS / room))
