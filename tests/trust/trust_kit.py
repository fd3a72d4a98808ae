"""What the trust tests stand on: the stage of the step tests, hostile strings, the root fixtures' clock."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

TRUST = Path(__file__).resolve().parent
TESTS = TRUST.parent
ROOT = TESTS.parent
for folder in (TRUST, TESTS / "text", TESTS / "steps"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))


def _root_conftest() -> None:
    """Other rooms have a conftest as well; the stage needs the one of all tests."""
    if hasattr(sys.modules.get("conftest"), "Clock"):
        return
    spec = importlib.util.spec_from_file_location("conftest", TESTS / "conftest.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["conftest"] = module
    spec.loader.exec_module(module)


_root_conftest()

from hostile import HOSTILE_STRINGS  # noqa: E402
from stage import Stage, library, make_store, stage  # noqa: E402

from conftest import Clock, NewId  # noqa: E402

__all__ = [
    "HOSTILE_STRINGS",
    "ROOT",
    "TESTS",
    "TRUST",
    "Clock",
    "NewId",
    "Stage",
    "library",
    "make_store",
    "stage",
]
