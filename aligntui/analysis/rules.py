"""What a method itself finds: a condition, and what it says where the condition holds.

The words stand in the method. `{field}` is what a field holds, `{text}` the item by its code and words,
`{code}` its code alone, `{of}` what a child hangs on; of a pair `{row.text}`, `{col.code}` and the fields of
the crossing; `{figure.part}` is a part of a figure. In what is said once for all there are `{n}` and
`{items}` too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec import structs

from aligntui.analysis import bind, say, told
from aligntui.analysis.counting import crossed
from aligntui.analysis.figure import Figure, Finding, Items, Part, PerItem, PerLink, Sentence, Severity, Value
from aligntui.analysis.registry import Role, figure, resolver
from aligntui.analysis.view import View
from aligntui.analysis.where import Resolver, matches, part_for
from aligntui.session.model import Item, pair

SLOT = re.compile(r"\{([^{}]*)\}")
SEVERITIES: dict[str, Severity] = {"error": "error", "warning": "warning", "hint": "hint"}
FEW = 4
"""Items that one sentence names, at most."""


@figure(
    "rule",
    {
        "of": Role("collections", needed=False, help="The items it is about; without any, what is whole."),
        "relation": Role("relation", needed=False, help="The pairs that it is about, in place of items."),
        "record": Role("record", needed=False, help="The form that it is about, in place of items."),
        "where": Role("word", help="Condition under which it speaks."),
        "say": Role("said", help="What is the matter: one short sentence."),
        "once": Role("said", needed=False, help="The same of several together; then it is said once."),
        "mend": Role("said", needed=False, help="How to mend it."),
        "field": Role("field", needed=False, help="Field that mends it; the words when left out."),
        "severity": Role("word", needed=False, help="error, warning or hint; warning."),
        "code": Role("word", help="Letters and a number that no other finding has: AU3."),
    },
    {"items": "What it speaks of.", "n": "How many."},
    source="the method",
    main=("n",),
)
def rule(view: View, binding: Mapping[str, Any]) -> Figure:
    """A finding by a condition, in the words of the method."""
    where, parts = bind.word(binding, "where"), resolver(view, binding)
    relation, record = bind.word(binding, "relation"), bind.word(binding, "record")
    if relation:
        pairs = crossed(view, relation, where)
        spoken = [_finding(view, binding, parts, view.item(a), (relation, a, b)) for a, b in pairs]
        rows: dict[str, Part] = {"items": PerLink({pair(a, b): None for a, b in pairs})}
        return _figure(view, binding, parts, rows, spoken, [a for a, _ in pairs])
    lists = bind.lists(binding, "of")
    items = view.items(lists) if lists else [view.record(record) if record else Item(id="", collection="")]
    held = [item for item in items if matches(view, item, where, parts)]
    spoken = [_finding(view, binding, parts, item) for item in held]
    ids = [item.id for item in held if item.id]
    return _figure(view, binding, parts, {"items": Items(ids)}, spoken, ids)


def _figure(
    view: View,
    binding: Mapping[str, Any],
    parts: Resolver,
    named: dict[str, Part],
    spoken: list[Finding],
    ids: list[str],
) -> Figure:
    n, first = len(spoken), next(iter(spoken), None)
    once = bind.word(binding, "once")
    if once and first is not None and n == 1:
        # What is said of several is wrong of one: "1 messages have".
        item = view.item(ids[0]) if len(ids) == 1 else None
        held = {"n": "1", "items": say.named(view, ids, FEW)}
        spoken = [structs.replace(first, mend=filled(view, first.mend, item, parts, held))]
    elif once and first is not None:
        held = {"n": str(n), "items": say.named(view, list(dict.fromkeys(ids)), FEW)}
        message, mend = (filled(view, text, None, parts, held) for text in (once, first.mend))
        item = view.item(ids[0]) if ids else None
        place = f"{item.collection}.{bind.key(binding, 'field', 'text')}" if item is not None else ""
        place = bind.word(binding, "relation") or place
        spoken = [say.finding(first.severity, first.code, message, mend, others=ids, place=place)]
    return Figure(parts={**named, "n": Value(float(n), 0)}, findings=spoken, n=n)


def _finding(
    view: View,
    binding: Mapping[str, Any],
    parts: Resolver,
    item: Item | None,
    link: tuple[str, str, str] | None = None,
) -> Finding:
    held = _pair_slots(view, *link) if link is not None else {}
    message, mend = (filled(view, bind.word(binding, key), item, parts, held) for key in ("say", "mend"))
    return say.finding(
        SEVERITIES.get(bind.word(binding, "severity"), "warning"),
        bind.word(binding, "code"),
        message,
        # What is said once for all is filled when all are known.
        bind.word(binding, "mend") if bind.word(binding, "once") else mend,
        item.id if item is not None else "",
        "" if link is not None else bind.key(binding, "field") or ("text" if item and item.id else ""),
        (link[2],) if link is not None else (),
        link[0] if link is not None else "",
    )


def _pair_slots(view: View, relation: str, a: str, b: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for side, ref in (("row", a), ("col", b)):
        item = view.item(ref)
        if item is not None:
            found |= {f"{side}.text": say.name(view, item), f"{side}.code": view.code(item)}
    link, fields = view.link(relation, a, b), view.book.relations[relation].fields
    values = link.fields if link is not None else {}
    return found | {key: told.value_in(field, values.get(key)) for key, field in fields.items()}


def filled(
    view: View, text: str, item: Item | None, parts: Resolver, held: Mapping[str, str] | None = None
) -> str:
    """A text of a method with its slots filled; a field that holds nothing reads `no owner`."""
    known = held or {}

    def slot(match: re.Match[str]) -> str:
        name = match[1]
        if name in known:
            return known[name] or f"no {name}"
        if "." in name:
            return _part_words(view, parts(name), item)
        if item is None or not item.id:
            return match[0]
        if name == "of":
            return say.name(view, item.of)
        if name in ("text", "code"):
            return say.name(view, item) if name == "text" else view.code(item)
        return told.of(view, item, name) or f"no {told.label(view, item.collection, name)}"

    return SLOT.sub(slot, text)


def _part_words(view: View, part: Part | None, item: Item | None) -> str:
    """What a part of a figure says, of the item where it says something of each."""
    if isinstance(part, Sentence):
        return part.text.rstrip(".")
    if isinstance(part, Items) and item is None:
        return say.named(view, part.ids, FEW) or "none"
    value = part_for(part, item if item is not None else Item(id="", collection=""))
    if isinstance(value, float | int) and isinstance(part, Value | PerItem):
        unit = f" {part.unit}" if part.unit and part.unit != "%" else part.unit
        return f"{value:.{part.decimals}f}{unit}"
    return ", ".join(value) if isinstance(value, list) else "-" if value in (None, "") else str(value)
