"""What a person typed or chose in a field, read into its stored form and turned into a change."""

from __future__ import annotations

import re
from collections.abc import Mapping

from aligntui.analysis import told
from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.engine.entry import values
from aligntui.engine.entry.fields import LISTED, is_chosen, keys_in, label_of, options, shown_in
from aligntui.engine.entry.unclear import QUOTED, Unclear
from aligntui.engine.kind import StepContext
from aligntui.engine.people import by_name, called, put_people
from aligntui.methods.types import Field
from aligntui.session.model import UNKNOWN, Item
from aligntui.session.ops import AnyOp
from aligntui.text import moment
from aligntui.text.clean import clean_line, clip

SHARE = "%"
"""Unit that stands behind a number as its sign."""


def read(ctx: StepContext, item: Item, key: str, field: Field, typed: object) -> object:
    """The stored form of what stands in a field; of people the names as typed.

    Args:
        ctx: The snapshot.
        item: The item with the field.
        key: Its name, `text` for the words.
        field: Its definition.
        typed: Words, a key, or a list of keys or lines; None where nobody typed or chose anything.

    Raises:
        Unclear: When it cannot be read.
    """
    stored = ctx.view.value(item, key)
    if typed is None:
        return stored
    if is_chosen(field):
        return choose(ctx.view, item, field, stored, typed)
    words = "\n".join(map(str, typed)) if isinstance(typed, list) else str(typed)
    if field.type in LISTED:
        return values.store(field, words)
    if words == shown_in(field, stored, ctx.view):
        # Nobody typed: what a file brought, or one chose, is not read a second time.
        return stored
    if field.type == "link":
        return words
    return values.store(
        field, words, today=moment.day(ctx.now()), unit=told.unit(ctx.view, item, field) or None
    )


def choose(view: View, item: Item, field: Field, stored: object, typed: object) -> object:
    """What a choice, scale or link holds once keys, labels or codes were given.

    Raises:
        Unclear: When one of them is not offered. What stood there before may stay.
    """
    offered = {option.key: option.label for option in options(field, view, item)}
    offered = dict.fromkeys(keys_in(stored), "") | offered
    given = [line for key in keys_in(typed) if (line := key if key in offered else clean_line(key))]
    if field.many and isinstance(typed, str) and typed not in offered:
        given = [part.strip() for part in re.split(r"[,;]", typed) if part.strip()]
    keys = [key if key in offered else _meant(view, field, key, offered) for key in given]
    if field.many:
        return list(dict.fromkeys(keys))
    if not keys:
        return None
    return int(keys[0]) if field.type == "scale" and keys[0].lstrip("-").isdecimal() else keys[0]


def _meant(view: View, field: Field, words: str, offered: Mapping[str, str]) -> str:
    line = words.casefold()
    if UNKNOWN in offered and line in values.UNKNOWNS:
        return UNKNOWN
    if field.type == "choice":
        return values.one_choice(field, words)
    if field.type != "link":
        return str(values.store(field, words))
    coded = view.find(words)
    named = next((key for key, label in offered.items() if line == label.casefold()), "")
    if not named and (coded is None or coded.id not in offered):
        raise Unclear(f'"{clip(words, QUOTED)}" is not offered.')
    return named or (coded.id if coded is not None else "")


def put(ctx: StepContext, item: Item, key: str, field: Field, value: object) -> list[AnyOp]:
    """The change that keeps what was read; nothing where it stands already. Names may add people."""
    stored = ctx.view.value(item, key)
    if by_name(field) and value != stored:
        names = str(value or "")
        return put_people(ctx.view, item, key, names, ctx.new_id, by=ctx.person, at=ctx.now())
    return edits.put(ctx.view, item, key, value)


def taken(ctx: StepContext, field: Field, typed: object, value: object) -> str:
    """What a field took of words where that is not what was typed; "" where it is."""
    if not isinstance(typed, str) or is_chosen(field):
        return ""
    if by_name(field):
        return values.taken(field, typed, called(ctx.view, field, typed))
    return values.taken(field, typed, value)


def with_unit(ctx: StepContext, item: Item, field: Field, typed: object) -> tuple[list[AnyOp], str]:
    """Keep a per cent sign behind a number as its unit where the item says none: the ops, what is told."""
    own = ctx.view.book.field(item.collection, field.unit) if field.unit else None
    shares = isinstance(typed, str) and typed.rstrip().endswith(SHARE)
    if field.type != "number" or own is None or own.type != "text" or not shares:
        return [], ""
    if told.unit(ctx.view, item, field):
        return [], ""
    return edits.put(ctx.view, item, field.unit, SHARE), f"{label_of(field.unit, own)} {SHARE}"
