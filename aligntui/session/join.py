"""Two copies of one session that went separate ways become one again.

Ids decide what is the same; where both changed the same thing, ours stays and the difference is told.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct, field

from aligntui.session import codes, head
from aligntui.session.model import Item, Session
from aligntui.session.ops import Erase, decode_ops
from aligntui.session.work import name_of, shorten


class Joined(Struct, frozen=True):
    """What became of two copies."""

    session: Session
    added: list[str] = field(default_factory=list)
    """Ids of the items that came with the other copy."""
    notes: list[str] = field(default_factory=list)
    """What a person must know, one sentence each."""


SECRET = "A round held in secret is closed here: who answered it in a copy could answer again. {count}"
ERASED = "Answers that one copy erased stay erased."

UNITED = ("links", "records", "runs", "rounds", "ballots", "waivers", "clashes", "participants", "methods")
"""Tables in which what only they have is added and what both have stays ours."""


def join(ours: Session, theirs: Session) -> Joined:
    """Ours with all that only the other copy has.

    The same id is the same item: ours stays, and where theirs reads otherwise a note says so. A newcomer
    whose code is taken gets the next number of its series; the code it came with still finds it unless
    it is another's. Changes of the other copy do not become ours to undo.
    """
    counters = dict(ours.meta.counters)
    for series, number in theirs.meta.counters.items():
        counters[series] = max(number, counters.get(series, 0))
    meta = msgspec.structs.replace(
        ours.meta,
        counters=counters,
        rev=max(ours.meta.rev, theirs.meta.rev) + 1,
        changed=max(ours.meta.changed, theirs.meta.changed),
    )
    tables: dict[str, dict[str, Any]] = {}
    for name in UNITED:
        own, other = getattr(ours, name), getattr(theirs, name)
        tables[name] = {**own, **{key: row for key, row in other.items() if key not in own}}
    session = msgspec.structs.replace(ours, meta=meta, items=dict(ours.items), **tables)
    joined = Joined(session)
    _keep_private(joined, ours, theirs)
    for item in sorted(
        theirs.items.values(), key=lambda i: (_depth(theirs, i), codes.code_order(i.code), i.id)
    ):
        mine = ours.items.get(item.id)
        if mine is None:
            _take_in(joined, item, theirs)
        else:
            _compare(joined, mine, item)
    for name, record in theirs.records.items():
        if name in ours.records and (record.text, record.fields) != (
            ours.records[name].text,
            ours.records[name].fields,
        ):
            joined.notes.append(f"{name.replace('_', ' ')} reads otherwise in the other copy; ours stands.")
    meta.counts = head.count(session)
    return joined


def are_copies(ours: Session, theirs: Session) -> bool:
    """Whether two sessions were one once: by the id of the session, or of anything in it."""
    same = ours.meta.id == theirs.meta.id
    return same or any(
        getattr(ours, name).keys() & getattr(theirs, name).keys() for name in ("items", "runs")
    )


def _keep_private(joined: Joined, ours: Session, theirs: Session) -> None:
    """What one copy erased comes back from neither, and nobody answers a secret round twice."""
    session = joined.session
    gone = {held.id for side in (ours, theirs) for held in side.rounds.values() if held.erased}
    withdrawn = {
        op.ballot
        for side in (ours, theirs)
        for change in side.recent.values()
        for op in decode_ops(change.ops)
        if isinstance(op, Erase) and op.ballot
    }
    kept = {ref: b for ref, b in session.ballots.items() if b.round not in gone and ref not in withdrawn}
    if len(kept) < len(session.ballots):
        joined.notes.append(ERASED)
    session.ballots = dict(sorted(kept.items()))
    for held in list(session.rounds.values()):
        answers = sum(ballot.round == held.id for ballot in kept.values())
        if held.id in gone:
            session.rounds[held.id] = msgspec.structs.replace(held, erased=True, matches={})
        elif held.state == "open" and held.privacy != "named" and answers:
            # The marks by which a person finds her own answer belong to the copies, not to what they become.
            session.rounds[held.id] = msgspec.structs.replace(held, state="closed")
            joined.notes.append(SECRET.format(count=f"It holds {answers} answer{'s' * (answers > 1)}."))


def _depth(session: Session, item: Item) -> int:
    depth = 0
    while item.of in session.items and depth < 9:
        item = session.items[item.of]
        depth += 1
    return depth


def _take_in(joined: Joined, item: Item, theirs: Session) -> None:
    session = joined.session
    joined.added.append(item.id)
    here, there = (side.items.get(codes.parent_of(item.series)) for side in (session, theirs))
    # A child's code is made from its parent's: with a new parent code the old one would mislead.
    misleads = here is not None and there is not None and here.code != there.code
    if item.code and (misleads or item.code in codes.taken_codes(session)):
        code, number = _own_number(session, item, here, there) if misleads else ("", 0)
        if not code:
            code, number = codes.fresh(session, item.series)
        was = sorted({*item.was, item.code}, key=codes.code_order)
        if number:
            counters = session.meta.counters
            counters[item.series] = max(number, counters.get(item.series, 0))
        why = "belongs elsewhere" if misleads else "is taken"
        joined.notes.append(f"{item.code} {why}; {shorten(item.text)} is {code} here.")
        item = msgspec.structs.replace(item, code=code, was=was)
    session.items[item.id] = item


def _own_number(session: Session, item: Item, here: Item | None, there: Item | None) -> tuple[str, int]:
    """The child's own number under its parent's code here; ("", 0) when that is taken."""
    number = codes.number_of(item.series, item.code, there.code if there is not None else "")
    code = codes.label(item.series, number, here.code if here is not None else "")
    return (code, number) if number and code not in codes.taken_codes(session) else ("", 0)


def _compare(joined: Joined, mine: Item, item: Item) -> None:
    session = joined.session
    linked = any(mine.id in (link.a, link.b) for link in session.links.values())
    if mine.retired and linked:
        session.items[mine.id] = msgspec.structs.replace(mine, retired=False)
        joined.notes.append(f"{name_of(session, mine.id)} is back: the other copy rests on it.")
    if (mine.text, mine.fields) != (item.text, item.fields):
        joined.notes.append(f"{name_of(session, mine.id)} reads otherwise in the other copy; ours stands.")
