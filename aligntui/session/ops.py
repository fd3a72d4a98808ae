"""The ops a change is made of. Each says an intention: one place, from what I saw, to what I want.

Every op carries what it replaced, so that its inverse needs no look at the state (`session.undo`).
"""

from __future__ import annotations

from typing import Any

import msgspec

from aligntui.session.model import Change, Clash, Clock, Definition, Item, Link, Round, Run


class Op(msgspec.Struct, tag_field="op", tag=str.lower, omit_defaults=True, kw_only=True):
    """Base of all ops; the class name in small letters is the tag in the file."""


class Add(Op, kw_only=True):
    """A new item. Its code comes later, when its list is settled."""

    item: Item


class Retire(Op, kw_only=True):
    """Take an item back (`on`) or bring it back."""

    id: str
    on: bool = True
    was: Item | None = None
    """The item as it stood. Undo takes back only what still reads so."""


class Set(Op, kw_only=True):
    """One field of one item or record.

    `field` is `text` for the words, a field key otherwise. `words` marks free text: when somebody
    else changed it since `was`, both versions are kept instead of the last one winning.
    """

    id: str
    field: str
    was: Any = None
    to: Any = None
    words: bool = False
    revised: bool = False
    why: str = ""
    was_why: str = ""
    """The reason before: where the value stays, only the reason of the last revision changes."""


class Status(Op, kw_only=True):
    """Draft, agreed, parked, dropped, with a reason."""

    id: str
    was: str
    to: str
    reason: str = ""
    was_reason: str = ""


class Place(Op, kw_only=True):
    """Another place in the same list (fractional key)."""

    id: str
    was: str
    to: str


class Move(Op, kw_only=True):
    """To another list or cell. A settled code stays behind in `was`; the new list gives a new one."""

    id: str
    was: tuple[str, str]
    """(collection, series) it stood in."""
    to: tuple[str, str]
    was_code: str = ""
    code: str = ""
    was_pos: str = ""
    pos: str = ""
    field: str = ""
    """Choice field that makes the series (cell), if one does."""
    was_value: Any = None
    value: Any = None
    took: tuple[int, int] | None = None
    """Counter of the new series (before, after) when the move drew a fresh number; falling when it is
    given back."""


class Tie(Op, kw_only=True):
    """Set or clear a link. Fields None means there is no link; {} is a plain citation."""

    relation: str
    a: str
    b: str
    was: dict[str, Any] | None = None
    to: dict[str, Any] | None = None


class Merge(Op, kw_only=True):
    """An item goes into another (`to`), or is split off again (`to` empty)."""

    id: str
    was: str = ""
    to: str = ""


class Settle(Op, kw_only=True):
    """Provisional codes become fixed, once, in the order shown: item id -> code."""

    codes: dict[str, str]
    counters: dict[str, tuple[int, int]] = {}
    """Series -> (counter before, after)."""


class Unsettle(Op, kw_only=True):
    """Codes become provisional again; only while nothing cites the items."""

    codes: dict[str, str]
    counters: dict[str, tuple[int, int]] = {}


class Open(Op, kw_only=True):
    """Open a round."""

    round: Round


class Turn(Op, kw_only=True):
    """Close or reveal a round, or open it again before the reveal. A reveal has no inverse."""

    id: str
    was: str
    to: str
    away: list[str] = []
    """Subjects that are in no list now."""


class Give(Op, kw_only=True):
    """One value on one's own open ballot. `to` None takes it back."""

    round: str
    ballot: str
    by: str | None = None
    subject: str
    was: Any = None
    to: Any = None


class Hand(Op, kw_only=True):
    """Hand the own ballot in, or take it back while the round is open."""

    round: str
    ballot: str
    by: str | None = None
    was: str = "open"
    to: str = "in"
    seats: int = 0
    """How many more sit down at this keyboard with it, to answer too; -1 when one gets up again."""


class Match(Op, kw_only=True):
    """Sort one line of free words to an item or a word; `to` empty unsorts.

    `line` is `ballot|n`: the ballot and the number of its line. It never holds the words themselves,
    for answers to secret rounds are in no history.
    """

    round: str
    line: str
    was: str = ""
    to: str = ""


