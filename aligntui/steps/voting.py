"""Dots on the cards of a board: what is left, giving and taking one, and the count that everybody sees."""

from __future__ import annotations

from collections.abc import Iterable

from aligntui.analysis import bind
from aligntui.analysis.counted import sources, subjects
from aligntui.analysis.view import View
from aligntui.flow import ballots
from aligntui.guide.types import Step
from aligntui.session.model import Round
from aligntui.steps.base import Desk
from aligntui.steps.closing import Closing
from aligntui.text.listing import listed

NAMED = 4
"""Most cards of a tie that are named."""


class Voting:
    """The own dots of one step. Who gave which dot follows the privacy of the step."""

    def __init__(self, desk: Desk, method: str, step: Step) -> None:
        self.desk = desk
        self.method = method
        self.step = step
        self.closing = Closing(desk, self.who)

    @property
    def _view(self) -> View:
        return self.desk.view

    @property
    def round(self) -> Round | None:
        """The round of this phase, or None before the first dot."""
        return ballots.current(self._view, self.desk.run, self.step, self.method, self.desk.here.phase)

    @property
    def counted(self) -> bool:
        """Whether the dots are counted: none can be given any more."""
        round_ = self.round
        return round_ is not None and round_.state == "revealed"

    def who(self, round_: Round | None) -> str | None:
        """Name, mark or nothing, as the step's privacy says."""
        names = self.step.privacy.names if self.step.privacy is not None else "named"
        return self.desk.mark_for(round_.id if round_ is not None else "", names)

    @property
    def total(self) -> int:
        """Dots each person gives."""
        return ballots.allowance(self._view, self.step, self.round)

    @property
    def cap(self) -> int:
        """Most dots of one person on one card; 0 for no limit."""
        round_ = self.round
        answer = round_.answer if round_ is not None else ballots.answer_of(self._view, self.step)
        return int(answer.get("cap") or 0)

    def _counts(self, round_: Round) -> dict[str, float]:
        return {
            s: sum(ballots.numbers(self._view.answers(round_.id, s))) for s in subjects(self._view, round_)
        }

    def tails(self, ids: Iterable[str]) -> dict[str, str]:
        """Own dots as stars behind each card; everybody's as numbers once they are counted."""
        round_ = self.round
        if round_ is not None and round_.state == "revealed":
            return {s: str(int(n)) if n else "" for s, n in self._counts(round_).items()}
        who = self.who(round_)
        return {i: "*" * int(ballots.value(self._view, round_, who, i) or 0) for i in ids}

    def left(self) -> str:
        """`your dots: 3 left of 7`."""
        round_ = self.round
        if round_ is not None and round_.state == "revealed":
            return "revealed"
        left = max(0, self.total - ballots.given(self._view, round_, self.who(round_)))
        return f"your dots: {left or 'none'} left of {self.total}"

    def question(self) -> str:
        """How many cards, how many dots."""
        round_ = self.round
        asked = (
            subjects(self._view, round_) if round_ is not None else ballots.subjects(self._view, self.step)
        )
        count = len(asked)
        most = f", at most {self.cap} on one" if self.cap else ""
        each = f"{bind.count(count, 'card')}, {bind.count(self.total, 'dot')} each"
        return f"{each}{most}. Which decide our next year?"

    async def give(self, card: str, step: int) -> None:
        """One dot more (1) or less (-1) on a card; a limit that stands in the way is said."""
        known = self.round
        if known is not None and known.state == "revealed":
            self.desk.say("These dots are counted. Go on, or undo what you changed.", "hint")
            return
        round_, ops = ballots.opened(
            self._view, self.desk.run, self.step, self.method, self.desk.here.phase, self.desk.new_id
        )
        if known is not None and not ops and not sources(self._view, known, card):
            late = f"{self._view.code(card)} was not there when this vote began: the next vote has it."
            self.desk.say(late, "hint")
            return
        self.closing.again()
        who = self.who(round_)
        now = int(ballots.value(self._view, known, who, card) or 0)
        if step > 0 and ballots.given(self._view, known, who) >= self.total:
            self.desk.say(f"All {self.total} placed. Backspace takes one back.")
        elif step > 0 and self.cap and now >= self.cap:
            self.desk.say(f"At most {self.cap} dots on one card.")
        elif now + step >= 0:
            # A change of its own: undo takes the dot back, and a round that was opened stays open.
            if ops and not await self.desk.commit(ops):
                return
            await self.desk.commit(
                ballots.give(self._view, round_, who, card, (now + step) or None, self.desk.new_id)
            )

    def voted(self) -> str:
        """`3 of 5 have voted` while it goes on."""
        return self.closing.header(self.round, "have voted")

    def notice(self) -> None:
        """Say what came out when somebody else has counted the dots."""
        if self.closing.was_closed(self.round):
            self.desk.say(self.outcome(), "ok")

    async def count(self) -> bool | None:
        """Hand in and reveal. False when nothing is open, None while others are waited for."""
        round_ = self.round
        if round_ is None or round_.state != "open":
            return False
        if not await self.closing.may(round_):
            return None
        self.closing.again()
        await self.desk.commit(
            [*ballots.hand_in(self._view, round_, self.who(round_)), *ballots.reveal(round_)]
        )
        return True

    def outcome(self) -> str:
        """What the count says: `T1 leads with 9 dots; 3 cards got none`, or that nobody gave one."""
        round_ = self.round
        if round_ is None:
            return ""
        counts = self._counts(round_)
        most = int(max(counts.values(), default=0))
        if not most:
            return "All in. Nobody gave a dot."
        none = sum(1 for n in counts.values() if not n)
        first = [self._view.code(s) for s, dots in counts.items() if dots == most]
        dots = bind.count(most, "dot")
        leads = (
            f"{first[0]} leads with {dots}"
            if len(first) == 1
            else f"{listed(first, NAMED)} lead with {dots} each"
        )
        return f"All in. {leads}; {bind.count(none, 'card')} got none. n goes on."
