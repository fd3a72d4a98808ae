"""One thing that `doctor` looked at, and how it is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from aligntui.text.clean import clean_line

State = Literal["ok", "note", "warning", "error"]

MARKS: dict[State, str] = {"ok": "  ", "note": "  ", "warning": "! ", "error": "!!"}


@dataclass(frozen=True)
class Fact:
    """One thing that was looked at.

    Attributes:
        area: What it belongs to: terminal, folders, sessions...
        name: What was looked at.
        value: How it is.
        state: Whether it works: `ok`; `note`, good to know; `warning`, something is worse than it could
            be; `error`, something does not work.
        mend: What to do about it.
    """

    area: str
    name: str
    value: str
    state: State = "ok"
    mend: str = ""


def told(facts: Iterable[Fact], wide: int) -> list[str]:
    """Facts as lines, area by area."""
    from aligntui.analysis.layout import wrap

    known = list(facts)
    longest = min(max((len(fact.name) for fact in known), default=0), 24)
    lines: list[str] = []
    area = ""
    for fact in known:
        if fact.area != area:
            lines += ["", fact.area.upper()]
            area = fact.area
        name = clean_line(fact.name)
        head = f"{MARKS[fact.state]} {name:<{longest}}  "
        hang = " " * (longest + 5)
        lines += wrap(fact.value, wide, head, hang)
        if fact.mend:
            lines += wrap(fact.mend, wide, hang)
    return lines[1:]
