"""Cards that a step hands on when it is done: each is copied to another list and cites what it came from."""

from __future__ import annotations

from collections import Counter

from aligntui.analysis.view import View
from aligntui.engine.edits import NewId, add
from aligntui.engine.messages import Message, said
from aligntui.methods.types import Step, as_list
from aligntui.session import order
from aligntui.session.model import Item
from aligntui.session.ops import AnyOp, Tie

COPIES = "copies"
"""Relation from a copy to its card, where the list of the copy has no link of its own for that."""


def pushed(
    view: View, step: Step, new_id: NewId, *, by: str | None = None, at: str = ""
) -> tuple[list[AnyOp], Message | None]:
    """The ops that copy what is not copied yet, and how many go to which list in words; None of none."""
    ops: list[AnyOp] = []
    made: Counter[str] = Counter()
    last: dict[str, str] = {}
    split = step.split if isinstance(step.split, str) else ""
    for card in view.items(view.book.held(step)) if step.push and split else []:
        target = step.push.get(str(card.fields.get(split) or ""), "")
        base = view.book.collections.get(target)
        if base is None or not card.text or _is_copied(view, card, target):
            continue
        key = _citing_field(view, target, card.collection)
        copy, more = add(view, new_id, target, card.text, {key: [card.id]} if key else {}, by=by, at=at)
        # Those of one change stand in the order of their cards.
        copy.pos = last[target] = order.after([copy.pos, last.get(target, "")])
        ops += more if key else [*more, Tie(relation=COPIES, a=copy.id, b=card.id, to={})]
        made[base.title or target] += 1
    to = ", ".join(f"{number} to {title}" for title, number in made.items())
    return ops, said("copied", "ok", to=to, count=made.total()) if ops else None


def _is_copied(view: View, card: Item, target: str) -> bool:
    """Whether a card has a copy in a list; one that was parked there counts."""
    return any(item.collection == target for _, item in view.citing(card.id))


def _citing_field(view: View, target: str, source: str) -> str:
    """The field in which items of a list cite several of another, or ""."""
    for key, field in view.book.fields(target).items():
        if field.type == "link" and field.many and {source, "any"} & set(as_list(field.of)):
            return key
    return ""
