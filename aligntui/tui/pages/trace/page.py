"""One item and its ground, on a page; Enter follows a link, a command goes where it is written."""

from __future__ import annotations

from collections.abc import Sequence

from aligntui.analysis.trace import Trace, trace
from aligntui.engine.mends import writing_step
from aligntui.engine.ways_back import Spot
from aligntui.session.model import Run
from aligntui.store.api import Handle
from aligntui.tui.asking import Hint
from aligntui.tui.kept import KeptSheet
from aligntui.tui.navigation import go_to
from aligntui.tui.pages.trace.rows import Row, trace_body, trace_rows
from aligntui.tui.routes import Route, ToFindings, ToTrace
from aligntui.tui.rows import moved
from aligntui.tui.widgets.line import Line


class TracePage(KeptSheet):
    """Why an item is there. Enter on a line goes to that item; Esc comes back."""

    watches = True
    GRAMMAR = (
        ("Keys", "Enter", "follow the link"),
        ("Keys", "Tab", "go where it is written"),
        ("Keys", "Esc", "back"),
    )

    def __init__(
        self,
        handle: Handle,
        run: Run | None,
        item_id: str,
        at: int = -1,
        before: Sequence[tuple[str, int]] = (),
    ) -> None:
        super().__init__(handle, run)
        self._way = list(before)
        self._item = item_id
        self.state.at = at

    def way_back(self) -> Route | None:
        """To the item that is shown, and the way one came to it."""
        return ToTrace(self.handle, self._run, self._item, self.state.at, tuple(self._way))

    async def do_findings(self) -> None:
        """What is open."""
        self.go(ToFindings(self.handle, self.run_now()))

    def _found(self) -> Trace | None:
        try:
            return trace(self.view, self._item)
        except LookupError:
            return None

    def _body(self, found: Trace) -> list[Row]:
        return trace_body(found, self.view, self.app.size.width)

    def _stops(self, body: list[Row]) -> list[int]:
        return [number for number, row in enumerate(body) if row.id]

    def draw(self, cells: int, height: int) -> list[Line]:
        """The item and all rows under it."""
        found = self._found()
        if found is None:
            return [self.bar_below(cells)]
        body = trace_body(found, self.view, cells)
        if self.state.at < 0:
            self.state.at = next(iter(self._stops(body)), 0)
        return trace_rows(self.bar_below(cells), found, self.view, body, self.state, cells, height)

    def hints(self) -> list[Hint]:
        """Follow, write, back."""
        found = self._found()
        links = found is not None and bool(self._stops(self._body(found)))
        follow = [("Enter", "follow"), ("Up/Down", "move")] if links else []
        return [*follow, ("Tab", "where it is written"), ("Esc", "back")]

    async def press(self, key: str) -> bool:
        """Move, follow, back."""
        found = self._found()
        if key == "escape" or found is None:
            if self._way:
                self._item, self.state.at = self._way.pop()
                self.state.top = 0
                self.redraw()
            else:
                self.dismiss(None)
            return True
        body = self._body(found)
        stops = self._stops(body)
        # A wider window has fewer rows, and others may have taken some away.
        at = min(self.state.at, len(body) - 1)
        place = next((n for n, row in enumerate(stops) if row >= at), len(stops) - 1)
        to = moved(key, place, len(stops))
        if to is not None:
            self.move_to(stops[to])
        elif key in ("up", "down", "pageup", "pagedown"):
            self.move_to(max(0, min(len(body) - 1, at + (1 if key in ("down", "pagedown") else -1))))
        elif key == "tab":
            await self.do_go_to_item()
        elif key == "enter" and stops and body[at].id:
            self._way.append((self._item, at))
            self._item, self.state.top = body[at].id, 0
            self.move_to(-1)
        else:
            return False
        return True

    async def do_go_to_item(self) -> None:
        """The step in which the item is written."""
        run = self.run_now()
        place = writing_step(self.view, run, self._item) if run is not None else None
        if run is None or place is None:
            self.say("No step of this run writes it.")
            return
        await go_to(self, self.handle, run, place.id, Spot(self._item))
