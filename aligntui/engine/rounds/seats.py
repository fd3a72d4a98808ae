"""Whose ballot is held at a place: one's own, and the next person's where a keyboard is handed round."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from aligntui.analysis.view import View
from aligntui.engine.messages import Message, said
from aligntui.engine.people import answers_as
from aligntui.engine.rounds import returned
from aligntui.engine.rounds.ballots import LOST
from aligntui.session.model import Round
from aligntui.session.ops import AnyOp, Give, Hand
from aligntui.store.permit import Deed
from aligntui.store.problems import MarkGone, StoreProblem

if TYPE_CHECKING:
    from aligntui.engine.client.client import Client


class Seats:
    """Gives the mark or name of the ballot that is being filled in here.

    Args:
        client: The session.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._marks: dict[str, str] = {}
        self._numbers: dict[str, int] = {}
        self._names: dict[str, str] = {}

    @property
    def person(self) -> str:
        """Who writes here."""
        return self._client.person

    @property
    def may_hand_on(self) -> bool:
        """Whether further ballots may be opened here: whoever is not restricted runs the workshop."""
        return self._client.handle.permit.may(Deed.BALLOTS)

    def seat(self, round_id: str) -> int:
        """How many people have handed in a ballot here before the present one."""
        if not self.may_hand_on:
            return 0
        if round_id not in self._numbers:
            number = 0
            # Each next ballot has its mark at once, so a place that is opened again goes on with the last.
            while round_id and self._client.drafts.marked(round_id, number + 1):
                number += 1
            self._numbers[round_id] = number
        return self._numbers[round_id]

    def hand_over(self, round_id: str, privacy: str, name: str = "") -> Message | None:
        """Begin the ballot of the next person.

        Args:
            round_id: The round that is answered.
            privacy: Who may see whose answer.
            name: Whose ballot it is, where it carries a name.

        Returns:
            Under what name it is kept, when that is another one.

        Raises:
            Forbidden: This line is for one person.
        """
        self._client.handle.permit.need(Deed.BALLOTS)
        kept = name
        if privacy == "named":
            self._names[round_id] = kept = answers_as(self._client.view, round_id, name)
        self._numbers[round_id] = self.seat(round_id) + 1
        if privacy != "named":
            self.mark(round_id, privacy)
        return said("name-kept-as", name=kept) if kept != name else None

    def mark(self, round_id: str, privacy: str) -> str | None:
        """Name, random mark or the ballot's own id, as the privacy of the round says."""
        if privacy == "named":
            return self._names.get(round_id, self.person)
        if privacy == "none" and not round_id:
            return None
        number = self.seat(round_id)
        place = f"{round_id}#{number}"
        made = self._marks.get(place, "")
        try:
            mark = self._client.drafts.mark(round_id, number, made=made)
        except MarkGone:
            return made or LOST
        except StoreProblem:
            # It is kept in memory, as the answer itself is, until there is room for both.
            return self._marks.setdefault(place, made or os.urandom(8).hex())
        self._marks.pop(place, None)
        return mark

    def known(self, round_: Round) -> str | None:
        """Name or mark in a round, without making one."""
        if round_.privacy == "named":
            return self._names.get(round_.id, self.person)
        number = self.seat(round_.id)
        return self._client.drafts.marked(round_.id, number) or self._marks.get(f"{round_.id}#{number}")

    def no_ballot(self, round_id: str) -> Message | None:
        """Why one cannot answer a secret round here, and who can help; None when one can."""
        why = self._client.drafts.gone(round_id, self.seat(round_id))
        if not why:
            return None
        return said("ballot-gone" if self.may_hand_on else "ballot-gone-ask", "warning", why=why)

    def refuses(self, ops: Sequence[AnyOp]) -> Message | None:
        """Why these are not to be kept: nobody answers under a mark that is not known. None when they may."""
        for op in ops:
            if isinstance(op, Give | Hand) and LOST in (op.by, op.ballot):
                return self.no_ballot(op.round) or said("as-told", "warning", words="")
        return None

    def echo(self, before: View, now: View, run: str) -> str:
        """What a change of cards did to what was given here in the rounds of a run; "" when nothing moved."""
        return returned.said(before, now, run, self.known)
