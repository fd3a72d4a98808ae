"""The session as if what was typed in a field of an open item were kept."""

from __future__ import annotations

from aligntui.analysis.view import View
from aligntui.engine import preview
from aligntui.engine.entry import filling
from aligntui.engine.entry.filling import Filling
from aligntui.engine.entry.reading import read
from aligntui.engine.kind import StepContext
from aligntui.engine.people import by_name, names_in
from aligntui.methods.types import Field


def view_with(ctx: StepContext, opened: Filling, key: str, typed: object, view: View | None = None) -> View:
    """The view as if what stands in a field were kept; the very same one where that is kept already.

    Raises:
        Unclear: When it cannot be read.
    """
    view = view if view is not None else ctx.view
    field = filling.field_of(ctx, opened, key)
    if field is None:
        return view
    item, name = filling.holder(ctx, opened, key)
    value = read(ctx, item, name, field, typed)
    if value == ctx.view.value(item, name):
        return view
    item = view.session.items.get(item.id, item)
    return preview.with_field(view, item, name, _as_linked(view, field, value))


def _as_linked(view: View, field: Field, value: object) -> object:
    """Names as a link holds them: one for each person."""
    return names_in(view, value) if by_name(field) and field.many and isinstance(value, str) else value
