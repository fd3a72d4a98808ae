"""Helpers of other rooms that the screen tests stand on: the stage, the Millrace case, hostile strings."""

import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
for room in ("text", "analysis", "steps"):
    if str(TESTS / room) not in sys.path:
        sys.path.insert(0, str(TESTS / room))
