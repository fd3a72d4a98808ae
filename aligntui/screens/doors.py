"""Doors out of the workshop: guide, steps, findings, results, export, keys, palette, find, theme."""

from __future__ import annotations

from aligntui.flow import walk
from aligntui.screens import panel
from aligntui.screens.commands import offered
from aligntui.screens.desk import SIDE
from aligntui.screens.going import GoingPage
from aligntui.screens.legend import legend
from aligntui.screens.navigation import go_out
from aligntui.screens.routes import (
    ToConflict,
    ToErase,
    ToFind,
    ToFindings,
    ToKeys,
    ToPalette,
    ToPlan,
    ToSteps,
)
from aligntui.widgets.canvas import Canvas

HEAD = 2
"""Rows of a page that the guide over it leaves free."""


class DoorsPage(GoingPage):
    """Opens what stands beside or behind a step."""

    # panels and other screens

    async def do_guide(self) -> None:
        """Open or close the guide; the line being typed keeps focus and words."""
        if self.size.width >= 80 + SIDE + 1:
            if self.step_view is not None and self.step_view.companion() is not None:
                self._guide_over = not self._guide_over
            else:
                self._side_open = not self._side_open
            self._set_side()
            self.call_after_refresh(self.resized)
            return
        self._show_guide(not self._guide_over)

    do_guide_anyway = do_guide

    def _show_guide(self, on: bool) -> None:
        self._guide_over = on
        self._guide_page = 0
        over = self.query_one("#over", Canvas)
        over.display = on
        self._page_guide(0)
        self.frame()

    def _page_guide(self, step: int) -> None:
        over = self.query_one("#over", Canvas)
        if self.size.width >= 80 + SIDE + 1:
            self._draw_side()
            return
        # A message of two rows moves the line being typed up by one.
        top, room = self._room_for_guide(18 - max(1, len(self.query_one("#message", Canvas).rows)))
        over.styles.margin = (top, 0, 0, 0)
        over.styles.height = room
        self._guide_page, rows = panel.guide_page(
            self.method, self.step, self.size.width, room, getattr(self, "_guide_page", 0) + step,
            legend(self.view.book, self.step),
        )  # fmt: skip
        over.show(rows)

    def _room_for_guide(self, rows: int) -> tuple[int, int]:
        """First row of the guide over the step, and how many: a line in focus stays free."""
        if self.edit is not None:
            line = self.edit.region
            above, below = line.y - HEAD, HEAD + rows - line.bottom
            if above >= 0 < below:
                return (line.bottom, below) if below >= above else (HEAD, above)
        return HEAD, rows

    def on_descendant_focus(self) -> None:
        """The guide makes way for the line that has the focus now."""
        if self._guide_over:
            self.call_after_refresh(self._page_guide, 0)

    def resized(self) -> None:
        """The guide leaves the line being typed free."""
        super().resized()
        if self._guide_over and self.step_view is not None:
            self._page_guide(0)

    async def do_move_card(self) -> None:
        """The card in focus to another list of its board."""
        if self.step_view is not None:
            await self.step_view.move_card()

    async def do_steps(self) -> None:
        """The steps of the run: minutes, jump, skip."""
        if await self._left():
            self.go(ToSteps(self.handle, self.run, self.here.id), self._back_from_drawer)

    def _back_from_drawer(self, step_id: object) -> None:
        if isinstance(step_id, str) and step_id:
            self.do_later(self.open_at, walk.index(self.run, step_id))
        else:
            self.take_snapshot()
            self.show_snapshot()
            return
        self._moved()

    async def do_findings(self) -> None:
        """All findings with their mends."""
        if await self._left():
            self.go(ToFindings(self.handle, self.run))

    async def do_show_clash(self) -> None:
        """Words that two people changed at once: the own ones first."""
        clashes = sorted(self.handle.session.clashes.values(), key=lambda one: one.by != self.person)
        if not clashes:
            self.say("No two versions of the same words wait for a choice.")
        elif await self._left():
            self.go(ToConflict(self.handle, self.run, clashes[0]))

    async def do_erase_answers(self) -> None:
        """Raw answers of a round, the present step's first."""
        if await self._left():
            wanted = self.step.erase or self.step.id
            ref = wanted if "/" in wanted else f"{self.method.method}/{wanted}"
            self.go(ToErase(self.handle, self.run, ref), self._back_from_erasing)

    def _back_from_erasing(self, _: object) -> None:
        self.keeping.client.typed.reread()
        self.take_snapshot()
        self.show_snapshot()

    async def do_results(self) -> None:
        """The plan on one page."""
        if await self._left():
            self.go(ToPlan(self.handle, self.run))

    async def do_out(self) -> None:
        """Write the plan to a file."""
        if await self._left():
            go_out(self, self.handle, self.run_now())

    async def do_keys(self) -> None:
        """The keys that work here."""
        self.go(ToKeys(self.keymap, offered(self)))

    async def do_palette(self) -> None:
        """Every command, by name."""
        self.go(ToPalette(self.keymap, offered(self)), self._chosen)

    def _chosen(self, handler: object) -> None:
        if isinstance(handler, str) and handler:
            self.do_later(self._do, handler)

    async def do_note_parked(self) -> None:
        """Write down a thought that is not for now."""
        await self.open_beside(self.view.book.shared.asides["later"])

    async def do_note_decision(self) -> None:
        """Write down what was decided, by whom and until when."""
        await self.open_beside(self.view.book.shared.asides["decided"])

    async def do_find(self) -> None:
        """Find a card by its code or words."""
        self.go(ToFind(self.handle, self.run))

    async def do_theme(self) -> None:
        """Next theme."""
        self.say(self.align.next_theme())
