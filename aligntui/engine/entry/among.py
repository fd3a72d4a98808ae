"""Parts of figures that stand among or beside the fields of an item, worked out as one types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aligntui.analysis.figure import PerItem, Sentence, Value, answer_text
from aligntui.analysis.figures import Figures
from aligntui.analysis.readout import value_text, with_names
from aligntui.analysis.where import part_for
from aligntui.engine.entry import filling
from aligntui.engine.entry.filling import Filling
from aligntui.engine.entry.typed import view_with
from aligntui.engine.entry.unclear import Unclear
from aligntui.engine.kind import StepContext
from aligntui.session.model import Item


def words_of(
    ctx: StepContext, opened: Filling, refs: Sequence[str], words: Mapping[str, object]
) -> dict[str, str]:
    """Parts of figures -> what they say of the item; "" of one above which something is unanswered."""
    figures, item = live(ctx, opened, words), filling.item_of(ctx, opened)
    said = {ref: text(figures, ctx.method.method, ref, item) for ref in refs}
    asked = filling.asked(ctx, opened)
    for ref in refs:
        above = opened.keys[: opened.keys.index(ref)] if ref in opened.keys else ()
        if not all(words.get(key) or filling.has_answer(ctx, opened, key) for key in above if key in asked):
            said[ref] = ""
    return said


def live(ctx: StepContext, opened: Filling, words: Mapping[str, object]) -> Figures:
    """The figures as if what stands in the fields were kept; what cannot be read is as it was."""
    view = ctx.view
    for key, typed in words.items():
        try:
            view = view_with(ctx, opened, key, typed, view)
        except Unclear:
            continue
    return ctx.figures if view is ctx.view else Figures(view)


def text(figures: Figures, method: str, ref: str, item: Item) -> str:
    """What a part of a figure says of an item, or says at all; "" for nothing."""
    part = figures.part(method, ref)
    if isinstance(part, Sentence):
        return with_names(part.text, figures.view)
    if isinstance(part, Value):
        return " ".join(filter(None, value_text(part)))
    value = part_for(part, item)
    if value is None or value == []:
        return ""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return answer_text(value, part.decimals if isinstance(part, PerItem) else 0)
