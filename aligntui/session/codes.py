"""Codes: labels such as S1, WO2, OB3.c2. The id is the key; a code is never given to another item.

While a list is being written its codes are provisional: computed from the order shown, stored nowhere.
They are settled once, at the first link, vote or "done", and then fixed for good. The counter of a
series lies in the head of the session, so that a number once settled is never used again.

A series is `S` (S1, S2), `#A` (letters from A) or `^ID.c` (children of the item ID: OB3.c1).
"""

from __future__ import annotations

from collections.abc import Iterable

from aligntui.session.model import Item, Session, ends
from aligntui.session.ops import Settle

DIGITS = 15
"""Digits of a code that count as its number: further ones no reader of JSON would keep."""
LETTERS = 10
"""Letters likewise."""


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
    codes.update((ref, code) for ref, (code, _) in _provisional(session, codes).items())
    return codes


def _provisional(session: Session, settled: dict[str, str]) -> dict[str, tuple[str, int]]:
    """Code and number that each waiting item would get if its list were settled now."""
    waiting: dict[str, list[Item]] = {}
    for item in session.items.values():
        if item.series and not item.code and counts(item):
            waiting.setdefault(item.series, []).append(item)
    if not waiting:
        return {}
    taken = taken_codes(session)
    found: dict[str, tuple[str, int]] = {}
    # Parents before children: a child's code contains its parent's.
    for series in sorted(waiting, key=lambda s: (_depth(session, s), s)):
        number = session.meta.counters.get(series, 0)
        up = parent_of(series)
        parent = settled.get(up, "") or found.get(up, ("", 0))[0]
        if up and not parent:
            continue
        for item in sorted(waiting[series], key=sort_key):
            code, number = _next(series, number, parent, taken)
            found[item.id] = (code, number)
    return found


def _next(series: str, number: int, parent: str, taken: set[str]) -> tuple[str, int]:
    number += 1
    while (code := label(series, number, parent)) in taken:
        number += 1
    return code, number


def _depth(session: Session, series: str) -> int:
    """How many parents a series hangs on."""
    depth = 0
    while (up := parent_of(series)) and depth < 9:
        depth += 1
        parent = session.items.get(up)
        series = parent.series if parent is not None else ""
    return depth


def taken_codes(session: Session) -> set[str]:
    """All codes that were ever settled, those of retired and merged items and former ones included."""
    found = {item.code for item in session.items.values() if item.code}
    found.update(code for item in session.items.values() for code in item.was)
    return found


def number_of(series: str, code: str, parent: str = "") -> int:
    """The number of a code within a series; 0 when it is not of that series, or longer than is counted.

    What is longer came from elsewhere and is a label like any other: no list is numbered that far.
    """
    if series.startswith("#"):
        if not code.isascii() or not code.isalpha() or not code.isupper() or len(code) > LETTERS:
            return 0
        index = 0
        for sign in code:
            index = index * 26 + ord(sign) - ord("A") + 1
        return max(0, index - (ord(series[1]) - ord("A")))
    start = label(series, 0, parent)[:-1]
    digits = code.removeprefix(start)
    known = code.startswith(start) and digits.isascii() and digits.isdigit() and len(digits) <= DIGITS
    return int(digits) if known else 0


def fresh(session: Session, series: str) -> tuple[str, int]:
    """The next code of a series, and its number; ("", 0) under a parent without a code."""
    up = parent_of(series)
    parent = all_codes(session).get(up, "") if up else ""
    if up and not parent:
        return "", 0
    return _next(series, session.meta.counters.get(series, 0), parent, taken_codes(session))


def is_settled(session: Session, series: str) -> bool:
    """Whether no live item of the series waits for its code."""
    return not any(i.series == series and not i.code and counts(i) for i in session.items.values())


def pinned(session: Session, ref: str) -> bool:
    """Whether something rests on the item's code: a link, a vote, or a child's code made from it."""
    return (
        any(ref in (link.a, link.b) for link in session.links.values())
        or any(ref in ends(subject) for r in session.rounds.values() for subject in r.subjects)
        or any(item.code and parent_of(item.series) == ref for item in session.items.values())
    )


def settle(session: Session, series: Iterable[str]) -> Settle | None:
    """The op that fixes all waiting codes of these series (and of the series they hang on)."""
    wanted: set[str] = set()
    rest = list(series)
    while rest:
        name = rest.pop()
        if name in wanted:
            continue
        wanted.add(name)
        parent = session.items.get(parent_of(name))
        if parent is not None and not parent.code:
            rest.append(parent.series)
    found = _provisional(session, {i.id: i.code for i in session.items.values() if i.code})
    fixed: dict[str, str] = {}
    counters: dict[str, tuple[int, int]] = {}
    for ref, (code, number) in found.items():
        name = session.items[ref].series
        if name in wanted:
            fixed[ref] = code
            counters[name] = (session.meta.counters.get(name, 0), number)
    return Settle(codes=fixed, counters=counters) if fixed else None


def code_order(code: str) -> tuple[object, ...]:
    """Sort key that puts S2 before S10 and OB3.c2 after OB3."""
    parts: list[object] = []
    number = ""
    for sign in code + " ":
        if sign.isdecimal():
            number += sign
            continue
        if number:
            # As the number would sort, without making one of any length.
            digits = number if number.isascii() else "".join(str(int(digit)) for digit in number)
            digits = digits.lstrip("0")
            parts.append((1, len(digits), digits))
            number = ""
        parts.append((0, 0, sign))
    return tuple(parts)
