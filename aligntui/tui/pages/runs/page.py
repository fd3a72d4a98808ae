"""The sittings of a session: open one, read a former one, compare, set its day, begin the next."""

from __future__ import annotations

from functools import partial

from aligntui.analysis import told
from aligntui.engine import reading
from aligntui.engine.client.outcomes import read_only
from aligntui.engine.entry.unclear import Unclear
from aligntui.engine.messages import said
from aligntui.engine.runs import former
from aligntui.methods.errors import GuideProblems, UnknownName
from aligntui.session.apply import Refused
from aligntui.session.model import Run
from aligntui.store.api import Handle
from aligntui.store.problems import StoreProblem
from aligntui.tui.asking import Asked, Hint
from aligntui.tui.commands import AS_OF, COMPARE_RUNS, NEXT_RUN, RUNS
from aligntui.tui.kept import KeptSheet
from aligntui.tui.navigation import go_home, open_run, put_question, workshop_below
from aligntui.tui.pages.runs.rows import runs_rows
from aligntui.tui.routes import ToCompared
from aligntui.tui.widgets.line import Line


class RunsPage(KeptSheet):
    """All sittings, the one begun last first."""

    watches = True
    opened_by = RUNS

    def __init__(self, handle: Handle, run: Run | None) -> None:
        """`run` is the one that one is in, if any."""
        super().__init__(handle, run)
        self.sittings: list[former.Sitting] = []

    def prepare(self) -> None:
        """List them, the present one in focus."""
        self.take_snapshot()
        first = not self.sittings
        self.sittings = former.listed(self.handle.session, self._run)
        ids = [one.run.id for one in self.sittings]
        if first and self._run is not None and self._run.id in ids:
            self.state.at = ids.index(self._run.id)
        self.state.at = max(0, min(self.state.at, len(self.sittings) - 1))

    def show_snapshot(self) -> None:
        """As they stand now."""
        self.prepare()
        self.redraw()

    def draw(self, cells: int, height: int) -> list[Line]:
        """A row each."""
        return runs_rows(self.bar_below(cells), self.sittings, self.state, cells, height)

    def hints(self) -> list[Hint]:
        """Open, and what else may be done with the one in focus."""
        if not self.sittings:
            return [("Esc", "back")]
        return [
            ("Enter", "open"), ("Up/Down", "move"), (self.key(COMPARE_RUNS), "what changed"),
            (self.key(AS_OF), "its day"), (self.key(NEXT_RUN), "the next one"), ("Esc", "back"),
        ]  # fmt: skip

    @property
    def count(self) -> int:
        """Sittings."""
        return len(self.sittings)

    def labels(self) -> list[str]:
        """Day and title."""
        return [f"{told.day(one.run.as_of)} {one.run.title}" for one in self.sittings]

    @property
    def _focus(self) -> former.Sitting | None:
        return self.sittings[self.state.at] if self.sittings else None

    async def leave(self) -> None:
        """Back to the page below; opened from home, home."""
        if len(self.app.screen_stack) > 1:
            self.dismiss(None)
        else:
            go_home(self.align, self.handle.session.meta.id)

    async def enter(self) -> None:
        """Go there."""
        one = self._focus
        if one is None:
            return
        below = workshop_below(self, self.handle)
        if below is not None and below.scene.run_now().id == one.run.id:
            await self.leave()
        else:
            await open_run(self, self.handle, one.run)

    async def do_compare_runs(self) -> None:
        """What is different since another one; which is asked where there are several."""
        one = self._focus
        if one is None:
            return
        others = former.to_compare(self.handle.session, one.run)
        if not others:
            self.say(self.keeping.words(said("no-run-before", "hint")), "hint")
        elif len(others) == 1:
            self._compare(one.run, others[0])
        else:
            ways = [("", "none"), *((run.id, f"{told.day(run.as_of)} {run.title}") for run in others)]
            ask = f"What changed in {told.day(one.run.as_of)} {one.run.title} since which?"
            known = {run.id: run for run in others}
            put_question(self, ask, ways, lambda key: self._compare(one.run, known[key]))

    def _compare(self, run: Run, before: Run) -> None:
        self.go(ToCompared(self.handle, run, before))

    async def do_as_of(self) -> None:
        """The day on which pace and what is overdue are looked at."""
        one = self._focus
        if one is not None and one.is_former:
            self.say(self.keeping.words(read_only(one.run)), "warning")
        elif one is not None:
            title = f"the day {one.run.title} looks at: pace, what is overdue"
            asked = Asked("as of >", partial(self._dated, one.run), title=title, offered=True)
            self.ask(asked, told.day(one.run.as_of))

    async def _dated(self, run: Run, words: str) -> None:
        try:
            ops, kept = reading.dated(run, words, self.align.now())
        except Unclear as problem:
            self.say(str(problem), "error")
            return
        self.stop_asking()
        if ops and await self.commit(ops, self.keeping.words(kept)):
            self.show_snapshot()

    async def do_next_run(self) -> None:
        """The same again, as of today."""
        one = self._focus
        if one is None:
            return
        begin = partial(reading.begin_next, self.keeping.client, self.align.library, one.run)
        try:
            run = await self.align.do(begin)
        except (UnknownName, GuideProblems, StoreProblem, Refused) as problem:
            self.say(str(problem), "error")
            return
        await open_run(self, self.handle, run)
