"""Why a value is another than in an earlier sitting: asked behind a field that keeps its former values."""

from __future__ import annotations

from collections.abc import Iterable

from aligntui.analysis import told
from aligntui.engine.entry.fields import WHY
from aligntui.engine.kind import StepContext
from aligntui.methods.types import Field
from aligntui.session.model import Item
from aligntui.session.ops import AnyOp, Set
from aligntui.text.clean import clean_line


def asked_too(ctx: StepContext, item: Item, keys: Iterable[str]) -> tuple[str, ...]:
    """The fields that are asked of an item of an earlier sitting, each with its reason behind it."""
    return tuple(one for key in keys for one in ((key, f"{WHY}{key}") if _may_be(ctx, item, key) else (key,)))


def _may_be(ctx: StepContext, item: Item, key: str) -> bool:
    """Whether the value of a field is kept where it is changed."""
    field = ctx.view.book.field(item.collection, key)
    return field is not None and field.revised and item.fields.get(key) not in (None, "")


def field_of(ctx: StepContext, item: Item, key: str) -> Field:
    """The reason as a field: `Why 250, and no longer 300?`."""
    name = key.removeprefix(WHY)
    past, now = item.past.get(name, []), told.of(ctx.view, item, name)
    was = told.value(ctx.view, item.collection, name, past[-1].value) if past else ""
    return Field(type="text", label="why", ask=f"Why {now or 'nothing'}, and no longer {was}?")


def given(item: Item, key: str, words: object) -> list[AnyOp]:
    """The change that keeps the reason with the value that was revised last."""
    name, line = key.removeprefix(WHY), clean_line(str(words or ""))
    past, value = item.past.get(name, []), item.fields.get(name)
    if not past or past[-1].why == line:
        return []
    return [Set(id=item.id, field=name, was=value, to=value, revised=True, why=line, was_why=past[-1].why)]
