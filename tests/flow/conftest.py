"""Helpers of other rooms that the flow tests stand on: built views, hostile strings, the Millrace case."""

import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
for room in ("", "text", "analysis"):
    if str(TESTS / room) not in sys.path:
        sys.path.insert(0, str(TESTS / room))
