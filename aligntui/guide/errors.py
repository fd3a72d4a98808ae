"""What is wrong in a definition file, as sentences: file, line, place in words, what, how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

Path = tuple[str | int, ...]

_PLURALS = {
    "collections": "collection", "fields": "field", "records": "record", "relations": "relation",
    "figures": "figure", "uses": "uses", "steps": "step", "adds": "field",
}  # fmt: skip


class Problem(msgspec.Struct, frozen=True, order=True):
    """One thing to mend in a file."""

    source: str
    line: int
    """From 1; 0 when no line can be named."""
    place: str
    """Where in words: `collection strengths, field grade`. "" for the whole file."""
    message: str
    mend: str = ""

    def __str__(self) -> str:
        head = f"{self.source} line {self.line}" if self.line else self.source
        text = f"{head}: {self.place}: {self.message}" if self.place else f"{head}: {self.message}"
        if not text.endswith((".", "?")):
            text += "."
        return f"{text} {self.mend}" if self.mend else text


class GuideProblems(Exception):  # noqa: N818 - people have problems, not errors
    """All problems of a definition file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnknownName(LookupError):  # noqa: N818 - people have problems, not errors
    """No method, step or agenda of this name, as one sentence."""


def place(path: Path, data: Any) -> str:
    """A key path in words: `("steps", 3, "answer", "from")` is `step grid, answer, from`.

    Steps are called by their id; entries of other lists by their number from 1.
    """
    words: list[str] = []
    here = data
    group = ""
    for index, part in enumerate(path):
        here = _below(here, part)
        if group:
            called = here.get("id") if isinstance(here, dict) and isinstance(part, int) else None
            words.append(f"{_PLURALS[group]} {called or (part + 1 if isinstance(part, int) else part)}")
            group = ""
        elif isinstance(part, int):
            words[-1:] = [f"{words[-1] if words else 'entry'} {part + 1}"]
        elif part in _PLURALS and index + 1 < len(path):
            group = part
        else:
            words.append(part)
    return ", ".join(words)


def _below(here: Any, part: str | int) -> Any:
    try:
        return here[part]
    except (KeyError, IndexError, TypeError):
        return None
