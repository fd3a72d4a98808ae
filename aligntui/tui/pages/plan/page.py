"""The plan on one page: read it, ask why, see what is open, take it out."""

from __future__ import annotations

from textual import events

from aligntui.analysis.plan import plan
from aligntui.analysis.plan_page import Plan
from aligntui.engine import ways_back
from aligntui.engine.mends import writing_step
from aligntui.engine.messages import said
from aligntui.engine.runs import leading
from aligntui.session.model import Run
from aligntui.session.roles import is_led
from aligntui.store.api import Handle
from aligntui.tui import frame
from aligntui.tui.asking import Hint
from aligntui.tui.commands import FINDINGS, FOLLOW, GO_ON, HOME, OUT, WHO, Command
from aligntui.tui.kept import KeptSheet
from aligntui.tui.navigation import go_home, go_out, go_to, open_run, workshop_below
from aligntui.tui.pages.plan.rows import page_room, results_rows
from aligntui.tui.routes import (
    Route,
    ToChooser,
    ToFind,
    ToFindings,
    ToPeople,
    ToPlan,
    ToRuns,
    ToTrace,
    ToWorkshop,
    work,
)
from aligntui.tui.widgets.line import Line, plain
from aligntui.tui.widgets.plan_lines import Spot, first_spot, is_sentence, plan_body, turned


