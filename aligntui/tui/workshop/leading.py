"""Somebody leads, everybody follows: going where the room is, calling it there, handing the lead over."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.engine.messages import Message
from aligntui.engine.runs import walk
from aligntui.session.ops import AnyOp
from aligntui.tui.navigation import put_question
from aligntui.tui.routes import ToPalette, ToPeople, ToPlan, ToQuestion, page_class
from aligntui.tui.workshop.going import Going
from aligntui.tui.workshop.message_bar import READ_WITHIN, MessageBar
from aligntui.tui.workshop.scene import Scene


class Leading:
    """This person in the room: `do_` methods are what one command does."""

    def __init__(self, scene: Scene, going: Going, bar: MessageBar) -> None:
        self._scene, self._page, self._going, self._bar = scene, scene.page, going, bar
        self._announced = self._gone = ""
        """What was said last of where the room goes, and of a lead who is not here."""
        self._elsewhere = ""
        """Where the room was when one last looked."""

    # following

    async def do_follow(self) -> None:
        """Go where whoever leads is."""
        await self._going.follow_room()
        self._announced = ""

    def catch_up(self) -> None:
        """Go along with the room; whoever types is told, and goes once the line is kept or left."""
        scene, page = self._scene, self._page
        room, here = scene.course.room, scene.here
        before, self._elsewhere = self._elsewhere, room.elsewhere(here)
        if self._elsewhere != before:
            # Whoever leads has gone on since.
            self._bar.take_back(before)
        for message in room.not_through() if room.resumes else ():
            self._bar.take_back(scene.words(message))
        if scene.step_view is None or scene.keeping.writing:
            return
        front = page.align.pages()[0]
        goes = room.is_called(here) and room.run.id != scene.run_now().id
        if goes and room.is_through and isinstance(front, page_class(ToPlan)):
            # What stands behind the end is no other page: whoever is through goes along to the next run.
            page.do_later(self.do_follow)
            return
        reads = front is not page and not isinstance(front, (page_class(ToPalette), page_class(ToQuestion)))
        if not room.is_called(here):
            if reads and (works := room.works_on(here)) is not None:
                self._announced = ""
                self._announce(works)
        elif front is page and not self._is_typing():
            page.do_later(self._come)
        elif front is page:
            self._announce(room.moves_on(here))
        elif reads:
            # Whoever has another page open looks around; a call to all is heard there too.
            room.goes_along = False
            called = room.is_called(here)
            self._announce(room.moves_on(here, reads=True) if called else room.works_on(here))

    def notice(self) -> None:
        """Say once that nobody who leads is here any more."""
        message = self._scene.course.room.noticed()
        words = self._scene.words(message)
        if message is not None and words != self._gone:
            if self._bar.age < READ_WITHIN:
                # What was just said is read first.
                return
            self._page.say(words, message.tone)
        if message is None:
            # It is true no more.
            self._bar.take_back(self._gone)
        self._gone = words

    async def _come(self) -> None:
        room = self._scene.course.room
        if room.is_called(self._scene.here) and self._page.is_current and not self._is_typing():
            await self.do_follow()

    def _is_typing(self) -> bool:
        """Whether words stand in the line in focus that are not kept yet."""
        edit, typed = self._page.edit, self._scene.client.typed
        words = edit.words if edit is not None else ""
        places = typed.below(f"{self._scene.here.id}/") if words else ()
        return any(typed.own(place) == words for place in places)

    def _announce(self, message: Message | None) -> None:
        words = self._scene.words(message)
        if message is not None and words != self._announced:
            self._announced = words
            self._page.align.pages()[0].say(words, message.tone)

    # leading

    async def do_call_all(self) -> None:
        """Call everybody to where the room is."""
        await self._keep(*self._scene.course.room.call())

    async def do_lead(self) -> None:
        """Take the lead, or take it back."""
        await self._keep(*self._scene.course.room.take())

    async def do_who(self) -> None:
        """Who is here, with where each is."""
        if await self._going.leave_step():
            self._page.go(ToPeople(self._scene.handle, self._scene.run, self._scene.course.room))

    async def do_team(self) -> None:
        """Make the run a team's, or one person's again: the step stands there as it is for them."""
        scene = self._scene
        ops, message = scene.course.room.team()
        if not ops:
            self._page.say(scene.words(message), message.tone)
        elif await self._going.leave_step() and await scene.commit(ops, scene.words(message)):
            await self._going.open_at(walk.index(scene.run, scene.here.id), scene.here.phase)
            self._page.say(scene.words(message), message.tone)

    async def do_give_lead(self) -> None:
        """Hand the lead over, or share it."""
        names, why = self._scene.course.room.heirs()
        if why is not None:
            self._page.say(self._scene.words(why), why.tone)
            return
        ways = [("", "keep the lead")]
        for name in names:
            ways += [(f"give {name}", f"{name} leads"), (f"share {name}", f"{name} and you lead")]
        put_question(self._page, "Who leads?", ways, self._give)

    async def _give(self, way: str) -> None:
        how, _, name = way.partition(" ")
        await self._keep(*self._scene.course.room.give(name, share=how == "share"))

    async def _keep(self, ops: Sequence[AnyOp], message: Message) -> None:
        words = self._scene.words(message)
        if not ops or await self._scene.commit(ops, words):
            self._page.say(words, message.tone)
        self._page.frame()
