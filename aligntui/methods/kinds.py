"""What each kind of step may say: keys it needs, keys it takes, phases it knows.

A key that means nothing to a kind is an error, so that no file promises what no screen does.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from aligntui.methods.types import KindName

COMMON: frozenset[str] = frozenset({
    "kind", "id", "title", "use", "short", "ask", "minutes", "guide", "solo", "when", "shows", "show",
    "needs", "done", "waive", "read_back", "checks", "between",
})  # fmt: skip
"""Keys that every kind takes."""

IN_CELLS = ("scale", "yesno", "choice", "number", "date", "text")
"""Types of fields whose value can stand in a cell of a grid."""

_RATED = ("rate", "reveal", "talk", "again")


class Kind(msgspec.Struct, frozen=True):
    """The grammar of one kind of step."""

    name: KindName
    says: str
    """What the kind is for, in a few words."""
    needs: tuple[tuple[str, ...], ...] = ()
    """Each group: at least one of these keys must be there."""
    takes: frozenset[str] = frozenset()
    """Keys beside the common ones."""
    phases: tuple[str, ...] = ()
    """Phases it knows, in the only order that makes sense."""
    rounds: bool = False
    """Whether people may give answers in it: figures may name it as a round."""
    writes: Literal["", "values", "items"] = ""
    """Whether what is written in it are items, or values of items there are."""
    settles: bool = False
    """Whether the lists written in it get their codes for good once it is done."""
    ballots: Literal["", "phases", "always"] = ""
    """Whether each person answers alone there: in the phases that rate, or without phases too."""

    @property
    def keys(self) -> frozenset[str]:
        """All keys a step of this kind may have."""
        return COMMON | self.takes


def _kind(
    name: KindName,
    says: str,
    takes: str,
    needs: tuple[str, ...] = (),
    phases: tuple[str, ...] = (),
    **more: Any,
) -> Kind:
    groups = tuple(tuple(group.split("|")) for group in needs)
    return Kind(name, says, groups, frozenset(takes.split()), phases, **more)


KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        _kind("talk", "a timebox with text", "about filter phases", phases=("talk",)),
        _kind(
            "form",
            "a few named fields, one question at a time",
            "record each of fields now only filter new why makes by phases prompt erase gate layout margins",
            needs=("record|each",),
            phases=("write", "rate", "reveal"),
            writes="items",
        ),
        _kind(
            "board",
            "cards in columns, a 2x2 or around two axes",
            "split holds each fields now filter layout preset prompt makes push mark answer privacy rounds"
            " phases by",
            needs=("split|holds",),
            phases=("write", "reveal", "merge", "vote"),
            rounds=True,
            writes="items",
            settles=True,
            ballots="phases",
        ),
        _kind(
            "matrix",
            "a relation crossed, items with the fields asked of each, or cells that hold items",
            "relation of holds split fields now filter prompt margins by answer privacy rounds phases into"
            " layout",
            needs=("relation|of|holds",),
            phases=("write", *_RATED, "decide"),
            rounds=True,
            writes="items",
            settles=True,
        ),
        _kind(
            "table",
            "records read over and mended",
            "of holds each fields now filter preset prompt margins by phases makes mark erase",
            needs=("of|holds",),
            phases=("write", "mend"),
            writes="items",
            settles=True,
        ),
        _kind(
            "plot",
            "items on two scales",
            "of x y cut names fields now filter mark makes by answer privacy rounds phases preset",
            needs=("of", "x", "y"),
            phases=(*_RATED, "decide"),
            rounds=True,
            writes="values",
        ),
        _kind(
            "ask",
            "what each person answers alone",
            "about tests answer into rounds by not_self gate privacy filter fields phases reveal relation"
            " preset",
            needs=("answer",),
            phases=_RATED,
            rounds=True,
            writes="values",
            ballots="always",
        ),
        _kind(
            "sort",
            "free words or cards put to items",
            "words of to or makes filter phases fields",
            needs=("words|of", "to"),
            phases=("sort",),
            writes="values",
        ),
        _kind(
            "report",
            "figures, findings and the plan",
            "of each filter privacy phases erase",
            needs=("show|of|each",),
            phases=("read", "talk"),
        ),
    )
}
"""All kinds by name."""
