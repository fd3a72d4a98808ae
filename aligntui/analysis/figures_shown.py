"""What reports show of their figures, for pages and files in which nothing is drawn: tables and sentences.

A figure that rests on who goes to whom has names on it, and what only some may see is theirs: neither leaves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from aligntui.analysis.figure import Sentence, Value
from aligntui.analysis.figure_words import part_text, parts_of
from aligntui.analysis.figures import Figures
from aligntui.analysis.shape_words import Said
from aligntui.analysis.shapes import Shape
from aligntui.analysis.shaping import shape_of
from aligntui.analysis.view import View
from aligntui.methods import own_pages
from aligntui.methods.types import Method


class Shown(Struct, frozen=True):
    """A part of a figure: what it says, what it is drawn as on screens, and the same in words."""

    title: str
    shape: Shape | None
    rows: Said
    is_sentence: bool
    """Whether it is a value or a sentence: one row, read as it stands."""


def chapters(view: View) -> Iterator[tuple[str, list[Shown]]]:
    """Title of a report step and the parts it shows, for methods without chapters of their own.

    What the plan tells in words is not said again; what is drawn stands nowhere else.
    """
    book, figures = view.book, Figures(view)
    own = {section.key: section for section in own_pages.plan(book)}
    told_there = {ref for section in own.values() for part in section.parts for ref in part.figures}
    for method in book.methods.values():
        whole = bool(method.plan) or f"{method.method}:figures" in own
        for step in method.steps if not method.report else []:
            if step.kind != "report" or step.privacy is not None:
                continue
            shown = [
                part
                for ref in step.show
                if f"{method.method}:{ref}" not in told_there
                and (name := ref.partition(".")[0]) in method.figures
                and not _of_ties(view, method, method.figures[name])
                for part in _parts(figures, method.method, ref, view)
                if part.shape is not None or whole
            ]
            yield step.title, shown


def is_open(view: View, method: Method, name: str) -> bool:
    """Whether what a figure names may be seen by all who see a report of it."""
    return not own_pages.is_kept(method, name) and not _of_ties(view, method, method.figures[name])


def _of_ties(view: View, method: Method, definition: Mapping[str, Any]) -> bool:
    """Whether a figure reads a step in which people say to whom they go."""
    refs = [ref for value in definition.values() for ref in (value if isinstance(value, list) else [value])]
    steps = (
        view.book.step(ref if "/" in ref else f"{method.method}/{ref}")
        for ref in refs
        if isinstance(ref, str)
    )
    return any(
        found is not None and found[1].answer is not None and found[1].answer.type == "ties"
        for found in steps
    )


def _parts(figures: Figures, method: str, ref: str, view: View) -> Iterator[Shown]:
    names = figures.names(method, ref)
    for title, part, wanted in parts_of(ref, figures, method, view):
        if rows := part_text(part, view, names, wanted):
            yield Shown(title, shape_of(part, view, wanted, names), rows, isinstance(part, Value | Sentence))
