"""Items that a method offers from the start: made once, while their list is empty, when a run begins."""

from __future__ import annotations

from collections.abc import Callable

from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.methods.book import Book
from aligntui.methods.types import TEXT, Field, Preset, Step
from aligntui.session import order
from aligntui.session.model import Meta, Run, Session
from aligntui.session.ops import AnyOp


def ready(step: Step) -> list[tuple[str, dict[str, str]]]:
    """The items that a step has ready: their words, and what their fields hold, as written in the file."""
    given = step.preset.items if isinstance(step.preset, Preset) else step.preset or []
    pairs = [{TEXT: one} if isinstance(one, str) else one for one in given]
    return [(one.get(TEXT, ""), {k: v for k, v in one.items() if k != TEXT}) for one in pairs]


def made(session: Session | None, book: Book, run: Run, new_id: Callable[[], str], at: str) -> list[AnyOp]:
    """The ops that make them, for the steps of a run; nobody wrote them.

    Args:
        session: The session, None for a new one.
        book: What it works with once the run has begun.
        run: The run that begins.
        new_id: Gives a random id.
        at: ISO time.
    """
    view = View(session or Session(meta=Meta(id="", title="")), book)
    ops: list[AnyOp] = []
    filled: set[str] = set()
    for place in run.steps:
        found = book.step(place.step)
        lists = book.held(found[1]) if found is not None else []
        if found is None or not lists or lists[0] in filled or view.items(lists[0], away=True):
            continue
        last = ""
        known = book.fields(lists[0])
        for text, given in ready(found[1]):
            fields = {key: _stored(known[key], words) for key, words in given.items() if key in known}
            item, added = edits.add(view, new_id, lists[0], text, fields, at=at)
            item.pos = last = order.after([item.pos, last]) if last else item.pos
            filled.add(lists[0])
            ops += added
    return ops


def _stored(field: Field, words: str) -> object:
    """A value of a file in its stored form."""
    if field.type == "scale":
        return int(words)
    return [words] if field.type == "choice" and field.many else words
