"""Raw answers that can be erased: of a whole round, or one's own in it, with what goes and what stays."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from aligntui.analysis.rounds import pass_of
from aligntui.analysis.told import day
from aligntui.analysis.view import View
from aligntui.engine.messages import Message, said
from aligntui.engine.runs.position import step_name
from aligntui.session.model import Ballot, Round, RunStep
from aligntui.store.values import Erased
from aligntui.text.clean import clean_line
from aligntui.text.listing import listed

STAYS = (
    "What was agreed stays in the cards, with the reason beside it. One line in the history says that "
    "answers were erased. Exports and mails that somebody has are out of reach."
)
NONE = "No raw answers lie in this session: nobody has answered a round yet, or they are erased."


class Erasable(Struct, frozen=True):
    """Answers that can go.

    Attributes:
        round: The round they were given in.
        ballot: Id of the own ballot; "" for the answers of everybody.
        ballots: How many people's they are.
        answers: How many answers.
        reasons: How many of them have words beside them.
        names: Whose they are, in a round under names.
    """

    round: Round
    ballot: str
    ballots: int
    answers: int
    reasons: int
    names: list[str]


def erasable(
    view: View, person: str, mark: Callable[[str], str], *, own_only: bool = False
) -> list[Erasable]:
    """What can be erased, the latest round first; in each everybody's answers, then the own ones.

    Args:
        view: The snapshot.
        person: Who asks.
        mark: The person's own mark in a secret round, "" without one.
        own_only: Whether the answers of others are out of reach.
    """
    found: list[Erasable] = []
    held = sorted(view.session.rounds.values(), key=lambda one: (one.date, one.step, one.n, one.id))
    for one in reversed(held):
        ballots = [b for b in view.session.ballots.values() if b.round == one.id]
        if one.erased or not ballots:
            continue
        who = {"named": person, "secret": mark(one.id)}.get(one.privacy, "")
        own = next((b for b in ballots if who and b.by == who), None)
        alone = own is not None and len(ballots) == 1
        if not own_only or alone:
            found.append(_counted(view, one, ballots, ""))
        if own is not None and not alone:
            found.append(_counted(view, one, [own], own.id))
    return found


def _counted(view: View, held: Round, ballots: list[Ballot], ballot: str) -> Erasable:
    given = [answer for one in ballots for answer in one.answers.values()]
    reasons = sum(1 for answer in given if isinstance(answer, dict) and answer.get("note"))
    people = view.session.participants
    named = [one.by for one in ballots if one.by] if held.privacy == "named" else []
    names = [people[who].name if who in people else who for who in named]
    return Erasable(held, ballot, len(ballots), len(given), reasons, sorted(names))


def what_goes(one: Erasable) -> str:
    """`60 answers and 4 reasons of Dot Okafor, Ines Calder and 3 more`."""
    what = _many(one.answers, "answer")
    if one.reasons:
        what += f" and {_many(one.reasons, 'reason')}"
    if one.ballot:
        return f"your {what}"
    if not one.names:
        return f"{what} of {_many(one.ballots, 'person', 'people')}"
    return f"{what} of {listed(one.names, 4)}"


def _many(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


class Choice(Struct, frozen=True):
    """What can be erased, in words.

    Attributes:
        where: The step and the pass.
        whose: `everybody's` or `mine`.
        when: Day of the round, and whether it was revealed.
        goes: What goes: `60 answers and 4 reasons of 5 people`.
    """

    where: str
    whose: str
    when: str
    goes: str

    @property
    def gone(self) -> str:
        """All that goes, and from where."""
        goes = f"{self.goes}: from the session, its history, its copies, the trash, and half sentences."
        return goes[:1].upper() + goes[1:]


def in_words(view: View, one: Erasable) -> Choice:
    """How an entry of what can be erased is told."""
    held = one.round
    run = view.session.runs.get(held.run)
    steps = run.steps if run is not None else []
    here = next((step for step in steps if step.step == held.step), None)
    name = step_name(view.book, here or RunStep(id="", step=held.step, entry=0))
    where = clean_line(name) + (", again" if pass_of(held) == 2 else "")
    state = {"open": ", not revealed", "closed": ", not revealed"}.get(held.state, "")
    whose = "mine" if one.ballot else "everybody's"
    return Choice(where, whose, f"{day(held.date)}{state}", what_goes(one))


def told(done: Erased, *, restricted: bool) -> Message:
    """What erasing did; on a line for one session the names of others are none of its business."""
    words = done.sentence
    if done.left and restricted:
        words = f"{words.partition('. ')[0]}. Other files of the host may still hold them."
    return said("as-told", "warning" if done.left else "ok", words=words)
