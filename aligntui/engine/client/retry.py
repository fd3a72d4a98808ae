"""What doing the same once more means, when somebody else took the ground away meanwhile.

Words typed into a card that was taken back bring it back; words typed into a card that was merged go
beside those of the card that it went into. Both are offered in one sentence and done only when asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from aligntui.engine.messages import Message, said
from aligntui.session.apply_items import value_of
from aligntui.session.codes import all_codes
from aligntui.session.model import Item, Session
from aligntui.session.ops import AnyOp, Retire, Set, Tie

if TYPE_CHECKING:
    from aligntui.session.apply import Refused


def anyway(session: Session, ops: Sequence[AnyOp], refused: Refused) -> tuple[list[AnyOp], Message] | None:
    """The ops that get the same words in, and what offers them; None when there is no way.

    Args:
        session: The session as it stands now.
        ops: What was refused.
        refused: Why.
    """
    held = next((item for op in ops if (item := _item(session, op)) is not None), None)
    if held is None:
        return None
    if refused.reason == "retired" and held.retired:
        fresh = [
            msgspec.structs.replace(op, was=value_of(held, op.field))
            if isinstance(op, Set) and op.id == held.id
            else op
            for op in ops
        ]
        back = Retire(id=held.id, on=False)
        why = f"{refused.by} took this card back." if refused.by else TAKEN
        return [back, *fresh], said("brings-back", "warning", why=why)
    if refused.reason == "merged" and held.into:
        into = _survivor(session, held)
        words = [
            msgspec.structs.replace(op, id=into.id)
            for op in ops
            if isinstance(op, Set) and op.id == held.id and op.words
        ]
        if into.retired or not words:
            return None
        code = into.code or all_codes(session).get(into.id, "")
        who = f"{refused.by} merged this card" if refused.by else MERGED
        return list(words), said("puts-beside", "warning", why=f"{who} into {code}.")
    return None


TAKEN = "This card was taken back."
MERGED = "This card was merged"


def _item(session: Session, op: AnyOp) -> Item | None:
    """The item that an op is about, when it no longer stands by itself."""
    for ref in (op.a, op.b) if isinstance(op, Tie) else (getattr(op, "id", ""),):
        item = session.items.get(ref)
        if item is not None and (item.retired or item.into):
            return item
    return None


def _survivor(session: Session, item: Item) -> Item:
    seen: set[str] = set()
    while item.into and item.id not in seen and item.into in session.items:
        seen.add(item.id)
        item = session.items[item.into]
    return item
