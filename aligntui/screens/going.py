"""Going through the run: on, back, to a step, with the timer of the step."""

from __future__ import annotations

from textual.containers import Vertical

from aligntui.analysis.figure import Part
from aligntui.engine.readout import read_back
from aligntui.flow import ballots, bringing, passing, path, pushing, walk
from aligntui.flow.mending import writing_step
from aligntui.guide.types import Step
from aligntui.screens.clock import Timer
from aligntui.screens.desk import DeskPage
from aligntui.screens.guard import Guard
from aligntui.screens.navigation import go_home
from aligntui.screens.routes import ToTrace
from aligntui.steps.base import StepView
from aligntui.steps.rated import RATING
from aligntui.steps.registry import view_for
from aligntui.store.permit import Deed
from aligntui.widgets.canvas import Canvas

JUST_NOW = 0.5
"""Seconds within which a sentence is about the key that led on."""
PRIVACY = {
    "named": "{what} here carry your name.",
    "secret": "{what} here are secret: no name, no time, no order is kept.",
    "none": "Nothing is kept of who answers; so it cannot be changed later either.",
}
"""What a phase says of its answers before the first key. Cards carry their author and are not meant."""


class GoingPage(DeskPage):
    """Walks steps and phases; one way on, one way back."""

    async def on_mount(self) -> None:
        """Stand where this person stood last."""
        self._guard = Guard(self.align.clock)
        self.keeping.client.typed.reread()
        self.timer = Timer(self.align.clock)
        start = walk.index(self.run, self._at) if self._at else walk.resume(self.run)
        if not self._at and not passing.is_wanted(self.view, self.figures, self.run.steps[start]):
            start = passing.onward(self.view, self.figures, self.run, start) or start
        await self.open_at(start)
        if self.greeting[0]:
            self.say(*self.greeting)
        self.keeping.watch()
        self.call_later(self.meet)
        self.keeping.open()

    async def open_at(self, number: int, phase: str = "") -> None:
        """Show a step of the run."""
        run = self.run
        number = max(0, min(number, len(run.steps) - 1))
        if run.steps[number].id != self.here.id or self.step_view is None:
            self._asked_at = ""
            await self._keep_time()
            entry = run.steps[number].entry
            # The line of the agenda has the timebox: its clock runs on from screen to screen.
            if self.step_view is None or entry != self.here.entry:
                planned = sum(step.minutes for step in run.steps if step.entry == entry)
                self.timer = Timer(self.align.clock, planned)
        self.here = run.steps[number]
        if self.here.id not in {*self._sent_from, *self._sent_from.values()}:
            self._sent_from.clear()
        self.beside = False
        await self._bring_lists()
        found = self.view.book.step(self.here.step)
        self.method, self.step = found if found is not None else walk.stand_in(self.here)
        self._alone_for = path.alone_for(self.view, self.method, self.step, self._figure)
        run = self.run
        names = walk.phases(self.step, run)
        wanted = phase or (self.here.phase if self.here.phase in names else (names[0] if names else ""))
        ops = walk.set_on(run, self.here, "phase", wanted)
        # What was passed over for want of a reason is taken up like any other step.
        if self.here.state == "todo" or (self.here.state == "skipped" and self.step.when):
            ops += walk.set_on(run, self.here, "state", "begun")
        if ops:
            await self.commit(ops)
        self._refresh_here()
        self._schedule_tick()
        self.remember_position()
        await self._show(self._privacy_words())

    async def _bring_lists(self) -> None:
        """A session in which a method began without the lists that it works on gets them now."""
        found = self.view.book.step(self.here.step)
        if found is not None and bringing.unknown_list(self.view.book, found[1]):
            ops, _ = bringing.brought(self.handle.session, self.align.library, self.here.step)
            if ops:
                await self.commit(ops)

    async def open_beside(self, step: Step) -> None:
        """Show a small step in place of the present one; going on or back returns to it."""
        if not await self._left():
            return
        self.step = step
        self.beside = True
        await self._show("Esc, n or b go back to the step.")

    async def _show(self, words: str) -> None:
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

    def _privacy_words(self) -> str:
        """Who will see the answers, said before the first key; alone why it is gone through so, if at all."""
        if self._alone_for is not None:
            return self._alone_for.why
        if self.step.privacy is None or self.run.solo:
            return ""
        phase = self.here.phase
        if phase not in RATING and not (phase == "" and self.step.kind == "ask"):
            return ""
        held = ballots.current(self.view, self.run, self.step, self.method.method, phase)
        if held is not None and held.state == "open" and held.privacy == "secret":
            no_ballot = self.no_ballot(held.id)
            if no_ballot:
                return no_ballot
        what = {"vote": "Votes"}.get(phase, "Answers" if self.step.kind == "ask" else "Ratings")
        return PRIVACY[self.step.privacy.names].format(what=what)

    def _figure(self, ref: str) -> Part | None:
        return self.figures.part(self.method.method, ref)

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

    async def _keep_time(self) -> None:
        """Add the seconds of the timer to what the step has used."""
        if seconds := self.timer.take():
            await self.commit(walk.set_on(self.run, self.here, "used", self.here.used + seconds))

    async def return_from_beside(self) -> bool:
        """Back to the step that was left for a moment. False when there is none."""
        if not self.beside:
            return False
        if await self._left():
            await self.open_at(walk.index(self.run, self.here.id), self.here.phase)
            self._moved()
        return True

    async def do_go_on(self) -> None:
        """Next part, next phase, next step."""
        view = self.step_view
        if view is None or await self.return_from_beside() or not await self._left():
            return
        if await view.onward():
            self._moved()
            return
        names = walk.phases(self.step, self.run)
        at = names.index(self.here.phase) if self.here.phase in names else len(names)
        # Nothing answered, nothing to answer again.
        onward = [name for name in names[at + 1 :] if not (name == "again" and view.is_blank)]
        if onward:
            await self.go_phase(onward[0])
            return
        if self._asks_first(view):
            return
        number = walk.index(self.run, self.here.id)
        target = passing.onward(self.view, self.figures, self.run, number)
        back = self._sent_from.pop(self.here.id, "")
        sender = next((n for n, step in enumerate(self.run.steps) if step.id == back), None)
        if sender is not None:
            # The steps between were not passed over: one was only sent here from further on, or from before.
            target, number = sender, sender - 1
        over = passing.passed(self.run, number + 1, len(self.run.steps) if target is None else target)
        await self.commit([*walk.finished(self.view, self.run, self.here, self.step), *over])
        copies, told = pushing.pushed(self.view, self.step, self.new_id, by=self.person, at=self.now())
        if copies:
            # A change of its own: undo takes the copies back, and the step stays done.
            await self.commit(copies, told)
        closing = told or read_back(self.step.read_back, self.figures, self.method.method, self.view)
        if target is not None:
            await self.open_at(target)
            if closing:
                self.say(closing, "ok")
            self._moved()
        else:
            await self.do_results()

    def _asks_first(self, view: StepView) -> bool:
        """Say once in a visit what the step still waits for; going on again goes on."""
        missing = view.not_yet() if self._asked_at != self.here.id and not view.has_asked else []
        self._asked_at = self.here.id
        if missing:
            key = "Enter" if view.typing else "n"
            self.say(f"Not yet: {'; '.join(missing)}. {key} again goes on.", "hint")
            self._moved()
        return bool(missing)

    async def go_to(self, ref: str) -> None:
        """Go to a step by `method/step`, and back once it is done; it joins session and run where it must."""
        run, origin = self.run, self.here
        known = next((n for n, s in enumerate(run.steps) if s.step == ref), None)
        if known is None:
            ops, book = bringing.brought(self.handle.session, self.align.library, ref)
            joined = walk.join(run, origin, ref, book, self.new_id)
            if not joined or not await self.commit([*ops, *joined]):
                return
            run = self.run
            known = next((n for n, s in enumerate(run.steps) if s.step == ref), 0)
        self._sent_from[run.steps[known].id] = origin.id
        await self.open_at(known)
        self._moved()

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
        """Put the focus on an item of the step, as `StepView.focus_on` does."""
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
        names = walk.phases(self.step, self.run)
        at = names.index(self.here.phase) if self.here.phase in names else 0
        if at > 0:
            await self.go_phase(names[at - 1])
            return
        number = passing.onward(self.view, self.figures, self.run, walk.index(self.run, self.here.id), -1)
        if number is None:
            home = " q goes home." if self.may(Deed.SESSIONS) else ""
            self.say(f"This is the first step.{home}")
            return
        await self.open_at(number)
        self._moved()

    def _moved(self) -> None:
        if self._guard is not None:
            self._guard.moved()
        self.frame()

    async def do_home(self) -> None:
        """Home; everything is kept."""
        if await self._left() and self.may_leave():
            await self._keep_time()
            go_home(self.align, self.handle.session.meta.id)

    async def closing(self) -> None:
        """Keep what stands in the fields before the app ends."""
        await self._left()
        await self._keep_time()
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
            self.say("This step has no timebox. T gives it two minutes.")
            return
        self.timer.toggle()
        self._schedule_tick()
        self.frame()

    async def do_timer_more(self) -> None:
        """Two more minutes."""
        self.timer.extend()
        if not self.timer.begun:
            self.say(f"{self.timer.total // 60} minutes. t starts the timer.")
        self._schedule_tick()
        self.frame()
