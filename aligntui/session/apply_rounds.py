"""Ops on rounds and ballots: open, close, reveal, answer, hand in, sort words, erase."""

from __future__ import annotations

from typing import Any

import msgspec

from aligntui.session import ops
from aligntui.session.apply_codes import fix_waiting
from aligntui.session.model import WORDS, Ballot, Round, ends, pair
from aligntui.session.privacy import scrub
from aligntui.session.work import Refused, Work, plain
from aligntui.text import moment

AWAY = ("parked", "dropped")
"""Statuses of items that take no dots."""

TURNS = {("open", "closed"), ("open", "revealed"), ("closed", "revealed"), ("closed", "open")}
"""Ways a round can go. Nothing leads back from the reveal."""


def held_round(work: Work, ref: str) -> Round:
    """The round of this id."""
    found = work.session.rounds.get(ref)
    if found is None:
        raise Refused("This round is not in the session.", "gone")
    return found


def open_(work: Work, op: ops.Open) -> None:
    """Open a round. Its items are frozen as they stand now, and their codes settled."""
    rounds = work.session.rounds
    if op.round.id in rounds:
        raise Refused("This round is open already.", "exists")
    subjects = _standing(work, op.round.subjects)
    for other in rounds.values():
        same = (other.run, other.step, other.n) == (op.round.run, op.round.step, op.round.n)
        if same and other.state == "open" and other.subjects == subjects:
            raise Refused("Somebody has opened this round already.", "exists")
    if op.round.subjects and not subjects:
        raise Refused("Nothing is left to vote on.", "gone")
    opened = msgspec.structs.replace(
        op.round,
        subjects=subjects,
        state="open",
        answer=plain(op.round.answer),
        date=op.round.date or moment.day(work.change.at),
    )
    fix_waiting(work, [item for subject in subjects for item in ends(subject)])
    work.put("rounds", opened.id, opened)
    work.did(ops.Open(round=opened))


def _standing(work: Work, subjects: list[str]) -> list[str]:
    """Subjects with merged items replaced by what they went into, and items taken back left out."""
    found: list[str] = []
    for subject in subjects:
        parts = [_survivor(work, part) for part in subject.split(">")]
        items = [work.session.items.get(part) for part in ends(subject)]
        if any(item is not None and item.retired for item in items):
            continue
        if len(parts) == 2 and parts[0] == parts[1] and subject != pair(parts[0], parts[1]):
            continue
        found.append(">".join(parts))
    return list(dict.fromkeys(found))


def _survivor(work: Work, part: str) -> str:
    item, mark, field = part.partition("#")
    return work.survivor(item) + mark + field


def turn(work: Work, op: ops.Turn) -> None:
    """Close, reveal, or open again before the reveal."""
    held = held_round(work, op.id)
    if held.state == op.to:
        return
    if held.state == "revealed":
        raise Refused("The answers were revealed; that cannot be undone.", "sealed")
    if (held.state, op.to) not in TURNS:
        raise Refused(f"A round that is {held.state} cannot be {op.to}.", "unknown")
    state: Any = op.to
    work.put("rounds", held.id, msgspec.structs.replace(held, state=state, away=list(op.away)))
    work.did(msgspec.structs.replace(op, was=held.state))


def _answering(work: Work, round_id: str) -> Round:
    held = held_round(work, round_id)
    if held.erased:
        raise Refused("The answers of this round were erased; it takes no new ones.", "sealed")
    if held.state == "revealed":
        raise Refused("The answers were revealed; ballots are sealed.", "sealed")
    if held.state == "closed":
        raise Refused("The round is closed; answers stay as they are.", "closed")
    return held


def _ballot(work: Work, held: Round, ref: str, by: str | None) -> Ballot:
    """The ballot meant, or a blank one. One person has one ballot, whatever two screens made up."""
    ballots = work.session.ballots
    if held.privacy != "named":
        if by is not None and (by == work.change.by or by in work.session.participants):
            raise Refused("A secret ballot carries no name.", "name")
        by = None if held.privacy == "none" else by
    found = ballots.get(ref)
    if found is not None:
        if found.round != held.id or found.by != by:
            raise Refused("This ballot is somebody else's.", "name")
        return found
    if by is not None:
        own = next((b for b in ballots.values() if b.round == held.id and b.by == by), None)
        if own is not None:
            return own
    return Ballot(id=ref, round=held.id, by=by)


def _keep(work: Work, ballot: Ballot) -> None:
    """Write a ballot; a blank one is no row. Rows lie in the order of their ids, never of time."""
    if ballot.answers or ballot.state != "open":
        new = ballot.id not in work.session.ballots
        work.put("ballots", ballot.id, ballot)
        if new:
            work.order("ballots")
    else:
        work.drop("ballots", ballot.id)


