"""What a person types, brought into its stored form, or one sentence that says how to write it.

Kind to the typist: `30 Sep 27`, `end of June`, `1,240` and `30 %` are understood; what is refused is refused
with an example of what is not.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from aligntui.engine.entry.unclear import QUOTED, Unclear
from aligntui.methods.answers import answer_mend, bounds, chosen, scale_mend, takes_answer
from aligntui.methods.types import Field
from aligntui.session.model import UNKNOWN
from aligntui.text.clean import clean, clean_line, clip

UNKNOWNS = {"?", UNKNOWN, "not known", "don't know", "not known yet"}
TAKEN = 32
"""Cells of a value that a sentence says was taken."""
YES = {"y": "yes", "yes": "yes", "n": "no", "no": "no", "p": "partly", "partly": "partly"}


def store(field: Field, typed: str, *, today: str = "", unit: str | None = None) -> Any:
    """The stored form of typed words; "" and blanks give None.

    Args:
        field: What is asked.
        typed: The words.
        today: ISO day from which a date without a year is counted; "" where it needs one.
        unit: What a number counts; None while nobody said.

    Raises:
        Unclear: When a number, date, scale or choice cannot be read.
    """
    from aligntui.engine.entry.dates import date
    from aligntui.engine.entry.numbers import number

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
        return number(line, unit)
    if field.type == "date":
        begins = any(words.casefold().split()[:1] == ["from"] for words in (field.label, field.ask))
        return date(line, dt.date.fromisoformat(today[:10]) if today else None, begins=begins)
    if field.type == "scale":
        low, high = bounds(field)
        try:
            point = int(line)
        except ValueError:
            point = low - 1
        if not low <= point <= high:
            raise Unclear(scale_mend(field))
        return point
    if field.type == "yesno":
        answer = YES.get(line.casefold())
        if not takes_answer(field, answer):
            raise Unclear(answer_mend(field))
        return answer
    if field.type == "choice" and field.many:
        keys = [one_choice(field, part.strip()) for part in re.split(r"[,;]", line) if part.strip()]
        return list(dict.fromkeys(keys)) or None
    return one_choice(field, line) if field.type == "choice" else line


def one_choice(field: Field, line: str) -> str:
    """One key of a choice."""
    wanted = line.casefold()
    if key := chosen(field, line):
        return key
    begins = [(k, (k.casefold(), v.casefold())) for k, v in field.choices.items()]
    starts = [key for key, words in begins if any(word.startswith(wanted) for word in words)]
    if len(starts) == 1:
        return starts[0]
    offered = ", ".join(field.choices.values())
    raise Unclear(
        f"Write one of: {clip(offered, 58)}." if offered else f'"{clip(line, QUOTED)}" is not offered.'
    )


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
    from aligntui.engine.entry.dates import short

    try:
        return short(dt.date.fromisoformat(iso[:10]))
    except ValueError:
        return iso


def taken(field: Field, typed: str, value: Any) -> str:
    """What a field took where that is not what was typed: `Sat 1 May 2027`; "" where it is.

    Args:
        field: What is asked.
        typed: The words.
        value: The stored value; for a link the names or words it shows.
    """
    from aligntui.engine.entry.dates import full

    line = clean_line(typed)
    if value in (None, "", []) or isinstance(value, list):
        return ""
    if field.type == "date" and value not in (line, UNKNOWN):
        return full(str(value))
    shown = str(value) if field.type in ("number", "link", "text", "long") else show(field, value)
    if field.unknown and value == UNKNOWN:
        shown = show(field, value)
        return "" if line.casefold() in (shown, UNKNOWN) else shown
    return "" if shown.split() == line.split() else clip(" ".join(shown.split()), TAKEN)


def editable(field: Field, value: Any) -> str:
    """A stored value as it stands in an edit line."""
    if value in (None, [], ""):
        return ""
    if isinstance(value, list):
        return "\n".join(str(v) for v in value)
    if field.type == "date":
        return show(field, value)
    return str(value)
