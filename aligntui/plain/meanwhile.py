"""What happens between two lines: others change the session, what waited is written, time passes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from aligntui.engine.client.company import Company
from aligntui.engine.client.unsaved import DAMAGED, NOT_SAVED, TYPED, farewell, named, way_back
from aligntui.engine.entry import filling
from aligntui.engine.versions import lost
from aligntui.plain.lines import changed_lines, sight_lines
from aligntui.plain.order_room import follow
from aligntui.store.permit import Deed
from aligntui.text import moment

if TYPE_CHECKING:
    from collections.abc import Callable

    from aligntui.analysis.view import View
    from aligntui.engine.kind import Intent, Sight
    from aligntui.engine.messages import Message
    from aligntui.plain.face import PlainFace


class Meanwhile:
    """Looks around before a line is answered. Nothing is said unasked while a person types.

    Args:
        face: The plain line.
        company: Who else is here; nobody where it is None.
    """

    def __init__(self, face: PlainFace, company: Company | None) -> None:
        self.company = company or Company(_at_once, face.at, lambda: face.client.person)
        self._face = face
        self._standing = "saved"
        self._warnings: list[Message] = []
        self._gone: Message | None = None
        face.client.moved = self._moved

    def _moved(self, before: View, now: View) -> None:
        """What happened to own values and dots; own ballots in rounds of others are known again."""
        self._face.say(lost(before, now, self._face.client.person))
        self._face.say(self._face.seats.take_snapshot(before, now, self._face.workshop.run.id))

    def read_former(self) -> Message | None:
        """Read the run as it was left, where it is a former one; what is said of that."""
        client, work = self._face.client, self._face.workshop
        if len(client.handle.session.runs) < 2:
            return None
        from aligntui.engine import reading

        return reading.begin(client, work.room, work.sitting)

    async def look(self) -> bool:
        """Take in what others did, and try again what waits. Whether the session was changed by others."""
        face, client = self._face, self._face.client
        polled = client.poll()
        face.tell(polled)
        if polled.moved:
            before = face.sight
            client.take_in()
            self._say_changes(before)
            self._drop_settled()
        if polled.altered:
            face.say(client.news())
        written = await client.retry()
        if written is not None:
            face.tell(written)
        self.say_standing()
        warnings, self._warnings = self._warnings, []
        for warning in warnings:
            face.say(warning)
        return polled.moved

    def _say_changes(self, before: Sight) -> None:
        face = self._face
        begun = face.workshop.look()
        message = face.live.look()
        after = face.sight
        lines = sight_lines(after) if begun is not None else changed_lines(before, after)
        if lines:
            face.write(["Meanwhile others changed this:", *lines])
        face.say(begun)
        face.say(message)
        face.say(face.workshop.room.news())
        face.say(face.workshop.clock.news(face.workshop.run, face.client.person))

    def _drop_settled(self) -> None:
        """A question of the step that others settled is asked no more, and why is said."""
        face, asked = self._face, self._face.question
        if asked is None or asked.asks is None:
            return
        is_asked, why = face.live.asks_now(asked.asks)
        if not is_asked:
            face.question = None
            face.say(why)

    async def beat(self) -> None:
        """Give a sign of life, and remember what it brought until somebody answers."""
        if (warning := await self.company.meet()) is not None:
            self._warnings.append(warning)
        gone = self._face.workshop.room.noticed()
        if gone is not None and gone != self._gone:
            self._warnings.append(gone)
        self._gone = gone

    async def go_along(self) -> None:
        """Go where the room is, once a line has been taken where one stood, and say whether all is saved."""
        face = self._face
        if not face.client.typed.below(f"{face.workshop.place.id}/card/"):
            face.say(face.live.end_taken())
        if not face.left and face.workshop.room.is_called(face.workshop.place):
            await follow(face)
        self.say_standing()

    # what is on disk

    def say_standing(self) -> None:
        """Say whether all is saved, when that has changed."""
        standing = self._face.client.standing
        if standing != self._standing:
            self._standing = standing
            self._face.say("All is saved again." if standing == "saved" else self.unsaved())

    def unsaved(self) -> str:
        """Why something is not on disk, and what helps."""
        handle = self._face.client.handle
        waiting = handle.waiting
        what = named(handle.stored, waiting.changes) if waiting else ""
        are = "are" if what.endswith("changes") else "is"
        if waiting.standing == "writing":
            return f"Writing takes long: {what} {are} not on disk yet. Go on."
        why = waiting.typed.why if waiting.typed is not None else None
        problem = (waiting.problem or DAMAGED) if what or handle.lost else (why or TYPED)
        head = f"{problem.cause}: {what} {are} not written" if what else problem.cause
        out = " /out writes everything to another folder." if handle.permit.may(Deed.FILES) else ""
        mend = f"{problem.mend}; it" if problem.mend else "It"
        return f"{NOT_SAVED}. {head}. {mend} is tried again before each line.{out}"

    def state(self) -> list[str]:
        """Where one is, whether all is saved, who is here, what the clock says."""
        face, company = self._face, self.company
        names = ", ".join(sorted(company.names)) or face.client.person
        clock = moment.clock(face.client.handle.stored.meta.changed)
        saved = self.unsaved() if face.client.unsaved else f"Saved {clock}."
        here = f"{company.people} people are here: {names}." if company.people > 1 else f"Here: {names}."
        room, place = face.workshop.room, face.workshop.place
        about = [f"{words}." for words in (room.elsewhere(place), room.done_note(place)) if words]
        return [face.place_line(), saved, here, *about, self.time()]

    def farewell(self) -> None:
        """Say whether all is kept, word for word what is nowhere, and what goes on here."""
        client = self._face.client
        way = f"{way_back(client.view.session, client)} --plain"
        if client.handle.permit.restricted:
            way = "The same line"
        self._face.say(farewell(client.handle.stored, client.handle.waiting, client.person, way))

    def doubt(self) -> Message | None:
        """Why it is unclear who sits here; None where it is not."""
        face = self._face
        return self.company.doubt(named=face.client.named, alone=face.workshop.run.solo)

    # words that wait

    def keep_words(self, intent: Intent, *, kept: bool) -> None:
        """Words that could not be kept wait in their line, here and on a screen; kept ones do no longer."""
        words = intent.value
        if not isinstance(words, str) or intent.verb not in ("fill", "keep"):
            return
        face = self._face
        state, typed = face.live.state, face.client.typed
        fields = getattr(state, "filling", None) or getattr(state, "opened", None)
        written_to = f"{getattr(state, 'list', '')}@{getattr(state, 'parent', '')}/add"
        place = face.ctx.line_place("add" if written_to == "@/add" else written_to)
        if fields is not None and intent.field:
            place = filling.place_of(face.ctx, fields, intent.field)
        if not kept:
            typed.put(place, words)
            face.say(f'Not kept; these words wait in their line: "{words}"')
        elif typed.own(place) == words:
            typed.put(place, "")
        face.client.write_typed()

    def waiting(self) -> list[str]:
        """Half sentences that were typed in this step; they stay where they wait."""
        typed = self._face.client.typed
        below = [] if self._face.seats.covered else typed.below(f"{self._face.workshop.place.id}/")
        return [typed.at(place) for place in below]

    # the clock, and where one stands

    def time(self) -> str:
        """What the clock says; nothing ticks."""
        clock = self._face.workshop.reading
        used = round(clock.used / 60)
        says = f"{clock.text() or 'running'}, " if clock.running or clock.paused else ""
        of = f" of {clock.total // 60}" if clock.total else ""
        return f"Clock: {says}{used}{of} min used."

    def arrive(self) -> None:
        """One stands on a step, and comes back here."""
        self._face.client.remember(self._face.workshop.position)


async def _at_once(work: Callable[..., Any], *args: Any) -> Any:
    return work(*args)
