"""Checks of what a new item holds from the start."""

from __future__ import annotations

import re

from aligntui.methods.answers import bounds
from aligntui.methods.errors import Path
from aligntui.methods.names import Names
from aligntui.methods.types import Field, as_list

NUMBER = re.compile(r"-?\d+(\.\d+)?\Z")
DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")


def default(names: Names, path: Path, field: Field) -> None:
    """A default is a value that the field may hold, the day of the run, or whoever writes."""
    of_people = field.type == "link" and as_list(field.of) == ["people"]
    fits = {
        "run.as_of": field.type == "date", "me": of_people or field.type == "text",
    }.get(field.default)  # fmt: skip
    if fits is None:
        fits = field.type in ("text", "long") or _is_value(field)
    if not fits:
        mend = "Write run.as_of for a date, me for a person, else a value that the field may hold."
        names.notes((*path, "default"), f'a {field.type} field never holds "{field.default}"', mend)


def _is_value(field: Field) -> bool:
    match field.type:
        case "choice":
            return field.default in field.choices
        case "yesno":
            return field.default in ("yes", "no", *(["partly"] if field.partly else []))
        case "scale":
            low, high = bounds(field)
            return field.default in map(str, range(low, high + 1))
        case "number":
            return NUMBER.match(field.default) is not None
        case "date":
            return DAY.match(field.default) is not None
    return False