class Results(KeptSheet):
    """The plan; its first line has the focus."""

    watches = True
    GRAMMAR = (
        ("Keys", "Enter", "why: back to the evidence"),
        ("Keys", "Esc", "back"),
        ("Keys", "letters", "find in the plan"),
        ("Keys", "PgDn PgUp", "more of the plan"),
    )

    def __init__(self, handle: Handle, run: Run | None, at: int = -1) -> None:
        """`run` gives the day, None for a session without one; `at` is the line in focus, -1: the first."""
        super().__init__(handle, run)
        self.state.at = at
        self.plan: Plan | None = None
        self._onward = ""
        """Title of the method that reads what the run has made, once that is through; "" for none."""
        self._gone = self._elsewhere

    def way_back(self) -> Route | None:
        """To the line in focus."""
        return ToPlan(self.handle, self._run, self.state.at)

    def prepare(self) -> None:
        """Read the plan."""
        self.take_snapshot()
        self.plan = plan(self.view, self.align.store.clock())
        run = self.run_now()
        if run is not None and run.steps and run.steps[-1].state in ("done", "skipped") and self._moves:
            head = work("find next")(self.handle.session, run, self.align.library.methods())
            self._onward = head.title if head is not None else ""

    @property
    def _moves(self) -> bool:
        """Whether this person moves the room; whoever came straight to the plan sits in none."""
        workshop = workshop_below(self, self.handle)
        return workshop is None or workshop.scene.course.room.may("move")

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Something may have been mended on another page."""
        if self.plan is not None:
            self.show_snapshot()

    def show_snapshot(self) -> None:
        """The plan as it stands now."""
        self.take_snapshot()
        self.plan = plan(self.view, self.align.store.clock())
        before, self._gone = self._gone, self._elsewhere
        if self._gone is not None and before is None and workshop_below(self, self.handle) is None:
            # Where a workshop stands below, that says it.
            begun = said("room-elsewhere-begun", "hint", what=leading.begun(self._gone))
            self.say(self.keeping.words(begun), begun.tone)
        self.redraw()

    def draw(self, cells: int, height: int) -> list[Line]:
        """The page of the plan with the focus."""
        if self.plan is None:
            return []
        spots = self.spots
        self.state.at = min(self.state.at, len(spots) - 1) if self.state.at >= 0 else first_spot(spots)
        meta = self.handle.session.meta
        bar = frame.bar(cells, meta.title, "The plan", 1, "", self.keeping.saved_at())
        return results_rows(bar, self.plan, self.state, cells, height)

    def hints(self) -> list[Hint]:
        """Why, findings, export, back, home."""
        spots = self.spots
        ref = spots[self.state.at].id if spots else ""
        why = [("Enter", "where it is written" if is_sentence(ref) else "why")] if ref else []
        more = ("Up/Down", "move")
        if spots and spots[-1].row >= self._room:
            ends = turned(spots, self.state.at, self._room, True) == self.state.at
            more = ("PgUp", "before") if ends else ("PgDn", "more")
        onward = [(self.key(GO_ON), f"on: {self._onward}")] if self._onward else []
        found = [*why, *onward, (self.key(FINDINGS), "findings"), (self.key(OUT), "export"), more]
        return [*found, ("Esc", "back"), (self.key(HOME), "home")]

    @property
    def _room(self) -> int:
        return page_room(self.app.size.height)

    @property
    def spots(self) -> list[Spot]:
        """What takes the focus on the pages."""
        return plan_body(self.plan, self.app.size.width, self._room)[1] if self.plan is not None else []

    @property
    def count(self) -> int:
        """How much that is."""
        return len(self.spots)

    def labels(self) -> list[str]:
        """The lines that take the focus."""
        if self.plan is None:
            return []
        rows, spots = plan_body(self.plan, self.size.width, self._room)
        return [" ".join(plain(rows[spot.row : max(spot.row, spot.last) + 1])) for spot in spots]

    async def press(self, key: str) -> bool:
        """PgDn and PgUp turn pages."""
        if key in ("pageup", "pagedown") and (spots := self.spots):
            self.move_to(turned(spots, self.state.at, self._room, key == "pagedown"))
            return True
        return await super().press(key)

    def move_to(self, place: int) -> None:
        """Another line of the plan."""
        self.state.at = place
        self.say("")

    async def enter(self) -> None:
        """Why it is there."""
        spots = self.spots
        if not 0 <= self.state.at < len(spots) or not (ref := spots[self.state.at].id):
            return
        if is_sentence(ref):
            await self._go_to_sentence(ref)
        else:
            self.go(ToTrace(self.handle, self.run_now(), ref))

    async def _go_to_sentence(self, ref: str) -> None:
        run = self.run_now()
        place = writing_step(self.view, run, ref) if run is not None else None
        if run is None or place is None:
            self.say("No step of this run writes it.")
        else:
            await go_to(self, self.handle, run, place.id, ways_back.Spot(ref))

    async def leave(self) -> None:
        """Where one came from."""
        await self.do_go_back()

    async def do_findings(self) -> None:
        """What is open."""
        self.go(ToFindings(self.handle, self.run_now()))

    async def do_go_on(self) -> None:
        """Reading, then the method that reads on, else findings; then the way out."""
        await (self.do_another_run() if self._onward else self.do_findings())

    async def do_out(self) -> None:
        """Write it to a file."""
        go_out(self, self.handle, self.run_now())

    @property
    def _elsewhere(self) -> Run | None:
        """The run in which the room is, where that is another one."""
        run = self.run_now()
        there = leading.run_of_room(run, self.handle.session) if run is not None else run
        return None if run is None or there is None or there.id == run.id else there

    async def do_follow(self) -> None:
        """Go where whoever leads is."""
        workshop, run = workshop_below(self, self.handle), self._elsewhere
        if run is None and workshop is not None:
            self.dismiss(None)
            self.do_later(workshop.leading.do_follow)
        elif (there := run or self.run_now()) is not None:
            await open_run(self, self.handle, there)

    async def do_who(self) -> None:
        """Who is here, with where each is."""
        if (workshop := workshop_below(self, self.handle)) is not None:
            self.go(ToPeople(self.handle, workshop.scene.run, workshop.scene.course.room))

    def allows(self, command: Command) -> bool:
        """Who is here is known where one came from a workshop."""
        known = self.is_attached and workshop_below(self, self.handle) is not None
        if command is FOLLOW and (self._run is None or not is_led(self._run)):
            return False
        return super().allows(command) and (command is not WHO or known)

    async def do_find(self) -> None:
        """Find a card."""
        self.go(ToFind(self.handle, self.run_now()))

    async def do_another_run(self) -> None:
        """A further workshop on this plan: the review."""
        self.go_instead(ToChooser(self.handle))

    async def do_runs(self) -> None:
        """The sittings of the session."""
        self.go(ToRuns(self.handle, self.run_now()))

    async def do_go_back(self) -> None:
        """Where one came from; opened directly, the workshop itself."""
        if len(self.app.screen_stack) > 1:
            self.dismiss(None)
            return
        run = self.run_now()
        if run is None or not run.steps:
            await self.do_home()
            return
        book = self.view.book
        shown = [step.id for step in run.steps if (pair := book.step(step.step)) and pair[1].shows_plan]
        # A step that shows the plan as well would be the same page once more.
        before = next((step.id for step in reversed(run.steps) if step.id not in shown), run.steps[-1].id)
        self.go_instead(ToWorkshop(self.handle, run, before))

    async def do_home(self) -> None:
        """Home."""
        go_home(self.align, self.handle.session.meta.id)
