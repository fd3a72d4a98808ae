"""Items that a method offers from the start: made once, while their list is empty, when a run begins."""

from __future__ import annotations

from collections.abc import Callable

from aligntui.analysis.view import View
from aligntui.engine import edits
from aligntui.methods.book import Book
from aligntui.methods.types import Step
from aligntui.session import order
from aligntui.session.model import Meta, Run, Session
from aligntui.session.ops import AnyOp


def texts_of(step: Step) -> list[str]:
    """The items that a step has ready."""
    if step.preset is None:
        return []
    return step.preset if isinstance(step.preset, list) else step.preset.items


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
        for text in texts_of(found[1]):
            item, added = edits.add(view, new_id, lists[0], text, at=at)
            item.pos = last = order.after([item.pos, last]) if last else item.pos
            filled.add(lists[0])
            ops += added
    return ops
