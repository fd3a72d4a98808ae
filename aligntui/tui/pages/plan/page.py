"""The plan on one page: read it, ask why, see what is open, take it out."""

from __future__ import annotations

from aligntui.analysis.plan import plan
from aligntui.analysis.plan_page import Plan
from aligntui.session.model import Run
from aligntui.store.api import Handle
from aligntui.tui import frame
from aligntui.tui.asking import Hint
from aligntui.tui.commands import FINDINGS, HOME, OUT
from aligntui.tui.kept import KeptSheet
from aligntui.tui.navigation import go_home, go_out
from aligntui.tui.pages.plan.rows import results_rows, words_of
from aligntui.tui.routes import ToChooser, ToFind, ToFindings, ToTrace, ToWorkshop
from aligntui.tui.widgets.line import Line, line, wrap
from aligntui.tui.widgets.plan_lines import Spot, first_spot, plan_body


class Results(KeptSheet):
    """The plan; the first objective has the focus."""

    watches = True
    GRAMMAR = (
        ("Keys", "Enter", "why: back to the evidence"),
        ("Keys", "Esc", "back"),
        ("Keys", "letters", "find in the plan"),
        ("Keys", "PgDn PgUp", "more of the plan"),
    )

    def __init__(self, handle: Handle, run: Run | None) -> None:
        """`run` gives the day; None for a session without one."""
        super().__init__(handle, run)
        self.plan: Plan | None = None
        self.state.at = -2

    def prepare(self) -> None:
        """Read the plan."""
        self.take_snapshot()
        self.plan = plan(self.view)

    def on_screen_resume(self) -> None:
        """Something may have been mended on another page."""
        if self.plan is not None:
            self.show_snapshot()

    def show_snapshot(self) -> None:
        """The plan as it stands now."""
        self.take_snapshot()
        self.plan = plan(self.view)
        self.redraw()

    def draw(self, cells: int, height: int) -> list[Line]:
        """The plan, scrolled to the focus."""
        if self.plan is None:
            return []
        _, spots = plan_body(self.plan, cells)
        if self.state.at == -2:
            self.state.at = first_spot(spots, self.plan, height - 5)
        self.state.at = min(self.state.at, len(spots) - 1)
        meta = self.handle.session.meta
        bar = frame.bar(cells, meta.title, "The plan", 1, "", self.keeping.saved_at())
        return results_rows(bar, self.plan, self.state, cells, height)

    def _said(self, cells: int) -> list[Line]:
        """The message; else all words of the focused line, where the page holds only some."""
        if self._message[0] or self.plan is None:
            return super()._said(cells)
        body, spots = plan_body(self.plan, cells)
        if not 0 <= self.state.at < len(spots):
            return super()._said(cells)
        texts = wrap(words_of(body, spots[self.state.at]), cells - 2, 2)
        return [line((f" {text}", "muted")) for text in texts] or super()._said(cells)

    def hints(self) -> list[Hint]:
        """Why, findings, export, back, home."""
        why = [("Enter", "why")] if self.state.at >= 0 else []
        body = len(plan_body(self.plan, self.app.size.width)[0]) if self.plan is not None else 0
        more = ("PgDn", "more") if body > self.app.size.height - 5 else ("Up/Down", "move")
        found = [*why, (self.key(FINDINGS), "findings"), (self.key(OUT), "export"), more]
        return [*found, ("Esc", "back"), (self.key(HOME), "home")]

    @property
    def spots(self) -> list[Spot]:
        """What takes the focus on the page."""
        return plan_body(self.plan, self.size.width)[1] if self.plan is not None else []

    @property
    def count(self) -> int:
        """How much that is."""
        return len(self.spots)

    def labels(self) -> list[str]:
        """The lines that take the focus."""
        if self.plan is None:
            return []
        body, spots = plan_body(self.plan, self.size.width)
        return [words_of(body, spot) for spot in spots]

    async def press(self, key: str) -> bool:
        """PgDn and PgUp turn pages."""
        if key in ("pageup", "pagedown") and self.spots:
            self._page(key == "pagedown", [spot.row for spot in self.spots])
            return True
        return await super().press(key)

    def move_to(self, place: int) -> None:
        """Another line of the plan."""
        self.state.at = place
        self.say("")

    async def enter(self) -> None:
        """Why it is there."""
        if 0 <= self.state.at < self.count:
            self.go(ToTrace(self.handle, self.run_now(), self.spots[self.state.at].id))

    async def leave(self) -> None:
        """Where one came from."""
        await self.do_go_back()

    def _page(self, down: bool, rows: list[int]) -> None:
        step = self.size.height - 6
        wanted = rows[max(0, self.state.at)] + (step if down else -step)
        later = [n for n, row in enumerate(rows) if (row <= wanted if down else row >= wanted)]
        self.state.at = (later[-1] if down else later[0]) if later else (len(rows) - 1 if down else 0)
        self.redraw()

    async def do_findings(self) -> None:
        """What is open."""
        self.go(ToFindings(self.handle, self.run_now()))

    async def do_go_on(self) -> None:
        """Reading, then findings, then the way out."""
        await self.do_findings()

    async def do_out(self) -> None:
        """Write it to a file."""
        go_out(self, self.handle, self.run_now())

    async def do_find(self) -> None:
        """Find a card."""
        self.go(ToFind(self.handle, self.run_now()))

    async def do_another_run(self) -> None:
        """A further workshop on this plan: the review."""
        self.go_instead(ToChooser(self.handle))

    async def do_go_back(self) -> None:
        """Where one came from; opened directly, the workshop itself."""
        if len(self.app.screen_stack) > 1:
            self.dismiss(None)
            return
        run = self.run_now()
        if run is None or not run.steps:
            await self.do_home()
            return
        self.go_instead(ToWorkshop(self.handle, run, run.steps[-1].id))

    async def do_home(self) -> None:
        """Home."""
        go_home(self.align, self.handle.session.meta.id)
