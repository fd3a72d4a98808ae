"""Codes: labels such as S1, WO2, OB3.c2. The id is the key; a code is never given to another item.

While a list is being written its codes are provisional: computed from the order shown, stored nowhere.
They are settled once, at the first link, vote or "done", and then fixed for good. The counter of a
series lies in the head of the session, so that a number once settled is never used again.

A series is `S` (S1, S2), `#A` (letters from A) or `^ID.c` (children of the item ID: OB3.c1).
"""

from __future__ import annotations

from collections.abc import Iterable

from aligntui.session.model import Item, Session
from aligntui.session.ops import Settle


def sort_key(item: Item) -> tuple[str, str]:
    """Order in which items of a list are shown."""
    return (item.pos, item.id)


def label(series: str, number: int, parent: str = "") -> str:
    """The code for a number of a series; `parent` is the code of the parent of a child series."""
    if series.startswith("#"):
        index = ord(series[1]) - ord("A") + number - 1
        out = ""
        while index >= 0:
            index, rest = divmod(index, 26)
            out = chr(ord("A") + rest) + out
            index -= 1
        return out
    if series.startswith("^"):
        return f"{parent}.{series.rsplit('.', 1)[1]}{number}"
    return f"{series}{number}"


def parent_of(series: str) -> str:
    """Item id a child series hangs on, or ""."""
    return series[1:].rsplit(".", 1)[0] if series.startswith("^") else ""


def counts(item: Item) -> bool:
    """Whether an item takes a number: not taken back and not merged away."""
    return not item.retired and not item.into


def all_codes(session: Session) -> dict[str, str]:
    """Code of every item, settled or provisional; "" for items without a series."""
    codes: dict[str, str] = {i.id: i.code for i in session.items.values() if i.code}
    waiting: dict[str, list[Item]] = {}
    for item in session.items.values():
        if item.series and not item.code and counts(item):
            waiting.setdefault(item.series, []).append(item)
    # Parents before children: a child's code contains its parent's.
    for series in sorted(waiting, key=lambda s: (s.startswith("^"), s)):
        number = session.meta.counters.get(series, 0)
        parent = codes.get(parent_of(series), "")
        for item in sorted(waiting[series], key=sort_key):
            number += 1
            codes[item.id] = label(series, number, parent)
    return codes


def is_settled(session: Session, series: str) -> bool:
    """Whether no live item of the series waits for its code."""
    return not any(i.series == series and not i.code and counts(i) for i in session.items.values())


def settle(session: Session, series: Iterable[str]) -> Settle | None:
    """The op that fixes all waiting codes of these series (and of the series they hang on)."""
    wanted = set(series)
    for name in list(wanted):
        parent = session.items.get(parent_of(name))
        if parent is not None and not parent.code:
            wanted.add(parent.series)
    codes = all_codes(session)
    fixed: dict[str, str] = {}
    counters: dict[str, tuple[int, int]] = {}
    for item in session.items.values():
        if item.series in wanted and not item.code and counts(item):
            fixed[item.id] = codes[item.id]
            before, now = counters.get(item.series, (session.meta.counters.get(item.series, 0),) * 2)
            counters[item.series] = (before, now + 1)
    return Settle(codes=fixed, counters=counters) if fixed else None


def code_order(code: str) -> tuple[object, ...]:
    """Sort key that puts S2 before S10 and OB3.c2 after OB3."""
    parts: list[object] = []
    number = ""
    for sign in code + " ":
        if sign.isdigit():
            number += sign
            continue
        if number:
            parts.append((1, int(number), ""))
            number = ""
        parts.append((0, 0, sign))
    return tuple(parts)
