"""Going through the run: on, back, to a step, with the timer of the step."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

from textual.containers import Vertical

from aligntui.engine.mends import writing_step
from aligntui.engine.messages import Message
from aligntui.engine.runs import definitions, walk
from aligntui.engine.timer import Timer
from aligntui.engine.workshop import Moved, Visit, Workshop
from aligntui.methods.types import Method, Step
from aligntui.session.model import RunStep
from aligntui.store.permit import Deed
from aligntui.store.problems import StoreProblem
from aligntui.store.values import BEAT, Position
from aligntui.text.clean import clean_line, clip
from aligntui.tui.desk import DeskPage
from aligntui.tui.guard import Guard
from aligntui.tui.kinds.registry import view_for
from aligntui.tui.navigation import go_home
from aligntui.tui.next_person import NextPersonPage
from aligntui.tui.routes import ToTrace
from aligntui.tui.widgets.canvas import Canvas

JUST_NOW = 0.5
"""Seconds within which a sentence is about the key that led on."""


class GoingPage(DeskPage):
    """Walks steps and phases; one way on, one way back."""

    async def on_mount(self) -> None:
        """Stand where this person stood last."""
        self._guard = Guard(self.align.clock)
        self.keeping.client.typed.reread()
        self.timer = Timer(self.align.clock)
        self.course = Workshop(
            self.keeping.client, self._first, lambda: self.align.library,
            lambda ops, message: self.commit(ops, self._words(message)), self.new_id, self.now,
            self.person, self.no_ballot,
        )  # fmt: skip
        before = self.here
        await self._show_place(before, await self.course.begin(self._at))
        if self.greeting[0]:
            self.say(*self.greeting)
        self.keeping.watch()
        self.call_later(self.meet)
        self.keeping.open()

    async def open_at(self, number: int, phase: str = "") -> None:
        """Show a step of the run."""
        before = self.here
        await self._show_place(before, await self.course.open(number, phase))

    async def _show_place(self, before: RunStep, message: Message | None) -> None:
        """Show where one stands now; `before` is where one stood."""
        here = self.here
        if here.id != before.id or self.step_view is None:
            await self._keep_time(before.id)
            # The line of the agenda has the timebox: its clock runs on from screen to screen.
            if self.step_view is None or here.entry != before.entry:
                planned = sum(step.minutes for step in self.run.steps if step.entry == here.entry)
                self.timer = Timer(self.align.clock, planned)
        self._schedule_tick()
        self.remember_position()
        await self._show(message)

    async def open_beside(self, step: Step) -> None:
        """Show a small step in place of the present one; going on or back returns to it."""
        if await self._left():
            await self._show(await self.course.open_beside(step))

    async def _show(self, message: Message | None) -> None:
        words = self._words(message)
        body = self.query_one("#body", Vertical)
        # Another window of this person may have ended meanwhile and left words here.
        self.keeping.client.typed.reread()
        view = view_for(self, self.method, self.step)
        # Timers and other people may call for a redraw while the old view is half gone.
        self.step_view = None
        with self.app.batch_update():
            await body.remove_children()
            await body.mount(view)
        self.step_view = view
        self._guide_over = False
        if words or self.align.clock() - self._said_at > JUST_NOW:
            # What the last key did, such as the day that a field took, is still read in the next step.
            self.say(words)
        self.query_one("#over", Canvas).display = False
        self._set_side()
        target = view.start()
        if target is not None:
            self.set_focus(target)
        view.redraw()
        await view.go_on_typing()
        self.say_elsewhere()
        self.frame()
        self.look_soon()

    # timer

    def _schedule_tick(self) -> None:
        if self._tick is not None:
            self._tick.stop()
            self._tick = None
        if self.timer.running:
            self._tick = self.set_timer(self.timer.next_tick(), self._on_tick)

    def _on_tick(self) -> None:
        self.draw_bar()
        if self.timer.running and -1.5 < self.timer.left <= 0:
            self.say("Time is up. T two more minutes   n go on   or finish the sentence.", "hint")
        self._schedule_tick()

    # going

    async def _left(self) -> bool:
        view = self.step_view
        if view is not None and not await view.leave():
            return False
        self.flush_drafts()
        return True

    async def _keep_time(self, step_id: str) -> None:
        """Add the seconds of the timer to what a step of the run has used."""
        step = self.run.steps[walk.index(self.run, step_id)]
        if seconds := self.timer.take():
            await self.commit(walk.set_on(self.run, step, "used", step.used + seconds))

    async def return_from_beside(self) -> bool:
        """Back to the step that was left for a moment. False when there is none."""
        if not self.course.beside:
            return False
        if await self._left():
            await self._follow(self.here, await self.course.back())
        return True

    async def _follow(self, before: RunStep, moved: Moved) -> None:
        """Show what came of going on or back."""
        if moved.ended:
            await self.do_results()
        elif moved.opened:
            closes = moved.message is not None and moved.message.tone == "ok"
            await self._show_place(before, None if closes else moved.message)
            if moved.message is not None and closes:
                self.say(self._words(moved.message), moved.message.tone)
            self._moved()
        elif moved.message is not None:
            home = f" {self.key_of('home')} goes home."
            ends = home if moved.message.id == "first-step" and self.may(Deed.SESSIONS) else ""
            self.say(f"{self._words(moved.message)}{ends}", moved.message.tone)
            if moved.message.id != "first-step":
                self._moved()

    async def do_go_on(self) -> None:
        """Next part, next phase, next step."""
        view = self.step_view
        if view is None or await self.return_from_beside() or not await self._left():
            return
        if await view.onward():
            self._moved()
            return
        visit = Visit(view.is_blank, view.has_asked, tuple(view.not_yet()), view.typing)
        await self._follow(self.here, await self.course.on(visit))

    async def go_to(self, ref: str) -> None:
        """Go to a step by `method/step`, and back once it is done; it joins session and run where it must."""
        await self._follow(self.here, await self.course.go_to(ref))

    async def why(self, item: str) -> None:
        """What an item rests on, on a page of its own."""
        if await self._left():
            self.go(ToTrace(self.handle, self.run, item))

    async def open_item(self, item: str) -> None:
        """The step of this run in which an item is written; where there is none, what it rests on."""
        place = writing_step(self.view, self.run, item)
        if place is None:
            await self.why(item)
        elif await self._left():
            await self.open_at(walk.index(self.run, place.id))
            await self.focus_on(item)
            self._moved()

    async def focus_on(self, item: str, field: str = "", *, stand: bool = False) -> None:
        """Put the focus on an item of the step, as `KindView.focus_on` does."""
        if self.step_view is not None:
            await self.step_view.focus_on(item, field, stand=stand)
        self.frame()

    async def do_results(self) -> None:
        """The plan on one page: what stands behind the last step."""

    async def go_phase(self, phase: str) -> None:
        """Another phase of the same step."""
        await self.commit(walk.set_on(self.run, self.here, "phase", phase))
        await self.open_at(walk.index(self.run, self.here.id), phase)
        self._moved()

    async def do_next_person(self) -> None:
        """Hand in, and take the answers of the next person."""
        if self.step_view is not None:
            await self.step_view.next_person()
            self._moved()

    async def do_go_back(self) -> None:
        """Part, phase, step before."""
        view = self.step_view
        if view is None or await self.return_from_beside() or not await self._left():
            return
        if await view.backward():
            self._moved()
            return
        await self._follow(self.here, await self.course.back())

    def _moved(self) -> None:
        if self._guard is not None:
            self._guard.moved()
        self.frame()

    async def do_home(self) -> None:
        """Home; everything is kept."""
        if await self._left() and self.may_leave():
            await self._keep_time(self.here.id)
            go_home(self.align, self.handle.session.meta.id)

    async def closing(self) -> None:
        """Keep what stands in the fields before the app ends."""
        if self.step_view is not None:
            await self._left()
            await self._keep_time(self.here.id)
        await super().closing()

    async def do_leave(self) -> None:
        """ctrl+q."""
        await self.align.action_leave()

    async def do_undo(self) -> None:
        """Take back the own last change."""
        await self.keeping.undo()

    async def do_redo(self) -> None:
        """Bring it back."""
        await self.keeping.undo(redo=True)

    async def do_timer(self) -> None:
        """Start or pause the timer of the step."""
        if not self.timer.total:
            self.say(f"This step has no timebox. {self.key_of('timer-more')} gives it two minutes.")
            return
        self.timer.toggle()
        self._schedule_tick()
        self.frame()

    async def do_timer_more(self) -> None:
        """Two more minutes."""
        self.timer.extend()
        if not self.timer.begun:
            self.say(f"{self.timer.total // 60} minutes. {self.key_of('timer')} starts the timer.")
        self._schedule_tick()
        self.frame()

    # people

    @property
    def people(self) -> int:
        """People who are here now: terminals that have this session open."""
        return self.company.people

    @property
    def in_company(self) -> bool:
        """Whether others see this person as being here."""
        return self.company.others

    async def meet(self) -> None:
        """Say that this person is here, and see who else is."""
        if not self.company.joined:
            self.company.join(self.align.store.presence(self.handle))
            self.set_interval(BEAT, self.meet)
        before = self.company.people
        warning = await self.company.meet()
        if self.company.people != before:
            self.frame()
        if warning is not None:
            self.say(self._words(warning), warning.tone)

    def on_descendant_focus(self) -> None:
        """A field that is entered is seen as it stands then; others learn of it soon."""
        self.keeping.client.conflicts.entered(self.focused)
        if self.company.moved:
            self.call_later(self.meet)

    def hung_up(self) -> None:
        """As of every page; and others learn that nobody sits here any more."""
        super().hung_up()
        self.company.leave()

    def on_unmount(self) -> None:
        """Leave no sign of presence behind."""
        self.company.leave()

    # ballots

    @property
    def may_hand_on(self) -> bool:
        """Whether further ballots may be opened on this line."""
        return self.seats.may_hand_on

    def no_ballot(self, round_id: str) -> str:
        """Why one cannot answer a secret round here, and who can help; "" when one can."""
        return self._words(self.seats.no_ballot(round_id))

    def hand_over(self, round_id: str, privacy: str, then: Callable[[], None]) -> None:
        """Begin the ballot of the next person; `then` is called once it has begun."""
        self.handle.permit.need(Deed.BALLOTS)

        def begin(name: object) -> None:
            if privacy == "named" and not name:
                return
            self.take_echo(self._words(self.seats.hand_over(round_id, privacy, str(name))))
            self.show_snapshot()
            then()

        if privacy == "named":
            self.app.push_screen(NextPersonPage(self.handle), begin)
        else:
            begin("")

    # words being typed, and where one is

    def drafted(self, place: str) -> str:
        """Words for a line that opens here: typed in this window, or left behind by one that is gone."""
        return self.keeping.client.typed.at(place)

    def own_draft(self, place: str) -> str:
        """Words that are being typed here in this window, as they are kept."""
        return self.keeping.client.typed.own(place)

    def say_elsewhere(self) -> None:
        """Name words of this step that this person types in another window just now."""
        words = [
            one for place, one in self.drafts.elsewhere().items() if place.startswith(f"{self.here.id}/")
        ]
        if words:
            shown = clip(clean_line(words[-1].text), 30)
            self.say(f'Your other window has "{shown}" here. It stays; what you type stays too.', "hint")

    def drafted_below(self, prefix: str) -> list[str]:
        """Places that begin like this at which words were being typed, the latest first."""
        return self.keeping.client.typed.below(prefix)

    def remember_position(self) -> None:
        """Own position lies beside the user, never in the session."""
        # Where there is no room for it, one comes back to the step that is begun.
        with contextlib.suppress(StoreProblem):
            self.drafts.position = Position(run=self._first.id, step=self.here.id, phase=self.here.phase)

    def step_of(self, ref: str) -> tuple[Method, Step] | None:
        """Method and step by `method/step`, of the session or of the methods at hand."""
        return self.view.book.step(ref) or definitions.step_of(self.view.book, self.align.library, ref)

    def seconds(self) -> float:
        """Seconds of a clock that only goes forward."""
        return self.align.clock()
