"""What answers count for now. Cards are parked, merged and moved while people vote, and afterwards.

Ballots stay as they were given; what they count for is read off the cards as they stand. So undoing a
merge or bringing a card back gives each answer its place again, before and after the reveal.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

import msgspec

from aligntui.methods.book import Book
from aligntui.methods.types import as_list
from aligntui.session.model import Ballot, Item, Round, Session

AWAY = ("parked", "dropped")
"""Statuses of items that are kept but not in their list."""
SUMS = ("points", "dots")
"""Answers that are handed out of a sum: those on merged cards add up."""
POINTS = 100
"""Points each person hands out where the question does not say."""
EXACT = 1e-6
"""How far a sum of points may be off."""
GONE = ""
"""Where answers count that count for nothing now."""


class Cards(Protocol):
    """What is looked at here of a `View`."""

    session: Session
    book: Book

    def item(self, ref: str) -> Item | None:
        """Item or record by id, following merges."""

    def places(self, held: Round) -> dict[str, str]:
        """As `places`, worked out once."""


def places(view: Cards, held: Round) -> dict[str, str]:
    """Subject of a round -> what answers about it count for now: itself, what it went into, or `GONE`."""
    lists = _lists(view, held)
    answered = (s for b in view.session.ballots.values() if b.round == held.id for s in b.answers)
    return {subject: _place(view, subject, lists) for subject in held.subjects or answered}


def subjects(view: Cards, held: Round) -> list[str]:
    """What is asked about now: without what is away, merged cards as what they went into."""
    return list(dict.fromkeys(place for place in view.places(held).values() if place != GONE))


def sources(view: Cards, held: Round, subject: str) -> list[str]:
    """Subjects whose answers count for this one, itself first if it is one of them."""
    found = [source for source, place in view.places(held).items() if place == subject]
    return sorted(found, key=lambda source: source != subject)


def away(view: Cards, held: Round) -> dict[str, list[Any]]:
    """Subject that is away now -> what was answered about it, by ballot."""
    gone = [subject for subject, place in view.places(held).items() if place == GONE]
    ballots = [b for b in view.session.ballots.values() if b.round == held.id and b.state != "skipped"]
    return {subject: [b.answers[subject] for b in ballots if subject in b.answers] for subject in gone}


def counted(view: Cards, held: Round, ballot: Ballot) -> Ballot:
    """The ballot with its answers where they count now; the very same where nothing has moved."""
    moved = view.places(held)
    if all(moved.get(subject, subject) == subject for subject in ballot.answers):
        return ballot
    adds = held.answer.get("type") in SUMS
    answers: dict[str, Any] = {}
    # An own answer about what stands wins over one about what went into it.
    for subject in sorted(ballot.answers, key=lambda s: moved.get(s, s) != s):
        place, answer = moved.get(subject, subject), ballot.answers[subject]
        if place == GONE:
            continue
        if place not in answers:
            answers[place] = answer
        elif adds:
            answers[place] = amount(answers[place]) + amount(answer)
    return msgspec.structs.replace(ballot, answers=answers)


def _adds_up(held: Round, ballot: Ballot, gone: Collection[str]) -> bool:
    """Whether a ballot of points, as it was given, counts: what does not add up counts for nothing.

    While the round is open, points on a card that went are to be given anew. Points on a card that went after
    it was closed were shared all the same. A ballot without answers says nothing and is not in the way.

    Args:
        held: The round.
        ballot: The ballot as it was given.
        gone: Subjects in no list: now while the round is open, else when it was closed.
    """
    if not ballot.answers:
        return True
    shared = sum(amount(answer) for subject, answer in ballot.answers.items() if subject not in gone)
    return abs(shared - (held.answer.get("total") or POINTS)) <= EXACT


def counting(view: Cards, held: Round, ballots: Sequence[Ballot]) -> list[Ballot]:
    """The ballots of a round that count, with zeros where all points went elsewhere.

    Args:
        view: The snapshot.
        held: The round.
        ballots: Its ballots, their answers as they count now.
    """
    if held.answer.get("type") != "points":
        return list(ballots)
    gone = set(held.away)
    if held.state == "open":
        gone = {subject for subject, place in view.places(held).items() if place == GONE}
    if held.privacy == "none":
        # Nobody can give them anew: such a ballot cannot be taken back.
        gone = set()
    whole = [ballot for ballot in ballots if _adds_up(held, view.session.ballots[ballot.id], gone)]
    none = dict.fromkeys(subjects(view, held), 0)
    return [
        msgspec.structs.replace(ballot, answers={**none, **ballot.answers}) if ballot.answers else ballot
        for ballot in whole
    ]


def plain(answer: Any) -> Any:
    """An answer without its note."""
    return answer.get("value") if isinstance(answer, Mapping) else answer


def amount(answer: Any) -> int | float:
    """Points or dots of an answer, with or without a note; 0 for anything else."""
    value = plain(answer)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else 0


def _lists(view: Cards, held: Round) -> list[str]:
    """Lists that the step of a round asks about; none where pairs, people or its own tests are asked."""
    found = view.book.step(held.step)
    if found is None or found[1].relation is not None or found[1].tests:
        return []
    return as_list(found[1].about) or view.book.held(found[1])


def _place(view: Cards, subject: str, lists: list[str]) -> str:
    parts = []
    for part in subject.split(">"):
        ref, mark, field = part.partition("#")
        item = view.item(ref)
        if item is not None and (
            item.retired or item.status in AWAY or (lists and item.collection not in lists)
        ):
            return GONE
        parts.append(f"{ref if item is None else item.id}{mark}{field}")
    if len(parts) == 2 and parts[0] == parts[1] and subject != ">".join(parts):
        # Both ends of the pair are one card now.
        return GONE
    return ">".join(parts)
