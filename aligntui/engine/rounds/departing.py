"""Leaving a step with all who are led: what would stay hidden there, or open, is asked about first."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from msgspec import Struct

from aligntui.analysis.view import View
from aligntui.engine.following import Following, where
from aligntui.engine.hidden_cards import is_silent, unseen
from aligntui.engine.kind import Intent, Prompt
from aligntui.engine.messages import said
from aligntui.engine.rounds import ballots, closing, turnout
from aligntui.engine.runs import leading, walk
from aligntui.engine.visits import Moved
from aligntui.session.model import Round, Run, RunStep
from aligntui.session.ops import AnyOp

REVEAL = "reveal"
"""The way on which what is hidden is shown, and what is open is closed, before one goes."""


class Hold(Protocol):
    """What gives the latest snapshot."""

    view: View


class Departure(Struct, frozen=True):
    """The room is to leave the step where it is.

    Attributes:
        hold: The session.
        run: The run as it stands.
        room: Who leads, and who is here.
        to: Where one goes.
    """

    hold: Hold
    run: Run
    room: Following
    to: RunStep

    async def first(
        self,
        keep: Callable[[Sequence[AnyOp]], Awaitable[None]],
        key: str,
        then: Callable[[str], Awaitable[Moved]],
    ) -> Moved | None:
        """What is asked before one goes, or does what the answer says; None where one goes.

        Args:
            keep: Keeps changes.
            key: The way that was chosen; "" before it was asked.
            then: Goes there, with the way that was chosen.
        """
        if not key:
            asks = self.question()
            return Moved(ask=asks, then=then) if asks is not None else None
        place = leading.stands_at(self.run)
        pair = self.hold.view.book.step(place.step) if place is not None else None
        if key == REVEAL and place is not None and pair is not None and self.room.may("move"):
            if is_silent(self.run, place, pair[1]):
                await keep(walk.set_on(self.run, place, "phase", "reveal"))
            elif (round_ := _open_round(self.hold.view, self.run, place)) is not None:
                # What is revealed stays so, what was agreed can be undone: changes of their own.
                await keep(ballots.reveal(self.hold.view, round_))
                view = self.hold.view
                await keep(ballots.agreed(view, pair[1], view.rounds(place.step, self.run.id)[-1]))
        return None

    def question(self) -> Prompt | None:
        """Asks whoever leads whether what would stay hidden or open is shown first; None: nothing would."""
        view, run, room = self.hold.view, self.run, self.room
        place = leading.stands_at(run)
        if place is None or place.id == self.to.id or not room.may("move"):
            return None
        at = where(view.book, place)
        if _hides(view, run, place, room):
            message, shows, leaves = said("leaves-hidden", where=at), "reveal-and-go", "go-hidden"
        elif (round_ := _open_round(view, run, place)) is not None:
            here = room.company.names
            done, of = turnout.tally(view, round_, len(here), here)
            few = said("close-bare") if closing.is_bare(view, round_) else ""
            message = said("leaves-open", where=at, done=done, of=of, few=few)
            shows, leaves = "close-and-go", "go-open"
        else:
            return None
        ways = (("", said("stay-here")), (REVEAL, said(shows)), ("go", said(leaves)))
        return Prompt(message, ways, Intent("go-on"))


def _hides(view: View, run: Run, place: RunStep, room: Following) -> bool:
    """Whether cards of the step are hidden from anybody who is here."""
    pair = view.book.step(place.step)
    if pair is None or not is_silent(run, place, pair[1]):
        return False
    hidden, held = unseen(view.session, view.book, ""), set(view.book.held(pair[1]))
    every = view.session.items
    writers = {every[item].by for item in hidden if every[item].collection in held}
    return any(writers - {person} for person in room.company.names | {room.company.person})


def _open_round(view: View, run: Run, place: RunStep) -> Round | None:
    """The round of the step that takes answers, with answers in it."""
    rounds = view.rounds(place.step, run.id)
    is_open = bool(rounds) and rounds[-1].state == "open"
    return rounds[-1] if is_open and any(b.answers for b in view.ballots(rounds[-1].id)) else None
