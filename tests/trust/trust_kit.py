"""What the trust tests stand on: the stage of the step tests, hostile strings, the root fixtures' clock."""

from __future__ import annotations

import importlib.util
import os
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

ALL = bool(os.environ.get("ALIGNTUI_ALL_STEPS"))
"""Every step of every method instead of one of each kind: tests/torture sets it."""


def chosen(s: Stage) -> list[int]:
    """Places of one step of each kind and look."""
    seen: dict[tuple[object, ...], int] = {}
    for number, entry in enumerate(s.page.run.steps):
        found = s.page.view.book.step(entry.step)
        if found is not None:
            step = found[1]
            answer = step.answer.type if step.answer is not None else ""
            look = (step.kind, step.layout, answer, bool(step.each), step.relation is None)
            seen.setdefault(entry.step if ALL else look, number)  # type: ignore[arg-type]
    return list(seen.values())


__all__ = [
    "ALL",
    "HOSTILE_STRINGS",
    "ROOT",
    "TESTS",
    "TRUST",
    "Clock",
    "NewId",
    "Stage",
    "chosen",
    "library",
    "make_store",
    "stage",
]
