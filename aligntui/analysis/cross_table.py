"""A crossing of lists as a table: its rows, one column for each item across, what stands in the cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from aligntui.analysis import told
from aligntui.analysis.view import View
from aligntui.methods.types import Field, Relation, as_list
from aligntui.session.model import Item

LETTERS = 3
"""Signs of a key or label that stands for the whole in a cell, at most."""


def across(view: View, relation: Relation) -> list[Item]:
    """The items along the top."""
    return view.items(as_list(relation.cols))


def heads(view: View, items: Iterable[Item]) -> list[str]:
    """What stands over the columns: the code of each item with its words."""
    return [f"{view.code(item)} {item.text}".strip() for item in items]


def rows(view: View, name: str, items: list[Item] | None = None) -> Iterator[tuple[Item, list[str]]]:
    """The rows in which something stands, with their cells.

    Args:
        view: The snapshot.
        name: The relation.
        items: The items down the side; all of its lists when left out.
    """
    relation = view.book.relations[name]
    key, field = next(iter(relation.fields.items()))
    top = across(view, relation)
    for item in view.items(as_list(relation.rows)) if items is None else items:
        links = [view.link(name, item.id, other.id) for other in top]
        cells = [cell(view, field, link.fields.get(key) if link is not None else None) for link in links]
        if any(cells):
            yield item, cells


def letters(relation: Relation) -> str:
    """What the letters in the cells stand for: `R does it; A answers for it`; "" where there are none."""
    field = next(iter(relation.fields.values()))
    return "; ".join(f"{key} {label}" for key, label in field.choices.items() if _is_letter(key))


def _is_letter(word: str) -> bool:
    return word.isupper() and len(word) <= LETTERS


def cell(view: View, field: Field, stored: Any) -> str:
    """A value of a crossing in few signs: the letter of a choice, a short label, else the number.

    A number that may be below nothing has its sign.
    """
    if stored in (None, "", []):
        return ""
    if isinstance(stored, list):
        return " ".join(cell(view, field, one) for one in stored)
    word = str(stored)
    if field.type == "choice":
        return word if _is_letter(word) else field.choices.get(word, word)
    if field.type == "link":
        return field.or_.get(word) or told.name(view, word)
    if isinstance(stored, int) and (field.from_ or 0) < 0:
        return f"{stored:+d}" if stored else word
    label = field.choices.get(word, "")
    return label if 0 < len(label) <= LETTERS else word
