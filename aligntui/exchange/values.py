"""Values of fields on their way out and in.

Out: numbers leave as numbers with the digits that were entered, everything else as text. In: what a file
says is brought into the stored form, or refused with the mend. Both directions go through `fit`, so that
what left comes back as it was.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from aligntui.exchange.problems import brief
from aligntui.exchange.shape import LARGEST
from aligntui.methods.answers import answer_mend, bounds, chosen, scale_mend, takes_answer
from aligntui.methods.types import Field, as_list
from aligntui.session.model import UNKNOWN
from aligntui.text.clean import clean, clean_line
from aligntui.text.nearest import did_you_mean
from aligntui.text.numerals import grouped, numeral, shortened
from aligntui.text.problem import UserProblem

_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?\Z")
_INT = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")

Find = Callable[[str], str | None]
"""Code -> id, or id -> code; None when there is none."""


class Misfit(UserProblem):
    """A value that its field cannot hold: what is wrong and the mend, each without a place."""


def fit(field: Field, raw: Any) -> Any:
    """The stored form of a value, None when it is empty. Links are not read here (see `leave`, `enter`).

    Raises:
        Misfit: When the field cannot hold it. The message begins after the field's name.
    """
    if raw is None or raw == "" or raw == []:
        return None
    if field.unknown and raw == UNKNOWN:
        return UNKNOWN
    kind = field.type
    if kind in ("list", "chain"):
        return [line for line in (clean_line(_words(entry)) for entry in _listed(raw)) if line] or None
    if kind == "choice" and field.many:
        return [_choice(field, entry) for entry in _listed(raw)]
    if isinstance(raw, list):
        raise Misfit("takes one value, not a list", "Keep one of them.")
    if kind == "text":
        return clean_line(_words(raw)) or None
    if kind == "long":
        return clean(_words(raw)).strip("\n") or None
    if kind == "number":
        return _number(raw)
    if kind == "date":
        return _date(raw)
    if kind == "scale":
        return _scale(field, raw)
    if kind == "yesno":
        return _yesno(field, raw)
    if kind == "choice":
        return _choice(field, raw)
    raise Misfit("is computed and cannot be written", "Leave it out.")


def typed(field: Field, stored: Any) -> Any:
    """How a stored value that fits is written: numbers as numbers, if their digits survive."""
    if field.type != "number" or not isinstance(stored, str) or stored == UNKNOWN:
        return stored
    if len(stored) <= 40 and _INT.match(stored) and str(int(stored)) == stored:
        return int(stored)
    if len(stored) <= 40 and _DECIMAL.match(stored):
        return Decimal(stored)
    return stored


def leave(field: Field | None, stored: Any, code_of: Find) -> Any:
    """A stored value as it stands in an export, None when there is nothing.

    Raises:
        Misfit: When it no longer fits its field, or the field is no longer asked.
    """
    if field is None:
        raise Misfit("is no longer asked")
    if field.type != "link":
        return typed(field, fit(field, stored))
    if stored in (None, "", []):
        return None
    if field.many or not isinstance(stored, str):
        raise Misfit("is no link")
    if stored in field.or_:
        return stored
    found = code_of(stored)
    if found is None:
        raise Misfit("leads nowhere")
    return found


def enter(field: Field, raw: Any, id_of: Find, known: Mapping[str, Any]) -> Any:
    """The stored form of a value from a file; for links the id behind a code.

    Args:
        field: What was asked.
        raw: What the file says. Of a link with `many`, each entry is passed alone.
        id_of: Code -> id.
        known: All codes of the file, to find the one that was meant.

    Raises:
        Misfit: When the field cannot hold it.
    """
    if field.type == "number" and isinstance(raw, str):
        return fit(field, _as_written(field, raw))
    if field.type != "link":
        return fit(field, raw)
    if raw is None or raw == "":
        return None
    if isinstance(raw, list):
        raise Misfit("takes one code, not a list", "Keep one of them.")
    word = clean_line(_words(raw))
    if word in field.or_:
        return word
    found = id_of(word)
    if found is None:
        hint = did_you_mean(word, [*known, *field.or_], "Write the code of an item in this file.")
        raise Misfit(f'points to "{brief(word)}", which is not in this file', hint)
    return found


def keep(value: Any, code_of: Find) -> Any:
    """A value that fits no field, as plain clean data; ids in it become codes."""
    if isinstance(value, str):
        return code_of(value) or clean(value)
    if isinstance(value, Mapping):
        return {clean_line(str(key)): keep(entry, code_of) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [keep(entry, code_of) for entry in value]
    if value is None or (isinstance(value, int) and -LARGEST <= value <= LARGEST):
        return value
    return format(value, "f") if isinstance(value, Decimal) else clean(str(value))


def loose_out(value: Any) -> Any:
    """Plain data of no field (answers, definitions) on its way out, its words cleaned."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(str(key)): loose_out(entry) for key, entry in value.items()}
    if isinstance(value, (list, tuple)):
        return [loose_out(entry) for entry in value]
    return Decimal(repr(value)) if isinstance(value, float) else value


