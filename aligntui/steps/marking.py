"""What a key sets in a cell of a grid, and the word that stands there. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from aligntui.guide.types import Field


@dataclass(frozen=True)
class Mark:
    """A value for the cell; `onward` when the focus goes to the next one."""

    value: int | str | None
    onward: bool = False


def mark_for(field: Field, key: str, now: int | str | None) -> Mark | None:
    """What a key sets.

    Args:
        field: Field of the relation: yes-no, or a scale. A scale that begins below 0 is stepped by `-` and
            `+`, with digits counting from its lowest point; any other is set by its digits.
        key: Key as Textual names it.
        now: Value of the cell, None while it was not looked at.

    Returns:
        The mark, or None when the key sets nothing.
    """
    if key == "backspace":
        return Mark(None)
    if field.type == "yesno":
        if key not in ("space", "plus", "x", "0"):
            return None
        no = key == "0" or (key == "space" and now == "yes")
        return Mark("no" if no else "yes", key != "space")
    low, high = field.from_ or 0, field.to or 1
    number = now if isinstance(now, int) else None
    if low < 0:
        return _around_zero(low, high, key, number)
    if key in ("plus", "kp_plus"):
        return Mark(high, True)
    if key.isdigit() and low <= int(key) <= high:
        return Mark(int(key), True)
    if key == "space":
        return Mark(number - 1 if number is not None and low < number <= high else high)
    return None


def _around_zero(low: int, high: int, key: str, now: int | None) -> Mark | None:
    if key in ("minus", "plus", "kp_minus", "kp_plus"):
        step = -1 if "minus" in key else 1
        return Mark(max(low, min(high, (now or 0) + step)))
    if key == "0":
        return Mark(0)
    if key.isdigit() and 1 <= int(key) <= high - low + 1:
        return Mark(low + int(key) - 1, True)
    return None


def word_of(field: Field, value: object) -> str:
    """What stands in the cell: `+`, `0`, `+2`, `x`; "" while nobody looked at it."""
    if value in (None, ""):
        return ""
    if field.type == "yesno":
        return {"yes": "x", "no": "0"}.get(str(value), "~")
    label = field.choices.get(str(value))
    if label is not None and len(label) <= 2:
        return label
    if isinstance(value, int) and (field.from_ or 0) < 0 and value > 0:
        return f"+{value}"
    return str(value)


def keys_of(field: Field) -> list[tuple[str, str]]:
    """Keys that set a cell, for the key line."""
    low, high = field.from_ or 0, field.to or 0
    if field.type == "yesno":
        return [("+", "yes"), ("0", "no"), ("Space", "switch")]
    if low < 0:
        return [("- 0 +", "rate"), ("1-5", f"{low} to +{high}")]
    if (low, high) == (0, 1):
        return [("+", "match"), ("0", "none"), ("Space", "cycle")]
    return [(f"{low}-{high}", "rate")]
