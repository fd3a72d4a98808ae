"""How findings are worded: one short way to make each severity, and the team's own names for things."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from aligntui.analysis.figure import Finding, Severity
from aligntui.analysis.view import View
from aligntui.session.model import Item
from aligntui.text.listing import listed


def finding(
    severity: Severity,
    code: str,
    message: str,
    mend: str = "",
    target: str = "",
    field: str = "",
    others: Iterable[str] = (),
    place: str = "",
    matter: str = "",
) -> Finding:
    """A finding, in the order in which it is thought."""
    return Finding(
        code=code, severity=severity, message=message, mend=mend, target=target, field=field,
        others=tuple(others), place=place, matter=matter,
    )  # fmt: skip


error = partial(finding, "error")
"""A finding that keeps an item from being ready."""
warning = partial(finding, "warning")
"""A finding to look at."""
hint = partial(finding, "hint")
"""A question worth a thought."""


def label(view: View, collection: str, key: str) -> str:
    """Name of a field as people know it, beginning with a capital."""
    field = view.book.field(collection, key)
    name = (field.label if field is not None else "") or key.replace("_", " ")
    return name[:1].upper() + name[1:]


def ask(view: View, of: Item | str, key: str) -> str:
    """Question of a field of an item, with its words in it; the name of the field when it asks nothing.

    Of a whole list a question that takes words of an item is the name of its field too.
    """
    collection = of if isinstance(of, str) else of.collection
    field = view.book.field(collection, key)
    named = f"{label(view, collection, key).rstrip('?')}?"
    text = (field.ask if field is not None else "") or named
    if isinstance(of, str) or "{" not in text:
        return named if "{" in text else text
    from aligntui.analysis import told

    return told.filled(view, of, text)


def title(view: View, collection: str) -> str:
    """Plural name of a list, in small letters."""
    found = view.book.collections.get(collection)
    return ((found.title if found is not None else "") or collection.replace("_", " ")).lower()


def named(view: View, refs: Iterable[str | Item], most: int = 0, width: int = 40) -> str:
    """Items in a sentence, each by its code and its words: `W2 "The counter is slow" and O1 "..."`.

    Args:
        view: The snapshot.
        refs: The items, or their ids.
        most: How many are said, the last of which may be that there are more; 0 for all.
        width: Letters of the words of each.
    """
    return listed((name(view, ref, width) for ref in refs), most)


def name(view: View, ref: str | Item, width: int = 40) -> str:
    """An item in a sentence: code and words, people by their own name; a record by its title.

    What is known by its words alone, or has none yet, is said by what there is.
    """
    from aligntui.analysis import told

    item = view.item(ref) if isinstance(ref, str) else ref
    if item is None:
        return str(ref)
    if item.id.startswith("record:"):
        return told.title(view.book, item.collection)
    if person := told.own_name(view, item):
        return person
    words = short(item.text, width).replace('"', "'")
    return f'{view.code(item)} "{words}"'.strip() if words else view.code(item)


def short(text: str, width: int = 40) -> str:
    """Words on one line; too many are cut behind a whole one, with two points."""
    words = " ".join(text.split())
    if len(words) <= width:
        return words
    whole = words[: width - 1].rpartition(" ")[0]
    return (whole if len(whole) > width // 2 else words[: width - 2].rstrip()) + ".."


def lacks(missing: int, every: int, what: str = "number") -> str:
    """How many of all have none, for what leaves these out: `2 of 9 have no number`; "" where none lacks it.

    Args:
        missing: How many are left out.
        every: How many there are.
        what: What they lack; what begins with `both ` is not there whole.
    """
    has = "has" if missing == 1 else "have"
    return f"{missing} of {every} {has} {'not' if what.startswith('both ') else 'no'} {what}" * bool(missing)


def quoted(words: Iterable[str], most: int = 3) -> str:
    """Words in quotes in a sentence; the first few only."""
    return listed(f'"{w}"' for w in list(words)[:most])
