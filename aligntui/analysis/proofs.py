"""What a bar of a profile rests on: the figures it is made of, and the items and answers they were read from.

What has names that not all may see gives its number alone (see `figures_shown.is_open`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from aligntui.analysis.figure import Figure, Grid, Items, Part, PerItem, PerLink, Sentence, Value
from aligntui.analysis.figure_words import part_text
from aligntui.analysis.figures import Figures
from aligntui.analysis.figures_shown import is_open
from aligntui.analysis.shape_words import Said
from aligntui.analysis.view import View
from aligntui.methods.refs import part_title

DEEP = 2
"""Figures behind figures that are followed."""
ANSWERS = (Grid, PerItem, PerLink, Items)
"""Kinds of parts that say of each item what was answered, those that say most first."""


def proof(figures: Figures, method: str, ref: str, label: str, view: View) -> Said:
    """What a bar rests on, a row each; nothing for what is no bar of a profile.

    Args:
        figures: The figures of the session.
        method: Method whose report shows the profile.
        ref: The profile, as the report names it.
        label: The bar.
        view: The snapshot.
    """
    bars = (figures.definition(method, ref) or {}).get("bars")
    rests_on = bars.get(label) if isinstance(bars, Mapping) else None
    if rests_on is None:
        return []
    owner = ref.rpartition(":")[0] or method
    return _unrepeated(
        row
        for one in (rests_on if isinstance(rests_on, list) else [rests_on])
        for row in _rows(figures, owner, str(one), view, DEEP)
    )


def _unrepeated(rows: Iterable[tuple[str, str]]) -> Said:
    return list(dict.fromkeys(rows))


def _rows(figures: Figures, method: str, ref: str, view: View, deep: int) -> Said:
    """A part with its value, then what it was read from."""
    figure, definition = figures.figure(method, ref), figures.definition(method, ref)
    if figure is None or definition is None:
        return []
    owner = ref.rpartition(":")[0] or method
    title = part_title(view.book.methods, method, ref)
    head = f"{title[:1].upper()}{title[1:]}"
    names = figures.names(method, ref)
    if figure.why_missing:
        return [(head, figure.why_missing)]
    part = figures.part(method, ref)
    said = part_text(part, view, names) if isinstance(part, Value | Sentence) else []
    rows: Said = [(head, ", ".join(filter(None, said[0])))] if said else [(head, "")]
    found = view.book.methods.get(owner)
    if found is None or not is_open(view, found, ref.rpartition(":")[2].partition(".")[0]):
        return rows
    if (answers := _answers(figure, part)) is not None:
        return [*rows, *part_text(answers, view, names)]
    inner = [one for one in _refs(definition) if figures.definition(owner, one) is not None]
    return [*rows, *(row for one in inner if deep for row in _rows(figures, owner, one, view, deep - 1))]


def _answers(figure: Figure, part: Part | None) -> Part | None:
    """The part that says of each item what it counts; the one asked for where it does so itself."""
    if isinstance(part, ANSWERS):
        return part
    every = (found for kind in ANSWERS for found in figure.parts.values() if isinstance(found, kind))
    return next(every, None)


def _refs(definition: Mapping[str, Any]) -> list[str]:
    """Figures that a figure is bound to."""
    given = (value if isinstance(value, list) else [value] for value in definition.values())
    return [one for values in given for one in values if isinstance(one, str) and "." in one]