def give(work: Work, op: ops.Give) -> None:
    """One answer on one's own open ballot."""
    held = _answering(work, op.round)
    ballot = _ballot(work, held, op.ballot, op.by)
    if ballot.state == "in":
        raise Refused("Your answers are handed in; take them back first.", "handed")
    if not _asked(held, op.subject):
        raise Refused("This question is not part of the round.", "not asked")
    to, now = plain(op.to), ballot.answers.get(op.subject)
    if now == to:
        return
    if work.strict and now != plain(op.was):
        raise work.changed(held.id, name="the answer")
    _spare(work, held, ballot, op.subject, to)
    answers = {key: value for key, value in ballot.answers.items() if key != op.subject}
    if to is not None:
        answers[op.subject] = to
    places = {subject: place for place, subject in enumerate(held.subjects)}
    # In the order asked: the order of answering is nobody's business.
    answers = dict(sorted(answers.items(), key=lambda a: (places.get(a[0], len(places)), a[0])))
    state = "open" if ballot.state == "skipped" else ballot.state
    _keep(work, msgspec.structs.replace(ballot, answers=answers, state=state))
    work.did(ops.Give(round=op.round, ballot=ballot.id, by=ballot.by, subject=op.subject, was=now, to=to))


def _spare(work: Work, held: Round, ballot: Ballot, subject: str, to: Any) -> None:
    """Refuse dots that nobody has, and more of them on a card that is away. Fewer are never refused."""
    total = held.answer.get("total")
    if held.answer.get("type") != "dots" or not isinstance(total, int):
        return
    wanted, now = dots_of(to), dots_of(ballot.answers.get(subject))
    if wanted < 0 or (to is not None and not isinstance(wanted, int)):
        raise Refused("Dots are whole ones.", "unknown")
    if wanted <= now:
        return
    if sum(map(dots_of, ballot.answers.values())) - now + wanted > total:
        raise Refused(f"All {total} dots are placed; take one back first.", "total")
    away = [i for i in ends(subject) if getattr(work.session.items.get(i), "status", "") in AWAY]
    if away and not work.strict:
        raise Refused(
            f"{work.name(away[0])} is {work.session.items[away[0]].status}: it takes no dots now.", "away"
        )


def dots_of(answer: Any) -> int | float:
    """Dots of an answer; 0 for anything that is no number."""
    value = answer.get("value") if isinstance(answer, dict) else answer
    return value if isinstance(value, int | float) and not isinstance(value, bool) else 0


def _asked(held: Round, subject: str) -> bool:
    if not held.subjects or subject == WORDS or subject in held.subjects:
        return True
    # Ties name a pair of people of whom the round lists each once.
    return ">" in subject and all(part in held.subjects for part in subject.split(">"))


def hand(work: Work, op: ops.Hand) -> None:
    """Hand the own ballot in, skip, or take it back while the round is open."""
    held = _answering(work, op.round)
    ballot = _ballot(work, held, op.ballot, op.by)
    if op.seats:
        held = msgspec.structs.replace(held, seats=max(0, held.seats + op.seats))
        work.put("rounds", held.id, held)
    if ballot.state == op.to:
        if op.seats:
            work.did(op)
        return
    if work.strict and ballot.state != op.was:
        raise work.changed(held.id, name="the ballot")
    if held.privacy == "none" and ballot.state == "in":
        raise Refused("Answers without a mark cannot be taken back.", "handed")
    state: Any = op.to
    _keep(work, msgspec.structs.replace(ballot, state=state))
    work.did(msgspec.structs.replace(op, ballot=ballot.id, by=ballot.by, was=ballot.state))


def match(work: Work, op: ops.Match) -> None:
    """Sort one line of free words to an item or a word."""
    held = held_round(work, op.round)
    if held.erased:
        raise Refused("The answers of this round were erased.", "sealed")
    to = work.survivor(op.to) if op.to else ""
    target = work.session.items.get(to)
    if target is not None and target.retired:
        work.item(to)
    now = held.matches.get(op.line, "")
    if now == to:
        return
    if work.strict and now != op.was:
        raise work.changed(held.id, name="this line")
    matches = {line: kept for line, kept in held.matches.items() if line != op.line}
    if to:
        matches[op.line] = to
    work.put("rounds", held.id, msgspec.structs.replace(held, matches=dict(sorted(matches.items()))))
    work.did(ops.Match(round=op.round, line=op.line, was=now, to=to))


def erase(work: Work, op: ops.Erase) -> None:
    """Remove raw answers for good, from state and recent changes; one line says that it happened."""
    held = held_round(work, op.round)
    gone = [b.id for b in work.session.ballots.values() if b.round == held.id and op.ballot in ("", b.id)]
    if held.erased or (op.ballot and not gone):
        return
    for ref in gone:
        work.drop("ballots", ref)
    lines = {
        line: to for line, to in held.matches.items() if op.ballot and line.rpartition("|")[0] not in gone
    }
    work.put("rounds", held.id, msgspec.structs.replace(held, matches=lines, erased=not op.ballot))
    for change in list(work.session.recent.values()):
        rest = scrub(change, held.id, op.ballot)
        if rest is None:
            work.drop("recent", change.id)
        elif rest is not change:
            work.put("recent", change.id, rest)
    work.did(op)
