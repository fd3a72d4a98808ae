"""What is wrong in a definition file, as sentences: file, line, place in words, what, how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from aligntui.text.problem import UserProblem, UserProblems, in_order

Path = tuple[str | int, ...]

_PLURALS = {
    "collections": "collection", "fields": "field", "records": "record", "relations": "relation",
    "figures": "figure", "uses": "uses", "steps": "step", "adds": "field",
}  # fmt: skip


class GuideProblems(UserProblems):
    """All problems of a definition file, line by line."""

    def __init__(self, problems: Iterable[UserProblem]) -> None:
        super().__init__(in_order(problems))


class UnknownName(UserProblem):
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
