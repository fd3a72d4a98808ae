"""An objective or goal as plain values, read once from a session, for the linter."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal

import msgspec

from aligntui.analysis import bind, exact
from aligntui.analysis.view import AWAY, View
from aligntui.session.model import UNKNOWN, Item

_SAME = (
    "measure", "unit", "better", "baseline", "target", "start", "due", "owner", "parent", "guard", "percent",
    "per", "years", "best", "often",
)  # fmt: skip
DEFAULTS: dict[str, str] = {**{role: role for role in _SAME}, "realism": "why_realistic", "kind": "type"}
"""Role of the linter -> field it reads unless the method file binds another. The words are `text`."""

_OWNERS = re.compile(r"\s*(?:,|;|/|&|\+|\band\b)\s*", re.IGNORECASE)


Level = Literal["objective", "goal"]


class Draft(msgspec.Struct, kw_only=True):
    """One objective as entered. Empty means not asked or not answered."""

    id: str = ""
    text: str = ""
    measure: str = ""
    unit: str = ""
    better: str = ""
    """up, down or band."""
    baseline: Decimal | None = None
    baseline_unknown: bool = False
    """"Not known yet" was the answer."""
    target: Decimal | None = None
    start: dt.date | None = None
    due: dt.date | None = None
    created: dt.date | None = None
    owners: list[str] = []
    """Names of the owners."""
    parent: str = ""
    """Words of the parent, or the word that stands for one."""
    parent_due: dt.date | None = None
    parent_away: bool = False
    """The parent is parked or dropped."""
    realism: str = ""
    guard: str = ""
    kind: str = ""
    """outcome, milestone or learning."""
    percent: str = ""
    """points or relative."""
    per: str = ""
    """once, month, quarter or year."""
    years: Decimal | None = None
    best: Decimal | None = None
    """Best change ever seen in one month."""
    often: str = ""
    """day, week, month, quarter or year."""
    ready: bool = False
    """Marked ready: agreed."""
    crowd: list[str] = []
    """Codes of the owner's earlier open objectives when this one is beyond the limit."""
    fields: dict[str, str] = msgspec.field(default_factory=DEFAULTS.copy)
    """Role -> field key, for findings. A role that is not here has no field: its rules are silent."""

    @property
    def milestone(self) -> bool:
        """Done or not done: 0 becomes 1, and the measure says what proves it."""
        return self.kind == "milestone"


class Context(msgspec.Struct, kw_only=True, frozen=True):
    """What the linter knows beside the draft."""

    as_of: dt.date
    """The day of the look: never the clock's."""
    level: Level = "objective"
    limit: int = 3
    """Most open objectives of one owner."""


def fields(view: View, collection: str, binding: Mapping[str, Any]) -> dict[str, str]:
    """Role -> field key, for the roles whose field the list has."""
    wanted = {role: bind.key(binding, role, default) for role, default in DEFAULTS.items()}
    if collection not in view.book.collections:
        return wanted
    known = view.book.fields(collection)
    return {role: key for role, key in wanted.items() if key in known}


def read(view: View, item: Item, keys: Mapping[str, str]) -> Draft:
    """The draft of one item."""

    def words(role: str) -> str:
        return " ".join(view.text(item, keys[role]).split()) if role in keys else ""

    def number(role: str) -> Decimal | None:
        return exact.amount(view, item, keys[role]) if role in keys else None

    def day(role: str) -> dt.date | None:
        return bind.day(view.value(item, keys[role])) if role in keys else None

    parent, known = _parent(view, item, keys.get("parent", ""))
    return Draft(
        id=item.id,
        text=" ".join(item.text.split()),
        measure=words("measure"),
        unit=words("unit"),
        better=words("better"),
        baseline=number("baseline"),
        baseline_unknown=words("baseline") == UNKNOWN,
        target=number("target"),
        start=day("start"),
        due=day("due"),
        created=bind.day(item.at),
        owners=owners(view, item, keys.get("owner", "")),
        parent=known,
        parent_due=bind.day(parent.fields.get(keys.get("due", ""))) if parent is not None else None,
        parent_away=parent is not None and parent.status in AWAY,
        realism=words("realism"),
        guard=words("guard"),
        kind=words("kind"),
        percent=words("percent"),
        per=words("per"),
        years=number("years"),
        best=number("best"),
        often=words("often"),
        ready=item.status == "agreed",
        fields=dict(keys),
    )


def _parent(view: View, item: Item, key: str) -> tuple[Item | None, str]:
    """The parent item and its words; a word in place of a link has no item."""
    found = view.value(item, key) if key else None
    first = found[0] if isinstance(found, list) and found else found
    if not isinstance(first, str) or not first:
        return None, ""
    parent = view.item(first)
    if parent is not None:
        return (None, "") if parent.retired else (parent, parent.text or view.code(parent))
    definition = view.book.field(item.collection, key)
    # An id that no longer stands is no parent; a word the field allows, or plain text, is an answer.
    linked = definition is not None and definition.type == "link" and first not in definition.or_
    return None, "" if linked else first


def owners(view: View, item: Item, key: str) -> list[str]:
    """Names of the owners: people linked, or names written in one line."""
    found = view.value(item, key) if key else None
    entries = found if isinstance(found, list) else [found]
    names: list[str] = []
    for entry in entries:
        if not isinstance(entry, str) or not entry.strip():
            continue
        person = view.item(entry)
        if person is None:
            names += [name for name in _OWNERS.split(entry.strip()) if name]
        elif not person.retired:
            said = " ".join(person.text.split())
            names += [name for name in _OWNERS.split(said) if name] or [view.code(person)]
    return list(dict.fromkeys(names))
