"""How many have answered in a round, and how far apart: counts only, never whose answers they are."""

from __future__ import annotations

from aligntui.analysis import rounds, spread
from aligntui.analysis.view import View
from aligntui.engine.rounds import ballots
from aligntui.session.model import Round


def tally(view: View, round_: Round, people: int) -> tuple[int, int]:
    """How many ballots are in as they count, and of how many: nothing that differs from screen to screen.

    Asked is whoever is here, and whoever sits at the keyboard of somebody who is; those who have answered and
    gone count as long as they are more.

    Args:
        view: The snapshot.
        round_: The round.
        people: How many people are here.
    """
    held = [b for b in view.ballots(round_.id) if b.answers or b.state == "in"]
    done = sum(ballots.is_in(view, round_, b) for b in held)
    return done, max(people + round_.seats, len(held))


def told(view: View, round_: Round, subject: str, of: int, word: str = "rated") -> str:
    """`3 of 5 rated` while a round is open; `5 of 5 rated, spread 4-5` once it is revealed.

    Args:
        view: The snapshot.
        round_: The round.
        subject: What is answered.
        of: How many could have answered.
        word: What they did.
    """
    given = view.answers(round_.id, subject)
    said = f"{len(given)} of {of} {word}"
    values = rounds.read(view, round_).told(subject) if round_.state == "revealed" else []
    if len(values) < 2:
        return said
    low, high = min(values), max(values)
    return f"{said}, {'all' if low == high else 'spread'} {spread.range_of(low, high)}"
