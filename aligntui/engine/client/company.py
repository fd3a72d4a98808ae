"""Who is in a session: how many, who is at the same words, who is done, and what one's own role is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from aligntui.engine.messages import Message, said
from aligntui.session.roles import Role, role_in
from aligntui.store.problems import StoreProblem

if TYPE_CHECKING:
    from aligntui.engine.client.outbox import Do
    from aligntui.session.model import Run
    from aligntui.store.api import Presence
    from aligntui.store.values import Here


class Company:
    """Says that this person is here and at what, and sees who else is.

    Args:
        do: Runs what may block.
        place: Gives what this person is at, as others may know it: `method/step`, and `#item/field` while
            words are being typed; "" when nobody may know.
        person: Gives who this is.
        words: Gives the words that this person stands in, typing or not, written alike; the place where it is
            left out.
        restricted: Whether this person's line opens one session only.

    Attributes:
        names: Who is here, this person included; empty until somebody looked.
        elsewhere: Names of those who have the session open at another place; also the own one.
        same: Name of who types just now in the words that this person stands in; "" for nobody.
        me: The own name as the others see it; "" until somebody looked.
        lately: The same with those who gave no sign for less than a minute: nobody leads in their place yet.
        done: Step and phase in which this person has said that she is done, or "".
        are_done: Name -> the same, of everybody who is here.
        typing: Names of the others who are in the middle of a line that bears a name.
        places: Name -> what somebody who is here is at, as all may know it; "" where nobody may.
    """

    def __init__(
        self,
        do: Do,
        place: Callable[[], str],
        person: Callable[[], str],
        words: Callable[[], str] | None = None,
        *,
        restricted: bool = False,
    ) -> None:
        self.names: set[str] = set()
        self.elsewhere: set[str] = set()
        self.me = self.same = ""
        self.lately: set[str] = set()
        self.done = ""
        self.are_done: dict[str, str] = {}
        self.typing: set[str] = set()
        self.places: dict[str, str] = {}
        self.restricted = restricted
        self._person = person
        self._do = do
        self._place, self._words = place, words or place
        self._at = self._done = ""
        self._presence: Presence | None = None

    @property
    def person(self) -> str:
        """Who this is."""
        return self._person()

    @property
    def people(self) -> int:
        """People who are here now: places at which this session is open."""
        return max(1, len(self.names))

    @property
    def others(self) -> bool:
        """Whether somebody else is here, where this person is."""
        return self.joined and bool(self.elsewhere)

    @property
    def joined(self) -> bool:
        """Whether others can see this person."""
        return self._presence is not None

    @property
    def moved(self) -> bool:
        """Whether this person is at something else than the others know."""
        return self.joined and (self._place(), self.done) != (self._at, self._done)

    def role(self, run: Run) -> Role:
        """This person's role in a run, as far as it is known who is here."""
        return role_in(run, self.person, self.lately, restricted=self.restricted)

    def not_done(self, phase: str) -> list[str]:
        """Names of the others here who have not said that they are done with a step and phase."""
        others = self.names - {self.person}
        return sorted(name for name in others if self.are_done.get(name) != phase)

    def join(self, presence: Presence) -> None:
        """Be here from the next `meet` on."""
        self._presence = presence

    def doubt(self, *, named: bool, alone: bool) -> Message | None:
        """Why it is unclear who writes here: another window has the same name, or nobody gave one.

        Args:
            named: Whether somebody gave the name that this person has.
            alone: Whether the run is one person's: who needs no name to be told from others.
        """
        if self.me in self.elsewhere:
            return said("same-name", "warning", who=self.me)
        return said("no-name", "hint", who=self.me) if self.me and not (named or alone) else None

    async def meet(self) -> Message | None:
        """Give a sign of life and look around; a warning when somebody begins to type in the same words."""
        if (presence := self._presence) is None:
            return None
        self._at, self._done = self._place(), self.done
        try:
            await self._do(presence.beat, self._at, self._done)
            signs: list[Here] = await self._do(presence.all)
        except StoreProblem:
            # Where no signs can be left one is alone.
            signs = []
        if self._presence is None:
            # One went meanwhile: a sign that was on its way to disk goes too.
            presence.leave()
            return None
        people = [person for person in signs if not person.away]
        self.lately = {person.name for person in signs if not person.me}
        self.names = {person.name for person in people}
        self.elsewhere = {person.name for person in people if not person.me}
        self.me = next((person.name for person in people if person.me), "")
        self.are_done = {person.name: person.done for person in people if person.done}
        self.places = {person.name: person.place for person in people}
        self.typing = {person.name for person in people if not person.me and "#" in person.place}
        words, before = self._words(), self.same
        at_words = (one.name for one in people if "#" in words and not one.me and one.place == words)
        self.same = next(at_words, "")
        return said("same-words", "warning", who=self.same) if self.same not in ("", before) else None

    def leave(self) -> None:
        """This person goes: no sign stays behind. The clock goes on for those elsewhere."""
        presence, self._presence = self._presence, None
        if presence is not None:
            presence.leave()
