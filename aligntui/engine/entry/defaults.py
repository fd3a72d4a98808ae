"""What a new item holds from the start: the `default` of its fields."""

from __future__ import annotations

from aligntui.engine.entry.reading import put, read
from aligntui.engine.entry.unclear import Unclear
from aligntui.engine.kind import StepContext
from aligntui.engine.people import by_name, known_person
from aligntui.methods.types import Field
from aligntui.session.model import Item
from aligntui.session.ops import AnyOp


def known(ctx: StepContext, item: Item) -> dict[str, object]:
    """Field -> what it will hold; a person whom the session does not know yet is left out."""
    fields = ctx.view.book.fields(item.collection)
    values = {key: _value(ctx, item, key, field) for key, field in fields.items() if field.default}
    for key in values:
        if by_name(fields[key]):
            person = known_person(ctx.view, str(values[key]))
            values[key] = person.id if person is not None else None
    return {key: value for key, value in values.items() if value not in (None, "")}


def put_in(ctx: StepContext, item: Item, but: str = "") -> list[AnyOp]:
    """Ops that fill the fields of an item just made which hold nothing yet.

    Args:
        ctx: The snapshot.
        item: The item, which is not in the snapshot yet.
        but: A field that is answered with it.
    """
    if item.collection not in ctx.view.book.defaulted:
        return []
    return [
        op
        for key, field in ctx.view.book.fields(item.collection).items()
        if field.default and key != but and key not in item.fields
        for op in put(ctx, item, key, field, _value(ctx, item, key, field))
    ]


def _value(ctx: StepContext, item: Item, key: str, field: Field) -> object:
    words = {"run.as_of": ctx.run.as_of, "me": ctx.person}.get(field.default, field.default)
    try:
        return read(ctx, item, key, field, words)
    except Unclear:
        # Files are checked; what got in all the same is answered by hand.
        return None
