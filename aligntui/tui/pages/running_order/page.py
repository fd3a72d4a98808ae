"""The steps drawer: where one is, what is left, and going anywhere. Nothing is locked."""

from __future__ import annotations

from collections.abc import Collection

from aligntui.engine.runs import conditions, running_order
from aligntui.session.head import people
from aligntui.session.model import Run
from aligntui.session.ops import AnyOp
from aligntui.store.api import Handle
from aligntui.store.permit import Deed
from aligntui.tui.asking import Hint
from aligntui.tui.commands import SKIP_STEP, STEP_DOWN, STEP_UP, STEPS
from aligntui.tui.kept import KeptSheet
from aligntui.tui.navigation import go_home, workshop_below
from aligntui.tui.pages.running_order.rows import DrawerState, Entry, drawer_rows, entries
from aligntui.tui.routes import Route, ToFindings, ToSteps
from aligntui.tui.widgets.line import Line


class Drawer(KeptSheet):
    """Dismisses with the id of the run step to go to, or ""."""

    state: DrawerState
    watches = True
    opened_by = STEPS
    left_with = ""
    GRAMMAR = (
        ("Keys", "Enter", "go there"),
        ("Keys", "Right", "show the screens of a line"),
        ("Keys", "Left", "hide them"),
        ("Keys", "+ -", "a minute more, less"),
        ("Keys", "letters", "find a step"),
        ("Keys", "Esc", "out"),
    )

    def __init__(
        self,
        handle: Handle,
        run: Run,
        here_id: str = "",
        out: bool = False,
        at: int | None = None,
        opened: Collection[int] = (),
    ) -> None:
        """`here_id` is the run step where the person stands; `out` says that Esc goes on to home.

        `at` is the row in focus, where it is not that step; the lines of these numbers are open.
        """
        super().__init__(handle, run)
        self._out, self._at = out, at
        self.state = DrawerState(run, here_id, "", open=set(opened))
        self._message = ("Nothing is locked: go to any step and come back. What you are typing stays.", "")

    def way_back(self) -> Route | None:
        """To the row in focus."""
        state = self.state
        return ToSteps(self.handle, state.run, state.here, self._out, state.at, frozenset(state.open))

    def prepare(self) -> None:
        """Stand where the person stands."""
        self.take_snapshot()
        self._refresh()
        if self._at is not None:
            self.state.at = self._at
            return
        here = next((s for s in self.state.run.steps if s.id == self.state.here), None)
        if here is not None:
            self.state.open.add(here.entry)
        for number, entry in enumerate(entries(self.state, self.view)):
            if entry.target.id == self.state.here and (entry.step is not None or len(entry.block.steps) == 1):
                self.state.at = number

    def on_mount(self) -> None:
        """What is used and left is true at every second."""
        super().on_mount()
        self.set_interval(1, self.show_clock)

    def show_clock(self) -> None:
        """Show what is used by now."""
        self._refresh()
        self.redraw()

    def _refresh(self) -> None:
        run, workshop = self.run_now() or self.state.run, workshop_below(self, self.handle)
        self.state.run = workshop.scene.course.clock.live(run) if workshop is not None else run
        self.state.now = self.align.now()
        self.state.unwanted = conditions.unwanted(self.view, self.figures, self.state.run)
        self.state.people = people(self.handle.session)

    def show_snapshot(self) -> None:
        """The running order changed."""
        self._refresh()
        self.redraw()

    def draw(self, cells: int, height: int) -> list[Line]:
        """The lines, and what the focused one is for."""
        return drawer_rows(self.bar_below(cells), self.state, self.figures, cells, height)

    def hints(self) -> list[Hint]:
        """Go there, skip, close."""
        order = f"{self.key(STEP_DOWN)} {self.key(STEP_UP)}"
        out = ("Esc", "home" if self._goes_home else "close")
        return [
            ("Enter", "go there"),
            out,
            (self.key(SKIP_STEP), "skip"),
            ("+ -", "minutes"),
            (order, "order"),
        ]

    @property
    def _goes_home(self) -> bool:
        return self._out and self.may(Deed.SESSIONS)

    @property
    def count(self) -> int:
        """The rows."""
        return len(entries(self.state, self.view))

    @property
    def entry(self) -> Entry:
        """The focused row."""
        return entries(self.state, self.view)[self.state.at]

    def labels(self) -> list[str]:
        """Titles of lines and screens."""
        every = entries(self.state, self.view)
        return [(entry.step or entry.block).title for entry in every]

    def move_to(self, place: int) -> None:
        """Another line; what is said of it begins at its beginning."""
        self.state.page = 0
        super().move_to(place)

    async def press(self, key: str) -> bool:
        """Right and Left show the screens of a line, and hide them."""
        if key in ("left", "right"):
            self._fold(key == "left")
            return True
        if self.keymap.gives(key, STEPS):
            self.dismiss("")
            return True
        return await super().press(key)

    async def take_sign(self, sign: str) -> bool:
        """`+` and `-` are minutes of the line in focus; other signs find."""
        if sign in "+-":
            await self._lengthen(1 if sign == "+" else -1)
            return True
        return await super().take_sign(sign)

    async def leave(self) -> None:
        """Back to the step, or on to home."""
        if self._goes_home:
            go_home(self.align, self.handle.session.meta.id)
        else:
            await super().leave()

    async def enter(self) -> None:
        """Go there."""
        self.dismiss(self.entry.target.id)

    def _fold(self, close: bool) -> None:
        number = self.entry.block.number
        if close and number in self.state.open:
            self.state.open.discard(number)
            found = entries(self.state, self.view)
            self.state.at = next(n for n, entry in enumerate(found) if entry.block.number == number)
        elif not close and len(self.entry.block.steps) > 1:
            self.state.open.add(number)
        self.redraw()

    async def do_skip_step(self) -> None:
        """Skip the line or screen; skipped ones are taken up again."""
        entry = self.entry
        ops = running_order.skip(self.state.run, entry.block, entry.step)
        if not ops:
            self.say("It is done already; Enter goes back to it.")
            return
        title = entry.step.title if entry.step is not None else entry.block.title
        again = entry.state == "skipped"
        key = self.key(SKIP_STEP)
        await self.commit(
            ops, f"{title} is on again." if again else f"{title} skipped. {key} takes it up again."
        )

    async def do_more_minutes(self) -> None:
        """A minute more."""
        await self._lengthen(1)

    async def do_less_minutes(self) -> None:
        """A minute less."""
        await self._lengthen(-1)

    async def _lengthen(self, by: int) -> None:
        entry = self.entry
        ops = running_order.lengthen(self.state.run, entry.block, by, entry.step)
        if ops:
            await self.commit(ops)
        else:
            self.say("Letters do nothing here: it has no minutes left to take.")

    async def do_step_up(self) -> None:
        """Earlier."""
        await self._shift(-1)

    async def do_step_down(self) -> None:
        """Later."""
        await self._shift(1)

    async def _shift(self, by: int) -> None:
        blocks = running_order.blocks(self.state.run, self.view.book)
        moved_block = self.entry.block
        at = next(n for n, block in enumerate(blocks) if block.number == moved_block.number)
        ops: list[AnyOp] = running_order.shift(self.state.run, blocks, at, by)
        if not ops:
            return
        numbers = {block.number: n for n, block in enumerate(blocks, start=1)}
        new = {at: at + by, at + by: at}
        opened = {new.get(numbers[n] - 1, numbers[n] - 1) + 1 for n in self.state.open if n in numbers}
        self.state.open = opened
        if await self.commit(ops, f"{moved_block.title} is number {at + by + 1} now."):
            found = entries(self.state, self.view)
            self.state.at = next(
                (n for n, entry in enumerate(found) if entry.block.number == at + by + 1), self.state.at
            )
            self.redraw()

    async def do_findings(self) -> None:
        """What is open in all steps."""
        self.go(ToFindings(self.handle, self.run_now()))

    async def do_undo(self) -> None:
        """Take back the own last change."""
        await self.keeping.undo()

    async def do_redo(self) -> None:
        """Bring it back."""
        await self.keeping.undo(redo=True)
