"""All findings of a session: jump to what mends one, or set it aside with a reason."""

from __future__ import annotations

from collections.abc import Collection

from textual import events

from aligntui.analysis.gather import FIRST
from aligntui.engine import edits
from aligntui.engine.mends import (
    Found,
    errand_at,
    found,
    gathered,
    goes_with,
    mending_ref,
    mending_step,
    place_after,
    shortened,
)
from aligntui.engine.runs import walk
from aligntui.exchange.unlooked import unchecked
from aligntui.session.model import Run
from aligntui.session.ops import AnyOp
from aligntui.store.api import Handle
from aligntui.tui.asking import Asked, Hint
from aligntui.tui.commands import FINDINGS, GO_ON, UNDO, WAIVE_FINDING
from aligntui.tui.kept import KeptSheet
from aligntui.tui.navigation import go_home, go_out, go_to, workshop_below
from aligntui.tui.pages.findings.rows import FEW, FindingsState, findings_rows
from aligntui.tui.routes import Route, ToConflict, ToFindings, ToPlan, page_class
from aligntui.tui.widgets.line import Line


class FindingsPage(KeptSheet):
    """Findings ask, they never block."""

    state: FindingsState
    watches = True
    opened_by = FINDINGS
    GRAMMAR = (
        ("Keys", "Enter", "go to the step that mends it"),
        ("Keys", "Esc", "back"),
        ("Keys", "letters", "find among them"),
        ("Keys", "Right Left", "each of several, one by one; together again"),
    )

    def __init__(
        self, handle: Handle, run: Run | None, key: str = "", at: int = 0, opened: Collection[str] = ()
    ) -> None:
        """`run` is the one that a finding is mended in, None for a session without one.

        `key` is that of the finding to begin at, `at` its place in the list; those with a key in `opened`
        are shown one by one.
        """
        super().__init__(handle, run)
        self.state = FindingsState(at=at)
        self._first = key
        self._opened = set(opened)
        self._whole = at >= FIRST

    def way_back(self) -> Route | None:
        """To the finding in focus, or the next one once it is mended."""
        one = self.focused_one
        key = one.finding.key if one is not None else ""
        return ToFindings(self.handle, self._run, key, self.state.at, frozenset(self._opened))

    def prepare(self) -> None:
        """Ask all checks."""
        self.take_snapshot()
        self._look()

    def _look(self) -> None:
        one = self.focused_one
        key = one.finding.key if one is not None else self._first
        every = gathered(self.view, found(self.view, self.figures, self.run_now()), self._opened)
        self.state.found = every if self._whole else shortened(every)
        self.state.unchecked = unchecked(self.view, most=FEW if every else 0)
        if key and any(key == hidden.finding.key for other in self.state.found for hidden in other.rest):
            self._whole, self.state.found = True, every
        if one is not None and not one.aside:
            # What is set aside goes on without the cursor, which stays among the open ones.
            still_open = [other for other in self.state.found if not other.aside]
            self.state.at = place_after(still_open, key, self.state.at)
        else:
            self.state.at = place_after(self.state.found, key, self.state.at)
        self._place()

    def _place(self) -> None:
        one, run = self.focused_one, self.run_now()
        self.state.place, self.state.missing = None, ""
        if one is None or run is None or one.clash is not None or one.rest:
            return
        below = workshop_below(self, self.handle) if self.is_attached else None
        self.state.place = mending_step(self.view, run, one, below.scene.here.id if below is not None else "")
        if self.state.place is None:
            self.state.missing = mending_ref(self.view, one)

    @property
    def focused_one(self) -> Found | None:
        """The finding in focus."""
        return self.state.found[self.state.at] if self.state.at < len(self.state.found) else None

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Something may have been settled on another page."""
        if self.is_mounted:
            self.take_snapshot()
            self.show_snapshot()

    def show_snapshot(self) -> None:
        """Something changed: ask the checks again."""
        self._look()
        self.redraw()

    def draw(self, cells: int, height: int) -> list[Line]:
        """List and detail."""
        return findings_rows(self.bar_below(cells), self.state, self.view, cells, height)

    def hints(self) -> list[Hint]:
        """Mend, set aside, back."""
        one = self.focused_one
        on = [(self.key(GO_ON), "export")] if self._of_plan else []
        if one is None:
            return [*on, ("Esc", "back")]
        if one.rest:
            return [("Enter", "show them"), *on, ("Up/Down", "move"), ("Esc", "back")]
        if one.clash is not None:
            return [("Enter", "choose"), *on, ("Up/Down", "move"), ("Esc", "back")]
        mend = [("Enter", "mend it")] if self.state.place is not None or self.state.missing else []
        aside = "take it up again" if one.aside else "set aside"
        opened = one.finding.key in self._opened
        each = [("Left", "together")] if opened else [("Right", "one by one")] if one.alike else []
        return [*mend, (self.key(WAIVE_FINDING), aside), *on, *each, ("Up/Down", "move"), ("Esc", "back")]

    async def press(self, key: str) -> bool:
        """Right and Left show each of several, and one for all."""
        if key in ("right", "left") and self.focused_one is not None:
            self._unfold(key == "right")
            return True
        return await super().press(key)

    @property
    def count(self) -> int:
        """What is listed."""
        return len(self.state.found)

    def labels(self) -> list[str]:
        """What they say."""
        return [f"{one.finding.code} {one.finding.message}" for one in self.state.found]

    def move_to(self, place: int) -> None:
        """Another finding, and where it is mended."""
        self.state.at = place
        self._place()
        self.say("")

    def _unfold(self, on: bool) -> None:
        """Show each finding of a line that speaks of several, or that line alone again."""
        at = self.state.at
        while not on and at > 0 and self.state.found[at].under:
            at -= 1
        one = self.state.found[at]
        if not one.alike:
            return
        (self._opened.add if on else self._opened.discard)(one.finding.key)
        self.state.at = at
        self._look()
        self.say("")

    async def enter(self) -> None:
        """Go where it is mended."""
        one = self.focused_one
        if one is None:
            return
        if one.rest:
            self._whole = True
            self.show_snapshot()
            return
        if one.clash is not None:
            self.go(ToConflict(self.handle, self._run, one.clash), lambda words: self.say(str(words or "")))
            return
        run = self.run_now()
        if run is None or (self.state.place is None and not self.state.missing):
            self.say("No step of this session asks for it.")
            return
        if self.state.place is None:
            known = {step.id for step in run.steps}
            ops = walk.lent(run, self.state.missing, self.view.book, self.align.new_id)
            if not await self.commit(ops):
                return
            run = self.run_now()
            assert run is not None
            self.state.place = next((step for step in run.steps if step.id not in known), None)
            if self.state.place is None:
                return
        finding = one.finding
        place = self.state.place
        said = (self.keeping.words(goes_with(self.view, run, place, finding)), finding.severity)
        await go_to(self, self.handle, run, place.id, errand_at(self.view, run, place, finding), said)

    async def do_waive_finding(self) -> None:
        """Ask for the reason; one that is set aside is taken up again."""
        one = self.focused_one
        if one is None or one.clash is not None or one.rest:
            return
        if one.aside:
            await self.commit(self._waive(one, ""), f'"{one.finding.message}" is open again.')
            self._tell_below(one)
            return
        self.ask(
            Asked("why >", self._waived, title=f"set {one.finding.code} aside, because", enter="set it aside")
        )

    async def _waived(self, reason: str) -> None:
        one = self.focused_one
        self.stop_asking()
        if one is not None:
            note = f'"{one.finding.message}" set aside. {self.key(UNDO)} takes it up again.'
            await self.commit(self._waive(one, reason), note)
            self._tell_below(one)

    def _tell_below(self, one: Found) -> None:
        """The step that is seen below says it as it stands now."""
        if (workshop := workshop_below(self, self.handle)) is not None:
            workshop.scene.client.take_snapshot()
            for finding in one.every:
                workshop.bar.settle(finding)

    def _waive(self, one: Found, reason: str) -> list[AnyOp]:
        """Set aside all that the line speaks of; what shares a key is set aside once."""
        keys = dict.fromkeys(finding.key for finding in one.every)
        return [op for key in keys for op in edits.waive(self.view, key, reason)]

    @property
    def _of_plan(self) -> bool:
        """Whether one came from the plan: what follows is the way out."""
        stack = self.app.screen_stack
        at = stack.index(self) if self in stack else 0
        return at > 0 and isinstance(stack[at - 1], page_class(ToPlan))

    async def do_go_on(self) -> None:
        """From the plan on to the way out; else back to the step."""
        if self._of_plan:
            go_out(self, self.handle, self.run_now())
        else:
            await self.leave()

    async def do_home(self) -> None:
        """Home."""
        go_home(self.align, self.handle.session.meta.id)

    async def do_undo(self) -> None:
        """Take back the own last change."""
        await self.keeping.undo()

    async def do_redo(self) -> None:
        """Bring it back."""
        await self.keeping.undo(redo=True)
