"""New sessions, before a store has them: empty ones, ones that came from elsewhere, twins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec

from aligntui.session.model import FORMAT, Change, Meta, Session
from aligntui.store.problems import StoreProblem
from aligntui.text.clean import clean_line
from aligntui.text.limits import LINE, too_long

if TYPE_CHECKING:
    from aligntui.session.ops import Op
    from aligntui.store.author import Author


def titled(title: str, *, old: bool = False) -> str:
    """A title as it is kept.

    Args:
        title: As it was typed.
        old: Whether it was kept elsewhere before: then it may be as long as it is.

    Raises:
        StoreProblem: There is none, or it is too long.
    """
    title = clean_line(title)
    if not title:
        raise StoreProblem("A session needs a title: one that the team will know it by.")
    if len(title) > LINE and not old:
        raise StoreProblem(too_long(len(title), LINE))
    return title


def begun(title: str, ops: Sequence[Op], note: str, author: Author) -> Session:
    """A new session with these ops as its first change.

    Raises:
        StoreProblem: It has no title, or a longer one than may be.
        session.apply.Refused: An op cannot be done.
    """
    now = author.clock()
    meta = Meta(id=author.new_id(), title=titled(title), format=FORMAT, created=now, changed=now)
    session = Session(meta=meta)
    if ops:
        from aligntui.session.apply import apply

        change = Change(id=author.new_id(), at=now, by=author.person, ops=list(ops), note=note)
        session = apply(session, change).session
    return session


def adopted(session: Session, is_taken: Callable[[str], bool], author: Author) -> Session:
    """A session that came from elsewhere, under an id that nothing else has.

    Raises:
        StoreProblem: It has no title.
    """
    from aligntui.session import head

    meta = msgspec.structs.replace(session.meta, title=titled(session.meta.title, old=True), format=FORMAT)
    if not meta.id or is_taken(meta.id):
        meta.id = author.new_id()
    meta.created = meta.created or author.clock()
    meta.changed = meta.changed or meta.created
    meta.counts = head.count(session)
    meta.people = head.people(msgspec.structs.replace(session, meta=meta))
    run = head.last_run(session)
    if run is not None:
        meta.doing, meta.progress = run.title, head.progress(run)
    return msgspec.structs.replace(session, meta=meta)


def twin(session: Session, title: str, author: Author) -> Session:
    """A session with the same content; what happened before is not in its history.

    Raises:
        StoreProblem: It has no title, or a longer one than may be.
    """
    now = author.clock()
    meta = msgspec.structs.replace(
        session.meta,
        id=author.new_id(),
        title=titled(title),
        format=FORMAT,
        created=now,
        changed=now,
        last="",
    )
    return msgspec.structs.replace(session, meta=meta, recent={})
