"""How many have answered in a round, and how far apart: never whose answers they are."""

from __future__ import annotations

from collections.abc import Collection

from aligntui.analysis.view import View
from aligntui.engine.kind import StepContext
from aligntui.engine.messages import Message, said
from aligntui.engine.rounds import ballots
from aligntui.session.model import Ballot, Round
from aligntui.text.listing import listed

NAMED = 4
"""Most people who are named as not in."""


def tally(view: View, round_: Round, people: int, here: Collection[str] = ()) -> tuple[int, int]:
    """How many ballots are in as they count, and of how many: nothing that differs from screen to screen.

    Asked is whoever is here, and whoever sits at the keyboard of somebody who is; those who have answered and
    gone count too: by name, and where no names are kept as long as the ballots are more than the people.

    Args:
        view: The snapshot.
        round_: The round.
        people: How many people are here.
        here: Their names.
    """
    held = _given(view, round_)
    done = sum(ballots.is_in(view, round_, b) for b in held)
    named = {*here, *(b.by for b in held)} if round_.privacy == "named" else ()
    return done, max(people + round_.seats, len(held), len(named))


def left(view: View, round_: Round, people: int, here: Collection[str]) -> int:
    """How many have given something and are not here: where no names are kept the fewest it can be."""
    held = _given(view, round_)
    if round_.privacy == "named":
        return len({b.by for b in held} - set(here)) if here else 0
    return max(0, len(held) - people - round_.seats)


def left_told(ctx: StepContext, round_: Round, of: int) -> str:
    """`, 1 has left, 3 are needed`: who went, and how many a round without names needs to be shown at all."""
    gone, needs = left(ctx.view, round_, ctx.people, ctx.here), needed(ctx, round_, of)
    told = f", {gone} {'has' if gone == 1 else 'have'} left" if gone else ""
    return f"{told}, {needs} are needed" if needs else told


def needed(ctx: StepContext, round_: Round | None, of: int) -> int:
    """How many must answer for anything of a round to be shown, where fewer are asked; 0 where enough are.

    Args:
        ctx: The step.
        round_: The round.
        of: How many are asked.
    """
    if round_ is None or round_.privacy == "named" or ctx.alone or round_.seats:
        return 0
    least = least_shown(ctx, round_.privacy, str(round_.answer.get("type", "scale")))
    return least if of < least else 0


def least_shown(ctx: StepContext, privacy: str, kind: str) -> int:
    """From how many answers on anything of a round of the step is shown.

    Args:
        ctx: The step.
        privacy: Of the round.
        kind: Type of its answers.
    """
    from aligntui.analysis import floors, spread

    floor = ctx.step.privacy.floor if ctx.step.privacy is not None else 0
    return spread.first_shown(kind, floors.least(privacy, floor))


def missing(view: View, round_: Round, here: Collection[str]) -> list[str]:
    """Names of those who are here and not in; none where a round keeps no names."""
    done = {b.by for b in _given(view, round_) if ballots.is_in(view, round_, b)}
    return sorted(set(here) - done) if round_.privacy == "named" else []


def others(ctx: StepContext, round_: Round | None, me: str | None) -> Message | str:
    """Who else is not in, behind a colon; "" where a round keeps no names."""
    names = missing(ctx.view, round_, ctx.here) if round_ is not None else []
    rest = [name for name in names if name != me]
    return said("close-who", who=listed(rest, NAMED)) if rest else ""


def _given(view: View, round_: Round) -> list[Ballot]:
    return [b for b in view.ballots(round_.id) if b.answers or b.state == "in"]


def told(view: View, round_: Round, subject: str, of: int, word: str = "rated") -> str:
    """`3 of 5 rated` while a round is open; `5 of 5 rated, spread 4-5` once it is revealed.

    Args:
        view: The snapshot.
        round_: The round.
        subject: What is answered.
        of: How many could have answered.
        word: What they did.
    """
    from aligntui.analysis import rounds, spread

    given = view.answers(round_.id, subject)
    said = f"{len(given)} of {of} {word}"
    values = rounds.read(view, round_).told(subject) if round_.state == "revealed" else []
    if len(values) < 2:
        return said
    low, high = min(values), max(values)
    return f"{said}, {'all' if low == high else 'spread'} {spread.range_of(low, high)}"
