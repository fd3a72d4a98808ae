"""What a person types, brought into its stored form, or one sentence that says how to write it.

Kind to the typist: `30 Sep 27` and `1,240` are understood. A comma that is no thousands mark is refused
with the mend, because a silently shifted comma would be a wrong plan.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from aligntui.guide.types import Field
from aligntui.session.model import UNKNOWN
from aligntui.text.clean import clean, clean_line, clip

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
UNKNOWNS = {"?", UNKNOWN, "not known", "don't know", "not known yet"}
YES = {"y": "yes", "yes": "yes", "n": "no", "no": "no", "p": "partly", "partly": "partly"}


class Unclear(ValueError):  # noqa: N818 - people are unclear, nothing failed
    """The words do not fit the field; the message is a sentence with the mend."""


def store(field: Field, typed: str) -> Any:
    """The stored form of typed words; "" and blanks give None.

    Raises:
        Unclear: When a number, date, scale or choice cannot be read.
    """
    line = clean_line(typed)
    if field.type == "long":
        text = clean(typed).strip("\n")
        return text if text.strip() else None
    if field.type in ("list", "chain"):
        return [entry for entry in (clean_line(e) for e in clean(typed).split("\n")) if entry] or None
    if not line:
        return None
    if field.unknown and line.casefold() in UNKNOWNS:
        return UNKNOWN
    if field.type == "number":
        return number(line)
    if field.type == "date":
        return date(line)
    if field.type == "scale":
        return scale(field, line)
    if field.type == "yesno":
        answer = YES.get(line.casefold())
        if answer is None or (answer == "partly" and not field.partly):
            raise Unclear("Write yes or no." if not field.partly else "Write yes, no or partly.")
        return answer
    if field.type == "choice":
        return choice(field, line)
    return line


def number(line: str) -> str:
    """A decimal number as entered: `1,240` is 1240, `9.4` stays 9.4; units are refused with the mend."""
    compact = re.sub(r"\s", "", line)
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", compact, re.ASCII):
        compact = compact.replace(",", "")
    found = re.fullmatch(r"([+-]?)(\d*)(?:\.(\d*))?", compact, re.ASCII)
    if found is None or not (found[2] or found[3]) or len(compact) > 40:
        raise Unclear(f'"{clip(line, 30)}" is no number. Write 9.4 or 1240; the unit has its own field.')
    sign = "-" if found[1] == "-" else ""
    return f"{sign}{found[2].lstrip('0') or '0'}{'.' + found[3] if found[3] else ''}"


def date(line: str, today: dt.date | None = None) -> str:
    """An ISO date from `2027-09-30`, `30 Sep 2027`, `30 Sep 27`, `30.9.2027`, `Sep 2027` (its last day)."""
    text = line.casefold().replace(",", " ")
    last = False
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        written, month, day = found[1], int(found[2]), int(found[3])
    elif found := re.fullmatch(r"(\d{1,2})[. ]+(\d{1,2})[. ]+(\d{2}|\d{4})", text):
        day, month, written = int(found[1]), int(found[2]), found[3]
    elif found := re.fullmatch(r"(?:(\d{1,2})\.? +)?([a-z]{3})[a-z]*\.? +(\d{2}|\d{4})", text):
        if found[2] not in MONTHS:
            raise _no_date(line)
        month, written = MONTHS.index(found[2]) + 1, found[3]
        last = not found[1]
        day = int(found[1] or 0)
    else:
        raise _no_date(line)
    year = int(written) + (2000 if len(written) == 2 else 0)
    try:
        if last:
            after = dt.date(year + month // 12, month % 12 + 1, 1)
            return (after - dt.timedelta(days=1)).isoformat()
        return dt.date(year, month, day).isoformat()
    except ValueError:
        raise Unclear(f"There is no {line} in the calendar. Write 2027-09-30 or 30 Sep 2027.") from None


def _no_date(line: str) -> Unclear:
    return Unclear(f'"{clip(line, 30)}" is no date. Write 2027-09-30 or 30 Sep 2027.')


def scale(field: Field, line: str) -> int:
    """A point of a scale."""
    low, high = field.from_ or 0, field.to if field.to is not None else 5
    try:
        value = int(line)
    except ValueError:
        value = low - 1
    if not low <= value <= high:
        raise Unclear(f"Write a whole number from {low} to {high}.")
    return value


def choice(field: Field, line: str) -> str | list[str] | None:
    """The key of a choice from its key, its label or the start of either; several when `many`."""
    if field.many:
        found = [one_choice(field, part.strip()) for part in re.split(r"[,;]", line) if part.strip()]
        return list(dict.fromkeys(found)) or None
    return one_choice(field, line)


def one_choice(field: Field, line: str) -> str:
    """One key of a choice."""
    wanted = line.casefold()
    for key, label in field.choices.items():
        if wanted in (key.casefold(), label.casefold()):
            return key
    starts = [
        k
        for k, v in field.choices.items()
        if v.casefold().startswith(wanted) or k.casefold().startswith(wanted)
    ]
    if len(starts) == 1:
        return starts[0]
    raise Unclear("Write one of: " + ", ".join(field.choices.values()) + ".")


def show(field: Field | None, value: Any) -> str:
    """A stored value as a person reads it: labels for keys, `30 Sep 27` for dates."""
    if value in (None, "", []):
        return ""
    if field is None:
        return value if isinstance(value, str) else str(value)
    if value == UNKNOWN and field.unknown:
        return "not known yet"
    if field.type == "date" and isinstance(value, str):
        return short_date(value)
    if field.type == "choice":
        keys = value if isinstance(value, list) else [value]
        return ", ".join(field.choices.get(str(k), str(k)) for k in keys)
    if field.type in ("list", "chain") and isinstance(value, list):
        return "; ".join(str(v) for v in value)
    return str(value)


def short_date(iso: str) -> str:
    """`2027-09-30` as `30 Sep 27`; what is no date stays as it is."""
    try:
        day = dt.date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year % 100:02d}"


def editable(field: Field, value: Any) -> str:
    """A stored value as it stands in an edit line."""
    if value in (None, [], ""):
        return ""
    if isinstance(value, list):
        return "\n".join(str(v) for v in value)
    if field.type == "date":
        return show(field, value)
    return str(value)
