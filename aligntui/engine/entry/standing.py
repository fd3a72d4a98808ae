"""Fields of an open item as they stand, kept or not: rows, the item they make, the worst finding about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from aligntui.analysis.bind import count
from aligntui.analysis.figure import Finding
from aligntui.analysis.figures import Figures
from aligntui.engine.entry import filling
from aligntui.engine.entry.fields import label_of, read_out
from aligntui.engine.entry.filling import MORE, Filling
from aligntui.engine.entry.reading import read
from aligntui.engine.entry.unclear import Unclear
from aligntui.engine.kind import Row, StepContext
from aligntui.methods.book import PARENT
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


def finding(
    ctx: StepContext, opened: Filling, words: Mapping[str, object], *, is_new: bool = False
) -> Finding | None:
    """The worst finding about the fields in `words` as they stand there, else about the item.

    A form that is nothing else says only what is about the field in focus; without one, about all its fields.
    Of a new card no error is said of what it has not asked yet: the field asks it itself.
    """
    from aligntui.engine.entry.typed import view_with

    view = ctx.view
    for key, typed in words.items():
        field = filling.field_of(ctx, opened, key)
        try:
            changed = view_with(ctx, opened, key, typed, view)
        except Unclear as unclear:
            return Finding(code="FIELD", severity="hint", message=str(unclear), field=key)
        is_short = field is not None and field.type in ("text", "long", "chain")
        if changed is not view and is_short and len(str(typed).split()) == 1:
            # Nothing can be asked of a word that stands at the beginning of a sentence.
            return None
        view = changed
    figures = ctx.figures if view is ctx.view else Figures(view)
    targets = {filling.item_of(ctx, opened).id, filling.holder(ctx, opened, "")[0].id}
    found = [f for f in figures.findings(ctx.method, ctx.step) if f.target in targets]
    if opened.where == "form":
        keys = [key.removeprefix(PARENT) for key in words or ["", "text", *opened.keys]]
        former = _about_former(ctx, opened, words, found)
        return former or next((f for f in found if f.field in keys), None)
    ahead = _ahead(ctx, opened, words) if is_new else set()
    found = [f for f in found if f.severity != "error" or f.field not in ahead]
    return next(iter([*(f for f in found if f.field in words), *found]), None)


def _ahead(ctx: StepContext, opened: Filling, words: Mapping[str, object]) -> set[str]:
    """The field in focus and those behind it, as far as nothing stands in them."""
    keys = filling.asked(ctx, opened)
    left = keys[keys.index(opened.at) :] if opened.at in keys else ()
    return {k for k in left if not filling.has_answer(ctx, opened, k) and not str(words.get(k) or "").strip()}


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


# what stands there


def asks(ctx: StepContext, opened: Filling, key: str = "") -> str:
    """What an open card asks of a field, else of the one in focus: its question, else its name."""
    key = key or opened.at
    field = filling.field_of(ctx, opened, key) if key not in ("", "text") else None
    words = filling.question(ctx, opened, key)
    return words or (label_of(key, field) if field is not None else filling.ABOUT)


def rows(ctx: StepContext, opened: Filling) -> tuple[Row, ...]:
    """Each field asked, with its value as people read it and what stood there before."""
    found, asked, figures = list[Row](), filling.asked(ctx, opened), computed(ctx, opened)
    for key in (*opened.keys, MORE):
        if figures.get(key):
            found.append(Row(key, figure_label(ctx, key, opened), value=figures[key]))
        elif key == MORE and MORE in asked:
            found.append(Row(MORE, filling.BEHIND.label, value=behind(ctx, opened)))
        elif key in asked and (field := filling.field_of(ctx, opened, key)) is not None:
            item, name = filling.holder(ctx, opened, key)
            former = before(ctx, opened, key)
            parts = (read_out(field, ctx.view.value(item, name), ctx.view), f"({former})" if former else "")
            found.append(Row(key, label_of(key, field), value=" ".join(filter(None, parts))))
    return tuple(found)


def before(ctx: StepContext, opened: Filling, key: str) -> str:
    """What a field held before, in words: the first value of one that was revised, those of former runs."""
    item, name = filling.holder(ctx, opened, key)
    first = revised(ctx, item, name)
    if first or not opened.record:
        return first
    from aligntui.engine.entry.child import former

    return former(ctx.view, item, name)


def revised(ctx: StepContext, item: Item, key: str) -> str:
    """The first value of a field and the reason why it was revised; "" where it was not."""
    if key not in item.past:
        return ""
    from aligntui.analysis.told import revised

    return revised(ctx.view, item, key)


def computed(
    ctx: StepContext,
    opened: Filling,
    refs: Iterable[str] | None = None,
    words: Mapping[str, object] | None = None,
) -> dict[str, str]:
    """Parts of figures -> what they say of the item; "" of one above which something is unanswered.

    Args:
        ctx: The snapshot.
        opened: Where one stands in the fields.
        refs: The parts; None for those that stand among the fields, and for fields that show a figure.
        words: What stands in fields, kept or not.
    """
    found = (
        {key: figure_of(ctx, opened, key) for key in opened.keys} if refs is None else {r: r for r in refs}
    )
    parts = {key: ref for key, ref in found.items() if ref}
    if not parts:
        return {}
    from aligntui.engine.entry import among

    return among.words_of(ctx, opened, parts, words or {})


def figure_of(ctx: StepContext, opened: Filling, key: str) -> str:
    """The part of a figure that stands among fields under this name; "" where a person answers there."""
    if "." in key and not key.startswith(PARENT):
        return key
    field = filling.definition(ctx, opened, key)
    if field is None or field.type != "figure":
        return ""
    item, name = filling.holder(ctx, opened, key)
    return ctx.view.book.figure_of(item.collection, name)


def figure_label(ctx: StepContext, ref: str, opened: Filling | None = None) -> str:
    """Name of a part of a figure as it stands beside it: that of its field, where it is one."""
    field = filling.definition(ctx, opened, ref) if opened is not None else None
    if field is not None:
        return label_of(ref, field)
    from aligntui.methods.refs import part_title

    return part_title(ctx.view.book.methods, ctx.method.method, ref)


def behind(ctx: StepContext, opened: Filling) -> str:
    """How much stands behind the row of further fields, and how much of that is answered."""
    shown = filling.asked(ctx, opened)
    keys = [key for key in opened.later if key not in shown and filling.field_of(ctx, opened, key)]
    keys = [key for key in keys if filling.is_asked(ctx, opened, key)]
    answered = sum(filling.has_answer(ctx, opened, key) for key in keys)
    return count(len(keys), "more question") + (f", {answered} answered" if answered else "")


def notes(ctx: StepContext, opened: Filling) -> list[str]:
    """What is known of the field in focus from elsewhere while it is empty, as sentences."""
    every = filling.offered(ctx, opened, opened.at)
    field = filling.field_of(ctx, opened, opened.at)
    name = label_of(opened.at, field) if field is not None else ""
    return [f"Offered for {name}, from {one.source}: {one.words}" for one in every]


def hint(ctx: StepContext, opened: Filling, key: str) -> str:
    """What stands in an empty field: words offered from elsewhere with their source, an example, or ""."""
    field = filling.field_of(ctx, opened, key)
    example = f"e.g. {field.example}" if field is not None and field.example else ""
    return offer(ctx, opened, key) or example


def offer(ctx: StepContext, opened: Filling, key: str) -> str:
    """What a field may take over first, with its source; "" where there is nothing."""
    first = next(iter(filling.known_of(ctx, opened, key)), None)
    return f"offered from {first.source}: {first.words}" if first is not None else ""
