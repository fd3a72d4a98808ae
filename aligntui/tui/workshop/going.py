"""Going through the run: on, back, to a step, and what is shown then."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from textual.containers import Vertical

from aligntui.engine.entry.fields import LISTED
from aligntui.engine.following import where
from aligntui.engine.mends import writing_step
from aligntui.engine.messages import Message, said
from aligntui.engine.runs import leading, walk
from aligntui.engine.visits import Moved
from aligntui.engine.ways_back import Field, Stand, WayBack
from aligntui.methods.types import Step
from aligntui.store.permit import Deed
from aligntui.tui.kinds.base import KindView
from aligntui.tui.navigation import go_home, open_run, put_question
from aligntui.tui.routes import Route, ToPlan, ToSteps, ToTrace, page_of, work
from aligntui.tui.workshop.drafts import DraftKeeper
from aligntui.tui.workshop.guide import GuidePanel
from aligntui.tui.workshop.message_bar import MessageBar
from aligntui.tui.workshop.scene import Scene
from aligntui.tui.workshop.timebox import Timebox

LAST = re.compile(r"(?:^|(?<=keep, ))on$")
"""Where Enter leads from the last field of a step."""
STAYS = ("wait for the lead", "done", "hand in")
"""What going on does in a round whoever may do it."""
ONWARD = re.compile(r"(?:^|(?<=keep, ))(?:next|close|on)$")
"""Where Enter leads from a field; from the one that one was sent to it leads back."""


class Going:
    """Walks steps and phases; one way on, one way back."""

    def __init__(
        self,
        scene: Scene,
        new_view: Callable[[], KindView],
        bar: MessageBar,
        guide: GuidePanel,
        timebox: Timebox,
        drafts: DraftKeeper,
    ) -> None:
        """`new_view` makes the view of the step one stands on."""
        self._scene, self._page, self._new_view = scene, scene.page, new_view
        self._bar, self._guide, self._timebox = bar, guide, timebox
        self._drafts = drafts
        self._way_back: WayBack | None = None

    # for a moment elsewhere

    @property
    def stand(self) -> Stand:
        """Where one stands."""
        scene, view = self._scene, self._scene.step_view
        own = {name: getattr(view, name) for name in view.STANDS} if view is not None else {}
        within = (view.live.state, own) if view is not None else None
        return Stand(scene.course.position, within, scene.step if scene.course.beside else None)

    @property
    def field(self) -> Field | None:
        """The field in focus; None when none is."""
        editing = self._scene.editing()
        return (editing.item, editing.field) if editing is not None else None

    def send(self, origin: Stand | None, way: tuple[Route, ...]) -> None:
        """One stands here for an errand: out of the step, or on, one comes back to `origin` and its pages."""
        if origin is not None or way:
            self._way_back = WayBack(origin, self.field, way, self._way_back)
        self._page.frame()

    def hints(self, hints: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """What the keys do, with the way back to what sent one here; who does not lead says she is done."""
        room = self._scene.course.room
        on = self._page.key_of("go-on")
        if self._scene.step.shows_plan and leading.is_through(self._scene.run_now()):
            # Nothing is left to go on to, and nobody is waited for.
            hints = [(key, does) for key, does in hints if key != on and does != "go on"]
        elif not (room.may("move") or room.reads):
            is_sent = self._scene.course.beside or self._way_back is not None
            mine = "back" if is_sent else "I am done"
            if not is_sent:
                # Nobody but whoever leads goes back, and once the last step is ended nobody waits.
                view = self._scene.step_view
                is_over = leading.is_through(self._scene.run_now()) and not (view and view.live.is_answered)
                gone = self._page.key_of("go-back"), on if is_over else ""
                hints = [(key, does) for key, does in hints if key not in gone]
            is_on = [does not in STAYS and (key == on or does == "go on") for key, does in hints]
            own = [(key, mine) for (key, _), is_mine in zip(hints, is_on, strict=True) if is_mine]
            others = [hint for hint, is_mine in zip(hints, is_on, strict=True) if not is_mine]
            # What does the same as the key is said once.
            others = [
                (key, mine if does == "on" else does) for key, does in others if does != "on" or not own
            ]
            # It has a place also where the row has no room for all.
            hints = [*others[:2], *own[-1:], *others[2:]]
        if self._way_back is None:
            return list(hints)
        title = self._way_back.over[-1].title if self._way_back.over else self._sent_from
        back = ("Esc", f"back to {title}")
        if self._way_back.at is not None and self._way_back.at == self.field and not self._in_list:
            hints = [(key, ONWARD.sub("back", does) if key == "Enter" else does) for key, does in hints]
        # On, out of the last field of a step too, is back for as long as one was sent.
        hints = [(key, LAST.sub("back", does) if key in ("Enter", on) else does) for key, does in hints]
        return [*hints[:1], back, *(hint for hint in hints[1:] if hint[0] != "Esc")]

    @property
    def _in_list(self) -> bool:
        """Whether the field in focus has lines, from each of which Enter leads to the next one."""
        item, key = self.field or ("", "")
        view = self._scene.view
        owner = view.item(item) if item else None
        field = view.book.field(owner.collection, key) if owner is not None else None
        return field is not None and field.type in LISTED

    @property
    def _sent_from(self) -> str:
        """Step that sent one here, in few words."""
        run, origin = self._scene.run, self._way_back.origin if self._way_back is not None else None
        at = run.steps[walk.index(run, origin.place.step)] if origin is not None else self._scene.here
        return where(self._scene.view.book, at)

    async def come_back(self) -> bool:
        """Back to where one was sent from. False when one was not sent."""
        way = self._way_back
        if way is None:
            return False
        if await self.leave_step():
            self._way_back = way.before
            if way.origin is not None:
                await self._stand_again(way.origin)
            for route in way.over:
                await self.open_page(route)
        return True

    async def come_back_done(self, before: Field | None) -> None:
        """Back, when Enter has ended what one was sent for.

        Args:
            before: The field in which Enter was pressed.
        """
        if self._way_back is not None and self._way_back.is_done(before, self.field):
            await self.come_back()

    async def _stand_again(self, stand: Stand) -> None:
        number = walk.index(self._scene.run, stand.place.step)
        if stand.aside is None:
            await self.open_at(number, stand.place.phase, stand.within, looks=True)
            return
        await self.open_at(number, stand.place.phase, looks=True)
        await self._show(await self._scene.course.open_beside(stand.aside), stand.within)

    # what is shown

    async def begin(self, at: str) -> None:
        """Stand where this person stood last, or at a step of the run by its id; a former run is read."""
        scene = self._scene
        if len(scene.handle.session.runs) > 1:
            former = work("read former")(scene.client, scene.course.room, scene.run_now())
            if former is not None:
                self._page.greet(scene.words(former), former.tone)
        await self._show_place(await self._scene.course.begin(at))

    async def open_at(self, number: int, phase: str = "", within: Any = None, *, looks: bool = False) -> None:
        """Show a step of the run, with where one stood in it; None: as one comes in.

        On an errand one only `looks` at it: nobody comes along.
        """
        with self._on_the_way():
            await self._show_place(await self._scene.course.open(number, phase, looks=looks), within)

    @contextmanager
    def _on_the_way(self) -> Iterator[None]:
        """The frame names the next place when the step does: what is drawn stays until then."""
        scene = self._scene
        scene.moves = True
        try:
            yield
        finally:
            if scene.moves:
                scene.moves = False
                self._page.show_snapshot()

    async def _show_place(self, message: Message | None, within: Any = None) -> None:
        """Show where one stands now."""
        self._timebox.schedule()
        self._scene.client.remember(self._scene.course.position)
        await self._show(message, within)

    async def do_reopen(self) -> None:
        """Open the former run again that is read."""
        scene = self._scene
        if scene.client.former is not None:
            reopened = work("reopen")(scene.client, scene.course.room, scene.run_now())
            await self.open_at(walk.index(scene.run, scene.here.id))
            self._page.say(scene.words(reopened), reopened.tone)

    async def open_beside(self, step: Step) -> None:
        """Show a small step in place of the present one; going on or back returns to it."""
        if await self.leave_step():
            await self._show(await self._scene.course.open_beside(step))

    async def _show(self, message: Message | None, within: Any = None) -> None:
        scene, page = self._scene, self._page
        body = page.query_one("#body", Vertical)
        # Another window of this person may have ended meanwhile and left words here.
        scene.client.typed.reread()
        view = self._new_view()
        if within is not None:
            view.live.state, own = within
            for name, value in own.items():
                setattr(view, name, value)
        # Timers and other people may call for a redraw while the old view is half gone.
        scene.show(None)
        with page.app.batch_update():
            await body.remove_children()
            await body.mount(view)
        scene.show(view)
        message = view.live.heard(message)
        # What was said of the step before went with it.
        self._bar.say(scene.words(message), message.tone if message else "", stays=view.live.stays(message))
        self._guide.begin()
        if (target := view.start()) is not None:
            page.set_focus(target)
        view.redraw()
        await (view.go_on_typing() if within is None else view.perform(None))
        self._drafts.say_elsewhere()
        if (asks := view.live.begins) is not None:
            await view.perform(asks.answer)
        page.frame()
        self._bar.look_soon()

    # leaving

    async def leave_step(self) -> bool:
        """Keep what stands in the step. False when something could not be kept."""
        view = self._scene.step_view
        if view is not None and not await view.leave():
            return False
        self._drafts.flush()
        return True

    async def do_home(self) -> None:
        """Home; everything is kept."""
        if await self.leave_step() and self._page.may_leave():
            await self._scene.course.leave_clock()
            go_home(self._page.align, self._scene.handle.session.meta.id)

    # on and back

    async def do_go_on(self, key: str = "") -> None:
        """Next part, next phase, next step; with the key that was chosen where it was asked."""
        scene, view = self._scene, self._scene.step_view
        if view is None or await self.return_from_beside() or not await self.leave_step():
            return
        if await self.come_back():
            return
        left = await view.onward(key)
        if left is None:
            self._page.frame()
            return
        visit = view.live.visit(view.not_yet(), left.message)
        await self._follow(scene.course.on(visit))

    async def do_go_back(self) -> None:
        """Part, phase, step before."""
        scene, view = self._scene, self._scene.step_view
        if view is None or await self.come_back() or await self.return_from_beside():
            return
        if not await self.leave_step():
            return
        if await view.backward():
            self._page.frame()
            return
        await self._follow(scene.course.back())

    async def follow_room(self) -> None:
        """Go where the room is now; what is being typed waits in its line."""
        self._scene.keeping.poll()
        if await self.leave_step():
            if self._scene.course.room.elsewhere(self._scene.here):
                # One does not come back from the room: what one was sent for is over.
                self._way_back = None
            await self._follow(self._scene.course.follow())

    async def return_from_beside(self) -> bool:
        """Back to the step that was left for a moment. False when there is none."""
        if not self._scene.course.beside:
            return False
        if await self.leave_step():
            await self._follow(self._scene.course.back())
        return True

    async def return_to_sender(self) -> bool:
        """Back to the step that sent one here for what it misses. False when none did."""
        if (sender := self._scene.course.sender) is None:
            return False
        if await self.leave_step():
            await self.open_at(sender)
        return True

    async def do_next_person(self) -> None:
        """Hand in, and take the answers of the next person."""
        if self._scene.step_view is not None:
            await self._scene.step_view.next_person()
            self._page.frame()

    async def _follow(self, going: Awaitable[Moved]) -> None:
        """Go on or back, and show what came of it."""
        page = self._page
        with self._on_the_way():
            moved = await going
            message = moved.message
            if moved.run:
                page.do_later(open_run, page, self._scene.handle, self._scene.handle.session.runs[moved.run])
            if moved.opened:
                await self._show_place(message)
        if moved.ask is not None and (onward := moved.then) is not None:
            ways = [(key, self._scene.words(way)) for key, way in moved.ask.ways]
            put_question(
                page, self._scene.words(moved.ask.message), ways, lambda key: self._follow(onward(key))
            )
        elif moved.ended:
            await self._end(message)
        elif moved.opened:
            page.frame()
        elif message is not None:
            home = f" {page.keymap.shown('home', in_line=True)} goes home."
            ends = home if message.id == "first-step" and page.may(Deed.SESSIONS) else ""
            page.say(f"{self._scene.words(message)}{ends}", message.tone)
            self._bar.stand(moved.again)
            if message.id != "first-step":
                self._page.frame()

    # to a step, an item, a page about it

    async def open_page(self, route: Route) -> None:
        """Open a page above the step; from the running order one goes to the step that was chosen."""
        await self._page.go(route, self._chosen if isinstance(route, ToSteps) else None)

    def _chosen(self, step_id: object) -> None:
        if isinstance(step_id, str) and step_id:
            self._way_back = None
            self._page.do_later(self._follow, self._scene.course.jump(step_id))
            self._page.frame()
        else:
            self._scene.client.take_snapshot()
            self._page.show_snapshot()

    async def go_to(self, ref: str) -> None:
        """Go to a step by `method/step`, and back once it is done; it joins session and run where it must."""
        await self._follow(self._scene.course.go_to(ref))

    async def do_results(self) -> None:
        """The plan on one page: what stands behind the last step."""
        if self._scene.step.shows_plan:
            self._page.say(self._scene.words(said("plan-here")))
        else:
            await self._end(None)

    async def _end(self, message: Message | None) -> None:
        """The plan, with what the last step said."""
        if await self.leave_step():
            plan = page_of(ToPlan(self._scene.handle, self._scene.run))
            if message is not None:
                plan.greet(self._scene.words(message), message.tone)
            self._page.app.push_screen(plan)

    async def why(self, item: str) -> None:
        """What an item rests on, on a page of its own."""
        if await self.leave_step():
            await self.open_page(ToTrace(self._scene.handle, self._scene.run, item))

    async def open_item(self, item: str, step: str = "") -> None:
        """Where an item is written, or the line of a `step` that writes of it; else what it rests on."""
        scene = self._scene
        place = writing_step(scene.view, scene.run, item, step)
        if place is None:
            await self.why(item)
        elif await self.leave_step():
            origin = self.stand
            await self.open_at(walk.index(scene.run, place.id), looks=True)
            await self.focus_on(item, stand=bool(step))
            self.send(origin, ())

    async def focus_on(self, item: str, field: str = "", *, stand: bool = False) -> None:
        """Put the focus on an item of the step, as `KindView.focus_on` does."""
        if self._scene.step_view is not None:
            await self._scene.step_view.focus_on(item, field, stand=stand)
        self._page.frame()
