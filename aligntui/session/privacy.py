"""What history may hold. Answers to rounds that are not named leave no trace but on their ballot."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from aligntui.session.model import NAMELESS, Change, Round, Session
from aligntui.session.ops import Add, Erase, Give, Hand, Match, Op, Open, decode_ops


def is_private(session: Session, op: Op) -> bool:
    """Whether an op says what somebody answered in a secret round, or that they did.

    Sorting the words of such a round is work everybody sees and is kept, unless the line was named by
    its words instead of its number.
    """
    if isinstance(op, Give | Hand):
        held = session.rounds.get(op.round)
        return held is not None and held.privacy != "named"
    if isinstance(op, Match):
        held = session.rounds.get(op.round)
        number = op.line.rpartition("|")[2]
        return held is not None and held.privacy != "named" and not (number.isascii() and number.isdigit())
    return False


def is_withdrawal(session: Session, op: Op) -> bool:
    """Whether an op erases one answer that bears no name: it happened, but not who did it, nor when."""
    held = session.rounds.get(op.round) if isinstance(op, Erase) and op.ballot else None
    return held is not None and held.privacy != "named"


def opening(done: Iterable[Op]) -> Round | None:
    """The round without names that is opened among these: the first answer does it, so no name is kept."""
    opened = (op.round for op in done if isinstance(op, Open) and op.round.privacy != "named")
    return next(opened, None)


def names_nobody(session: Session, done: Iterable[Op]) -> bool:
    """Whether a change is about a card of which nobody's name is kept: its own is not kept either."""
    for op in done:
        ref = getattr(op, "id", "") or getattr(op, "a", "")
        item = op.item if isinstance(op, Add) else session.items.get(ref)
        if item is not None and item.by == NAMELESS:
            return True
    return False


def scrub(change: Change, round_id: str, ballot: str = "") -> Change | None:
    """The change without the answers of a round (of one ballot), or None when nothing else is in it.

    `apply` does this to `recent` when a round is erased; the store does it to history and backups.
    """
    ops = decode_ops(change.ops)
    kept = [op for op in ops if not _answers(op, round_id, ballot)]
    if len(kept) == len(ops):
        return change
    return msgspec.structs.replace(change, ops=kept, note="") if kept else None


def erasures(change: Change) -> list[tuple[str, str]]:
    """The (round, ballot) pairs a change erases; ballot "" is the whole round."""
    return [(op.round, op.ballot) for op in decode_ops(change.ops) if isinstance(op, Erase)]


def _answers(op: Op, round_id: str, ballot: str) -> bool:
    if isinstance(op, Give | Hand):
        return op.round == round_id and ballot in ("", op.ballot)
    if isinstance(op, Match):
        return op.round == round_id and ballot in ("", op.line.rpartition("|")[0])
    return False
