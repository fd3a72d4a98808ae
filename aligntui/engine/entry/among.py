"""Parts of figures that stand among or beside the fields of an item, worked out as one types."""

from __future__ import annotations

from collections.abc import Mapping

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
    ctx: StepContext, opened: Filling, refs: Mapping[str, str], words: Mapping[str, object]
) -> dict[str, str]:
    """What stands among the fields -> what its part of a figure says of the item.

    "" of a part that a step names above which something is unanswered; a field always says what it can.
    """
    figures, own = live(ctx, opened, words), filling.item_of(ctx, opened)
    said = {
        key: text(figures, ctx.method.method, ref, own if key == ref else filling.holder(ctx, opened, key)[0])
        for key, ref in refs.items()
    }
    asked = filling.asked(ctx, opened)
    for key in (key for key, ref in refs.items() if key == ref):
        above = opened.keys[: opened.keys.index(key)] if key in opened.keys else ()
        if not all(words.get(one) or filling.has_answer(ctx, opened, one) for one in above if one in asked):
            said[key] = ""
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
