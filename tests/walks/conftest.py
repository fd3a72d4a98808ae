"""The kit of the walks."""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TESTS = HERE.parent
for folder in (HERE, *(TESTS / room for room in ("text", "analysis", "steps"))):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))
