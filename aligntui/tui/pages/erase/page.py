"""Erasing raw answers: of a round, or one's own. It names what goes, asks first, and cannot be undone."""

from __future__ import annotations

from aligntui.engine.rounds.erasing import Erasable, erasable, in_words, told
from aligntui.session.apply import Refused
from aligntui.session.model import Run
from aligntui.store.api import Handle
from aligntui.store.problems import StoreProblem
from aligntui.tui.asking import Hint
from aligntui.tui.kept import KeptSheet
from aligntui.tui.pages.erase.rows import erasing_rows
from aligntui.tui.widgets.line import Line

SIDEWAYS = ("left", "right", "tab", "shift+tab", "space")


class ErasePage(KeptSheet):
    """Rounds that hold raw answers, the one of the step below in focus."""

    watches = True
    GRAMMAR = (
        ("Going", "Enter", "ask; then do what is chosen"),
        ("Going", "Left Right", "keep or erase"),
        ("Going", "Esc", "out, nothing is erased"),
    )

    def __init__(self, handle: Handle, run: Run | None, step: str = "") -> None:
        """Open it on the answers of `step` (`method/step`) where there are any."""
        super().__init__(handle, run)
        self._step = step
        self.found: list[Erasable] = []
        self.sure: bool | None = None

    def prepare(self) -> None:
        """Look at what lies there."""
        self.take_snapshot()
        self._list()
        steps = [one.round.step for one in self.found]
        self.state.at = steps.index(self._step) if self._step in steps else 0

    def _list(self) -> None:
        drafts = self.drafts
        # On a line that opens one session only, one has no say about the answers of others.
        self.found = erasable(
            self.view, self.align.store.person, drafts.marked, own_only=self.align.restricted
        )
        self.state.at = max(0, min(self.state.at, len(self.found) - 1))

    def show_snapshot(self) -> None:
        """What is asked about stays in focus when others write; if it is gone, so is the question."""
        focus = self._focus
        self.take_snapshot()
        self._list()
        places = [(one.round.id, one.ballot) for one in self.found]
        if focus in places:
            self.state.at = places.index(focus)
        else:
            self.sure = None
        self.redraw()

    @property
    def _focus(self) -> tuple[str, str] | None:
        one = self.found[self.state.at] if self.found else None
        return (one.round.id, one.ballot) if one is not None else None

    def draw(self, cells: int, height: int) -> list[Line]:
        """The rounds, what goes, what stays, and the question."""
        choices = [in_words(self.view, one) for one in self.found]
        return erasing_rows(self.bar_below(cells), choices, self.state, self.sure, cells, height)

    def hints(self) -> list[Hint]:
        """Look, or answer."""
        if self.sure is not None:
            return [
                ("Enter", "erase for good" if self.sure else "keep"),
                ("Left/Right", "choose"),
                ("Esc", "keep"),
            ]
        return [*([("Enter", "erase.."), ("Up/Down", "move")] if self.found else []), ("Esc", "back")]

    async def press(self, key: str) -> bool:
        """Move and ask; then keep or erase."""
        if self.sure is not None:
            return await self._answer(key)
        return await super().press(key)

    @property
    def count(self) -> int:
        """What can be erased."""
        return len(self.found)

    def move_to(self, place: int) -> None:
        """Look at another one."""
        self.state.at = place
        self.say("")

    async def enter(self) -> None:
        """Ask whether it shall go."""
        if self.found and self.unsaved:
            # What waits may hold answers too, and would be written afterwards.
            self.keeping.show_unsaved()
        elif self.found:
            self.sure = False
            self.redraw()

    async def _answer(self, key: str) -> bool:
        if key in SIDEWAYS:
            self.sure = not self.sure
            self.redraw()
        elif key in ("escape", "enter"):
            sure, self.sure = self.sure, None
            if sure and key == "enter":
                await self._erase(self.found[self.state.at])
            else:
                self.say("Kept. Nothing was erased.")
        return True

    async def _erase(self, one: Erasable) -> None:
        try:
            done = await self.align.do(self.handle.erase, one.round.id, one.ballot)
        except (StoreProblem, Refused) as problem:
            self.say(str(problem), "error")
            return
        self.show_snapshot()
        self.keeping.tell([told(done, restricted=self.align.restricted)])
