"""Two versions of the same words, which two people wrote at once: which may be chosen, and how they began."""

from __future__ import annotations

from msgspec import Struct

from aligntui.analysis.view import View
from aligntui.engine import recap
from aligntui.session.model import Clash
from aligntui.text import moment

CHOSEN = "Chosen. The other version stays in the history."


class Version(Struct, frozen=True):
    """One of the choices: its name, its words and who wrote them."""

    name: str
    words: str
    by: str = ""


def clashes(view: View, person: str) -> list[Clash]:
    """All that waits for a choice, the own ones first."""
    return sorted(view.session.clashes.values(), key=lambda clash: clash.by != person)


def versions(view: View, clash: Clash, person: str) -> list[Version]:
    """The choices: what one wrote, what the other wrote and all see now, one written from the two."""
    mine = clash.by == person
    recent = reversed(view.session.recent.values())
    stands = next((c for c in recent if c.by != clash.by and _touches(c.ops, clash)), None)
    by = f"{_who(view, stands.by, stands.at, person)}, " if stands is not None else ""
    return [
        Version("yours" if mine else "one", clash.yours, _who(view, clash.by, clash.at, person)),
        Version("theirs" if mine else "other", clash.theirs, f"{by}shown to everyone now"),
        Version("both", "write one from the two"),
    ]


def from_both(clash: Clash) -> str:
    """Words to begin with where one is written from the two."""
    return f"{clash.theirs}; {clash.yours}"


def _who(view: View, by: str | None, at: str, person: str) -> str:
    name = "you" if by == person else recap.person(view, by)
    clock = moment.clock(at, seconds=True)
    return f"{name}, {clock}" if clock else name


def _touches(ops: list[object], clash: Clash) -> bool:
    for op in ops:
        ref = op.get("id") if isinstance(op, dict) else getattr(op, "id", "")
        field = op.get("field") if isinstance(op, dict) else getattr(op, "field", "")
        if ref == clash.target and field == clash.field:
            return True
    return False
