"""A file read whole: items and records first, then what they hold, then what was said about them."""

from __future__ import annotations

from aligntui.exchange.entry import Entry
from aligntui.exchange.fill import Fill
from aligntui.exchange.talk_in import Talk
from aligntui.session.head import PEOPLE, count, last_run, progress
from aligntui.session.model import Session


def read(entry: Entry) -> Session:
    """The session; look at the `problems` of the entry before using it."""
    entry.read_items()
    Fill(entry).read()
    Talk(entry).read()
    session = entry.session
    meta = session.meta
    meta.counts = count(session)
    meta.people = meta.counts.get(PEOPLE, 0) or max(1, len(session.participants))
    last = last_run(session)
    if last is not None:
        meta.doing, meta.progress = last.title, progress(last)
    return session
