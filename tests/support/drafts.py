"""Further methods as a person could have written them: drafts that use every corner of the language."""

from __future__ import annotations

import functools
from pathlib import Path

from aligntui.analysis import registry
from aligntui.methods.library import Library

FOLDER = Path(__file__).parent.parent / "fixtures" / "drafts"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml") if path.stem != "collections")
EXAMPLES = FOLDER.parents[2] / "docs" / "examples" / "frameworks"
FRAMEWORKS = ("five-forces", "kano", "lean-canvas", "moscow", "okr", "pestle-map", "raci")
"""Methods that were written from the documentation alone."""


@functools.cache
def drafts() -> Library:
    """The built-in workshops with the drafts as files of the user."""
    return Library(user=FOLDER, functions=registry.functions)


@functools.cache
def examples() -> Library:
    """The built-in workshops with the examples of the documentation as files of the user."""
    return Library(user=EXAMPLES, functions=registry.functions)


def library_of(name: str) -> Library:
    """Where a draft or a framework is found."""
    return examples() if name in FRAMEWORKS else drafts()
