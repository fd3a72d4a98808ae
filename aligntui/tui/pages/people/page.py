"""Who is here, a row each."""

from __future__ import annotations

from aligntui.engine.attendance import attendance
from aligntui.engine.following import Following
from aligntui.engine.rounds.announcing import come_in
from aligntui.session.model import Run
from aligntui.store.api import Handle
from aligntui.store.values import BEAT
from aligntui.tui.asking import Hint
from aligntui.tui.commands import WHO
from aligntui.tui.kept import KeptSheet
from aligntui.tui.rows import Paged, paged, turned
from aligntui.tui.widgets.line import BLANK, Line, line, wrap


class PeoplePage(KeptSheet):
    """Names, who leads, where each is: as it is now."""

    state: Paged
    opened_by = WHO

    def __init__(self, handle: Handle, run: Run, room: Following) -> None:
        """`room` says where this person is beside the others."""
        super().__init__(handle, run)
        self._sitting = run
        self.state = Paged()
        self._room, self._pages = room, 1

    def on_mount(self) -> None:
        """Others come and go while it stands there."""
        super().on_mount()
        self.set_interval(BEAT, self.redraw)

    def draw(self, cells: int, height: int) -> list[Line]:
        """A row each, longer ones in several."""
        run = self.run_now() or self._sitting
        every = [self.keeping.words(one) for one in attendance(self._room, run, self.view.book)]
        title = f" Who is here? {len(every)} {'person' if len(every) == 1 else 'people'}"
        head = [self.bar_below(cells), line((title, "text+bold")), BLANK]
        rows = [
            line((f"{'   ' if n == 0 else '     '}{row}", "text"))
            for one in every
            for n, row in enumerate(wrap(one, cells - 7))
        ]
        if (how := come_in(self._room, run, self.view)) is not None:
            rows += [
                BLANK,
                *(line((f"   {row}", "muted")) for row in wrap(self.keeping.words(how), cells - 7)),
            ]
        shown, self._pages = paged(rows, height - len(head) - 2, self.state.page, "Tab")
        return [*head, *shown]

    def hints(self) -> list[Hint]:
        """Turn the page where there are several, back."""
        return [*([("Tab", "next page")] if self._pages > 1 else []), ("Esc", "back")]

    async def press(self, key: str) -> bool:
        """Tab and PgDn turn the page, PgUp turns back."""
        if not turned(self.state, key):
            return await super().press(key)
        self.redraw()
        return True
