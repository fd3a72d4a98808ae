"""What a field takes, whether it is typed or read from a file: points of a scale, yes or no, choices."""

from __future__ import annotations

from aligntui.methods.types import Field


def bounds(field: Field) -> tuple[int, int]:
    """Lowest and highest point of a scale; 0 to 5 where the field does not say."""
    return field.from_ or 0, field.to if field.to is not None else 5


def scale_mend(field: Field) -> str:
    """How a point of a scale is written."""
    low, high = bounds(field)
    return f"Write a whole number from {low} to {high}."


def takes_answer(field: Field, answer: object) -> bool:
    """Whether this is an answer to a yes or no question."""
    return answer in ("yes", "no") or (answer == "partly" and field.partly)


def answer_mend(field: Field) -> str:
    """How a yes or no question is answered."""
    return "Write yes, no or partly." if field.partly else "Write yes or no."


def chosen(field: Field, word: str) -> str:
    """The key of a choice from its key or its label, whatever the case; "" when it is none of them."""
    if word in field.choices:
        return word
    folded = word.casefold()
    return next((k for k, label in field.choices.items() if folded in (k.casefold(), label.casefold())), "")
