"""Closing a round that others still answer in: said first, done when it is asked for again."""

from __future__ import annotations

from collections.abc import Callable

from aligntui.flow import ballots, handing
from aligntui.session.model import Round
from aligntui.steps.base import Desk


class Closing:
    """Whom a round waits for, at one desk. Alone there is nobody to wait for, and nothing is said."""

    def __init__(self, desk: Desk, who: Callable[[Round | None], str | None]) -> None:
        """`who` gives the name or mark under which this person answers in a round."""
        self.desk = desk
        self.who = who
        self._asked = ""

    def missing(self, round_: Round | None) -> int:
        """How many people beside this one have not handed in."""
        if round_ is None or round_.state != "open" or self.desk.run.solo:
            return 0
        return handing.missing(self.desk.view, round_, self.who(round_), self.desk.people)

    def header(self, round_: Round | None, word: str = "are in") -> str:
        """`2 of 5 are in`; "" for one person alone, and before and after the round."""
        if round_ is None or round_.state != "open" or self.desk.run.solo:
            return ""
        done, of = handing.tally(self.desk.view, round_, self.who(round_), self.desk.people)
        return f"{done} of {of} {word}" if of > 1 else ""

    def told(self, round_: Round | None, subject: str, word: str = "rated") -> str:
        """How many have answered about a subject, and how far apart they are once that is no secret."""
        if round_ is None or self.desk.run.solo:
            return ""
        people, view = self.desk.people, self.desk.view
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
        if not waiting or self._asked == round_.id:
            return True
        self._asked = round_.id
        view = self.desk.view
        await self.desk.commit(ballots.hand_in(view, round_, self.who(round_)))
        of = handing.tally(self.desk.view, round_, self.who(round_), self.desk.people)[1]
        have = "has" if waiting == 1 else "have"
        self.desk.say(f"{waiting} of {of} {have} not handed in: n again closes the round for all.", "hint")
        return False
