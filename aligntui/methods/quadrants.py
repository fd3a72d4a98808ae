"""Four quadrants said once: a plot takes them from the figure of its list and scales."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from math import ceil
from typing import Any

from msgspec.structs import replace

from aligntui.methods.types import Method, Step, as_list

CUT = (3, 4)
"""First value along, and up, that counts as high where a method says none (our convention)."""
NAMES = {"lo_hi": "quick win", "hi_hi": "big bet", "lo_lo": "fill-in", "hi_lo": "later, or never"}
"""Quadrants in the order to be read, low or high along and up, with what a figure calls them by itself."""
LARGEST = Decimal("1e15")
"""Limits beyond this are taken as typing errors."""
FUNCTION = "quadrant"
"""The function that puts items into quadrants."""


def classing(method: Method, step: Step) -> dict[str, Mapping[str, Any]]:
    """Figures of a method that put the items of a plot into quadrants, on the scales of the plot."""
    lists = None if isinstance(step.of, dict) else {*as_list(step.of)}
    return {
        name: binding
        for name, binding in method.figures.items()
        if binding.get("use") == FUNCTION
        and (binding.get("x"), binding.get("y")) == (step.x, step.y)
        and lists in (None, {*as_list(binding.get("of"))})
    }


def names_of(binding: Mapping[str, Any]) -> dict[str, str]:
    """What a figure calls its quadrants, in the order to be read."""
    given = binding.get("names")
    known = given if isinstance(given, Mapping) else {}
    return {where: str(known.get(where) or name) for where, name in NAMES.items()}


def cut_of(binding: Mapping[str, Any]) -> tuple[Decimal, Decimal]:
    """First value along, and up, that a figure counts as high."""
    given = binding.get("cut")
    entries: list[Any] = list(given) if isinstance(given, list | tuple) else []
    along, up, *_ = [*entries, None, None]
    return (_number(along, CUT[0]), _number(up, CUT[1]))


def in_doubt(method: Method, step: Step) -> tuple[str, list[str]]:
    """`cut` or `names` that a plot leaves to figures which differ in it, and those; "" for neither."""
    found = classing(method, step)
    cuts = [cut_of(binding) for binding in found.values()]
    called = [{**names_of(binding), **step.names} for binding in found.values()]
    if step.cut is None and len(set(cuts)) > 1:
        return "cut", [*found]
    if any(names != called[0] for names in called):
        return "names", [*found]
    return "", []


def placed(method: Method, step: Step) -> Step:
    """The step, where it is a plot with what its figure says of the quadrants and it does not itself."""
    if step.kind != "plot" or (step.cut is not None and step.names.keys() >= NAMES.keys()):
        return step
    for binding in classing(method, step).values():
        # People place in whole numbers: what is high from 3.5 on is high from 4 on.
        cut = step.cut if step.cut is not None else [ceil(number) for number in cut_of(binding)]
        return replace(step, cut=cut, names={**names_of(binding), **step.names})
    return step


def _number(entry: Any, house: int) -> Decimal:
    """A limit as written; that of the house where none is, or what is no number of everyday size."""
    try:
        number = Decimal(str(entry))
    except InvalidOperation:
        return Decimal(house)
    return number if number.is_finite() and abs(number) <= LARGEST else Decimal(house)
