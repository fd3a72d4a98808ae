"""A child that a form writes for each item: a check-in of an objective, a reading of a key figure.

One card asks fields of both: those of the child by their keys, those of the item itself as `parent.field`.
The child is written with its first answer, and holds the defaults of its list from then on.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from aligntui.analysis import told
from aligntui.analysis.children import last_child
from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.entry import defaults
from aligntui.engine.entry.reading import put
from aligntui.engine.kind import StepContext
from aligntui.methods.book import PARENT
from aligntui.methods.types import Field
from aligntui.session.model import Item
from aligntui.session.ops import AnyOp, Set

MOST = 4
"""Former values of children that stand in a row."""
_SHORT = ("number", "date", "scale", "choice", "yesno")
"""Types of which they do."""


def name_of(key: str) -> str:
    """Key of a field where it is held."""
    return key.removeprefix(PARENT)


def holder(ctx: StepContext, parent: Item, record: str, key: str) -> Item:
    """The item that holds what a field of the card asks: the item itself, or its child."""
    return parent if key.startswith(PARENT) else child_of(ctx, ctx.view, parent, record)


def child_of(ctx: StepContext, view: View, parent: Item, record: str) -> Item:
    """The child filled here; one that nobody wrote yet has no id, and holds its defaults."""
    sitting = ctx.run if ctx.step.new and ctx.run.at else None
    found = last_child(view, parent.id, record, sitting)
    if found is not None:
        return found
    series = view.book.series(record, {}, parent.id)
    run = ctx.run.id if ctx.step.new else ""
    unwritten = Item(id="", collection=record, series=series, of=parent.id, at=ctx.run.at, run=run)
    return replace(unwritten, fields=defaults.known(ctx, unwritten))


def put_into(ctx: StepContext, item: Item, key: str, field: Field, value: object) -> list[AnyOp]:
    """The change that keeps an answer: a child that nobody wrote yet is written with it."""
    ops = put(ctx, item, key, field, value)
    if item.id or not ops:
        return ops
    written, made = edits.add(ctx.view, ctx.new_id, item.collection, "", parent=item.of, **ctx.signed)
    written.run = item.run
    return [*made, *defaults.put_in(ctx, written, but=key), *put(ctx, written, key, field, value)]


def with_reason(ctx: StepContext, ops: Sequence[AnyOp], parent: Item, record: str) -> list[AnyOp]:
    """Values that are revised on the card carry the reason that the card asks for."""
    why = ctx.view.text(child_of(ctx, ctx.view, parent, record), ctx.step.why) if ctx.step.why else ""
    return [replace(op, why=why) if isinstance(op, Set) and op.revised else op for op in ops]


def former(view: View, child: Item, key: str) -> str:
    """`before 22, 25, 61` of the children written before this one; "" for none, and for long words."""
    field = view.book.field(child.collection, key)
    if not child.of or field is None or field.type not in _SHORT:
        return ""
    every = view.children(child.of, child.collection)
    ids = [one.id for one in every]
    every = every[: ids.index(child.id)] if child.id in ids else every
    values = [told.of(view, one, key) for one in every if view.asked(one, key)]
    return f"before {', '.join(values[-MOST:])}" if values else ""
