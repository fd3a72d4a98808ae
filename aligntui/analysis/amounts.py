"""What the numbers in words count: "from 11 to 30 hire bikes" goes from 11 to 30, of hire bikes.

It looks at words, never at meaning. Where it is not sure what a number counts it says nothing, which is our
convention.
"""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec import Struct

from aligntui.analysis import wording
from aligntui.analysis.view import View
from aligntui.session.model import Item
from aligntui.text.language import LITTLE_WORDS
from aligntui.text.words import NUMBER, stem, tokens

RUN = 3
"""Most words between a number and the end of what it counts (our convention)."""
_ENDS = re.compile(r"[,;:.!?()|]\s|[;:!?()|]|\.?\Z")
_SHARE = re.compile(r"\s*(?:in|of|out\s+of)\s+[+\-−]?\d")
"""Behind the 9 of "9 of 10": a share, whose two numbers count nothing of their own."""
_AGE = re.compile(r"[\s-]*years?[\s-]+olds?\b", re.IGNORECASE)
"""Behind the 18 of "18 year olds": it says who is meant, and counts nothing."""
_TIMES = re.compile(r"\b(day|week|month|quarter|year)")
_NO_THING = frozenset(
    {"now", "today", "each", "every", "once", "twice", "least", "most", "again", "only", "already", "times"}
)


class Amount(Struct, frozen=True):
    """A number with what it counts."""

    number: str
    """As written, without a percent sign."""
    unit: str = ""
    """`hire bikes`, or `%`; "" where the words do not say."""
    thing: str = ""
    """Stem of what is counted: of `bike`, of `household` in "30% of households"; "" where nobody can tell."""


def amounts(text: str) -> list[Amount]:
    """Numbers in words, in order, without those of dates, of ages and of shares such as "9 of 10"."""
    rest = wording.undated(text)
    spans, found, skipped = list(NUMBER.finditer(rest)), [], False
    for n, span in enumerate(spans):
        behind = rest[span.end() : spans[n + 1].start() if n + 1 < len(spans) else None]
        share = _SHARE.match(rest, span.end()) is not None
        if not share and not skipped and not _AGE.match(behind):
            found.append(_amount(span.group().strip(), behind))
        skipped = share
    return found


def first(text: str) -> Amount | None:
    """What the first number in words counts; None without one, or where they begin with a share."""
    every = amounts(text)
    return every[0] if every and every[0].number == wording.first_number(text) else None


def change(text: str) -> tuple[Amount | None, Amount | None]:
    """From where to where words go: both numbers of "from 11 to 30", else the only one as the second."""
    rest, every = wording.undated(text), amounts(text)
    for start, end in pairwise(every):
        before, after = re.escape(start.number), re.escape(end.number)
        if re.search(rf"(?i)\bfrom\s+\W?{before}\b[^,;.]*?\bto\s+\W?{after}(?!\d)", rest):
            return Amount(start.number, end.unit, end.thing), end
    return None, every[0] if len(every) == 1 and len(NUMBER.findall(rest)) == 1 else None


def thing(words: str) -> str:
    """Stem of what a phrase is about: of `bike` in "bikes on the hire list"; "" where nobody can tell."""
    run = _run(words.replace("%", " "))
    return stem(run[-1]) if run else ""


def same(one: str, words: str) -> bool:
    """Whether a stem is that of one of the words."""
    return bool(one) and one in {stem(word) for word in tokens(words)}


def number_for(view: View, item: Item, key: str, words: str) -> str:
    """The first number in words about an item, where it may be the value of a number field of it; "" else.

    It is not where it counts the unit of another field or none of this one's, nor where the words name a
    time, as a week, of which the question does not speak.
    """
    field, amount = view.book.field(item.collection, key), first(words)
    if field is None or amount is None:
        return ""
    fields = view.book.fields(item.collection)
    # What a field calls its unit is another field of it only where that is another one.
    units = {n: other.unit for n, other in fields.items() if other.unit and other.unit not in {*fields} - {n}}
    is_other = any(_is_short(amount.unit, unit) for name, unit in units.items() if name != key)
    counts = _is_short(amount.unit, units[key]) if key in units else not is_other
    said, asked = (set(_TIMES.findall(text.lower())) for text in (words, f"{field.label} {field.ask}"))
    return amount.number if counts and said <= (asked or said) else ""


def _is_short(word: str, unit: str) -> bool:
    """Whether a word is a unit, or short for it: `hrs` for `hours`."""
    letters = iter(unit.lower())
    return bool(word) and word[0].lower() == unit[0].lower() and all(one in letters for one in word.lower())


def _amount(written: str, behind: str) -> Amount:
    run = _run(behind)
    counted = stem(run[-1]) if run else ""
    number = written.removesuffix("%").strip()
    if number != written:
        return Amount(number, "%", counted)
    return Amount(number, "" if behind.strip().startswith("of ") else " ".join(run), counted)


def _run(words: str) -> list[str]:
    """The words with which a phrase begins, up to the first of several things; none where that is unsure."""
    ends = _ENDS.search(words)
    run: list[str] = []
    for word in tokens(words[: ends.start() if ends else None]):
        if not run and word in ("of", "the", "our"):
            continue
        if word in LITTLE_WORDS or word in _NO_THING or len(run) == RUN:
            break
        run.append(word)
        if word.endswith("s") and not word.endswith("ss"):
            return run
    return run if len(run) == 1 and not run[0].endswith(("ed", "ing")) else []
