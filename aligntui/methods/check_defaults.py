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
        fits = is_value(field, field.default)
    if not fits:
        mend = "Write run.as_of for a date, me for a person, else a value that the field may hold."
        names.notes((*path, "default"), f'a {field.type} field never holds "{field.default}"', mend)


def is_value(field: Field, words: str) -> bool:
    """Whether a field may hold what a method file writes for it; a link holds nothing of the kind."""
    match field.type:
        case "text" | "long":
            return True
        case "choice":
            return words in field.choices
        case "yesno":
            return words in ("yes", "no", *(["partly"] if field.partly else []))
        case "scale":
            low, high = bounds(field)
            return words in map(str, range(low, high + 1))
        case "number":
            return NUMBER.match(words) is not None
        case "date":
            return DAY.match(words) is not None
    return False
