"""Adding cards to the lists of a step: which list a line writes to, where its words wait, what it makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from aligntui.analysis import gather
from aligntui.analysis.figure import Finding
from aligntui.analysis.figures import Figures
from aligntui.analysis.where import select
from aligntui.engine import edits, preview
from aligntui.engine.entry.fields import label_of
from aligntui.engine.entry.reading import put, read
from aligntui.engine.kind import StepContext, once
from aligntui.engine.lists import Column, Group, columns_of, unsorted
from aligntui.engine.messages import Message, said
from aligntui.engine.prompts import Points
from aligntui.methods.types import Field
from aligntui.session import order
from aligntui.session.model import Item
from aligntui.session.ops import AnyOp
from aligntui.text.clean import clean_line

JOINT = "; "
"""Between pasted lines that are to be one."""


@once
def parents(ctx: StepContext) -> list[Item]:
    """Items that the lists are repeated for; none where they are not."""
    if ctx.step.each is None:
        return []
    every = select(ctx.view, ctx.view.items(ctx.step.each), ctx.step.filter, ctx.resolve)
    return ctx.own(every)


def place(ctx: StepContext, parent: str) -> list[str]:
    """Of which item what stands here hangs, and which of how many it is; nothing where it hangs on none."""
    item = ctx.view.item(parent) if parent else None
    if item is None:
        return []
    every = [one.id for one in parents(ctx)]
    at = f"   {every.index(parent) + 1} of {len(every)}" if parent in every else ""
    return [f"{ctx.view.code(item)}  {item.text}{at}"]


def columns(ctx: StepContext, parent: str = "") -> list[Column]:
    """The lists of the step, of one parent where they are repeated; those of the first one by default."""
    known: dict[str, list[Column]] = ctx.memo.setdefault("columns", {})
    if parent not in known:
        ids = [item.id for item in parents(ctx)]
        lists = columns_of(ctx.step, ctx.view.book, parent if parent in ids else next(iter(ids), ""))
        known[parent] = [*lists, *unsorted(lists[0], ctx.view)] if lists and lists[0].field else lists
    return known[parent]


def groups(ctx: StepContext, parent: str) -> list[Group]:
    """What stands in each list, as the filter of the step takes it; repeated it chooses the parents."""
    found = [column.group(ctx.view) for column in columns(ctx, parent)]
    if ctx.step.filter is None or ctx.step.each is not None:
        return found
    return [replace(one, items=select(ctx.view, one.items, ctx.step.filter, ctx.resolve)) for one in found]


@once
def second(ctx: StepContext) -> str:
    """Key of the second line: the first text or number asked beside the words; "" for none."""
    if ctx.step.kind in ("table", "matrix"):
        # The line takes the words; the row or the card opens for the rest.
        return ""
    lists = columns(ctx)
    for key in ctx.step.fields or []:
        field = ctx.view.book.field(lists[0].collection, key) if lists else None
        if key != "text" and field is not None and field.type in ("text", "number"):
            return key
    return ""


def second_label(ctx: StepContext) -> str:
    """Name of the second line; "" for none."""
    key = second(ctx)
    field = ctx.view.book.field(columns(ctx)[0].collection, key) if key else None
    return label_of(key, field) if field is not None else ""


def place_of(ctx: StepContext, column: Column, name: str = "add") -> str:
    """Where words wait: in the list, and for the item, they were typed for.

    Args:
        ctx: The snapshot.
        column: The list.
        name: `add` for the words, `add2` for the second line, `more` for pasted lines behind them.
    """
    return ctx.line_place(f"{column.key}@{column.parent}/{name}")


def waiting(ctx: StepContext, column: Column) -> tuple[str, ...]:
    """Pasted lines that wait behind the one in the line of a list."""
    return tuple(line for line in ctx.typed(place_of(ctx, column, "more")).split("\n") if line)


def drafts(
    ctx: StepContext, column: Column, words: str = "", beside: str = "", more: Sequence[str] = ()
) -> dict[str, str]:
    """Place -> what waits there of the line of a list; nothing where the line stands at another one.

    Args:
        ctx: The snapshot.
        column: The list.
        words: Words in the line.
        beside: Those in the second line.
        more: Pasted lines that wait behind them.
    """
    typed = {"add": words, "add2": beside, "more": "\n".join(more)}
    return {place_of(ctx, column, name): text for name, text in typed.items()}


def has_words(ctx: StepContext, column: Column) -> bool:
    """Whether words wait in the line of a list."""
    names = ("add", "add2") if second(ctx) else ("add",)
    return any(ctx.typed(place_of(ctx, column, name)) for name in names)


def waits(ctx: StepContext, column: Column) -> Message | None:
    """Where words that one leaves in the line of a list are found again; None while there are none."""
    return said("line-waits", "hint", title=column.title) if has_words(ctx, column) else None


def typed_in(value: object, key: str) -> dict[str, str]:
    """Words of a line by their field, cleaned: `value` is the words, or a mapping of field -> words."""
    words = value if isinstance(value, Mapping) else {"text": value or ""}
    return {name: clean_line(str(text or "")) for name, text in words.items() if name in ("text", key)}


def fields_of(ctx: StepContext, column: Column, typed: Mapping[str, str]) -> dict[str, object]:
    """Fields that a new card has from the start."""
    read = {key for key in typed if key == "text" or _number(ctx, column, key) is not None}
    return {**column.fixed(), **{key: words for key, words in typed.items() if key not in read and words}}


def _number(ctx: StepContext, column: Column, key: str) -> Field | None:
    """The field of the second line where it takes a number."""
    field = ctx.view.book.field(column.collection, key)
    return field if field is not None and field.type == "number" else None


def add(
    ctx: StepContext, column: Column, typed: Mapping[str, str], points: Points
) -> tuple[Item, list[AnyOp]]:
    """A card of a list, and the ops that add it; `points` are its words and its links from the start.

    Raises:
        Unclear: What is typed is no answer to a number, or to the first field of a list without words.
    """
    fields = dict(fields_of(ctx, column, typed))
    if points.made:
        fields |= points.fields(ctx.view, column.collection)
    wordless = column.collection in ctx.view.book.wordless
    item, ops = edits.add(
        ctx.view, ctx.new_id, column.collection, "" if wordless else points.words, fields,
        parent=column.parent, **ctx.signed,
    )  # fmt: skip
    ops += _answered(ctx, item, points.words) if wordless else []
    for key, words in typed.items():
        if words and (field := _number(ctx, column, key)) is not None:
            ops += put(ctx, item, key, field, read(ctx, item, key, field, words))
    if item.collection in ctx.view.book.defaulted:
        from aligntui.engine.entry import defaults

        ops += defaults.put_in(ctx, item)
    return item, ops


def _answered(ctx: StepContext, item: Item, words: str) -> list[AnyOp]:
    """What a line fills where its list has no words: the first field that nothing fills from the start."""
    known = ctx.view.book.fields(item.collection).items()
    asked = ((k, f) for k, f in known if not f.default and f.type != "figure" and k not in item.fields)
    key, field = next(asked, ("", None))
    return put(ctx, item, key, field, read(ctx, item, key, field, words)) if field is not None else []


def add_all(
    ctx: StepContext, column: Column, typed: Mapping[str, str], lines: Sequence[Points]
) -> list[AnyOp]:
    """Ops that add a card for each line, in the order pasted; the first one has the second line."""
    ops: list[AnyOp] = []
    place = ""
    for points in lines:
        words = clean_line(points.words)
        if not words:
            continue
        item, added = add(ctx, column, {} if ops else typed, replace(points, words=words))
        item.pos = place = order.after([item.pos, place]) if place else item.pos
        ops += added
    return ops


def joined(first: str, others: Sequence[str]) -> str:
    """Pasted lines as one, so that no word is lost."""
    return JOINT.join(line for line in (first.strip(), *others) if line)


def finding(
    ctx: StepContext, column: Column, words: Mapping[str, object], groups: Sequence[Group]
) -> Finding | None:
    """About the words as if they were kept: about the line named first in `words` before others.

    While none are typed it is about the last card of the list, which stands beside the line.
    """
    key = second(ctx)
    typed = {name: str(text or "").strip() for name, text in words.items()}
    if len(typed.get("text", "").split()) == 1:
        # Nothing can be asked of a word that stands at the beginning of a line.
        return None
    if not typed.get("text"):
        return _about_last(ctx, column, groups) or (None if words else ctx.finding_behind())
    view = preview.with_item(ctx.view, column.collection, typed["text"], fields_of(ctx, column, typed))
    every = Figures(view).findings(ctx.method, ctx.step)
    # What the line does not ask yet is asked when the card opens; the line in focus comes first.
    asked = [f for f in every if f.target == preview.DRAFT and f.field in ("", "text", key)]
    line = next(iter(words))
    return next((f for f in [*(f for f in asked if f.field in ("", line)), *asked]), None)


def _about_last(ctx: StepContext, column: Column, groups: Sequence[Group]) -> Finding | None:
    last = next((group.items[-1] for group in groups if group.column == column and group.items), None)
    about = ctx.finding_about(last.id) if last is not None else None
    if last is None or about is None:
        return None
    return replace(about, message=f"{ctx.view.code(last)}: {gather.plainly(ctx.view, about)}")
