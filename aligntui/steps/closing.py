"""Closing a round that others still answer in: said first, done when it is asked for again."""

from __future__ import annotations

from collections.abc import Callable

from aligntui.analysis import bind
from aligntui.flow import ballots, handing
from aligntui.session.model import Round
from aligntui.steps.base import Desk, Hint


class Closing:
    """Whom a round waits for, at one desk. Alone there is nobody to wait for, and nothing is said."""

    def __init__(self, desk: Desk, who: Callable[[Round | None], str | None]) -> None:
        """`who` gives the name or mark under which this person answers in a round."""
        self.desk = desk
        self.who = who
        self._asked = ""

    def people(self, round_: Round) -> int:
        """How many answer: those who are here, and those who have handed this keyboard on."""
        return self.desk.people + self.desk.seat(round_.id)

    @property
    def one_desk(self) -> bool:
        """Whether one person types for a team."""
        return not self.desk.run.solo and self.desk.people < 2 and self.desk.may_hand_on

    def hints(self) -> list[Hint]:
        """The key of the next person, where one keyboard serves a team."""
        return [("N", "next person")] if self.one_desk else []

    async def next_person(self, round_: Round | None) -> None:
        """Hand in the own ballot, and begin an empty one for whoever is next at this keyboard."""
        desk = self.desk
        if desk.run.solo:
            desk.say("One person answers here. n goes on.")
            return
        if round_ is not None and round_.state != "open":
            desk.say("This round is closed. n goes on.")
            return
        if not desk.may_hand_on:
            desk.say("Further ballots are opened by whoever runs the workshop; this line has yours.", "hint")
            return
        mine = ballots.own(desk.view, round_, self.who(round_))
        lost = round_ is not None and self.who(round_) == ballots.LOST
        if round_ is None or not (lost or (mine is not None and mine.answers)):
            desk.say("This ballot is still empty: answer first. n closes the round.", "hint")
            return
        if round_.privacy == "none":
            desk.say("Nothing is kept of who answers here, so one keyboard has one ballot.", "hint")
            return
        handed = ballots.hand_in(desk.view, round_, self.who(round_))
        if handed and not await desk.commit(handed):
            return
        desk.hand_over(round_.id, round_.privacy, lambda: self._begun(round_))

    def _begun(self, round_: Round) -> None:
        self.again()
        done = ballots.handed_in(self.desk.view, round_)
        are = "is" if done == 1 else "are"
        self.desk.say(
            f"{bind.count(done, 'ballot')} {are} in. This one is the next person's; n closes.", "ok"
        )

    def missing(self, round_: Round | None) -> int:
        """How many people beside this one have not handed in."""
        if round_ is None or round_.state != "open" or self.desk.run.solo:
            return 0
        return handing.missing(self.desk.view, round_, self.who(round_), self.people(round_))

    def header(self, round_: Round | None, word: str = "are in") -> str:
        """`2 of 5 are in`; "" for one person alone, and before and after the round."""
        if round_ is None or round_.state != "open" or self.desk.run.solo:
            return ""
        done, of = handing.tally(self.desk.view, round_, self.who(round_), self.people(round_))
        return f"{done} of {of} {word}" if of > 1 else ""

    def told(self, round_: Round | None, subject: str, word: str = "rated") -> str:
        """How many have answered about a subject, and how far apart they are once that is no secret."""
        if round_ is None or self.desk.run.solo:
            return ""
        people, view = self.people(round_), self.desk.view
        if round_.state == "open" and handing.tally(view, round_, self.who(round_), people)[1] < 2:
            return ""
        if round_.state != "open" and len(view.ballots(round_.id)) < 2:
            return ""
        return handing.told(view, round_, subject, self.who(round_), people, word)

    def was_closed(self, round_: Round | None) -> bool:
        """Whether somebody else has closed the round that this person waits in; true once."""
        if round_ is None or self._asked != round_.id or round_.state == "open":
            return False
        self._asked = ""
        return True

    def again(self) -> None:
        """An answer has changed: closing is asked anew."""
        self._asked = ""

    async def may(self, round_: Round) -> bool:
        """Whether the round may be closed now. Else the own ballot is in, and who is missing is said."""
        waiting = self.missing(round_)
        held = [b for b in self.desk.view.ballots(round_.id) if b.answers]
        only = self.one_desk and len(held) == 1
        if not (waiting or only) or self._asked == round_.id:
            return True
        self._asked = round_.id
        view = self.desk.view
        await self.desk.commit(ballots.hand_in(view, round_, self.who(round_)))
        if not waiting:
            self.desk.say("1 ballot is in. N: the next person's answers; n again closes the round.", "hint")
            return False
        of = handing.tally(self.desk.view, round_, self.who(round_), self.people(round_))[1]
        have = "has" if waiting == 1 else "have"
        self.desk.say(f"{waiting} of {of} {have} not handed in: n again closes the round for all.", "hint")
        return False
