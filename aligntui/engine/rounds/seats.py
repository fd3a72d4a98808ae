"""Whose ballot is held at a place: one's own, and the next person's where a keyboard is handed round."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from aligntui.analysis.view import View
from aligntui.engine.kind import NextSeat
from aligntui.engine.messages import Message, said
from aligntui.engine.people import answers_as
from aligntui.engine.rounds.ballots import LOST, own
from aligntui.session.ops import AnyOp, Give, Hand
from aligntui.store.permit import Deed
from aligntui.store.problems import MarkGone, StoreProblem

if TYPE_CHECKING:
    from aligntui.engine.client.client import Client


class Seats:
    """Gives the mark or name of the ballot that is being filled in here.

    Args:
        client: The session.
        keeps_lines: Whether what is typed here stays to be read by whoever sits down next.
    """

    def __init__(self, client: Client, *, keeps_lines: bool = False) -> None:
        self._client = client
        self.keeps_lines = keeps_lines
        self._known: dict[str, str] = {}
        """Round and seat -> the mark as it was seen last, `LOST`, or "" while there is none."""
        self._unkept: dict[str, str] = {}
        """Round and seat -> a mark for which there was no room on disk yet."""
        self._numbers: dict[str, int] = {}
        self._names: dict[str, str] = {}

    @property
    def person(self) -> str:
        """Who writes here."""
        return self._client.person

    @property
    def covered(self) -> str:
        """The own name while another window has it too and nobody said that both are one person's; "" else.

        Nothing that is one's own alone is shown here until then, and no answer is given.
        """
        return self._client.covered

    def uncover(self) -> None:
        """Somebody said that both windows are one person's."""
        self._cover("")

    def _cover(self, name: str) -> None:
        self._client.covered = name
        self._client.take_snapshot()

    @property
    def may_hand_on(self) -> bool:
        """Whether further ballots may be opened here: whoever is not restricted runs the workshop."""
        return self._client.handle.permit.may(Deed.BALLOTS)

    def seat(self, round_id: str) -> int:
        """Which ballot of this place is filled in: 0 for the own one, else of somebody who sits here too.

        Whoever opens the place again finds the own ballot.
        """
        return self._numbers.get(round_id, 0) if self.may_hand_on else 0

    def next_mark(self, round_id: str) -> str:
        """Mark of the next further ballot of this place that is not handed in; "" where none was begun."""
        return self._client.drafts.marked(round_id, self._next(round_id))

    def _next(self, round_id: str) -> int:
        number, view = 1, self._client.view
        while mark := self._client.drafts.marked(round_id, number):
            ballot = own(view, view.session.rounds.get(round_id), mark)
            is_in = mark == LOST or (ballot is not None and ballot.state == "in")
            if number != self.seat(round_id) and not is_in:
                break
            number += 1
        return number

    def hand_over(self, seat: NextSeat, name: str = "") -> Message | None:
        """Take another ballot of this place: that of the next person, or the own one again.

        Args:
            seat: The round, and whether it is the own one.
            name: Whose ballot it is, where it carries a name.

        Returns:
            Under what name it is kept, when that is another one.

        Raises:
            Forbidden: This line is for one person.
        """
        self._client.handle.permit.need(Deed.BALLOTS)
        kept, ref = name, seat.round
        if seat.is_own:
            self._names.pop(ref, None)
            self._numbers[ref] = 0
        elif seat.privacy == "named":
            self._names[ref] = kept = answers_as(self._client.view, ref, name)
            self._numbers[ref] = self.seat(ref) + 1
        else:
            self._numbers[ref] = self._next(ref)
            self.mark(ref, seat.privacy)
        return said("name-kept-as", name=kept) if kept != name else None

    def mark(self, round_id: str, privacy: str) -> str | None:
        """Name, random mark or the ballot's own id, as the privacy of the round says, to answer under."""
        if self.covered:
            return LOST
        if privacy == "named":
            return self._names.get(round_id, self.person)
        place, number = self._place(round_id), self.seat(round_id)
        made = self._unkept.get(place, "")
        try:
            made = made or self._rejoined(round_id)
            mark = self._client.drafts.mark(round_id, number, made=made)
            self._unkept.pop(place, None)
        except MarkGone:
            mark = made or LOST
        except StoreProblem:
            # It is kept in memory, as the answer itself is, until there is room for both.
            mark = self._unkept[place] = made or os.urandom(8).hex()
        self._known[place] = mark
        return mark

    def known(self, round_id: str, privacy: str) -> str | None:
        """The same as far as it is known here, without making one; None while there is none.

        The person's notes are asked once for each ballot, so that what is drawn asks no file; but a mark that
        had no room on disk gets there as soon as there is some.
        """
        if self.covered:
            return LOST
        if privacy == "named":
            return self._names.get(round_id, self.person)
        place = self._place(round_id)
        if place in self._unkept:
            return self.mark(round_id, privacy)
        if place not in self._known:
            drafts, number = self._client.drafts, self.seat(round_id)
            gone = LOST if drafts.gone(round_id, number) else ""
            self._known[place] = drafts.marked(round_id, number) or self._rejoined(round_id) or gone
        return self._known[place] or None

    def cover(self, doubt: Message | None, *, alone: bool) -> None:
        """Cover what is one's own where another window has the own name and this person may take another one.

        Args:
            doubt: Why it is unclear who writes here.
            alone: Whether the run is one person's.
        """
        is_same = doubt is not None and doubt.id == "same-name" and not alone and self.may_hand_on
        self._cover(self.person if is_same else "")

    def _seal(self, now: View) -> None:
        """Forget which ballots without marks are the own ones, once they can be changed no more.

        It stays known that the round was answered here. From then on nothing joins the two.
        """
        for place, mark in list(self._known.items()):
            ref, _, seat = place.partition("#")
            round_ = now.session.rounds.get(ref)
            if round_ is None or round_.privacy != "none" or mark in ("", LOST):
                continue
            ballot = own(now, round_, mark)
            if round_.state == "revealed" or (ballot is not None and ballot.state == "in"):
                with contextlib.suppress(StoreProblem):
                    self._client.drafts.seal(ref, int(seat))
                    self._known[place] = LOST

    def _rejoined(self, round_id: str) -> str:
        """The own mark in a round that others opened at the same moment: the first answer went there."""
        given = self._client.view.session.ballots.values()
        marks = {ballot.by or ballot.id for ballot in given if ballot.round == round_id}
        return self._client.drafts.own_mark(marks, self.seat(round_id))

    def _place(self, round_id: str) -> str:
        return f"{round_id}#{self.seat(round_id)}"

    def no_ballot(self, round_id: str) -> Message | None:
        """Why one cannot answer a round here, and who can help; None when one can."""
        if self.covered:
            return said("ballot-covered", "warning", who=self.covered)
        why = self._client.drafts.gone(round_id, self.seat(round_id))
        if not why:
            return None
        return said("ballot-gone" if self.may_hand_on else "ballot-gone-ask", "warning", why=why)

    def refuses(self, ops: Sequence[AnyOp]) -> Message | None:
        """Why these are not to be kept: nobody answers under a mark that is not known. None when they may."""
        for op in ops:
            if isinstance(op, Give | Hand) and LOST in (op.by, op.ballot):
                return self.no_ballot(op.round) or said("nameless-in", "hint")
        return None

    def take_snapshot(self, before: View, now: View, run: str) -> str:
        """Look for own marks that another window has made, in rounds where none is known here.

        Returns:
            What a change of cards did to what was given here in the rounds of a run; "" when nothing moved.
        """
        from aligntui.engine.rounds import returned

        for round_ in now.session.rounds.values():
            if round_.state == "open" and round_.privacy != "named":
                if self._known.get(self._place(round_.id)) in ("", LOST):
                    del self._known[self._place(round_.id)]
                self.known(round_.id, round_.privacy)
        self._seal(now)
        return returned.said(before, now, run, lambda one: self.known(one.id, one.privacy), self.person)