class Erase(Op, kw_only=True):
    """Remove the raw answers of a round for good. No inverse."""

    round: str
    ballot: str = ""
    """Only this ballot (consent withdrawn); all of them when empty."""


class Waive(Op, kw_only=True):
    """Set a need, finding or done-when aside (`reason` given) or take that back (empty)."""

    what: str
    was: str = ""
    reason: str = ""


class Begin(Op, kw_only=True):
    """A new run."""

    run: Run


class Drop(Op, kw_only=True):
    """Take a run back: the inverse of Begin."""

    run: Run


class Walk(Op, kw_only=True):
    """One attribute of one step of a run: state, phase, used, minutes."""

    run: str
    step: str
    """Id of the run step."""
    field: str
    was: Any = None
    to: Any = None


class Time(Op, kw_only=True):
    """The clock of a run is moved, paused or started, and what it has counted goes to its step.

    Nothing happens where somebody else moved it since `was`: he has counted that time.
    """

    run: str
    seconds: int = 0
    """Seconds counted since `was.since`, for the step of `was`."""
    was: Clock | None = None
    to: Clock | None = None


class Steer(Op, kw_only=True):
    """One attribute of the room of a run: who leads, where it is, how often all were called.

    Nobody's edit: undo leaves it alone.
    """

    run: str
    field: str
    was: Any = None
    to: Any = None


class Plan(Op, kw_only=True):
    """One attribute of a run: title, as_of, next, or its `steps` as a whole (reordered, dropped)."""

    run: str
    field: str
    was: Any = None
    to: Any = None


class Name(Op, kw_only=True):
    """The session's title."""

    was: str
    to: str


class Define(Op, kw_only=True):
    """Keep the definition of a method, agenda or the shared lists in the session."""

    name: str
    version: int
    hash: str
    body: dict[str, Any]
    was: Definition | None = None
    """What it takes the place of, where that can be taken back; None where it only comes or grows."""


class Choose(Op, kw_only=True):
    """Settle a clash: which words stand. The other version stays in the history."""

    clash: str
    id: str
    """Item, record or key of the link."""
    field: str
    was: str
    to: str
    kept: Clash | None = None
    """The clash that this settled, so that it can be opened again."""
    again: bool = False
    """Open the clash again and put back the words that stood: the inverse of choosing."""


class Beside(Op, kw_only=True):
    """Words kept beside those that stand (`on`), or taken away again by the one who wrote them.

    Nobody asks for this op: `apply` records it where a `Set` met words changed meanwhile.
    """

    clash: Clash
    on: bool = True


class Rekey(Op, kw_only=True):
    """A field got another key (`was:` in its definition): value and former values move along."""

    id: str
    """Item or record; empty for a relation, whose links all move."""
    was: str
    to: str


AnyOp = (
    Add | Retire | Set | Status | Place | Move | Tie | Merge | Settle | Unsettle | Open | Turn | Give
    | Hand | Match | Erase | Waive | Begin | Drop | Walk | Time | Steer | Plan | Name | Define | Choose
    | Beside | Rekey
)  # fmt: skip

FINAL: tuple[type[Op], ...] = (Erase, Open, Turn)
"""Ops that undo does not take back. The app asks before the ones that destroy. A closed round can be
opened again until the reveal, but by another `Turn`, never by undo."""


def decode_ops(raw: list[Any]) -> list[AnyOp]:
    """Ops from their stored form.

    Raises:
        msgspec.ValidationError: When the stored form is damaged.
    """
    return [op if isinstance(op, AnyOp) else msgspec.convert(op, AnyOp) for op in raw]


def decode_change(change: Change) -> Change:
    """The change with its ops as structs."""
    if all(isinstance(op, Op) for op in change.ops):
        return change
    return msgspec.structs.replace(change, ops=decode_ops(change.ops))


def tie(link: Link) -> Tie:
    """The op that makes this link where none is."""
    return Tie(relation=link.relation, a=link.a, b=link.b, to=dict(link.fields))
