"""What became of dots and points when cards were parked, merged or brought back: said in one sentence.

Before the reveal one's own come back or go along, and of those of others it is only said that they do: how
many lie on a card is nobody's business yet.
"""

from __future__ import annotations

from collections.abc import Callable

from aligntui.analysis import bind
from aligntui.analysis.counted import GONE, SUMS, amount
from aligntui.analysis.view import View
from aligntui.engine.recap import writer
from aligntui.engine.rounds import ballots
from aligntui.session.model import Round
from aligntui.text.listing import listed

Who = Callable[[Round], str | None]
"""Name or mark under which this person answers in a round."""


def said(before: View, after: View, run: str, who: Who, person: str = "") -> str:
    """What a change of cards did to what was given in the rounds of a run; "" when nothing that counts moved.

    Args:
        before: The snapshot before.
        after: The snapshot after.
        run: Id of the run.
        who: Gives the person's name or mark in a round.
        person: The person, who needs not be told of what was done here.
    """
    # What is still to be answered comes first.
    for held in sorted(after.session.rounds.values(), key=lambda held: held.state != "open"):
        asked = held.run == run and held.answer.get("type") in SUMS and not held.erased
        known = before.session.rounds.get(held.id)
        if not asked or known is None or known.state != held.state:
            continue
        was, now = before.places(known), after.places(held)
        moved = [subject for subject in now if was.get(subject, subject) != now[subject]]
        sentence = _told(before, after, held, moved, who(held)) if moved else ""
        if sentence:
            return _by(after, [s for s in moved if now[s] == GONE], person) + sentence
    return ""


def _by(after: View, gone: list[str], person: str) -> str:
    """`Cem took S1 away. ` where somebody else did."""
    cards = {part.partition("#")[0] for subject in gone for part in subject.split(">")}
    for card in after.session.items:
        if card in cards and (name := writer(after, card, "status", person)):
            return f"{name} took {after.code(card)} away. "
    return ""


def _told(before: View, after: View, held: Round, moved: list[str], who: str | None) -> str:
    given = [b for b in after.session.ballots.values() if b.round == held.id]
    one = str(held.answer["type"]).removesuffix("s")
    all_of_it = sum(amount(b.answers.get(subject)) for b in given for subject in moved)
    if not all_of_it:
        return ""
    now = after.places(held)
    moved = [s for s in moved if any(amount(b.answers.get(s)) for b in given)]
    on = listed((before.code(subject.partition(">")[0]) for subject in moved), 4)
    gone = all(now[subject] == GONE for subject in moved)
    back = all(before.places(held).get(subject) == GONE for subject in moved)
    again = all(now[subject] == subject for subject in moved)
    to = after.code(now[moved[0]])
    if held.state != "open":
        what = f"{bind.count(int(all_of_it), one)} on {on}"
        verb = "counts" if all_of_it == 1 else "count"
        if gone:
            return f"{what} no longer {verb}."
        return f"{what} {verb} again." if back else f"{what} now {verb} for {'it alone' if again else to}."
    mine = ballots.own(after, held, who)
    own = int(sum(amount(mine.answers.get(subject)) for subject in moved)) if mine is not None else 0
    theirs = all_of_it > own
    if gone:
        short = {b.id for b in given if ballots.is_in(before, held, b) and not ballots.is_in(after, held, b)}
        if own:
            rest = " So do those of others." if theirs else ""
            again = mine is not None and mine.id in short
            anew = " Your ballot counts no more: give them anew, and hand in again." if again else ""
            verb = "comes" if own == 1 else "come"
            return f"Your {bind.count(own, one)} on {on} {verb} back to you.{rest}{anew}"
        anew = f" {bind.count(len(short), 'ballot')} must be handed in again." if short else ""
        return f"The {one}s on {on} go back to those who gave them.{anew}"
    if back:
        return f"The {one}s left on {on} count again."
    if again:
        return f"The {one}s on {on} count for it alone."
    return f"The {one}s on {on} go along to {to}."
