"""Fields of an open item as they stand, kept or not: the item they make, and the worst finding about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from aligntui.analysis.figure import Finding
from aligntui.analysis.view import View
from aligntui.engine import preview
from aligntui.engine.entry import filling
from aligntui.engine.entry.fields import label_of
from aligntui.engine.entry.filling import Filling
from aligntui.engine.entry.reading import read
from aligntui.engine.entry.unclear import Unclear
from aligntui.engine.figures import Figures
from aligntui.engine.kind import StepContext
from aligntui.engine.people import by_name, names_in
from aligntui.methods.types import Field
from aligntui.session.model import Item


def as_typed(ctx: StepContext, opened: Filling, words: Mapping[str, object]) -> Item:
    """The item as its fields stand now, kept or not; what cannot be read stays as it is stored."""
    item = filling.item_of(ctx, opened)
    fields = dict(item.fields)
    for key, typed in words.items():
        field = filling.field_of(ctx, opened, key)
        if field is not None and key != "text":
            try:
                fields[key] = read(ctx, item, key, field, typed)
            except Unclear:
                continue
    return Item(id=item.id, collection=item.collection, text=item.text, fields=fields)


def finding(ctx: StepContext, opened: Filling, words: Mapping[str, object]) -> Finding | None:
    """The worst finding about the fields in `words` as they stand there, else about the item.

    A form that is nothing else says only what is about the field in focus; without one, about all its fields.
    """
    item, view = filling.item_of(ctx, opened), ctx.view
    for key, typed in words.items():
        field = filling.field_of(ctx, opened, key)
        if field is None:
            continue
        try:
            value = read(ctx, item, key, field, typed)
        except Unclear as unclear:
            return Finding(code="FIELD", severity="hint", message=str(unclear), field=key)
        if value != ctx.view.value(item, key):
            if field.type in ("text", "long", "chain") and len(str(typed).split()) == 1:
                # Nothing can be asked of a word that stands at the beginning of a sentence.
                return None
            view = preview.with_field(view, item, key, _as_linked(view, field, value))
    figures = ctx.figures if view is ctx.view else Figures(view)
    found = [f for f in figures.findings(ctx.method, ctx.step) if f.target == item.id]
    if opened.where == "form":
        keys = words or ["", "text", *opened.keys]
        former = _about_former(ctx, opened, words, found)
        return former or next((f for f in found if f.field in keys), None)
    return next(iter([*(f for f in found if f.field in words), *found]), None)


def _about_former(
    ctx: StepContext, opened: Filling, words: Mapping[str, object], found: Sequence[Finding]
) -> Finding | None:
    """About the field above an empty one in focus: what was kept in it just now stands beside it."""
    keys, at = filling.asked(ctx, opened), next(iter(words), "")
    if at not in keys[1:] or any(str(typed or "").strip() for typed in words.values()):
        return None
    former = keys[keys.index(at) - 1]
    about, field = next((f for f in found if f.field == former), None), filling.field_of(ctx, opened, former)
    if about is None or field is None:
        return None
    return replace(about, message=f"{label_of(former, field)}: {about.message}")


def _as_linked(view: View, field: Field, value: object) -> object:
    """Names as a link holds them: one for each person."""
    return names_in(view, value) if by_name(field) and field.many and isinstance(value, str) else value
