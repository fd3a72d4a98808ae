"""The rows of a table: the words, then as many fields as fit beside them, and what is said around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from aligntui.analysis.figure import Finding
from aligntui.analysis.measures import Measure
from aligntui.engine.cards import NAMELESS, Cards
from aligntui.engine.entry import adding
from aligntui.engine.entry.fields import label_of, told_of
from aligntui.engine.entry.values import short_date
from aligntui.engine.kind import StepContext
from aligntui.engine.kinds import table
from aligntui.methods.types import Field
from aligntui.session.model import UNKNOWN, Item
from aligntui.text.clean import clip, width
from aligntui.tui.kinds.columns import away_of
from aligntui.tui.kinds.panes import Card, Pane

WIDTHS = {"number": 7, "date": 9, "scale": 5, "yesno": 7, "choice": 9, "link": 8, "figure": 7}
"""Columns of a field in a row, by type; text takes what is left."""
RANK = ("number", "date", "scale", "link", "choice", "yesno", "figure", "text")
"""Types of fields that a row has room for, before others."""
TEXT, NARROW = 16, 8
"""Columns of a text in a row, at most and at least."""
WORDS, WIDEST = 26, 40
"""Columns of the words in the narrowest row, and of a field in the widest."""
LIGHT, COUNTED = 5, 6
"""Columns of a light, and of a number that is no field of the step, at least."""


def pane_of(ctx: StepContext, state: Cards, cells: int, found: Mapping[str, Finding], nothing: str) -> Pane:
    """All rows under their headings.

    Args:
        ctx: The snapshot.
        state: Where one stands.
        cells: Width there is.
        found: Row -> its worst finding, whose mark it shows.
        nothing: What stands in place of rows that a figure does not give any more.
    """
    group = table.KIND.groups(ctx, state)[0]
    lists, items, lights = adding.columns(ctx, state.parent), group.items, short_lights(ctx)
    base = lists[0] if lists else None
    title = base.title if base is not None and len(lists) == 1 else ctx.step.short or ctx.step.title
    pane = Pane(key="", title=title, count=str(len(items) or ""), example=base.example if base else "")
    pane.ask = nothing if table.is_computed(ctx) else ""
    columns = columns_of(ctx, state, items, cells)
    valued = table.KIND.valued(ctx, state)
    here = state.field or (valued[0] if valued is not None else "")
    # What signs set, or Left and Right went to, stands in capitals.
    names = [(name.upper() if key == here else name, size) for key, name, size in columns]
    heads = [clip(name, size).ljust(size) for name, size in names]
    by, counted = table.KIND.sorted_by(ctx, state), table.KIND.counted(ctx, state)
    pane.title += f", by {by.label}" if by is not None else ""
    wide = counted_cells(counted)
    edge = [counted.label.rjust(wide)] if counted is not None else []
    edge += [" " * LIGHT] if lights else []
    pane.tail = "  ".join([*heads, *edge])
    if any(width(name) > size for name, size in names):
        pane.heads = (*names, *((text, width(text)) for text in edge))
    for item in items:
        values = [(word(ctx, item, key), size) for key, _, size in columns]
        values += [(counted.shown(item.id).rjust(wide), wide)] if counted is not None else []
        values += [(lights.get(item.id, ""), LIGHT)] if lights else []
        words = item.text.replace("\n", " ") or NAMELESS
        mark = f"{found[item.id].mark if item.id in found else '':>2}"
        code, marked = ctx.view.code(item), item.id in state.marked
        pane.cards.append(Card(item.id, code, words, mark, tuple(values), marked=marked))
    pane.cards += away_of(ctx.view, group, state.unfolded)
    lists_of = {item.collection for item in items}
    if lists_of:
        pane.role = ctx.view.book.role(lists_of.pop()) if len(lists_of) == 1 else "accent"
    return pane


def short_lights(ctx: StepContext) -> dict[str, str]:
    """Row -> its light, where lights are letters; those in words stand with the row in focus."""
    lights = table.lights(ctx)
    return lights if all(len(light) <= LIGHT for light in lights.values()) and any(lights.values()) else {}


def counted_cells(counted: Measure | None) -> int:
    """Columns of the number that rows are sorted by; 0 where none stands."""
    return max(COUNTED, width(counted.label)) if counted is not None else 0


def columns_of(ctx: StepContext, state: Cards, items: list[Item], cells: int) -> list[tuple[str, str, int]]:
    """Key, heading and width of the fields that fit beside the words."""
    lists, book = adding.columns(ctx, state.parent), ctx.view.book
    collection = items[0].collection if items else (lists[0].collection if lists else "")
    fields, room = book.fields(collection), cells - 34 - (LIGHT + 2 if short_lights(ctx) else 0)
    counted = table.KIND.counted(ctx, state)
    room -= counted_cells(counted) + 2 if counted is not None else 0
    named = [key for key in ctx.step.shows if key != "text"]
    asked = named or [key for key in (ctx.step.fields or fields) if key != "text"]
    # What a sign says of a row stands beside it, asked for or not.
    order = list(dict.fromkeys([*asked, *filter(None, [ctx.step.mark])]))
    words = _text_width([book.field(collection, key) for key in order if named], room)
    sizes: dict[str, int] = {}
    ranks = {key: (key != state.sort, _rank(book.field(collection, key))) for key in order}
    computed = table.columns(ctx)
    for key in order if named else sorted(order, key=ranks.__getitem__):
        field = book.field(collection, key)
        if key in computed and room >= COUNTED + 2:
            sizes[key], room = COUNTED, room - COUNTED - 2
        # What has several lines is read in an open row, and beside the words where the step shows it.
        if field is None or (key not in named and field.type in ("long", "list", "chain")):
            continue
        size = WIDTHS.get(field.type, words)
        if size + 2 <= room:
            room -= size + 2
            sizes[key] = size
    names = {key: label_of(key, field) for key in sizes if (field := book.field(collection, key)) is not None}
    names |= {key: column.title for key, column in computed.items() if key in sizes}
    held = {key: [word(ctx, item, key) for item in items] for key in sizes}
    # No word is broken while there is room, headings come next, then, past the words, what the columns hold.
    room = spread(sizes, {key: longest(" ".join(words).split()) for key, words in held.items()}, room)
    room = spread(sizes, {key: width(name) for key, name in names.items()}, room)
    past = room - max(0, longest(item.text for item in items) - WORDS)
    spread(sizes, {key: min(WIDEST, longest(words)) for key, words in held.items()}, past)
    return [(key, names[key], sizes[key]) for key in sorted(sizes, key=order.index)]


def keys_of(ctx: StepContext, state: Cards, cells: int) -> list[str]:
    """Keys of the fields that fit beside the words."""
    items, computed = table.KIND.groups(ctx, state)[0].items, table.columns(ctx)
    return [key for key, _, _ in columns_of(ctx, state, items, cells) if key not in computed]


def longest(words: Iterable[str]) -> int:
    """Columns of the widest of these."""
    return max(map(width, words), default=0)


def spread(sizes: dict[str, int], wanted: Mapping[str, int], room: int) -> int:
    """Widen columns in turn, each up to what it wants, while there is room. Gives the room that is left."""
    while room > 0 and (short := [key for key, size in sizes.items() if size < wanted.get(key, 0)]):
        for key in short[:room]:
            sizes[key] += 1
        room -= min(room, len(short))
    return room


def _text_width(named: list[Field | None], room: int) -> int:
    """Columns of a text in a row: narrower where all that a step names would not fit otherwise."""
    taken = [WIDTHS.get(field.type, 0) + 2 for field in named if field is not None]
    texts = sum(1 for size in taken if size == 2)
    return max(NARROW, min(TEXT, (room - sum(taken)) // texts)) if texts else TEXT


def _rank(field: Field | None) -> int:
    return RANK.index(field.type) if field is not None and field.type in RANK else len(RANK)


def word(ctx: StepContext, item: Item, key: str) -> str:
    """A value as it stands in a row."""
    view, field = ctx.view, ctx.view.book.field(item.collection, key)
    if (column := table.columns(ctx).get(key)) is not None:
        return column.word(item) or "-"
    if field is not None and field.type == "figure":
        return told_of(view, item, key, field).replace("\n", " ") or "-"
    value = view.value(item, key)
    if field is None or value in (None, "", []):
        return "-"
    if field.type == "link":
        linked = [view.item(str(ref)) for ref in (value if isinstance(value, list) else [value])]
        names = [i.text if i.collection == "people" and i.text else view.code(i) for i in linked if i]
        text = " ".join(names) or field.or_.get(str(value), "-")
    elif value == UNKNOWN and field.unknown:
        text = "?"
    elif field.type == "date":
        text = short_date(str(value))
    elif field.type == "choice" and not isinstance(value, list):
        text = field.choices.get(str(value), str(value))
    else:
        text = ", ".join(value) if isinstance(value, list) else str(value)
    return text.replace("\n", " ")
