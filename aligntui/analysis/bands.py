"""Words for numbers, and their unit: what a method says of any figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from aligntui.analysis import bind
from aligntui.analysis.figure import Bars, Figure, Groups, Part, PerItem, PerLink, Sentence, Value


def limits(bands: Any) -> list[tuple[float, str]]:
    """Limit -> word as a method writes it, the lowest limit first; what is no number is left out."""
    if not isinstance(bands, Mapping):
        return []
    found = [(bind.as_number(limit), str(word)) for limit, word in bands.items()]
    return sorted((limit, word) for limit, word in found if limit is not None)


def band(value: float | None, bands: Sequence[tuple[float, str]]) -> str:
    """The word of the highest limit that a value reaches; "" below the lowest one and for no value.

    Thousand-millionths do not part bands: 0.7 reached by adding tenths is 0.7.
    """
    reached = [word for limit, word in bands if value is not None and value + 1e-9 >= limit]
    return reached[-1] if reached else ""


def dressed(figure: Figure, main: Sequence[str], unit: str, bands: Any) -> None:
    """Give the parts that carry the value of a figure their unit, and the words of their bands."""
    known = limits(bands)
    words: dict[str, str] = {}
    for name in main:
        part = figure.parts.get(name)
        if part is None:
            continue
        if unit and isinstance(part, Value | PerItem | PerLink | Bars) and not part.unit:
            part = replace(part, unit=unit)
        if known and isinstance(part, Value):
            part = replace(part, note=", ".join(filter(None, (part.note, band(part.number, known)))))
        if known and not words and isinstance(part, PerItem):
            words = {i: band(v, known) for i, v in part.values.items() if not isinstance(v, str)}
        figure.parts[name] = part
    if known:
        figure.parts.update(_banded(figure, main, words, known))


def _banded(
    figure: Figure, main: Sequence[str], words: dict[str, str], known: list[tuple[float, str]]
) -> dict[str, Part]:
    values = [part.number for name in main if isinstance(part := figure.parts.get(name), Value)]
    if words:
        groups = {word: [i for i, own in words.items() if own == word] for _, word in known}
        whole = band(values[0], known) if values else ""
        said = PerItem({i: word or None for i, word in words.items()}, whole=whole)
        return {"band": said, "bands": Groups(groups)}
    return {"band": Sentence(band(values[0], known))} if values else {}
