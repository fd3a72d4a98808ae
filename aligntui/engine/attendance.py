"""Who is here: each by name, with what others may know of where one is and whether one is done."""

from __future__ import annotations

from aligntui.engine.following import Following, where
from aligntui.engine.messages import Message, said
from aligntui.methods.book import Book
from aligntui.session.model import Run


def attendance(room: Following, run: Run, book: Book) -> list[Message]:
    """A line for each who is here: whoever leads first, then oneself, then by name.

    Nothing is said but what each shows to all: where the answers of a step bear no name nobody shows that he
    is at it, writes or is done.

    Args:
        room: This person in the room.
        run: The run as it stands.
        book: Its definitions.
    """
    company = room.company
    leads = run.room.leads if run.room is not None else []
    names = company.names or {company.person}
    order = sorted(names, key=lambda name: (name not in leads, name != company.person, name))
    return [
        said(
            "person-is-here",
            who=name,
            me=said("person-is-me") if name == company.person else "",
            leads=said("person-leads") if name in leads else "",
            about=_about(room, run, book, name),
        )
        for name in order
    ]


def _about(room: Following, run: Run, book: Book, name: str) -> Message | str:
    """Where somebody is, and what he does there; "" where he shows none of it."""
    company = room.company
    step = company.places.get(name, "").partition("#")[0]
    at = next((one for one in run.steps if one.step == step), None)
    if at is None:
        # Whoever has not come along stands in another run.
        pair = book.step(step)
        there = f"{pair[0].title}: {pair[1].short or pair[1].title}" if pair is not None else ""
        return said("person-at", where=there, does="") if there else ""
    does: Message | str = said("person-writes") if name in company.typing else ""
    if company.are_done.get(name) == f"{at.id}/{at.phase}":
        does = said("person-is-done")
    return said("person-at", where=where(book, at), does=does)
