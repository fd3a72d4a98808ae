"""Whose ballot the desk holds: one's own, and that of the next person where a keyboard is handed round."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from aligntui.analysis.view import View
from aligntui.flow import returned
from aligntui.flow.ballots import LOST
from aligntui.flow.naming import answers_as
from aligntui.screens.asking import Asked
from aligntui.screens.commands import Keymap, NextPerson
from aligntui.screens.kept import KeptSheet
from aligntui.screens.meeting import MeetingPage
from aligntui.session.model import Round
from aligntui.session.ops import AnyOp, Give, Hand
from aligntui.store.api import Handle
from aligntui.store.permit import Deed
from aligntui.store.problems import MarkGone, StoreProblem
from aligntui.text.clean import clean_line
from aligntui.widgets.line import BLANK, Line, line


class SeatsPage(MeetingPage):
    """Gives the mark or name of the ballot that is being filled in here."""

    def __init__(self, handle: Handle) -> None:
        super().__init__(handle)
        self.keeping.client.moved = self._moved_on
        self._marks: dict[str, str] = {}
        self._seats: dict[str, int] = {}
        self._names: dict[str, str] = {}
        self._echo = ""
        """What became of dots when cards moved, as long as nothing else was said with it."""

    @property
    def person(self) -> str:
        """Who writes here."""
        return self.align.store.person

    def _moved_on(self, before: View, now: View) -> None:
        """What happened to dots on cards that moved is said with the next sentence."""
        run = self.run_now()
        if run is not None:
            self._echo = returned.said(before, now, run.id, self._answers_as) or self._echo

    def with_echo(self, text: str) -> str:
        """A sentence, and behind it what it did to dots."""
        echo, self._echo = self._echo, ""
        return f"{text} {echo}".strip()

    def say_echo(self) -> None:
        """Say what others did to dots."""
        if self._echo:
            self.say(self.with_echo(""), "hint")

    def _answers_as(self, held: Round) -> str | None:
        """Name or mark in a round, without making one."""
        if held.privacy == "named":
            return self._names.get(held.id, self.person)
        seat = self.seat(held.id)
        return self.drafts.marked(held.id, seat) or self._marks.get(f"{held.id}#{seat}")

    @property
    def may_hand_on(self) -> bool:
        """Whether further ballots may be opened on this line: whoever is not restricted runs the workshop."""
        return self.align.store.permit.may(Deed.BALLOTS)

    def seat(self, round_id: str) -> int:
        """How many people have handed in a ballot here before the present one."""
        if not self.may_hand_on:
            return 0
        if round_id not in self._seats:
            seat = 0
            # Each next ballot has its mark at once, so a desk that is opened again goes on with the last.
            while round_id and self.drafts.marked(round_id, seat + 1):
                seat += 1
            self._seats[round_id] = seat
        return self._seats[round_id]

    def hand_over(self, round_id: str, privacy: str, then: Callable[[], None]) -> None:
        """Begin the ballot of the next person; `then` is called once it has begun.

        Args:
            round_id: The round that is answered.
            privacy: Who may see whose answer; a named ballot asks for the name.
            then: Called when the ballot is there.
        """
        self.align.store.permit.need(Deed.BALLOTS)

        def begin(name: object) -> None:
            if privacy == "named":
                if not name:
                    return
                self._names[round_id] = kept = answers_as(self.view, round_id, str(name))
                if kept != name:
                    self._echo = f"The name is kept as {kept}."
            self._seats[round_id] = self.seat(round_id) + 1
            if privacy != "named":
                self.mark_for(round_id, privacy)
            self.show_snapshot()
            then()

        if privacy == "named":
            self.app.push_screen(NextPersonPage(self.handle), begin)
        else:
            begin("")

    def no_ballot(self, round_id: str) -> str:
        """Why one cannot answer a secret round here, and who can help; "" when one can."""
        gone = self.drafts.gone(round_id, self.seat(round_id))
        if not gone:
            return ""
        if not self.may_hand_on:
            return f"{gone} Whoever runs the workshop can open a ballot for you anew."
        return f"{gone} {Keymap(self.align.settings.keys).shown(NextPerson)} opens a ballot anew here."

    async def commit(self, ops: Sequence[AnyOp], note: str = "") -> bool:
        """As of every page; but nobody answers under a mark that is not known."""
        unknown = [op for op in ops if isinstance(op, Give | Hand) and LOST in (op.by, op.ballot)]
        if unknown:
            self.say(self.no_ballot(unknown[0].round), "warning")
            return False
        return await super().commit(ops, note)

    def mark_for(self, round_id: str, privacy: str) -> str | None:
        """Name, random mark or the ballot's own id, as the privacy of the round says."""
        if privacy == "named":
            return self._names.get(round_id, self.person)
        if privacy == "none" and not round_id:
            return None
        seat = self.seat(round_id)
        place = f"{round_id}#{seat}"
        made = self._marks.get(place, "")
        try:
            mark = self.drafts.mark(round_id, seat, made=made)
        except MarkGone:
            return made or LOST
        except StoreProblem:
            # It is kept in memory, as the answer itself is, until there is room for both.
            return self._marks.setdefault(place, made or os.urandom(8).hex())
        self._marks.pop(place, None)
        return mark


class NextPersonPage(KeptSheet):
    """Asks whose answers come next. Dismisses with the name, or None."""

    def on_mount(self) -> None:
        """The line is open at once."""
        self.ask(Asked("name >", self._named, row=3, left=self._close, enter="begin"))

    def draw(self, cells: int, height: int) -> list[Line]:
        """The question."""
        return [
            self.bar_below(cells),
            line((" Whose answers come next?", "text+bold")),
            line((" These answers carry a name. Those before are handed in.", "muted")),
            BLANK,
        ]

    def _named(self, words: str) -> None:
        self.dismiss(clean_line(words) or None)

    def _close(self) -> None:
        self.dismiss(None)
