"""What the short labels of a step mean: codes of its lists, columns, marks. For the guide."""

from __future__ import annotations

from aligntui.methods.answers import bounds
from aligntui.methods.book import Book
from aligntui.methods.types import Field, Step, as_list
from aligntui.tui.frame import MARKS

SHORT = 6
"""Letters up to which a label of a column is explained."""
MOST = 14
"""Lines of the legend."""


def legend(book: Book, step: Step) -> list[str]:
    """Lines such as `S strengths`, `grade: 0 nobody knows to 4 ...`; none when a step has no labels."""
    lists = _lists(book, step)
    found = _codes(book, lists)
    for key in step.shows or []:
        field = next((f for name in lists if (f := book.field(name, key)) is not None), None)
        if field is not None and field.type == "scale":
            found.append(_scale(key, field))
            break
    said: set[str] = set()
    for name in lists:
        for key in step.fields or []:
            field = book.field(name, key)
            label = (field.label or key.replace("_", " ")) if field is not None else ""
            # A question with words of an item in it explains no column.
            asks = field.ask if field is not None and "{" not in field.ask else ""
            if asks and len(label) <= SHORT and label not in said:
                said.add(label)
                found.append(f"{label}: {asks}")
    if not found:
        return []
    return [*found[:MOST], "   ".join(f"{mark} {means}" for mark, means in MARKS.items())]


def _lists(book: Book, step: Step) -> list[str]:
    """Lists whose items stand on the screen."""
    names = [*book.held(step), *as_list(step.about), *([step.makes] if step.makes else [])]
    relation = book.relations.get(step.relation or "")
    if relation is not None:
        names += [*as_list(relation.rows), *as_list(relation.cols)]
    for name in list(names):
        for key in step.fields or []:
            field = book.field(name, key)
            if field is not None and field.type == "link":
                names += as_list(field.of)
    return [name for name in dict.fromkeys(names) if name in book.collections]


def _codes(book: Book, lists: list[str]) -> list[str]:
    """`S strengths, W weaknesses` on one line, lists without letters of their own left out."""
    said = []
    for name in lists:
        known = book.collections[name]
        if isinstance(known.code, str) and known.code:
            said.append(f"{known.code} {(known.title or name.replace('_', ' ')).lower()}")
    return [", ".join(said)] if said else []


def _scale(key: str, field: Field) -> str:
    low, high = bounds(field)
    ends = [field.choices.get(str(n), "") for n in (low, high)]
    if all(ends):
        return f"{field.label or key}: {low} {ends[0]} to {high} {ends[1]}; - not asked yet"
    return f"{field.label or key}: {low} to {high}; - not asked yet"