def loose_in(value: Any) -> Any:
    """The same on its way in: numbers with a point are what a session file holds."""
    if isinstance(value, dict):
        return {key: loose_in(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [loose_in(entry) for entry in value]
    if isinstance(value, (int, Decimal)) and not -LARGEST <= value <= LARGEST:
        return str(value)
    return float(value) if isinstance(value, Decimal) else value


def accepts(field: Field, collection: str) -> bool:
    """Whether a link field may point to items of a collection."""
    allowed = as_list(field.of)
    return not allowed or "any" in allowed or collection in allowed


def _words(raw: Any) -> str:
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, Decimal):
        return format(raw, "f")
    if raw is None:
        return ""
    if isinstance(raw, (int, float)):
        return str(raw)
    raise Misfit("must be words", "Put them in quotes.")


def _listed(raw: Any) -> list[Any]:
    return raw if isinstance(raw, list) else [raw]


def _as_written(field: Field, words: str) -> str:
    """The decimal number that the words for one say; the words themselves where `fit` reads or refuses them.

    A number of YAML or JSON has a point before its decimals and never comes here; words are a person's.
    """
    found = numeral(clean_line(words))
    if found is None or found.share or found.part or (field.unknown and words == UNKNOWN):
        return words
    if len(found.values) == 2:
        rarer, likely = map(shortened, found.values)
        raise Misfit(f"may be {grouped(rarer)} or {grouped(likely)}", f"Write {rarer} or {likely}.")
    try:
        Decimal(words.strip())
    except InvalidOperation:
        return found.values[0]
    return words


def _number(raw: Any) -> str | None:
    word = clean_line(_words(raw))
    compact = word.replace(" ", "").replace("\u00a0", "")
    if _THOUSANDS.match(compact):
        compact = compact.replace(",", "")
    if not compact:
        return None
    try:
        number = Decimal(compact)
    except InvalidOperation:
        number = Decimal("nan")
    if isinstance(raw, bool) or not number.is_finite() or len(compact) > 40:
        raise Misfit("is no number", "Write 9.4 or 1240; the unit has a field of its own.")
    return compact.removeprefix("+")


def _date(raw: Any) -> str | None:
    word = clean_line(_words(raw))
    if not word:
        return None
    try:
        if _DAY.match(word):
            return dt.date.fromisoformat(word).isoformat()
    except ValueError:
        pass
    raise Misfit("is no date", "Write 2027-09-30.")


def _scale(field: Field, raw: Any) -> int:
    low, high = bounds(field)
    word = raw if isinstance(raw, str) else _words(raw)
    if not isinstance(raw, bool) and re.fullmatch(r"[+-]?[0-9]{1,6}", word) and low <= int(word) <= high:
        return int(word)
    raise Misfit("is not on its scale", scale_mend(field))


def _yesno(field: Field, raw: Any) -> str:
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if takes_answer(field, raw):
        return str(raw)
    raise Misfit("is neither yes nor no", answer_mend(field))


def _choice(field: Field, raw: Any) -> str:
    word = clean_line(_words(raw))
    if key := chosen(field, word):
        return key
    mend = did_you_mean(word, field.choices, f"Write one of {', '.join(field.choices)}.")
    raise Misfit(f'has no choice "{brief(word)}"', mend)
