"""Rounds and ballots: ratings, points and dots, also when one person types for all.

A phase of rating is a round: `rate` and `vote` the first, `again` the second. It opens with the first
answer, and what it agreed on is written into the items when it is revealed.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from itertools import pairwise
from typing import Any

import msgspec

from aligntui.analysis.counted import GONE, SUMS, amount, away, counted, plain, sources
from aligntui.analysis.counted import subjects as standing
from aligntui.analysis.figure import Part
from aligntui.analysis.figures import Figures
from aligntui.analysis.view import View
from aligntui.engine.edits import cross, put
from aligntui.methods.types import PrivacyMode, Step, as_list
from aligntui.session.model import WORDS, Ballot, Round, Run, pair
from aligntui.session.ops import AnyOp, Give, Hand, Open, Turn

LOST = "?"
"""In place of the mark of a person whose own one is lost or cannot be read now: no ballot bears it, and none
may. The person counts as having answered."""

MOST_DOTS = 20
"""Dots a person gets at most (METHODS.md 22)."""


def subjects(view: View, step: Step) -> list[str]:
    """What is rated: items, `a>b` pairs, `item#field` on several scales, or keys of own tests."""
    from aligntui.analysis.crossings import asked_pairs
    from aligntui.analysis.where import select

    figures = _figures(view, step) if step.filter is not None else None
    if step.tests:
        return [f"test:{n}" for n in range(1, len(step.tests) + 1)]
    if step.relation is not None:
        relation = view.book.relations.get(step.relation)
        if relation is None:
            return []
        rows = select(view, view.items(as_list(relation.rows)), step.filter, figures)
        return [pair(*ends) for ends in asked_pairs(view, relation, rows, view.items(as_list(relation.cols)))]
    items = select(view, view.items(as_list(step.about) or view.book.held(step)), step.filter, figures)
    if step.kind == "matrix":
        return [
            f"{item.id}#{key}" for item in items for key in step.fields or view.book.fields(item.collection)
        ]
    if step.kind == "plot":
        return [f"{item.id}#{key}" for item in items for key in (step.y, step.x) if key]
    if step.kind == "ask" and step.fields:
        fields = [(item, view.book.fields(item.collection)) for item in items]
        return [f"{item.id}#{key}" for item, known in fields for key in step.fields if key in known]
    return [item.id for item in items]


def _figures(view: View, step: Step) -> Callable[[str], Part | None]:
    """What a filter knows of figures: those of the method that the step is of."""
    methods = view.book.methods.items()
    owner = next(
        (
            name
            for name, one in methods
            if any(s.id == step.id and s.filter == step.filter for s in one.steps)
        ),
        "",
    )
    return partial(Figures(view).part, owner)


def round_number(phase: str) -> int:
    """Which round of its step a phase is."""
    return 2 if phase == "again" else 1


def current(view: View, run: Run, step: Step, method: str, phase: str) -> Round | None:
    """The round of this phase in this run, or None before the first answer."""
    number = round_number(phase)
    found = [r for r in view.rounds(f"{method}/{step.id}", run.id) if r.n % 10 == number]
    return found[-1] if found else None


def privacy_of(view: View, run: Run, step: Step, method: str, phase: str) -> PrivacyMode:
    """What a phase keeps of who answers: as its round does, else the round before, else as the step says."""
    known = [current(view, run, step, method, one) for one in dict.fromkeys((phase, "rate"))]
    asks = step.privacy.names if step.privacy is not None else "named"
    return next((one.privacy for one in known if one is not None and not one.erased), asks)


def opened(
    view: View,
    run: Run,
    step: Step,
    method: str,
    phase: str,
    new_id: Callable[[], str],
    *,
    again: bool = False,
    privacy: PrivacyMode | None = None,
) -> tuple[Round, list[AnyOp]]:
    """The open round of this phase, with the op that opens it when there is none (or one more is wanted)."""
    known = current(view, run, step, method, phase)
    if known is not None and known.state == "open" and not again and not known.erased:
        return known, []
    number = round_number(phase) if known is None else known.n + 10
    fresh = Round(
        id=new_id(),
        step=f"{method}/{step.id}",
        run=run.id,
        n=number,
        subjects=subjects(view, step),
        answer=answer_of(view, step),
        privacy=privacy or privacy_of(view, run, step, method, phase),
        date=run.as_of,
    )
    return fresh, [Open(round=fresh)]


def answer_of(view: View, step: Step) -> dict[str, Any]:
    """The answer definition in force, with the number of dots worked out."""
    if step.answer is not None:
        found: dict[str, Any] = msgspec.to_builtins(step.answer)
        if step.answer.type == "dots" and step.answer.total is None:
            found["total"] = dots(len(subjects(view, step)))
        return found
    return {"type": "scale"}


def dots(items: int) -> int:
    """Dots for one person: a third of the items, 1 to 20 (n/3 rule, METHODS.md 22)."""
    return max(1, min(MOST_DOTS, items // 3))


def allowance(view: View, step: Step, round_: Round | None) -> int:
    """Points or dots each person gives: fixed when the round opens, whatever becomes of the cards."""
    answer = round_.answer if round_ is not None else answer_of(view, step)
    return int(answer.get("total") or 0)


def came_late(view: View, round_: Round | None, subject: str) -> bool:
    """Whether something stands there that is not asked in a round, for it came after that began."""
    if round_ is None or round_.erased or subject == WORDS:
        return False
    return not sources(view, round_, subject)


def own(view: View, round_: Round | None, who: str | None) -> Ballot | None:
    """This person's ballot in a round, its answers as they were given.

    Args:
        view: The snapshot.
        round_: The round.
        who: Name or mark of the person; in a round that keeps neither the id of the ballot.
    """
    if round_ is None or who is None:
        return None
    if round_.privacy == "none":
        found = view.session.ballots.get(who)
        return found if found is not None and found.round == round_.id else None
    return next((b for b in view.session.ballots.values() if b.round == round_.id and b.by == who), None)


def answers(view: View, round_: Round | None, who: str | None) -> dict[str, Any]:
    """What this person answered, as it counts now: nothing about what is away, merged cards as one."""
    ballot = own(view, round_, who)
    return counted(view, round_, ballot).answers if round_ is not None and ballot is not None else {}


def give(
    view: View, round_: Round, who: str | None, subject: str, answer: Any, new_id: Callable[[], str]
) -> list[AnyOp]:
    """Put one answer on the own ballot; None takes it back.

    What was given to cards that were merged becomes one answer. What was given to cards that are away now is
    taken from there as far as it is needed, so that nobody has more than the allowance when they come back.
    """
    ballot = own(view, round_, who)
    held = dict(ballot.answers) if ballot is not None else {}
    if answers(view, round_, who).get(subject) == answer:
        return []
    first, *others = sources(view, round_, subject) or [subject]
    wanted = {
        **dict.fromkeys(others),
        **_freed(view, round_, held, {first, *others}, amount(answer)),
        first: answer,
    }
    nameless = round_.privacy == "none"
    by = None if nameless else who
    ballot_id = ballot.id if ballot is not None else (who if nameless and who else new_id())
    ops: list[AnyOp] = []
    if ballot is not None and ballot.state == "in":
        ops.append(Hand(round=round_.id, ballot=ballot_id, by=by, was="in", to="open"))
    for one, to in wanted.items():
        if held.get(one) != to:
            ops.append(Give(round=round_.id, ballot=ballot_id, by=by, subject=one, was=held.get(one), to=to))
    return ops


def _freed(
    view: View, round_: Round, held: dict[str, Any], about: set[str], wanted: float
) -> dict[str, int | float | None]:
    """What stays of the points or dots on cards that are away, where the allowance needs them elsewhere."""
    total = int(round_.answer.get("total") or 0)
    if not total or round_.answer.get("type") not in SUMS:
        return {}
    rest = {subject: amount(answer) for subject, answer in held.items() if subject not in about}
    over = sum(rest.values()) + wanted - total
    stays: dict[str, int | float | None] = {}
    for subject, given_there in rest.items():
        if over > 0 and given_there > 0 and view.places(round_).get(subject) == GONE:
            stays[subject] = max(0, given_there - over) or None
            over -= given_there
    return stays


def is_in(view: View, round_: Round | None, ballot: Ballot | None) -> bool:
    """Whether a ballot is handed in and counts: points that a gone card took apart are asked anew."""
    if round_ is None or ballot is None or ballot.state != "in":
        return False
    always = round_.answer.get("type") != "points"
    return always or any(one.id == ballot.id for one in view.counting(round_.id))


def hand_in(view: View, round_: Round, who: str | None) -> list[AnyOp]:
    """Say "I am done"."""
    ballot = own(view, round_, who)
    if ballot is None or ballot.state == "in":
        return []
    return [Hand(round=round_.id, ballot=ballot.id, by=who, was=ballot.state, to="in")]


def seated(view: View, round_: Round, mine: Ballot | None, mark: str) -> list[AnyOp]:
    """Somebody who has not answered yet sits down at a keyboard and is asked too.

    Args:
        view: The snapshot.
        round_: The round.
        mine: The ballot that was filled in there before.
        mark: Mark of the ballot that is filled in next; "" where it has none yet.
    """
    is_begun = bool(mark) and own(view, round_, mark) is not None
    if mine is None or is_begun:
        return []
    return [Hand(round=round_.id, ballot=mine.id, by=mine.by, was="in", to="in", seats=1)]


def unseated(view: View, round_: Round, who: str | None) -> list[AnyOp]:
    """Whoever sat down gets up again without an answer, and is not asked any more."""
    if who is None or own(view, round_, who) is not None:
        return []
    return [Hand(round=round_.id, ballot="", by=who, was="open", to="open", seats=-1)]


def reveal(view: View, round_: Round) -> list[AnyOp]:
    """Close and reveal. There is no way back; a new round can always be opened."""
    gone = [subject for subject, place in view.places(round_).items() if place == GONE]
    states = ["open", "closed", "revealed"]
    left = pairwise(states[states.index(round_.state) :])
    return [Turn(id=round_.id, was=was, to=to, away=gone) for was, to in left]


def left_out(view: View, round_: Round) -> Round | None:
    """The first pass of one person that does not count, for it was left half done; None when it does."""
    if round_.n % 10 != 2 or len(view.ballots(round_.id)) != 1:
        return None
    passes = [r for r in view.rounds(round_.step, round_.run) if r.n % 10 == 1]
    if any(r.state == "revealed" for r in passes):
        return None
    return next((r for r in passes if any(ballot.answers for ballot in view.ballots(r.id))), None)


def _both(view: View, round_: Round) -> tuple[Round, Round | None]:
    """The round that stands and the first pass it is averaged with: one person's, whichever closed last.

    A first pass that was left half done is not among them: its points do not add up.
    """
    if len(view.ballots(round_.id)) != 1:
        return round_, None
    closed = [r for r in view.rounds(round_.step, round_.run) if r.state == "revealed" or r.id == round_.id]
    mine = {r.n % 10: r for r in closed if not r.erased and len(view.ballots(r.id)) == 1}
    if round_.n % 10 == 1:
        run = view.session.runs.get(round_.run)
        second = mine.get(2) if run is not None and run.solo else None
        return (second, round_) if second is not None else (round_, None)
    return round_, mine.get(1)


def agreed(view: View, step: Step, round_: Round) -> list[AnyOp]:
    """Write what the round agreed on into its items: the median for scales, the mean for points and dots.

    With two rounds of one person the mean of both stands, whichever of them closed last (dialectical
    bootstrapping, Herzog and Hertwig 2009); with several people the second round stands. Of what too few
    answered nothing is written: it would tell who said what.
    """
    import statistics

    from aligntui.analysis import rounds

    ops: list[AnyOp] = []
    kind = str(round_.answer.get("type", "scale"))
    relation = view.book.relations.get(step.relation) if step.relation is not None else None
    round_, first = _both(view, round_)
    # What is away now has what was agreed on it when it comes back; points and dots did.
    apart = {} if kind in SUMS else away(view, round_)
    now, earlier = rounds.read(view, round_), rounds.read(view, first) if first is not None else None
    asked = [*standing(view, round_), *(standing(view, first) if first is not None else ())]
    for subject in dict.fromkeys([*asked, *apart]):
        if kind == "choice":
            item, chosen = view.item(subject), now.chosen(subject)
            ops += put(view, item, step.into, chosen) if item and step.into and chosen else []
            continue
        gone = numbers([plain(a) for a in apart.get(subject, ())])
        found = now.told(subject) if subject not in apart else gone if now.shown(len(gone)).middle else []
        if earlier is not None and now.shown(1).middle:
            # A card that came later had none of the sum that was given before.
            none = [0.0] if kind in SUMS else []
            found = (found or none) + (earlier.told(subject) or none)
        if not found:
            continue
        if relation is not None:
            a, _, b = subject.partition(">")
            field = next(iter(relation.fields))
            link = view.link(step.relation or "", a, b)
            fields = {**(link.fields if link is not None else {}), field: whole(statistics.median(found))}
            reason = next((n for n in reasons(view, round_, subject)), "")
            if reason and len(relation.fields) > 1:
                fields.setdefault(list(relation.fields)[1], reason)
            ops += cross(view, step.relation or "", a, b, fields)
        elif step.into is not None or "#" in subject:
            ref, _, plotted = subject.partition("#")
            item, into = view.item(ref), plotted or step.into or ""
            if item is None:
                continue
            definition = view.book.field(item.collection, into)
            stored: Any = whole(statistics.median(found))
            if kind in ("points", "dots") or (definition is not None and definition.type == "number"):
                mean = Decimal(str(statistics.fmean(found))).quantize(Decimal("0.1"))
                stored = format(mean.normalize(), "f")
            ops += put(view, item, into, stored)
    return ops


def reasons(view: View, round_: Round, subject: str) -> list[str]:
    """One-line reasons given about a subject."""
    answers_ = [ballot.answers.get(subject) for ballot in view.ballots(round_.id)]
    return [str(a["note"]) for a in answers_ if isinstance(a, dict) and a.get("note")]


def numbers(given_: list[Any]) -> list[float]:
    """Answers that are numbers."""
    return [float(a) for a in given_ if isinstance(a, int | float) and not isinstance(a, bool)]


def whole(number: float) -> int:
    """Rounded half up, so that 3.5 is 4 and -0.5 is 0."""
    return int((Decimal(str(number)) + Decimal("0.5")).to_integral_value(rounding="ROUND_FLOOR"))
